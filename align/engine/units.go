package engine

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// units are what takes part in the alignment of one edition: the text of the
// paragraphs that are not boilerplate. A unit is a sentence, or a whole paragraph if
// the input is segmented; sentences or paragraphs that an anchor holds together are
// one unit. A paragraph of segmented input counts as its one sentence.
type units struct {
	doc       *align.Document
	numbers   []int // of the paragraphs, as people count them
	sentences []align.Sentence
	ids       [][]int // by unit: the ids of its sentences
	joined    []bool  // by paragraph: whether its beginning is no border
}

// bitext holds the units of both editions.
type bitext [align.Sides]*units

func newUnits(d *align.Document, segmented bool) (*units, error) {
	u := &units{doc: d, numbers: d.Numbers(), sentences: d.Sentences, joined: make([]bool, len(d.Paragraphs))}
	if segmented {
		u.sentences = make([]align.Sentence, len(d.Paragraphs))
		for p, par := range d.Paragraphs {
			u.sentences[p], u.joined[p] = align.Sentence{Paragraph: p, End: len(par.Text)}, true
		}
	}
	for id, s := range u.sentences {
		p := d.Paragraphs[s.Paragraph]
		if segmented && p.Text != "" || !segmented && p.Kind != align.Boilerplate {
			u.ids = append(u.ids, []int{id})
		}
	}
	if len(u.ids) == 0 {
		return nil, &align.InputError{Code: align.NoText, Op: "read", Path: d.Name, Reason: "there is no text to align in it", Hint: "look at it with align detect"}
	}
	return u, nil
}

// tokenize returns the units as the model sees them.
func (u *units) tokenize(lex *lexicon.Lexicon, terms *glossary.Finder) *tokenized {
	gap := " "
	if u.doc.Language == align.Chinese {
		gap = ""
	}
	n := len(u.ids)
	texts, kinds, border := make([]string, n), make([]align.Kind, n), make([]bool, n+1)
	for k, ids := range u.ids {
		parts := make([]string, len(ids))
		for i, id := range ids {
			parts[i] = u.text(id)
		}
		texts[k] = strings.Join(parts, gap)
		p := u.paragraph(ids[0])
		kinds[k] = u.doc.Paragraphs[p].Kind
		border[k] = k == 0 || !u.joined[p] && u.paragraph(last(u.ids[k-1])) != p && !segment.Unfinished(texts[k-1])
	}
	border[n] = true
	return newTokenized(texts, kinds, border, u.doc.Language, lex, terms)
}

func last(ids []int) int { return ids[len(ids)-1] }

// text returns the text of a sentence.
func (u *units) text(id int) string {
	s := u.sentences[id]
	return u.doc.Paragraphs[s.Paragraph].Text[s.Start:s.End]
}

// paragraph returns the id of the paragraph that a sentence stands in.
func (u *units) paragraph(id int) int { return u.sentences[id].Paragraph }

// idsOf returns the ids of a run of units.
func (u *units) idsOf(s span) []int { return slices.Concat(u.ids[s.start:s.end]...) }

// paragraphs returns the ids of the paragraphs that a run of units stands in.
func (u *units) paragraphs(s span) []int {
	ids := u.idsOf(s)
	for k, id := range ids {
		ids[k] = u.paragraph(id)
	}
	return slices.Compact(ids)
}

// interleave puts the units that no bead holds between the beads in reading order:
// each alone in a bead, but all units of a crossing bead where the first of them
// stands, an English unit if the bead has any. Totals are the numbers of units.
func interleave(beads, crossing []align.Bead, totals [align.Sides]int) []align.Bead {
	crossedBy := [align.Sides]map[int]align.Bead{{}, {}} // by id
	for _, b := range crossing {
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				crossedBy[side][id] = b
			}
		}
	}
	var out []align.Bead
	held := heldBy(beads, totals)
	var next [align.Sides]int // units before these have their bead
	upTo := func(side align.Side, end int) {
		for ; next[side] < end; next[side]++ {
			id := next[side]
			b, crosses := crossedBy[side][id]
			switch {
			case held[side][id]:
			case !crosses:
				out = append(out, single(side, id, align.Bead{Score: 1}))
			case b.Units(side)[0] == id && (side == align.EN || len(b.EN) == 0):
				out = append(out, align.Bead{EN: slices.Clone(b.EN), ZH: slices.Clone(b.ZH), Score: 1})
			}
		}
	}
	for _, b := range beads {
		for side := range align.Sides {
			if ids := b.Units(side); len(ids) > 0 {
				upTo(side, ids[0])
			}
		}
		out = append(out, b)
	}
	for side := range align.Sides {
		upTo(side, totals[side])
	}
	return out
}

// heldBy tells for each unit of either side whether a bead holds it.
func heldBy(beads []align.Bead, totals [align.Sides]int) (held [align.Sides][]bool) {
	for side := range align.Sides {
		held[side] = make([]bool, totals[side])
		for _, b := range beads {
			for _, id := range b.Units(side) {
				held[side][id] = true
			}
		}
	}
	return held
}

// single returns a bead with one unit, and all else as in another bead.
func single(side align.Side, id int, like align.Bead) align.Bead {
	b := align.Bead{Score: like.Score, Flags: like.Flags}
	b.SetUnits(side, []int{id})
	return b
}

// singles returns a bead without counterpart as a bead for each of its units.
func singles(b align.Bead) []align.Bead {
	var out []align.Bead
	for side := range align.Sides {
		for _, id := range b.Units(side) {
			out = append(out, single(side, id, b))
		}
	}
	return out
}
