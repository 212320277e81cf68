package review

import (
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/segment"
	"bitext/align/trace"
)

// Sentences after Review
//
// The sheet Review is applied first, and the sheet Sentences to what it leaves. A paragraph
// is its sentences as Sentences has them; the text that Review makes of it is cut into
// sentences and compared with those as they were:
//
//	Review left a sentence as it was   what Sentences says of it stands
//	Review changed it                  edits of both are brought together if they do not
//	                                   touch the same words; else that on Sentences is in
//	                                   conflict and is taken back
//	Review put it in                   it stands in no group of Sentences

// token is a sentence of a paragraph, or a part of one.
type token struct {
	from, to int    // which bytes of the paragraph as it was
	was      string // the text there
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
	for _, id := range doc.SentencesOf([]int{paragraph}) {
		s := doc.Sentences[id]
		var parts []token
		for _, p := range b.ofSentence[side][id] {
			t := token{from: s.Start + p.from, text: p.text, edited: p.edited, dropped: p.group.dropped, span: span{group: p.group, unit: id}}
			parts = append(parts, t)
			for _, g := range p.gaps { // it goes on behind them
				t.from, t.text = s.Start+g[1], ""
				parts = append(parts, t)
			}
		}
		if len(parts) == 0 { // there are no sentence beads
			parts = []token{{span: span{unit: id}}}
		}
		slices.SortStableFunc(parts, func(a, b token) int { return a.from - b.from })
		parts[0].from = s.Start
		for i, t := range parts {
			if t.to = s.End; i+1 < len(parts) {
				t.to = parts[i+1].from
			}
			t.was, t.changed = text[t.from:t.to], t.edited || len(parts) > 1
			if t.edited {
				t.text += t.was[len(strings.TrimRightFunc(t.was, unicode.IsSpace)):]
			} else {
				t.text = t.was
			}
			list = append(list, t)
		}
	}
	return list
}

// clip returns the tokens in some stretches of a paragraph, those at their ends cut.
// Those that were edited or dropped and had to be cut are torn.
func clip(tokens []token, text string, stretches [][2]int) (inside, torn []token) {
	for _, s := range stretches {
		for _, t := range tokens {
			a, b := max(t.from, s[0]), min(t.to, s[1])
			if a > b || a == b && t.from != t.to {
				continue
			}
			whole := strings.TrimSpace(text[a:b]) == strings.TrimSpace(t.was)
			switch {
			case a == t.from && b == t.to:
			case !t.touched():
				t.text, t.changed = text[a:b], t.changed || !whole
			case !whole:
				torn = append(torn, t)
			}
			t.from, t.to, t.was = a, b, text[a:b]
			inside = append(inside, t)
		}
	}
	return inside, torn
}

// nothingLeft says why a paragraph cannot lose all its sentences.
const nothingLeft = "nothing would be left of %s; choose drop for its row of Review"

// settle returns the text of a paragraph, or a part of one, and its sentences, as both
// sheets make them. What Sentences says of the refused ones cannot be; why has a verb for
// the name of the unit.
func (b *builder) settle(side align.Side, id int, p placed, lang align.Language) (text string, spans []span, refused []token, why string) {
	unit := b.paragraphs.units[side][id]
	tokens, torn := clip(b.tokens(side, id), unit.text, p.stretches(unit))
	touched := slices.ContainsFunc(tokens, token.touched)
	if len(torn) > 0 {
		refused, why = torn, "%s was cut in this sentence on Review; edit it there"
	}
	now := tokens
	if p.edited {
		var crossed []token
		if now, crossed = both(p.text, lang, tokens); len(crossed) > 0 {
			refused, why = crossed, "%s was edited on Review too, in another way; keep one of the two"
		}
	}
	switch text, spans = compose(now); {
	case !touched:
		text = p.text
	case text == "": // it is left out as a whole
		if !p.group.dropped {
			refused, why = slices.Clone(tokens), nothingLeft
		}
		for i := range tokens {
			tokens[i].text, tokens[i].edited, tokens[i].dropped, tokens[i].changed = tokens[i].was, false, false, false
		}
		text, spans = compose(tokens)
	}
	return text, spans, refused, why
}

