package corpora

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpora/exchange"
)

// tag gives a corpus the words of a file in CoNLL-U.
func tag(t testing.TB, c *Corpus, conllu string) {
	t.Helper()
	given, err := exchange.NewTokens()
	if err != nil {
		t.Fatal(err)
	}
	if err := given.Read(strings.NewReader(conllu)); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Add(context.Background(), nil, AddOptions{Tokens: given}); err != nil {
		t.Fatal(err)
	}
}

// conllu writes a sentence: its text, and form, lemma and tag of each word.
func conllu(text string, words ...[3]string) string {
	var b strings.Builder
	b.WriteString("# text = " + text + "\n")
	for k, w := range words {
		b.WriteString(strings.Join([]string{string(rune('1' + k)), w[0], w[1], w[2], "_", "_", "_", "_", "_", "_"}, "\t") + "\n")
	}
	return b.String() + "\n"
}

// CQL asks for lemmas and parts of speech as a tagger gave them, on either side; rows without
// them have inflected forms for lemmas and nothing for parts of speech.
func TestTagged(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "rows.jsonl")
	writeRows(t, path,
		pairRow("They don't leave, the leaves fell.", "他們不走，葉子落了。"),
		pairRow("Prices rose;  better prices.", "价格提高了，更好的价格。"),
		pairRow("She leaves now.", "她走了。"))
	c := open(t, path)
	find := func(query string) (hits []string, err error) {
		x, err := ParseTerm(query, false)
		if err != nil {
			return nil, err
		}
		r, err := c.Search(ctx, Query{Terms: []Term{x}}, Page{Sort: SortID})
		if err != nil {
			return nil, err
		}
		for _, h := range r.Hits {
			for _, span := range h.Spans {
				hits = append(hits, h.Text.Side(h.Side)[span[0]:span[1]])
			}
		}
		if r.Total != len(r.Hits) {
			t.Errorf("%s: a total of %d, and %d hits", query, r.Total, len(r.Hits))
		}
		return hits, nil
	}
	for query, want := range map[string]string{
		`[pos="NOUN"]`:      `rows: search: ` + c.Dir + `: [pos="NOUN"]: character 2: the English texts of the corpus have no parts of speech`,
		`zh:[pos="NOUN"]`:   `character 5: the Chinese texts of the corpus have no parts of speech`,
		`[lemma="(a|b).*"]`: `character 9: a lemma is no regular expression where the English texts of the corpus have no lemmas`,
	} {
		_, err := find(query)
		if wrong, ok := errors.AsType[*align.InputError](err); !ok || !strings.Contains("rows: "+err.Error(), want) || !strings.Contains(wrong.Hint, "--tokens") {
			t.Errorf("%s: %v, want %s", query, err, want)
		}
	}
	if hits, err := find(`[lemma="leave"]`); err != nil || !slices.Equal(hits, []string{"leave", "leaves", "leaves"}) {
		t.Errorf("lemma without a tagger: %q, %v", hits, err)
	}
	tag(t, c, conllu("They don't leave, the leaves fell.", [3]string{"They", "they", "PRON"}, [3]string{"do", "do", "AUX"}, [3]string{"n't", "not", "PART"}, [3]string{"leave", "leave", "VERB"}, [3]string{",", ",", "PUNCT"},
		[3]string{"the", "the", "DET"}, [3]string{"leaves", "leaf", "NOUN"}, [3]string{"fell", "fall", "VERB"}, [3]string{".", ".", "PUNCT"}))
	if _, err := find(`zh:[pos="NOUN"]`); err == nil || !strings.Contains(err.Error(), "the Chinese texts of the corpus have no parts of speech") {
		t.Errorf("Chinese, where English alone was given: %v", err)
	}
	tag(t, c, conllu("Prices rose; better prices.", [3]string{"Prices", "price", "NOUN"}, [3]string{"rose", "rise", "VERB"}, [3]string{";", ";", "PUNCT"}, [3]string{"better", "good", "ADJ"}, [3]string{"prices", "price", "NOUN"}, [3]string{".", ".", "PUNCT"})+
		conllu("价格提高了，更好的价格。", [3]string{"价格", "价格", "NOUN"}, [3]string{"提高", "提高", "VERB"}, [3]string{"了", "了", "AUX"}, [3]string{"，", "，", "PUNCT"}, [3]string{"更好", "好", "ADJ"}, [3]string{"的", "的", "PART"}, [3]string{"价格", "价格", "NOUN"}, [3]string{"。", "。", "PUNCT"})+
		conllu("他們不走，葉子落了。", [3]string{"他們", "他", "PRON"}, [3]string{"不", "不", "ADV"}, [3]string{"走", "走", "VERB"}, [3]string{"，", "，", "PUNCT"}, [3]string{"葉子", "葉子", "NOUN"}, [3]string{"落", "落", "VERB"}, [3]string{"了", "了", "AUX"}, [3]string{"。", "。", "PUNCT"}))
	for _, test := range []struct{ query, want string }{
		{`[pos="NOUN"]`, "leaves|Prices|prices"},
		{`[pos="noun"] [pos="VERB"]`, "leaves fell|Prices rose"},
		{`[lemma="leave"]`, "leave|leaves"},       // the second in the row without words of a tagger
		{`[lemma="leave" & pos="VERB"]`, "leave"}, // which has no parts of speech
		{`[lemma="not"]`, "n't"},                  // in the middle of a word
		{`[word="do"] [lemma="not"] [pos="VERB"]`, "don't leave"},
		{`[lemma="good"] []{0,1} [word="prices"]`, "better prices"},
		{`[lemma="(rise|fall)"]`, "fell|rose"},
		{`[pos="V.*" & word!="fell"]`, "leave|rose"},
		{`[lemma="rise"] []? [pos="ADJ"]`, "rose;  better"}, // marks are words to a tagger
		{`[pos="PUNCT"]`, ",|.|;|."},
		{`zh:[pos="NOUN"]`, "葉子|价格|价格"},
		{`[lemma="價格"]`, "价格|价格"},
		{`[word="价格" & pos="NOUN"] [lemma="提高"]`, "价格提高"},
		{`[lemma="他"]`, "他們"},
		{`[lemma="走"]`, "走|走"},
		{`[word="价"] [pos="VERB"]`, ""}, // a part of a word
		{`zh:[pos="ADJ"] [word="的"]{0,1} [pos="NOUN"]`, "更好的价格"},
	} {
		if hits, err := find(test.query); err != nil || strings.Join(hits, "|") != test.want {
			t.Errorf("%s: %q, %v, want %s", test.query, hits, err, test.want)
		}
	}
	not, err := c.Search(ctx, Query{Terms: []Term{term(t, "leave")}, Not: []Term{term(t, `[lemma="leaf" & pos="NOUN"]`)}}, Page{})
	if err != nil || not.Total != 1 || not.Hits[0].Text.EN != "She leaves now." {
		t.Errorf("without a lemma: %v, %v", not, err)
	}
	sample, err := c.Search(ctx, Query{Terms: []Term{term(t, `[pos="VERB"]`)}}, Page{Sample: 1, Seed: 3, Sort: SortRight})
	if err != nil || sample.Total != 2 || len(sample.Hits) != 1 || len(sample.Hits[0].Spans) == 0 {
		t.Errorf("a sample: %v, %v", sample, err)
	}
	whole(t, c)
}

