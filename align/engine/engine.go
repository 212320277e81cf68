package engine

import (
	"context"
	"runtime"
	"slices"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon   // nil: none
	Jobs      int                // goroutines; 0: one for each core
	Segmented bool               // the paragraphs are units as given: no sentence level
	Glossary  *glossary.Glossary // terms that translate for certain, and are checked; nil: none

	// Anchors are paragraph beads that are known to be right, and SentenceAnchors
	// sentence beads. They come out as they are, and the rest is aligned around
	// them. A paragraph with an empty side has no counterpart; boilerplate that
	// has one is text.
	Anchors, SentenceAnchors []align.Bead

	// Progress, if not nil, is called now and then, by one goroutine at a time, with
	// the share of the work that is done, 0 to 1.
	Progress func(share float64)
}

// part returns the options for the given part of all the work, from one share of
// it to another.
func (opt Options) part(from, to float64) Options {
	if whole := opt.Progress; whole != nil {
		opt.Progress = func(share float64) { whole(from + share*(to-from)) }
	}
	return opt
}

// terms returns a finder of the glossary's terms, or nil.
func (opt Options) terms() *glossary.Finder {
	switch {
	case opt.Glossary == nil:
		return nil
	case opt.Lexicon == nil:
		return opt.Glossary.Finder(nil)
	}
	return opt.Glossary.Finder(opt.Lexicon.Simplify)
}

// Align aligns two editions paragraph by paragraph and, inside each paragraph
// bead, sentence by sentence. It fills the Sentences of a document that has none. The
// result depends on nothing but the documents, the lexicon and the anchors: not
// on opt.Jobs, the machine or the time. The error is an *align.InputError if an edition has
// nothing to align or the anchors contradict each other, or ctx.Err().
func Align(ctx context.Context, en, zh *align.Document, opt Options) (*align.Alignment, error) {
	if opt.Jobs <= 0 {
		opt.Jobs = runtime.GOMAXPROCS(0)
	}
	if err := restore(en, zh, opt.Anchors); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(opt.Anchors, align.Bead.TwoSided) {
		return alignOnce(ctx, en, zh, opt, nil)
	}
	al, err := alignOnce(ctx, en, zh, opt.part(0, 0.4), nil)
	if err != nil {
		return nil, err
	}
	without := opt.part(0.4, 0.7)
	without.Anchors, without.SentenceAnchors = nil, nil
	plain, err := alignOnce(ctx, en, zh, without, nil)
	if err != nil {
		return nil, err
	}
	if moved := findMoved(al, plain, opt.Anchors); len(moved) > 0 {
		return alignOnce(ctx, en, zh, opt.part(0.7, 1), moved)
	}
	return al, nil
}

// alignOnce aligns two editions. Anchors that have moved, by their index, are not
// put on the path of the rest.
func alignOnce(ctx context.Context, en, zh *align.Document, opt Options, moved map[int]bool) (*align.Alignment, error) {
	e, err := newUnits(en, opt)
	if err != nil {
		return nil, err
	}
	z, err := newUnits(zh, opt)
	if err != nil {
		return nil, err
	}
	f, err := newConstraints(e, z, opt, moved)
	if err != nil {
		return nil, err
	}
	terms := opt.terms()
	paragraphs, sentences, err := newModel(e.tokenize(opt.Lexicon, terms), z.tokenize(opt.Lexicon, terms), f, opt).align(ctx)
	if err != nil {
		return nil, err
	}
	al := &align.Alignment{EN: en, ZH: zh}
	if opt.Segmented {
		al.Beads = mergeCrossing(unitBeads(e, z, f, sentences), f.crossing)
	} else if err := f.bothLevels(ctx, al, e, z, paragraphs, sentences, opt); err != nil {
		return nil, err
	}
	flag(al, terms)
	return al, nil
}

// unitBeads turns what the search found into beads of sentence ids, or of
// paragraph ids if the input is segmented. Units that take no part stand alone.
func unitBeads(e, z *units, f *constraints, found []scoredBead) []align.Bead {
	var beads []align.Bead
	for _, l := range found {
		b := align.Bead{EN: e.idsOf(l.en), ZH: z.idsOf(l.zh), Score: l.score, Flags: wordFlags(e, z, l)}
		if f.wholeNull(l) {
			beads = append(beads, singles(b)...)
			continue
		}
		beads = append(beads, b)
	}
	units := func(e *units) []bool {
		n := len(e.doc.Sentences)
		if e.segmented {
			n = len(e.doc.Paragraphs)
		}
		return e.takesPart(n, func(id int) int { return id })
	}
	return interleave(beads, units(e), units(z))
}

// singles returns a bead without counterpart as one for each of its units.
func singles(b align.Bead) []align.Bead {
	var out []align.Bead
	for _, id := range b.EN {
		out = append(out, align.Bead{EN: []int{id}, Score: b.Score, Flags: b.Flags})
	}
	for _, id := range b.ZH {
		out = append(out, align.Bead{ZH: []int{id}, Score: b.Score, Flags: b.Flags})
	}
	return out
}

// bothLevels fills al with the beads of both levels.
func (f *constraints) bothLevels(ctx context.Context, al *align.Alignment, e, z *units, paragraphs, sentences []scoredBead, opt Options) error {
	var beads []align.Bead
	for _, l := range paragraphs {
		b := align.Bead{EN: e.paragraphs(l.en), ZH: z.paragraphs(l.zh), Score: l.score, Flags: wordFlags(e, z, l)}
		if b.TwoSided() || f.wholeNull(l) {
			beads = append(beads, b)
		} else {
			beads = append(beads, singles(b)...)
		}
	}
	beads = interleave(beads, e.takesPart(len(e.doc.Paragraphs), e.paragraph), z.takesPart(len(z.doc.Paragraphs), z.paragraph))
	al.Beads = mergeCrossing(beads, f.crossing)
	loose := f.crossingSentences
	for _, b := range f.crossing {
		if len(b.EN) == 0 || len(b.ZH) == 0 {
			continue
		}
		inner, err := alignInside(ctx, b, e.doc, z.doc, opt)
		if err != nil {
			return err
		}
		loose = append(loose, inner...)
	}
	al.Sentences = mergeCrossing(unitBeads(e, z, f, sentences), loose)
	al.SetParents()
	return nil
}