// both returns the sentences of a text that Review made of some, and those of them on
// Sentences that contradict it. The sentences between those that Review left stand, in
// order, for those between them before.
func both(text string, lang align.Language, old []token) (now, refused []token) {
	fresh := cutUp(text, lang)
	i, j := 0, 0
	for k, to := range append(trace.Compare(before(old), before(fresh)), len(fresh)) {
		if to < 0 {
			continue
		}
		there, here := old[i:k], fresh[j:to]
		if slices.ContainsFunc(there, token.touched) {
			mine, _ := compose(here)
			theirs, _ := compose(there)
			var base strings.Builder
			for _, t := range there {
				base.WriteString(t.was)
			}
			merged, ok := trace.Merge(strings.TrimSpace(base.String()), strings.TrimSpace(mine), theirs)
			switch {
			case newSearchKey(mine).key() == newSearchKey(theirs).key():
				here, there = there, nil
			case ok:
				here = cutUp(merged, lang)
			default:
				refused = append(refused, there...)
			}
		}
		for n := range here {
			if len(there) > 0 {
				o := there[min(n, len(there)-1)]
				here[n].group, here[n].unit = o.group, o.unit
			}
		}
		if now = append(now, here...); k < len(old) {
			t := old[k]
			if t.touched() { // the white space behind it is that of Review
				t.text = strings.TrimRightFunc(t.text, unicode.IsSpace) + fresh[to].text[len(strings.TrimRightFunc(fresh[to].text, unicode.IsSpace)):]
			} else {
				t.text = fresh[to].text
			}
			now = append(now, t)
		}
		i, j = k+1, to+1
	}
	return now, refused
}

// cutUp cuts a text into sentences that stand in no group.
func cutUp(text string, lang align.Language) (list []token) {
	for _, s := range segment.Sentences(text, lang) {
		t := text[s.Start:s.End]
		list = append(list, token{was: t, text: t, span: span{unit: -1, changed: true}})
	}
	return list
}

// before returns the texts that sentences had, without white space around them.
func before(tokens []token) (list []string) {
	for _, t := range tokens {
		list = append(list, strings.TrimSpace(t.was))
	}
	return list
}

// compose puts tokens together. If one was edited or dropped, there is no white space
// around the text.
func compose(tokens []token) (string, []span) {
	var text strings.Builder
	var spans []span
	for _, t := range tokens {
		if !t.dropped {
			t.start = text.Len()
			text.WriteString(t.text)
			t.end = text.Len()
			spans = append(spans, t.span)
		}
	}
	whole := text.String()
	if !slices.ContainsFunc(tokens, token.touched) {
		return whole, spans
	}
	lead := len(whole) - len(strings.TrimLeftFunc(whole, unicode.IsSpace))
	whole = strings.TrimSpace(whole)
	for i := range spans {
		spans[i].start = min(max(spans[i].start-lead, 0), len(whole))
		spans[i].end = min(max(spans[i].end-lead, 0), len(whole))
	}
	return whole, spans
}

// reconcile takes back what Sentences says and Review leaves no place for.
func (b *builder) reconcile() {
	if !slices.ContainsFunc(b.sentenceGroups, (*group).touched) {
		return
	}
	for side := range align.Sides {
		of, _ := byUnit(b.paragraphGroups, side, len(b.paragraphs.units[side]))
		for id, list := range of {
			for _, p := range list {
				_, _, refused, why := b.settle(side, id, p, b.original.Document(side).Language)
				var last *line
				for _, t := range refused {
					if t.touched() && t.group.line != last && (last == nil || why != nothingLeft) {
						last = t.group.line
						what := "edited"
						if t.dropped {
							what = ActionDrop
						}
						b.sentences.conflict(last, editedTwice, what, why, b.paragraphs.units[side][id].name)
					}
					b.takeBack(side, t)
				}
			}
		}
	}
}

// touched reports whether a group is dropped or one of its texts edited.
func (g *group) touched() bool {
	return g.dropped || slices.ContainsFunc(slices.Concat(g.sides[:]...), func(p portion) bool { return p.edited })
}

// takeBack makes a sentence what it was.
func (b *builder) takeBack(side align.Side, t token) {
	if !t.touched() {
		return
	}
	g := t.group
	if g.dropped {
		g.dropped = false
		b.retract(func(c Change) bool { return c.Kind == Dropped && c.Sheet == b.sentences.name && c.ID == g.line.id() })
	}
	for i := range g.sides[side] {
		p := &g.sides[side][i]
		if p.unit != t.unit || !p.edited {
			continue
		}
		was := p.was(b.sentences.units[side][p.unit])
		b.retract(func(c Change) bool {
			return c.Kind == Edited && c.Sheet == b.sentences.name && c.Before == was && c.After == p.text &&
				slices.ContainsFunc(g.lines(), func(e *line) bool { return e.id() == c.ID })
		})
		p.text, p.edited = was, false
	}
}
