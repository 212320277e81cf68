package corpora

import (
	"cmp"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

// Mark is a likely translation of a hit in the other side of its row.
type Mark struct {
	Start, End int     // byte offsets in the text of the other side
	P          float64 // probability, 0 to 1
}

// MarkTranslations fills in the marks of hits: the likely translations of the first place at
// which each row has the term; see engine.WordLinks.
func MarkTranslations(hits []Hit, lex *lexicon.Lexicon) {
	for k, list := range linksOf(hits, lex) {
		h := &hits[k]
		h.Marks = marksOf(list, h.Side, h.Spans[0], h.Text.Side(align.ZH-h.Side))
	}
}

func linksOf(hits []Hit, lex *lexicon.Lexicon) [][]engine.WordLink {
	rows := make([]align.TextPair, len(hits))
	for k, h := range hits {
		rows[k] = h.Text
	}
	return engine.WordLinks(rows, lex)
}

const (
	// leastMark is the probability from which a translation is marked.
	leastMark = 0.15

	// leastShare is how likely a translation has to be, against the likeliest of the hit.
	leastShare = 0.5
)

// marksOf returns the marks of a span of a side in the text of the other side. Words next to
// each other are one mark, which is as likely as the likeliest of them.
func marksOf(links []engine.WordLink, side align.Side, span [2]int, other string) (marks []Mark) {
	best := 0.0
	for _, l := range links {
		own, there := l.EN, l.ZH
		if side == align.ZH {
			own, there = l.ZH, l.EN
		}
		if own[0] >= span[1] || own[1] <= span[0] || l.P < leastMark {
			continue
		}
		marks, best = append(marks, Mark{there[0], there[1], l.P}), max(best, l.P)
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Or(a.Start-b.Start, cmp.Compare(b.P, a.P)) })
	joined := marks[:0]
	for _, m := range marks {
		if m.P < leastShare*best {
			continue
		}
		if n := len(joined) - 1; n >= 0 && (m.Start < joined[n].End || strings.TrimLeft(other[joined[n].End:m.Start], " -") == "") {
			joined[n].End, joined[n].P = max(joined[n].End, m.End), max(joined[n].P, m.P)
			continue
		}
		joined = append(joined, m)
	}
	return joined
}
