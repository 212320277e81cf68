package corpora

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"bitext/align"
	"bitext/align/language"
)

// open makes a corpus of files.
func open(t testing.TB, paths ...string) *Corpus {
	t.Helper()
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "corpus")
	if err := Init(ctx, dir); err != nil {
		t.Fatal(err)
	}
	c, err := Open(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if len(paths) > 0 {
		add(t, c, paths...)
	}
	return c
}

// add adds files, all of which have to be read.
func add(t testing.TB, c *Corpus, paths ...string) *Added {
	t.Helper()
	a, err := c.Add(context.Background(), paths, AddOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Refused) > 0 {
		t.Fatal(a.Refused)
	}
	return a
}

// flat writes a text for a naive scan: its words and Han characters with a space around each,
// and a bar where a phrase ends.
func flat(text string) string {
	var b strings.Builder
	han, mark := false, false // the last unit is a Han character; a mark or line break stands behind it
	word := false             // the last character was of a word
	for _, r := range text {
		isHan := unicode.Is(unicode.Han, r)
		isWord := !isHan && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r))
		switch {
		case isHan:
			if mark && han {
				b.WriteString(" |")
			}
			b.WriteString(" " + language.Simplified(norm.NFKC.String(string(r))))
		case isWord:
			if !word {
				b.WriteString(" ")
			}
			b.WriteString(strings.ToLower(norm.NFKC.String(string(r))))
		case r == '\n':
			b.WriteString(" |")
		default:
			mark = mark || !unicode.IsSpace(r)
		}
		if isHan || isWord {
			han, mark = isHan, false
		}
		word = isWord
	}
	return b.String() + " "
}

// Search finds the rows that a naive scan over all rows finds: words and phrases of both
// languages and scripts that stand in the corpus and such as do not.
func TestSearchIsANaiveScan(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "rows.jsonl")
	g := newGenerator(t, 3)
	g.write(t, path, 2500)
	c := open(t, path)
	// A piece that was replaced, and one that was removed, leave nothing behind.
	other := filepath.Join(dir, "other.jsonl")
	g.write(t, other, 600)
	add(t, c, other)
	if _, _, err := c.Remove(ctx, []string{"piece-00003"}); err != nil {
		t.Fatal(err)
	}
	type text struct {
		id   string
		flat [align.Sides]string
		align.TextPair
	}
	var all []text
	for r, err := range c.Rows(ctx, nil) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, text{r.ID, [align.Sides]string{flat(r.Text.EN), flat(r.Text.ZH)}, r.Text})
	}
	if len(all) != 1600 {
		t.Fatalf("%d rows", len(all))
	}
	simple := map[rune][]rune{} // traditional forms of simplified characters
	for r := rune(0x4E00); r < 0xA000; r++ {
		if s := []rune(language.Simplified(string(r)))[0]; s != r {
			simple[s] = append(simple[s], r)
		}
	}
	random := func(n int) int { return g.random.IntN(n) }
	found := 0
	for n := range 500 {
		side := align.Side(n % 2)
		var phrases []Phrase
		want := slices.Clone(all)
		var query []string
		for range 1 + random(2)*random(2) {
			from := all[random(len(all))].Side(side)
			list := unitsOf(nil, from)
			length := min(len(list), 1+random(6))
			at := random(len(list) - length + 1)
			word := from[list[at].start:list[at+length-1].end]
			switch random(8) {
			case 0: // words that do not follow each other
				word += " " + g.english[random(len(g.english))] + string(g.chinese[random(len(g.chinese))])
			case 1:
				word = strings.ToUpper(word)
			case 2, 3:
				word = strings.Map(func(r rune) rune {
					if t := simple[r]; len(t) > 0 {
						return t[random(len(t))]
					}
					return r
				}, word)
			}
			prefix := [align.Sides]string{"en:", "zh:"}[side]
			p, err := ParsePhrase(prefix + word)
			if err != nil {
				t.Fatalf("%q: %v", word, err)
			}
			phrases, query = append(phrases, p), append(query, prefix+word)
			want = slices.DeleteFunc(want, func(x text) bool { return !strings.Contains(x.flat[side], flat(word)) })
			side = align.Side(random(2))
		}
		var not []Phrase
		if random(4) == 0 {
			word := string(g.chinese[random(len(g.chinese))])
			if random(2) == 0 {
				word += string(g.chinese[random(len(g.chinese))]) + string(g.chinese[random(len(g.chinese))])
			}
			p, err := ParsePhrase("zh:" + word)
			if err != nil {
				t.Fatal(err)
			}
			not = append(not, p)
			want = slices.DeleteFunc(want, func(x text) bool { return strings.Contains(x.flat[align.ZH], flat(word)) })
			query = append(query, "not "+word)
		}
		got, err := c.Search(ctx, Query{Phrases: phrases, Not: not}, 0, 0)
		if err != nil {
			t.Fatalf("%q: %v", query, err)
		}
		var ids, wanted []string
		for _, h := range got.Hits {
			ids = append(ids, h.ID)
			for _, span := range h.Spans {
				if hit := h.Text.Side(h.Side)[span[0]:span[1]]; strings.TrimSpace(flat(hit)) != strings.TrimSpace(flat(query[0][3:])) {
					t.Errorf("%q: hit %q in %s", query, hit, h.ID)
				}
			}
			if len(h.Spans) == 0 {
				t.Errorf("%q: no hit in %s", query, h.ID)
			}
		}
		for _, x := range want {
			wanted = append(wanted, x.id)
		}
		slices.Sort(ids)
		slices.Sort(wanted)
		if got.Total != len(wanted) || !slices.Equal(ids, wanted) {
			t.Fatalf("%q: %d rows, total %d, want %d", query, len(ids), got.Total, len(wanted))
		}
		found += min(1, got.Total)
		// Pages are the whole in parts.
		if n%10 == 0 {
			page, err := c.Search(ctx, Query{Phrases: phrases, Not: not}, got.Total/2, 3)
			if err != nil || page.Total != got.Total || fmt.Sprint(hitIDs(page.Hits)) != fmt.Sprint(hitIDs(got.Hits[got.Total/2:min(got.Total, got.Total/2+3)])) {
				t.Fatalf("%q: page %v of %v, %v", query, hitIDs(page.Hits), hitIDs(got.Hits), err)
			}
		}
	}
	if found < 300 {
		t.Errorf("only %d of 500 queries find anything", found)
	}
}

func hitIDs(hits []Hit) (ids []string) {
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}
