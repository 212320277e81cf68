package corpora

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

// Units lie in their text one after the other, every phrase of a text is found in it unless it looks like a pattern, and a
// token of the index has no character that is none.
func FuzzUnits(f *testing.F) {
	f.Add("China's GDP grew 5.2%, 中国，人民 ½ ㎏ Ｆｕｌｌ\nline 水價")
	f.Add("w?ter, a|b")
	f.Fuzz(func(t *testing.T, text string) {
		list, last := unitsOf(nil, text), 0
		for _, u := range list {
			if u.start < last || u.end <= u.start || u.end > len(text) || u.norm == "" {
				t.Fatalf("%q: %+v", text, list)
			}
			if strings.ContainsFunc(u.norm, func(r rune) bool { return r < 0x80 && !inWord(r) }) {
				t.Fatalf("%q: unit %q", text, u.norm)
			}
			last = u.end
		}
		for k := range list {
			phrase := text[list[k].start:list[min(len(list), k+3)-1].end]
			if strings.Contains(phrase, "*") || strings.Contains(phrase, `="`) || ofPatterns().MatchString(phrase) || utf8.RuneCountInString(phrase)+1 > longestTerm {
				continue
			}
			if x, err := ParseTerm(" "+phrase, true); err != nil || !x.in(text, list) {
				t.Errorf("%q: %q is not found: %v", text, phrase, err)
			}
		}
	})
}

// What is no term is refused with a place in it; a term stands where it says that it does, and
// in the texts that it is found in.
func FuzzParseTerm(f *testing.F) {
	for _, q := range []string{"water tariff", "zh:水价", "govern* *tion a*b * c", "把*了", `/wa(s|re)\b.{1,3}/`, `[word="rais.*"] []{0,2} [lemma!="price"]?`, `zh:[word="提高"]+`, `"rais.*" []{0,2} "the tariff"`, "pric(e|ing)", `[lemma="rais.*" & pos="X"] []{0,2} [word!="tariff" & word="t.*"]`, `zh:[pos="X"]{2} [lemma="提"]`, "/(/", "[word=", "*", "["} {
		f.Add(q, "The water tariff was raised 3%, 把水价提高了。中国，人")
	}
	f.Fuzz(func(t *testing.T, query, text string) {
		x, err := ParseTerm(query, false)
		if err != nil {
			var wrong *QueryError
			if !errors.As(err, &wrong) || wrong.At < 1 || wrong.At > utf8.RuneCountInString(query)+1 {
				t.Fatalf("%q: %v", query, err)
			}
			return
		}
		units, last := unitsOf(nil, text), 0
		spans := x.spans(text, units)
		if len(spans) > 0 != x.in(text, units) {
			t.Errorf("%q: %v in %q", query, spans, text)
		}
		for _, s := range spans {
			if s[0] < last || s[1] <= s[0] || s[1] > len(text) || !utf8.ValidString(text[s[0]:s[1]]) && utf8.ValidString(text) {
				t.Fatalf("%q: %v in %q", query, spans, text)
			}
			last = s[1]
		}
		fuzzWords(t, x, text, units)
	})
}

// fuzzWords looks for a term among the units of a text as words of a tagger, with themselves as lemmas and X as
// tags: it stands in these words where it says that it does.
func fuzzWords(t *testing.T, x Term, text string, units []unit) {
	p := planned{Term: x}
	var known forms
	var words []uint64
	for k, u := range units {
		known, words = append(known, text[u.start:u.end]), append(words, uint64(k))
	}
	for _, place := range x.tagged {
		var in []bool
		for _, form := range known {
			in = append(in, place.holds(form, form, "X"))
		}
		p.numbers = append(p.numbers, in)
	}
	if x.tagged == nil {
		return
	}
	spans, last := p.wordSpans(words, text, known), 0
	if len(spans) > 0 != p.inWords(words) {
		t.Errorf("%q: %v in the words of %q", x.Text, spans, text)
	}
	for _, s := range spans {
		if s[0] < last || s[1] <= s[0] || s[1] > len(text) {
			t.Fatalf("%q: %v in the words of %q", x.Text, spans, text)
		}
		last = s[1]
	}
}
