package corpora

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/corpora/exchange"
)

// Words, lemmas and tags that were given come back for an export, and go with their rows.
func TestTokens(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "harbour.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。"))
	c := open(t, path)
	if tokens, err := c.Tokens(ctx); err != nil || tokens != nil {
		t.Error(tokens, err)
	}
	given, err := exchange.NewTokens()
	if err != nil {
		t.Fatal(err)
	}
	conllu := "# text = Ships wait.\n1\tShips\tship\tNOUN\tNNS\t_\t_\t_\t_\t_\n2\twait\twait\tVERB\tVBP\t_\t_\t_\t_\tSpaceAfter=No\n3\t.\t.\tPUNCT\t.\t_\t_\t_\t_\t_\n\n" +
		"# text = 船在等。\n1\t船\t船\tNOUN\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\t在等\t等\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No\n3\t。\t。\tPUNCT\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n"
	if err := given.Read(strings.NewReader(conllu)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // again changes nothing
		if a, err := c.Add(ctx, nil, AddOptions{Tokens: given}); err != nil || a.Analysed != 2 {
			t.Fatal(a, err)
		}
		tokens, err := c.Tokens(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"Ships wait.", "船在等。"} {
			want, _ := given.Given(text)
			got, ok := tokens.Given(text)
			if diff := cmp.Diff(want, got); diff != "" || !ok {
				t.Errorf("%s: want - got +:\n%s", text, diff)
			}
		}
		if _, ok := tokens.Given("It ends."); ok {
			t.Error("a text has words that were not given")
		}
	}
	writeRows(t, path, pairRow("It ends.", "完了。"))
	add(t, c, path)
	whole(t, c)
	if tokens, err := c.Tokens(ctx); err != nil {
		t.Error(err)
	} else if _, ok := tokens.Given("Ships wait."); ok {
		t.Error("a row that is gone has words")
	}
}
