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
	m := newModel(e.sentences, z.sentences, opt)
	paragraphs, err := m.alignParagraphs(ctx, e.paragraphs, z.paragraphs)
	if err != nil {
		return nil, err
	}
	al := &Alignment{EN: en, ZH: zh}
	var of []int
	al.Beads, of = paragraphBeads(e, z, paragraphs)
	if !opt.Segmented {
		inside, err := m.alignSentences(ctx, e, z, paragraphs)
		if err != nil {
			return nil, err
		}
		al.Sentences = sentenceBeads(e, z, al.Beads, of, inside)
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

// edition is what takes part in the alignment of one document: the paragraphs
// that have text and are not boilerplate.
type edition struct {
	doc         *Document
	ids         []int // ids of the paragraphs that take part
	sizes       []int // how many sentences each has
	sentenceIDs []int // ids of their sentences
	paragraphs  *side
	sentences   *side // the same as paragraphs if the input was segmented
}

func newEdition(d *Document, opt Options) (*edition, error) {
	e := &edition{doc: d}
	var texts []string
	var kinds []Kind
	if !opt.Segmented {
		d.Segment()
	}
	next := 0 // the next sentence
	for p, par := range d.Paragraphs {
		first := next
		for next < len(d.Sentences) && d.Sentences[next].Paragraph == p {
			next++
		}
		if par.Kind == Boilerplate || par.Text == "" {
			continue
		}
		e.ids = append(e.ids, p)
		e.sizes = append(e.sizes, next-first)
		if opt.Segmented {
			texts, kinds = append(texts, par.Text), append(kinds, par.Kind)
		}
		for s := first; s < next; s++ {
			e.sentenceIDs = append(e.sentenceIDs, s)
			texts, kinds = append(texts, d.SentenceText(s)), append(kinds, par.Kind)
		}
	}
	if len(e.ids) == 0 {
		return nil, &Refusal{What: "align", Where: d.Name, Why: "there is no text to align in it", Do: "look at it with align detect"}
	}
	e.sentences = newSide(texts, kinds, d.Language, opt.Lexicon)
	e.paragraphs = e.sentences
	if !opt.Segmented {
		e.paragraphs = e.sentences.grouped(e.sizes)
	}
	return e, nil
}

// linked is a bead as the search finds it: runs of the units that take part.
type linked struct {
	en, zh span
	score  float64
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
		b := Bead{EN: e.ids[f.en.start:f.en.end], ZH: z.ids[f.zh.start:f.zh.end], Score: f.score}
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
	_, ok := slices.BinarySearch(e.ids, paragraph)
	return ok
}

// sentenceBeads turns what the search found inside each paragraph bead into
// beads of sentence ids.
func sentenceBeads(e, z *edition, paragraphs []Bead, of []int, inside [][]linked) []Bead {
	var beads []Bead
	enNext, zhNext := 0, 0 // sentences that take part and have no bead yet
	for parent, p := range paragraphs {
		if of[parent] < 0 {
			for _, id := range e.doc.sentencesOf(p.EN) {
				beads = append(beads, Bead{EN: []int{id}, Score: 1, Parent: parent})
			}
			for _, id := range z.doc.sentencesOf(p.ZH) {
				beads = append(beads, Bead{ZH: []int{id}, Score: 1, Parent: parent})
			}
			continue
		}
		for _, f := range inside[of[parent]] {
			enEnd, zhEnd := enNext+f.en.len(), zhNext+f.zh.len()
			beads = append(beads, Bead{
				EN: e.sentenceIDs[enNext:enEnd], ZH: z.sentenceIDs[zhNext:zhEnd],
				Score: p.Score * f.score, Parent: parent,
			})
			enNext, zhNext = enEnd, zhEnd
		}
	}
	return beads
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
