package review

import (
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/segment"
	"bitext/align/trace"
)

// token is a sentence of a paragraph, or a part of one, as Sentences has it.
type token struct {
	from, to int    // which bytes of the paragraph as it was
	text     string // the white space after it included
	edited   bool
	dropped  bool
	span     // where it came from
}

// touched reports whether a reviewer edited or dropped a sentence on Sentences.
func (t token) touched() bool { return t.edited || t.dropped }

// span is a sentence of a reviewed paragraph.
type span struct {
	start, end int
	group      *group // of sentences that it belongs to; nil: none
	unit       int    // the sentence that it was; -1: none
	changed    bool   // its text is not that of the sentence
}

// tokens returns the sentences of a paragraph of the original as the sheet Sentences has
// them.
func (b *builder) tokens(side align.Side, paragraph int) (list []token) {
	doc := b.original.Document(side)
	text := doc.Paragraphs[paragraph].Text
	if b.ofSentence[side] == nil {
		b.ofSentence[side], _ = byUnit(b.sentenceGroups, side, len(doc.Sentences))
	}
	of := b.ofSentence[side]
	for _, id := range doc.SentencesOf([]int{paragraph}) {
		s := doc.Sentences[id]
		if len(of[id]) == 0 { // there are no sentence beads
			list = append(list, token{from: s.Start, to: s.End, text: text[s.Start:s.End], span: span{unit: id}})
		}
		var parts []token
		for _, p := range of[id] {
			t := token{from: s.Start + p.from, dropped: p.group.dropped, edited: p.edited, text: p.text}
			t.group, t.unit = p.group, id
			parts = append(parts, t)
			for _, g := range p.gaps { // it goes on behind them
				t.from = s.Start + g[1]
				parts = append(parts, t)
			}
		}
		slices.SortStableFunc(parts, func(a, b token) int { return a.from - b.from })
		for i, t := range parts {
			if t.to = s.End; i == 0 {
				t.from = s.Start
			}
			if i+1 < len(parts) {
				t.to = parts[i+1].from
			}
			was := text[t.from:t.to]
			if t.edited {
				was = t.text + was[len(strings.TrimRightFunc(was, unicode.IsSpace)):]
			}
			t.text, t.changed = was, t.edited || len(parts) > 1
			list = append(list, t)
		}
	}
	return list
}

// settleText brings together what both sheets make of a paragraph or a part of
// one, and returns its sentences.
func (b *builder) settleText(side align.Side, id int, p placed, tokens []token, lang align.Language) []span {
	unit := b.paragraphs.units[side][id]
	tokens, _ = clip(tokens, unit.text, p.stretches(unit))
	text, spans := compose(tokens)
	switch changed := slices.ContainsFunc(tokens, token.touched); {
	case changed && text == "": // it is dropped as a whole
		for i := range tokens {
			t := &tokens[i]
			t.text, t.edited, t.dropped, t.changed = unit.text[t.from:t.to], false, false, false
		}
		p.text, p.edited = p.was(unit), false
		_, spans = compose(tokens)
	case changed && p.edited:
		if p.text, _ = both(p, unit, text); newSearchKey(p.text).key != newSearchKey(text).key {
			return resegment(p.text, lang, tokens)
		}
		p.text = text
	case changed:
		p.text, p.edited = text, true
	case p.edited:
		return resegment(p.text, lang, tokens)
	}
	return spans
}

// clip returns the tokens in some stretches of a paragraph, those at their ends
// cut. It reports whether one that was edited or dropped had to be cut.
func clip(tokens []token, text string, stretches [][2]int) (inside []token, torn bool) {
	for _, s := range stretches {
		for _, t := range tokens {
			a, b := max(t.from, s[0]), min(t.to, s[1])
			if a > b || a == b && t.from != t.to {
				continue
			}
			if a != t.from || b != t.to {
				cut := strings.TrimSpace(text[a:b]) != strings.TrimSpace(text[t.from:t.to])
				if t.edited || t.dropped {
					torn = torn || cut
				} else {
					t.text, t.changed = text[a:b], t.changed || cut
				}
				t.from, t.to = a, b
			}
			inside = append(inside, t)
		}
	}
	return inside, torn
}

// compose puts tokens together.
func compose(tokens []token) (string, []span) {
	var text strings.Builder
	var spans []span
	plain := true
	for _, t := range tokens {
		if t.dropped {
			plain = false
			continue
		}
		plain = plain && !t.edited
		t.start = text.Len()
		text.WriteString(t.text)
		t.end = text.Len()
		spans = append(spans, t.span)
	}
	if plain {
		return text.String(), spans
	}
	whole := strings.TrimLeftFunc(text.String(), unicode.IsSpace)
	lead := text.Len() - len(whole)
	whole = strings.TrimRightFunc(whole, unicode.IsSpace)
	for i := range spans {
		spans[i].start = min(max(spans[i].start-lead, 0), len(whole))
		spans[i].end = min(max(spans[i].end-lead, 0), len(whole))
	}
	return whole, spans
}

// resegment splits an edited text into sentences. Those that were there before
// keep their groups; those between take the groups of the ones they stand for.
func resegment(text string, lang align.Language, old []token) []span {
	var spans []span
	for _, s := range segment.Sentences(text, lang) {
		spans = append(spans, span{start: s.Start, end: s.End, unit: -1, changed: true})
	}
	i, j := 0, 0
	for _, m := range append(kept(text, spans, old), [2]int{len(old), len(spans)}) {
		for k := 0; j+k < m[1] && i < m[0]; k++ {
			o := old[min(i+k, m[0]-1)]
			spans[j+k].group, spans[j+k].unit = o.group, o.unit
		}
		if m[0] < len(old) {
			spans[m[1]].group, spans[m[1]].unit, spans[m[1]].changed = old[m[0]].group, old[m[0]].unit, old[m[0]].changed
		}
		i, j = m[0]+1, m[1]+1
	}
	return spans
}

// kept pairs up the sentences that were there before, by index in old and in
// spans: the longest common subsequence.
func kept(text string, spans []span, old []token) (pairs [][2]int) {
	var before, now []string
	for _, t := range old {
		before = append(before, strings.TrimSpace(t.text))
	}
	for _, s := range spans {
		now = append(now, strings.TrimSpace(text[s.start:s.end]))
	}
	for i, j := range trace.Compare(before, now) {
		if j >= 0 {
			pairs = append(pairs, [2]int{i, j})
		}
	}
	return pairs
}
