package engine

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// edition is what takes part in the alignment of one document: the text of the
// paragraphs that are not boilerplate, in units. A unit is a sentence, or a
// whole paragraph if the input is segmented; where an anchor holds several
// together, they are one unit.
type units struct {
	doc       *align.Document
	segmented bool
	ids       [][]int // by unit: the ids of its sentences, or of its paragraphs if segmented
	joined    []bool  // by paragraph: whether an anchor joins it to the one before
}

func newUnits(d *align.Document, opt Options) (*units, error) {
	e := &units{doc: d, segmented: opt.Segmented, joined: make([]bool, len(d.Paragraphs))}
	if opt.Segmented {
		for p, par := range d.Paragraphs {
			if par.Text != "" {
				e.ids = append(e.ids, []int{p})
			}
		}
	} else {
		if len(d.Sentences) == 0 {
			segment.Document(d)
		}
		for n, s := range d.Sentences {
			if d.Paragraphs[s.Paragraph].Kind != align.Boilerplate {
				e.ids = append(e.ids, []int{n})
			}
		}
	}
	if len(e.ids) == 0 {
		return nil, &align.InputError{Op: "read", Path: d.Name, Reason: "there is no text to align in it", Hint: "look at it with align detect"}
	}
	return e, nil
}

// side returns the edition as the model sees it.
func (e *units) tokenize(lex *lexicon.Lexicon, terms *glossary.Finder) *tokenized {
	gap := " "
	if e.doc.Language == align.Chinese {
		gap = ""
	}
	texts, kinds, border := make([]string, len(e.ids)), make([]align.Kind, len(e.ids)), make([]bool, len(e.ids)+1)
	for u, ids := range e.ids {
		parts := make([]string, len(ids))
		for k, id := range ids {
			parts[k] = e.text(id)
		}
		texts[u] = strings.Join(parts, gap)
		p := e.paragraph(ids[0])
		kinds[u] = e.doc.Paragraphs[p].Kind
		border[u] = u == 0 || !e.segmented && !e.joined[p] && e.paragraph(last(e.ids[u-1])) != p && !segment.Unfinished(texts[u-1])
	}
	border[len(e.ids)] = true
	return newTokenized(texts, kinds, border, e.doc.Language, lex, terms)
}

func last(ids []int) int { return ids[len(ids)-1] }

// text returns the text of a sentence, or of a paragraph if the input is segmented.
func (e *units) text(id int) string {
	if e.segmented {
		return e.doc.Paragraphs[id].Text
	}
	return e.doc.SentenceText(id)
}

// paragraph returns the id of the paragraph that a sentence or paragraph stands in.
func (e *units) paragraph(id int) int {
	if e.segmented {
		return id
	}
	return e.doc.Sentences[id].Paragraph
}

// joinParagraphs takes away the borders between paragraphs.
func (e *units) joinParagraphs(ids []int) {
	for _, p := range ids[1:] {
		e.joined[p] = true
	}
}

// ids returns the ids of a run of units.
func (e *units) idsOf(s span) []int { return slices.Concat(e.ids[s.start:s.end]...) }

// paragraphs returns the ids of the paragraphs that a run of units stands in.
func (e *units) paragraphs(s span) []int {
	ids := e.idsOf(s)
	for k, id := range ids {
		ids[k] = e.paragraph(id)
	}
	return slices.Compact(ids)
}

// takesPart tells for each of n ids whether it is in a unit, an id of a sentence
// or paragraph given by of.
func (e *units) takesPart(n int, of func(id int) int) []bool {
	part := make([]bool, n)
	for _, ids := range e.ids {
		for _, id := range ids {
			part[of(id)] = true
		}
	}
	return part
}

// interleave puts what takes no part between beads in reading order, each alone.
func interleave(beads []align.Bead, enPart, zhPart []bool) []align.Bead {
	var out []align.Bead
	en, zh := 0, 0 // units before these have their bead
	upTo := func(enEnd, zhEnd int) {
		for ; en < enEnd; en++ {
			if !enPart[en] {
				out = append(out, align.Bead{EN: []int{en}, Score: 1})
			}
		}
		for ; zh < zhEnd; zh++ {
			if !zhPart[zh] {
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
	upTo(len(enPart), len(zhPart))
	return out
}
