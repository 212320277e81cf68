package segment

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bitext/align"
)

// split cuts text into its sentences, without the white space around them.
func split(text string, lang align.Language) []string {
	var out []string
	for _, s := range Sentences(text, lang) {
		out = append(out, strings.TrimSpace(text[s.Start:s.End]))
	}
	return out
}

func langOf(text string) align.Language {
	for _, w := range Words(text) {
		if w.Kind == Han {
			return align.Chinese
		}
	}
	return align.English
}

// Every rule decides at the marks of its own example, as they say.
func TestSentenceRules(t *testing.T) {
	for _, rule := range sentenceRules {
		want := map[int]verdict{} // at each mark
		text := ""
		for _, r := range rule.example {
			switch r {
			case '‖':
				want[len(text)] = border
			case '¦':
				want[len(text)] = noBorder
			default:
				text += string(r)
			}
		}
		s := newScanner(text, langOf(text))
		for s.next() {
			at, v := s.place.at, s.verdict()
			if by := decides(s); want[at] != unknown && (v != want[at] || by != rule.name) {
				t.Errorf("%s: %q is judged %d by %q", rule.name, text[:at]+"|"+text[at:], v, by)
			}
			delete(want, at)
			if v == border {
				s.begin()
			}
		}
		for at := range want {
			t.Errorf("%s: %q is no place", rule.name, text[:at]+"|"+text[at:])
		}
	}
}

// decides returns the name of the rule that decides on the place of s.
func decides(s *scanner) string {
	for _, rule := range sentenceRules {
		if rule.judge(&s.place) != unknown {
			return rule.name
		}
	}
	return ""
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, text string }{ // ‖ stands where a sentence ends
		{"plain", "One. ‖Two! ‖Three?"},
		{"decimal", "It grew 3.5 percent. ‖Then it fell."},
		{"country", "He lives in the U.S. ‖The others left."},
		{"time", "It began at 9 a.m. ‖They left at ten."},
		{"e.g.", "Some cities, e.g. Bern, did. ‖Others did not."},
		{"quotation before", "“We agree.” ‖The others said nothing."},
		{"quotation and attribution", "“We must act!” said Lin. ‖Nobody moved."},
		{"brackets", "(He left.) ‖Then she came."},
		{"footnote", "It works.[3] ‖So they say."},
		{"footnote sign", "It works.① ‖So they say."},
		{"address", "See www.example.com or write to a.b@example.com. ‖Thanks."},
		{"ellipsis", "Well… maybe. ‖Or not."},
		{"three dots", "Well... maybe. ‖Or not."},
		{"list", "1. Build homes. ‖2. Build roads."},
		{"Chinese", "今天下雨。‖明天呢？‖不知道！"},
		{"Chinese attribution", "“增长了3.5%。”她说。‖会议结束了。"},
		{"Chinese question and attribution", "“为什么？”王某问道，“你来了？”‖门开了。"},
		{"attribution with colon", "“好。”‖他说：“走吧。”"},
		{"quotation opens", "他走了。‖“为什么？”‖门开了。"},
		{"corner brackets", "他說：「走吧。」‖她沒有動。"},
		{"semicolon", "一是修路；二是建房。‖三是种树。"},
		{"English in Chinese", "他说“OK.”然后走了。‖会议结束。"},
		{"ASCII stops in Chinese", "今天下雨.‖明天晴."},
		{"ASCII question in Chinese", "为什么?‖不知道!"},
		{"Chinese ellipsis", "他沉默了……然后走了。‖门关了。"},
		{"title", "《怎么办？》是一本书。‖他读过。"},
		{"number in Chinese", "增长了3.5%。‖下降了2.1%。"},
		{"lines", "One.\n‖Two goes\non."},
	}
	for _, test := range tests {
		var want []string
		for part := range strings.SplitSeq(test.text, "‖") {
			want = append(want, strings.TrimSpace(part))
		}
		text := strings.ReplaceAll(test.text, "‖", "")
		if diff := cmp.Diff(want, split(text, langOf(text))); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
}

func checkCover(t interface{ Fatalf(string, ...any) }, text string, spans []Span) {
	at := 0
	for _, s := range spans {
		if s.Start != at || s.End <= s.Start {
			t.Fatalf("span %v after %d of %q", s, at, text)
		}
		at = s.End
	}
	if at != len(text) {
		t.Fatalf("%d of %d bytes covered of %q", at, len(text), text)
	}
}

func TestSentencesCover(t *testing.T) {
	piece := rapid.SampledFrom([]string{"Mr.", " ", "U.S.", "“", "”", "。", "？", "他说", ".", "\n", "A", "b", "3.5", "[1]", "《", "》", "...", "1.", "\"", ")", "\xff"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), "")
		checkCover(t, text, Sentences(text, align.English))
		checkCover(t, text, Sentences(text, align.Chinese))
	})
}

func FuzzSentences(f *testing.F) {
	f.Add("“增长了3.5%。”她说。Mr. Chen left.")
	f.Add("\xe2\x80。\n[12]①")
	f.Fuzz(func(t *testing.T, text string) {
		checkCover(t, text, Sentences(text, align.English))
		checkCover(t, text, Sentences(text, align.Chinese))
	})
}

func BenchmarkSentencesHostile(b *testing.B) {
	for name, unit := range map[string]string{"stops": ".", "quotes": "“", "titles": "Mr. "} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Sentences(text, align.English)
			}
		})
	}
}
