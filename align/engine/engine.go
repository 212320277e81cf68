package engine

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/language"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon   // nil: none
	Params    *Params            // the weights of the model; nil: those that are built in
	Jobs      int                // goroutines; 0: one for each core
	Segmented bool               // the paragraphs are units as given: no sentence level
	Glossary  *glossary.Glossary // terms that translate for certain, and are checked; nil: none

	// Anchors are paragraph beads that are known to be right, and SentenceAnchors
	// sentence beads. They come out as they are, and the rest is aligned around
	// them. An anchor with an empty side says that there is no counterpart;
	// boilerplate that an anchor gives a counterpart is text.
	Anchors, SentenceAnchors []align.Bead

	// Rows are paragraphs of both editions that an arrangement puts together, as a row of a
	// table does. They come out as beads, but the score of each says how much of it pairs.
	// Groups are runs of paragraphs that stand together in that way: a bead lies within one or
	// outside. Both are of neighbours, in ascending order; those without text of both
	// editions count for nothing.
	Rows, Groups []align.Bead

	// Progress, if not nil, is called now and then, by one goroutine at a time, with
	// the share of the work that is done, 0 to 1.
	Progress func(share float64)
}

// part returns the options for the given part of all the work, from one share of
// it to another.
func (opt Options) part(from, to float64) Options {
	if whole := opt.Progress; whole != nil {
		opt.Progress = func(share float64) { whole(from + float64(share*(to-from))) }
	}
	return opt
}

// Align aligns two editions paragraph by paragraph and, inside each paragraph
// bead, sentence by sentence. It leaves the documents as they are: the Alignment has
// copies, with Sentences if a document has none, with the Language that its argument
// names if it has none, and with boilerplate that an anchor gives a counterpart as Body.
// So calls may run at the same time, also with the same
// documents, lexicon and glossary.
//
// The result depends on the documents and the options alone. It is the same for any
// opt.Jobs, and on all machines of one processor architecture; on another architecture
// the last digits of a score may differ.
//
// The error is an *align.InputError if an edition has nothing to align or the anchors
// contradict each other, or ctx.Err().
func Align(ctx context.Context, en, zh *align.Document, opt Options) (*align.Alignment, error) {
	opt = opt.filled()
	for _, beads := range [][]align.Bead{opt.Anchors, slices.Concat(opt.Rows, opt.Groups)} {
		if err := checkAnchors(align.LevelParagraph, beads, len(en.Paragraphs), len(zh.Paragraphs)); err != nil {
			return nil, err
		}
	}
	docs := [align.Sides]*align.Document{opt.copyOf(align.EN, en), opt.copyOf(align.ZH, zh)}
	if !slices.ContainsFunc(opt.Anchors, align.Bead.TwoSided) {
		return alignOnce(ctx, docs, opt, nil)
	}
	al, err := alignOnce(ctx, docs, opt.part(0, 0.4), nil)
	if err != nil {
		return nil, err
	}
	without := opt.part(0.4, 0.7)
	without.Anchors, without.SentenceAnchors = nil, nil
	plain, err := alignOnce(ctx, docs, without, nil)
	if err != nil {
		return nil, err
	}
	if moved := findMoved(al, plain, opt.Anchors); len(moved) > 0 {
		return alignOnce(ctx, docs, opt.part(0.7, 1), moved)
	}
	return al, nil
}

// filled returns the options with the defaults in place of what is not given.
func (opt Options) filled() Options {
	opt.Jobs = cmp.Or(max(0, opt.Jobs), runtime.GOMAXPROCS(0))
	opt.Lexicon, opt.Glossary = cmp.Or(opt.Lexicon, &lexicon.Lexicon{}), cmp.Or(opt.Glossary, &glossary.Glossary{})
	if opt.Params == nil {
		opt.Params = Fitted()
	}
	return opt
}

// both runs two tasks, at the same time if goroutines may be used for it.
func (opt Options) both(a, b func()) {
	if opt.Jobs < 2 {
		a()
		b()
		return
	}
	var other sync.WaitGroup
	other.Go(b)
	a()
	other.Wait()
}