// A word of which a tagger said no lemma has its inflected forms, or itself.
func TestTaggedWithoutLemma(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	writeRows(t, path, pairRow("Prices rose.", "价格涨了。"))
	c := open(t, path)
	tag(t, c, conllu("Prices rose.", [3]string{"Prices", "_", "NOUN"}, [3]string{"rose", "_", "VERB"}, [3]string{".", "_", "PUNCT"})+
		conllu("价格涨了。", [3]string{"价格", "_", "NOUN"}, [3]string{"涨", "_", "VERB"}, [3]string{"了", "_", "AUX"}, [3]string{"。", "_", "PUNCT"}))
	for query, want := range map[string]int{`[lemma="price" & pos="NOUN"]`: 1, `[lemma="rise" & pos="VERB"]`: 1, `[lemma="rise" & pos="NOUN"]`: 0, `[lemma="pri.*"]`: 1, `zh:[lemma="价格"]`: 1, `[lemma="價格" & pos="NOUN"]`: 1, `zh:[lemma="价"]`: 0} {
		if r, err := c.Search(context.Background(), Query{Terms: []Term{term(t, query)}}, Page{}); err != nil || r.Total != want {
			t.Errorf("%s: %v, %v, want %d", query, r, err, want)
		}
	}
}

// Words of a tagger that are not those of their text make all of it the hit.
func TestTaggedOtherwise(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	writeRows(t, path, pairRow("I'm gonna go.", "我要走。"))
	c := open(t, path)
	tag(t, c, conllu("I'm gonna go.", [3]string{"I", "I", "PRON"}, [3]string{"am", "be", "AUX"}, [3]string{"going", "go", "VERB"}, [3]string{"to", "to", "PART"}, [3]string{"go", "go", "VERB"}, [3]string{".", ".", "PUNCT"}))
	r, err := c.Search(context.Background(), Query{Terms: []Term{term(t, `[lemma="be"]`)}}, Page{})
	if err != nil || r.Total != 1 || len(r.Hits[0].Spans) != 1 || r.Hits[0].Spans[0] != [2]int{0, len("I'm gonna go.")} {
		t.Errorf("%v, %v", r, err)
	}
}
