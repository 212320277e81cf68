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
		{"time and capital", "It closes at 11 p.m. ‖Nurses wait. ‖It opens at 9 a.m. Eastern on Monday."},
		{"time and number", "It ended at 8 p.m. ‖40 people stayed."},
		{"acronym and capital", "She came from the U.S. ‖Voters like the U.S. Senate."},
		{"company and capital", "It was built by Orme Inc. ‖Workers say so. ‖Ask John Hale Jr. ‖The rest is silence."},
		{"saint and street", "The St. Louis team lost on Elm St. ‖Nobody saw it."},
		{"letter that is no initial", "We need a plan B. ‖Everyone knows it. ‖J. B. Rees knows it."},
		{"number begins", "It closed in 2008. ‖2009 was worse. ‖$60 is the price. ‖40 percent pay it."},
		{"small letter begins", "He ate. ‖eBay paid. ‖He drank. ‖iPhones rang! ‖mRNA helped."},
		{"no blank", "It failed.‖Nobody knew.‖See index.html for Node.js and the U.S.A. in 1950.‖He cried."},
		{"address", "See www.example.com/a.b?c=D.E&f=1 now. ‖Thanks."},
		{"notes", "It works.¹ ‖It leaks.¹,² ‖It grew.³–⁵ ‖It shrank.¹, ² ‖So they say.2 ‖He left.* ‖She stayed.[note 3] ‖They met.(4) ‖The end."},
		{"dialogue", "– Who? ‖– Nobody – she said. ‖– Why not? – he asked."},
		{"attribution before", "He asked: “Who pays?” ‖Nobody answered. ‖She cried, ‘I do!’ ‖Lin said nothing."},
		{"nobody said", "“Who pays?” ‖Nobody answered. ‖“We do.” ‖Mayor Lin said nothing more."},
		{"title in quotation marks", "We saw “Set Off! Grandma”. ‖“Who Decides? The Future”, a book, sold well."},
		{"remark in brackets", "He was early (a first! Nobody believed it) and proud. ‖(It rained. ‖We left.)"},
		{"stammer", "“I... I know.” ‖He waits… ‖The end."},
		{"omission apart", "Once . . . and again. ‖That . . . ‖The end."},
		{"broken off", "“But I—” ‖“You what?” ‖“Wait—” he said."},
		{"Chinese title", "《出发吧！奶奶》很好看。‖〈再见。夏天〉也好看。‖「谁来决定？城市的未来」没人看。"},
		{"Chinese attribution before", "他问：“谁来付钱？”‖没有人回答。‖市长说：“好。”‖第二天他改口称，情况复杂。"},
		{"Chinese, nobody said", "“谁？”‖无人应答。‖“好。”‖他改口称，不好。‖“好。”‖这是财政局的解释。‖“好。”‖称职的官员这样想。"},
		{"sentences within a quotation within a sentence", "他喊着“救命！‖救命！”跑了出来。‖她说“走吧！‖快！”‖没有人动。"},
		{"possessive", "The U.K.'s economy shrank. ‖The U.S.’s grew. ‖Orme Inc.'s men left."},
		{"Chinese attributions", "“走。”他问我。‖“走。”李女士告诉记者。‖“走。”她大叫。‖“走。”苦笑。‖“走。”一位官员告诉《三江日报》。‖“走。”她问办事员。‖“谁？”‖他问出了大家心里的话。"},
		{"Chinese, next speech", "“好。”‖她又问道：“走吗？”‖“走。”她说，“走吧。”"},
		{"Chinese straight quotes", "\"你来吗？\"他问。‖\"不来。\"‖\"为什么？\"‖面对\"钱呢？\"这个问题，他没有回答。"},
		{"Chinese wide quotes", "＂你来吗？＂他问。‖〝不來。〞她答。‖«为什么？»‖‘没有为什么。’‖写着『不准！』两个字。"},
		{"names between Han", "路易斯．安德拉德來了。‖連J．K．羅琳也來了。"},
		{"full-width stop", "設x為實數．‖則x不小於零．"},
		{"Latin in Chinese", "苹果(Apple Inc.)昨天公布了财报。‖乔治·W.布什在Yahoo!工作，从U.S.来。‖St. Louis很远。"},
		{"question in brackets", "这条路（谁会相信呢？）修了三年。‖（没修完。）‖真的。"},
		{"Chinese notes", "人很多。①‖钱很少。[2]‖税很重。（3）‖我走了。"},
		{"Chinese list", "①打井。‖②铺管。‖（一）收税。‖１．修路。"},
		{"Chinese omission", "我……我不知道。‖他再也没有往下说……‖第二天，船开了。"},
		{"next line", "山说：\n“回来吧！”\n‖没有人。"},
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
	piece := rapid.SampledFrom([]string{"Mr.", " ", "U.S.", "“", "”", "。", "？", "他说", ".", "\n", "A", "b", "3.5", "[1]", "《", "》", "...", "1.", "\"", ")", "（", "’", "'", "—", "①", ":", "．", "…", "\u3000", "\xff"})
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
	for name, unit := range map[string]string{"stops": ".", "quotes": "“", "titles": "Mr. ", "open": "“。", "pairs": "（“好！”他说，《书！》）。", "brackets": "(He. [a] 1) \"", "lists": "a) 1. ", "dots": ". . . "} {
		text := strings.Repeat(unit, 1<<20/len(unit))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Sentences(text, align.English)
			}
		})
	}
}
