package engine

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon   // nil: none
	Jobs      int                // goroutines; 0: one for each core
	Segmented bool               // the paragraphs are units as given: no sentence level
	Glossary  *glossary.Glossary // terms that translate for certain, and are checked; nil: none

	// Anchors are paragraph beads that are known to be right, and SentenceAnchors
	// sentence beads. They come out as they are, and the rest is aligned around
	// them. An anchor with an empty side says that there is no counterpart;
	// boilerplate that an anchor gives a counterpart is text.
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
// bead, sentence by sentence. It leaves the documents as they are: the Alignment has
// copies, with Sentences if a document has none, and with boilerplate that an anchor
// gives a counterpart as Body. So calls may run at the same time, also with the same
// documents, lexicon and glossary.
//
// The result depends on the documents and the options alone. It is the same for any
// opt.Jobs, and on all machines of one processor architecture; on another architecture
// the last digits of a score may differ.
//
// The error is an *align.InputError if an edition has nothing to align or the anchors
// contradict each other, or ctx.Err().
func Align(ctx context.Context, en, zh *align.Document, opt Options) (*align.Alignment, error) {
	opt.Jobs = cmp.Or(max(0, opt.Jobs), runtime.GOMAXPROCS(0))
	if err := checkAnchors(align.LevelParagraph, opt.Anchors, len(en.Paragraphs), len(zh.Paragraphs)); err != nil {
		return nil, err
	}
	en, zh = opt.copyOf(en), opt.copyOf(zh)
	if !slices.ContainsFunc(opt.Anchors, align.Bead.TwoSided) {
		return alignOnce(ctx, en, zh, opt, nil)
	}
	restore(en, zh, opt.Anchors)
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

// copyOf returns a copy of a document, with sentences unless the input is segmented.
func (opt Options) copyOf(d *align.Document) *align.Document {
	c := *d
	c.Paragraphs, c.Sentences = slices.Clone(d.Paragraphs), slices.Clone(d.Sentences)
	if !opt.Segmented && len(c.Sentences) == 0 {
		segment.Document(&c)
	}
	return &c
}

// restore turns boilerplate that an anchor gives a counterpart into text.
func restore(en, zh *align.Document, anchors []align.Bead) {
	text := func(d *align.Document, ids []int) {
		for _, id := range ids {
			if p := &d.Paragraphs[id]; p.Kind == align.Boilerplate {
				p.Kind = align.Body
			}
		}
	}
	for _, a := range anchors {
		if a.TwoSided() {
			text(en, a.EN)
			text(zh, a.ZH)
		}
	}
}

// alignOnce aligns two editions. Anchors that have moved, by their index, are not
// put on the path of the rest.
func alignOnce(ctx context.Context, enDoc, zhDoc *align.Document, opt Options, moved map[int]bool) (*align.Alignment, error) {
	en, err := newUnits(enDoc, opt.Segmented)
	if err != nil {
		return nil, err
	}
	zh, err := newUnits(zhDoc, opt.Segmented)
	if err != nil {
		return nil, err
	}
	c, err := newConstraints(en, zh, opt, moved)
	if err != nil {
		return nil, err
	}
	terms := opt.terms()
	paragraphs, sentences, err := newModel(en.tokenize(opt.Lexicon, terms), zh.tokenize(opt.Lexicon, terms), c, opt).align(ctx)
	if err != nil {
		return nil, err
	}
	al := &align.Alignment{EN: enDoc, ZH: zhDoc}
	if opt.Segmented {
		al.Beads = mergeCrossing(unitBeads(en, zh, c, sentences), c.crossing)
	} else if err := c.bothLevels(ctx, al, en, zh, paragraphs, sentences, opt); err != nil {
		return nil, err
	}
	flag(al, terms)
	return al, nil
}

// unitBeads turns what the search found into beads of sentence ids, or of
// paragraph ids if the input is segmented. Units that take no part stand alone.
func unitBeads(en, zh *units, c *constraints, found []scoredBead) []align.Bead {
	var beads []align.Bead
	for _, s := range found {
		b := align.Bead{EN: en.idsOf(s.en), ZH: zh.idsOf(s.zh), Score: s.score, Flags: wordFlags(en, zh, s)}
		if c.wholeNull(s) {
			beads = append(beads, singles(b)...)
			continue
		}
		beads = append(beads, b)
	}
	return interleave(beads, en.total(), zh.total())
}

// singles returns a bead without counterpart as a bead for each of its units.
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
func (c *constraints) bothLevels(ctx context.Context, al *align.Alignment, en, zh *units, paragraphs, sentences []scoredBead, opt Options) error {
	var beads []align.Bead
	for _, s := range paragraphs {
		b := align.Bead{EN: en.paragraphs(s.en), ZH: zh.paragraphs(s.zh), Score: s.score, Flags: wordFlags(en, zh, s)}
		if b.TwoSided() || c.wholeNull(s) {
			beads = append(beads, b)
		} else {
			beads = append(beads, singles(b)...)
		}
	}
	beads = interleave(beads, len(en.doc.Paragraphs), len(zh.doc.Paragraphs))
	al.Beads = mergeCrossing(beads, c.crossing)
	crossing := c.crossingSentences
	for _, b := range c.crossing {
		if !b.TwoSided() {
			continue
		}
		inside, err := alignInside(ctx, b, en.doc, zh.doc, opt)
		if err != nil {
			return err
		}
		crossing = append(crossing, inside...)
	}
	al.Sentences = mergeCrossing(unitBeads(en, zh, c, sentences), crossing)
	al.SetParents()
	return nil
}