// copyOf returns a copy of the document of a side, with the side's language if it has
// none, with sentences unless the input is segmented, and with boilerplate that an
// anchor gives a counterpart as text.
func (opt Options) copyOf(side align.Side, d *align.Document) *align.Document {
	c := *d
	c.Paragraphs, c.Sentences = slices.Clone(d.Paragraphs), slices.Clone(d.Sentences)
	if c.Language == "" {
		c.Language = side.Language()
		if side == align.ZH {
			c.Script = language.ScriptOf(c.Body())
		}
	}
	if !opt.Segmented && len(c.Sentences) == 0 {
		segment.Document(&c)
	}
	for _, a := range opt.Anchors {
		for _, id := range a.Units(side) {
			if p := &c.Paragraphs[id]; a.TwoSided() && p.Kind == align.Boilerplate {
				p.Kind = align.Body
			}
		}
	}
	return &c
}

// alignOnce aligns two editions. Anchors that have moved, by their index, are not
// put on the path of the rest.
func alignOnce(ctx context.Context, docs [align.Sides]*align.Document, opt Options, moved map[int]bool) (*align.Alignment, error) {
	m, u, err := opt.newModelOf(docs, moved)
	if err != nil {
		return nil, err
	}
	paragraphs, sentences, err := m.align(ctx)
	if err != nil {
		return nil, err
	}
	c, al := m.constraints, &align.Alignment{EN: docs[align.EN], ZH: docs[align.ZH]}
	if opt.Segmented {
		al.Beads = u.sentenceBeads(c, sentences, c.crossing)
	} else if err := u.bothLevels(ctx, al, c, paragraphs, sentences, opt); err != nil {
		return nil, err
	}
	flag(al, m.terms)
	return al, nil
}

// newModelOf returns the model of two editions before it has learned anything, and their
// units.
func (opt Options) newModelOf(docs [align.Sides]*align.Document, moved map[int]bool) (*model, bitext, error) {
	var u bitext
	for side, doc := range docs {
		var err error
		if u[side], err = newUnits(doc, opt.Segmented); err != nil {
			return nil, u, err
		}
	}
	c, err := newConstraints(u, opt, moved)
	if err != nil {
		return nil, u, err
	}
	terms := opt.Glossary.Finder(opt.Lexicon.Simplify)
	var en, zh *tokenized
	opt.both(
		func() { en = u[align.EN].tokenize(opt.Lexicon, terms) },
		func() { zh = u[align.ZH].tokenize(opt.Lexicon, terms) },
	)
	m := newModel(en, zh, c, opt)
	m.terms = terms
	return m, u, nil
}

// beads turns beads that the search found into beads of ids. A bead that is to be
// split becomes a bead for each of its units. Units that take no part stand alone or in
// crossing beads.
func (u bitext) beads(found []scoredBead, ids func(*units, span) []int, split func(scoredBead) bool, crossing []align.Bead, totals [align.Sides]int) []align.Bead {
	var beads []align.Bead
	for _, s := range found {
		b := align.Bead{EN: ids(u[align.EN], s.en), ZH: ids(u[align.ZH], s.zh), Score: s.score, Flags: u.wordFlags(s)}
		if split(s) {
			beads = append(beads, singles(b)...)
		} else {
			beads = append(beads, b)
		}
	}
	return interleave(beads, crossing, totals)
}

// sentenceBeads returns the beads of sentences.
func (u bitext) sentenceBeads(c *constraints, found []scoredBead, crossing []align.Bead) []align.Bead {
	totals := [align.Sides]int{len(u[align.EN].sentences), len(u[align.ZH].sentences)}
	return u.beads(found, (*units).idsOf, c.wholeNull, crossing, totals)
}

// bothLevels fills al with the beads of both levels.
func (u bitext) bothLevels(ctx context.Context, al *align.Alignment, c *constraints, paragraphs, sentences []scoredBead, opt Options) error {
	split := func(s scoredBead) bool { return !s.twoSided() && !c.wholeNull(s) }
	totals := [align.Sides]int{len(al.EN.Paragraphs), len(al.ZH.Paragraphs)}
	al.Beads = u.beads(paragraphs, (*units).paragraphs, split, c.crossing, totals)
	crossing := c.crossingSentences
	for _, b := range c.crossing {
		if !b.TwoSided() {
			continue
		}
		inside, err := alignInside(ctx, b, al, opt)
		if err != nil {
			return err
		}
		crossing = append(crossing, inside...)
	}
	al.Sentences = u.sentenceBeads(c, sentences, crossing)
	al.SetParents()
	return nil
}
