package align

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"bitext/align/lexicon"
	"bitext/align/segment"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon // nil: none
	Jobs      int              // goroutines; 0: one for each core
	Segmented bool             // the paragraphs are units as given: no sentence level
}

// Align aligns two editions paragraph by paragraph and, inside each paragraph
// bead, sentence by sentence. It fills the Sentences of both documents. The
// result depends on nothing but the documents and the lexicon: not on
// opt.Jobs, the machine or the time. The error is a *Refusal if an edition has
// nothing to align, or ctx.Err().
func Align(ctx context.Context, en, zh *Document, opt Options) (*Alignment, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	e, err := newEdition(en, opt)
	if err != nil {
		return nil, err
	}
	z, err := newEdition(zh, opt)
	if err != nil {
		return nil, err
	}
	paragraphs, sentences, err := newModel(e.side, z.side, opt).align(ctx)
	if err != nil {
		return nil, err
	}
	al := &Alignment{EN: en, ZH: zh}
	if opt.Segmented {
		al.Beads, _ = paragraphBeads(e, z, sentences)
	} else {
		var of []int
		al.Beads, of = paragraphBeads(e, z, paragraphs)
		al.Sentences = sentenceBeads(e, z, al.Beads, of, paragraphs, sentences)
	}
	flag(al)
	return al, nil
}

// Segment fills d.Sentences from the paragraphs.
func (d *Document) Segment() {
	d.Sentences = d.Sentences[:0]
	for p, par := range d.Paragraphs {
		for _, s := range segment.Sentences(par.Text, d.Language) {
			d.Sentences = append(d.Sentences, Sentence{p, s.Start, s.End})
		}
	}
}

// SentenceText returns the text of a sentence by its id.
func (d *Document) SentenceText(id int) string {
	s := d.Sentences[id]
	return d.Paragraphs[s.Paragraph].Text[s.Start:s.End]
}

// edition is what takes part in the alignment of one document: the text of the
// paragraphs that are not boilerplate, in units. A unit is a sentence, or a
// whole paragraph if the input is segmented.
type edition struct {
	doc  *Document
	side *side
	unit []int // by unit: its sentence id, or paragraph id if the input is segmented
	par  []int // by unit: its paragraph id
}

func newEdition(d *Document, opt Options) (*edition, error) {
	e := &edition{doc: d}
	var texts []string
	var kinds []Kind
	var border []bool
	add := func(id, paragraph int, text string) {
		border = append(border, !opt.Segmented && (len(e.par) == 0 || e.par[len(e.par)-1] != paragraph))
		e.unit, e.par = append(e.unit, id), append(e.par, paragraph)
		texts, kinds = append(texts, text), append(kinds, d.Paragraphs[paragraph].Kind)
	}
	if opt.Segmented {
		for p, par := range d.Paragraphs {
			if par.Text != "" {
				add(p, p, par.Text)
			}
		}
	} else {
		d.Segment()
		for n, s := range d.Sentences {
			if d.Paragraphs[s.Paragraph].Kind != Boilerplate {
				add(n, s.Paragraph, d.SentenceText(n))
			}
		}
	}
	if len(texts) == 0 {
		return nil, &Refusal{What: "read", Where: d.Name, Why: "there is no text to align in it", Do: "look at it with align detect"}
	}
	border[0] = true
	e.side = newSide(texts, kinds, append(border, true), d.Language, opt.Lexicon)
	return e, nil
}

// paragraphs returns the ids of the paragraphs that a run of units stands in.
func (e *edition) paragraphs(s span) []int {
	if s.len() == 0 {
		return nil
	}
	return slices.Compact(slices.Clone(e.par[s.start:s.end]))
}

// paragraphBeads turns what the search found into beads of paragraph ids. The
// paragraphs that took no part stand between them, each alone, in reading
// order; of holds for each bead its index in found, or -1.
func paragraphBeads(e, z *edition, found []linked) (beads []Bead, of []int) {
	enNext, zhNext := 0, 0 // paragraphs before these have their bead
	alone := func(enEnd, zhEnd int) {
		for ; enNext < enEnd; enNext++ {
			if !e.takesPart(enNext) {
				beads, of = append(beads, Bead{EN: []int{enNext}, Score: 1}), append(of, -1)
			}
		}
		for ; zhNext < zhEnd; zhNext++ {
			if !z.takesPart(zhNext) {
				beads, of = append(beads, Bead{ZH: []int{zhNext}, Score: 1}), append(of, -1)
			}
		}
	}
	for n, f := range found {
		b := Bead{EN: e.paragraphs(f.en), ZH: z.paragraphs(f.zh), Score: f.score}
		enEnd, zhEnd := enNext, zhNext
		if len(b.EN) > 0 {
			enEnd = b.EN[0]
		}
		if len(b.ZH) > 0 {
			zhEnd = b.ZH[0]
		}
		alone(enEnd, zhEnd)
		beads, of = append(beads, b), append(of, n)
	}
	alone(len(e.doc.Paragraphs), len(z.doc.Paragraphs))
	return beads, of
}

func (e *edition) takesPart(paragraph int) bool {
	_, ok := slices.BinarySearch(e.par, paragraph)
	return ok
}

// sentenceBeads turns what the search found into beads of sentence ids, with
// the sentences of the paragraphs that took no part between them.
func sentenceBeads(e, z *edition, beads []Bead, of []int, paragraphs, found []linked) []Bead {
	var out []Bead
	for parent, b := range beads {
		if of[parent] < 0 {
			for _, id := range e.doc.sentencesOf(b.EN) {
				out = append(out, Bead{EN: []int{id}, Score: 1, Parent: parent})
			}
			for _, id := range z.doc.sentencesOf(b.ZH) {
				out = append(out, Bead{ZH: []int{id}, Score: 1, Parent: parent})
			}
			continue
		}
		p := paragraphs[of[parent]]
		for len(found) > 0 && found[0].en.end <= p.en.end && found[0].zh.end <= p.zh.end {
			f := found[0]
			out = append(out, Bead{EN: e.unit[f.en.start:f.en.end], ZH: z.unit[f.zh.start:f.zh.end], Score: f.score, Parent: parent})
			found = found[1:]
		}
	}
	return out
}

// sentencesOf returns the ids of the sentences of some paragraphs.
func (d *Document) sentencesOf(paragraphs []int) []int {
	var out []int
	for _, p := range paragraphs {
		s, _ := slices.BinarySearchFunc(d.Sentences, p, func(s Sentence, p int) int { return cmp.Compare(s.Paragraph, p) })
		for ; s < len(d.Sentences) && d.Sentences[s].Paragraph == p; s++ {
			out = append(out, s)
		}
	}
	return out
}
