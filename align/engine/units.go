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
// one unit.
type units struct {
	doc       *align.Document
	segmented bool
	ids       [][]int // by unit: the ids of its sentences, or of its paragraphs if segmented
	joined    []bool  // by paragraph: whether an anchor joins it to the paragraph before
}

func newUnits(d *align.Document, segmented bool) (*units, error) {
	u := &units{doc: d, segmented: segmented, joined: make([]bool, len(d.Paragraphs))}
	if segmented {
		for id, p := range d.Paragraphs {
			if p.Text != "" {
				u.ids = append(u.ids, []int{id})
			}
		}
	} else {
		for id, s := range d.Sentences {
			if d.Paragraphs[s.Paragraph].Kind != align.Boilerplate {
				u.ids = append(u.ids, []int{id})
			}
		}
	}
	if len(u.ids) == 0 {
		return nil, &align.InputError{Op: "read", Path: d.Name, Reason: "there is no text to align in it", Hint: "look at it with align detect"}
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
		border[k] = k == 0 || !u.segmented && !u.joined[p] && u.paragraph(last(u.ids[k-1])) != p && !segment.Unfinished(texts[k-1])
	}
	border[n] = true
	return newTokenized(texts, kinds, border, u.doc.Language, lex, terms)
}

func last(ids []int) int { return ids[len(ids)-1] }

// text returns the text of a sentence, or of a paragraph if the input is segmented.
func (u *units) text(id int) string {
	if u.segmented {
		return u.doc.Paragraphs[id].Text
	}
	return u.doc.SentenceText(id)
}

// paragraph returns the id of the paragraph that a sentence or paragraph stands in.
func (u *units) paragraph(id int) int {
	if u.segmented {
		return id
	}
	return u.doc.Sentences[id].Paragraph
}

// joinParagraphs takes away the borders between paragraphs.
func (u *units) joinParagraphs(ids []int) {
	for _, p := range ids[1:] {
		u.joined[p] = true
	}
}

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

// total returns the number of sentences, or of paragraphs if the input is segmented.
func (u *units) total() int {
	if u.segmented {
		return len(u.doc.Paragraphs)
	}
	return len(u.doc.Sentences)
}

// interleave puts units that no bead holds between the beads in reading order, each
// alone in a bead.
func interleave(beads []align.Bead, enTotal, zhTotal int) []align.Bead {
	var out []align.Bead
	enTaken, zhTaken := taken(beads, enTotal, zhTotal)
	en, zh := 0, 0 // units before these have their bead
	upTo := func(enEnd, zhEnd int) {
		for ; en < enEnd; en++ {
			if !enTaken[en] {
				out = append(out, align.Bead{EN: []int{en}, Score: 1})
			}
		}
		for ; zh < zhEnd; zh++ {
			if !zhTaken[zh] {
				out = append(out, align.Bead{ZH: []int{zh}, Score: 1})
			}
		}
	}
	for _, b := range beads {
		enEnd, zhEnd := en, zh
		if len(b.EN) > 0 {
			enEnd = b.EN[0]
		}
		if len(b.ZH) > 0 {
			zhEnd = b.ZH[0]
		}
		upTo(enEnd, zhEnd)
		out = append(out, b)
	}
	upTo(enTotal, zhTotal)
	return out
}

// taken tells for each id whether a bead holds it.
func taken(beads []align.Bead, enTotal, zhTotal int) (en, zh []bool) {
	en, zh = make([]bool, enTotal), make([]bool, zhTotal)
	for _, b := range beads {
		for _, id := range b.EN {
			en[id] = true
		}
		for _, id := range b.ZH {
			zh[id] = true
		}
	}
	return en, zh
}
