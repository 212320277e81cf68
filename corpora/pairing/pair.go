// Package pairing goes from files to alignments: it reads the two editions of a piece,
// tells their languages and aligns them, lays a review over editions that were published
// again, and compares alignment files with gold ones.
package pairing

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/language"
	"bitext/align/review"
	"bitext/corpora/exchange"
	"bitext/corpora/fetch"
)

// Options says how to read and align a pair of files.
type Options struct {
	Document document.Options
	Align    engine.Options

	// Languages of the two files as given, if known; empty means detect. Either
	// both are set, to English and Chinese in some order, or none.
	LanguageA, LanguageB align.Language

	// Anchors is a file of beads that are known to be right, or "" for none: beads,
	// whose left side is the first file's, or JSONL, whose ids AnchorLevel explains;
	// or a reviewed workbook, of which the beads that the reviewer confirmed or made
	// stay, with edited texts and comments.
	Anchors     string
	AnchorLevel align.Level

	// Fetch fetches the editions that are named by their address on the web; nil: none is.
	// Keep, if it is set, gets each page as it was fetched.
	Fetch *fetch.Client
	Keep  func(*fetch.Page) error

	Log *slog.Logger // nil: no log
}

// Pair is two files, or one that holds both editions, read, put in order and aligned.
type Pair struct {
	*align.Alignment
	EN, ZH language.Guess       // the language of each edition, as detected or given
	Review *review.RebaseReport // what became of the review, if the anchors are a reviewed workbook

	Arrangement document.Arrangement // of both editions in one file; "" if there are two
}

// AlignFiles reads the two editions of a piece, in any order, and aligns them.
// Input that cannot be aligned is refused with an *align.InputError.
func AlignFiles(ctx context.Context, a, b string, opt Options) (*Pair, error) {
	log := opt.log()
	var docs [2]*align.Document
	var guesses [2]language.Guess
	var errs [2]error
	read := func(k int, path string) {
		if docs[k], errs[k] = opt.read(ctx, path); errs[k] != nil {
			return
		}
		guesses[k] = language.Document(docs[k])
		log.Info("read", "file", path, "format", docs[k].Format, "encoding", docs[k].Encoding,
			"paragraphs", len(docs[k].Paragraphs), "language", guesses[k].Language, "confidence", guesses[k].Confidence)
	}
	var wg sync.WaitGroup
	wg.Go(func() { read(0, a) })
	wg.Go(func() { read(1, b) })
	wg.Wait()
	if err := cmp.Or(errs[0], errs[1]); err != nil {
		return nil, err
	}
	found := guesses
	guesses[0], errs[0] = edition(a, docs[0], found[0], found[1], opt.LanguageA)
	guesses[1], errs[1] = edition(b, docs[1], found[1], found[0], opt.LanguageB)
	if err := cmp.Or(errs[0], errs[1], oneOfEach(a, guesses[0], b, guesses[1])); err != nil {
		return nil, err
	}
	swapped := guesses[0].Language == align.Chinese
	if swapped { // from here on by side
		slices.Reverse(docs[:])
		slices.Reverse(guesses[:])
	}
	p := &Pair{EN: guesses[align.EN], ZH: guesses[align.ZH]}
	if err := p.align(ctx, docs, swapped, timed(docs), opt); err != nil {
		return nil, err
	}
	log.Info("aligned", "paragraph beads", len(p.Beads), "sentence beads", len(p.Sentences))
	return p, nil
}

// align aligns two editions, by side, with the anchors of the options. Arranged says
// what is known of how they stand beside each other, if anything is.
func (p *Pair) align(ctx context.Context, docs [2]*align.Document, swapped bool, arranged arrangement, opt Options) error {
	var v *review.Rebased
	var anchors []align.Row
	var err error
	switch {
	case isWorkbook(opt.Anchors):
		if v, err = readReview(opt.Anchors, docs); err != nil {
			return err
		}
		opt.Align.Anchors, opt.Align.SentenceAnchors = v.Anchors(docs)
	case opt.Anchors != "":
		if anchors, err = opt.readAnchors(swapped); err != nil {
			return err
		}
	}
	if p.Alignment, err = alignArranged(ctx, docs, arranged, opt.Align); err != nil {
		if r, ok := errors.AsType[*align.InputError](err); ok && r.Path == "anchors" {
			err = r.At(opt.Anchors)
		}
		return err
	}
	if err := opt.sameTexts(anchors, p.Alignment); err != nil {
		return err
	}
	if v != nil {
		p.Review = v.CarryRemarks(p.Alignment)
	}
	p.Swapped = swapped
	return nil
}

func (opt *Options) log() *slog.Logger { return cmp.Or(opt.Log, slog.New(slog.DiscardHandler)) }

// read reads an edition from a file, a folder or the web.
func (opt *Options) read(ctx context.Context, path string) (*align.Document, error) {
	if opt.Fetch == nil || !fetch.IsURL(path) {
		return document.ReadFile(path, opt.Document)
	}
	page, err := opt.Fetch.Get(ctx, path)
	if err != nil {
		return nil, err
	}
	if opt.Keep != nil {
		if err := opt.Keep(page); err != nil {
			return nil, err
		}
	}
	doc, err := document.Read(bytes.NewReader(page.Text()), page.Name, opt.Document)
	if refused, ok := errors.AsType[*align.InputError](err); ok {
		return nil, refused.At(fetch.Shown(path) + strings.TrimPrefix(refused.Path, page.Name))
	}
	if err == nil && doc.Meta.URL == "" {
		doc.Meta.URL = fetch.Shown(page.URL)
	}
	return doc, err
}

// readReview reads a reviewed workbook and puts what the reviewer made of the
// paragraphs into the editions.
func readReview(path string, docs [2]*align.Document) (*review.Rebased, error) {
	refused := func(code align.Code, reason, hint string) error {
		return &align.InputError{Code: code, Op: "read", Path: path, Reason: reason, Hint: hint}
	}
	r, err := ReadReviewed(path, false)
	if err != nil {
		return nil, err
	}
	if len(r.Conflicts) > 0 {
		return nil, refused(align.OpenConflicts, "it has conflicts, the first is "+r.Conflicts[0].String(), "see them with align apply, and settle them first")
	}
	v, found := review.Rebase(r.Alignment, docs)
	if !found {
		return nil, refused(align.OtherEditions, "few of the paragraphs of the two files stand in it", "give the workbook that was made of these editions")
	}
	return v, nil
}

// readAnchors reads the anchors into opt.Align.
func (opt *Options) readAnchors(swapped bool) ([]align.Row, error) {
	rows, err := readBeads(opt.Anchors, opt.AnchorLevel)
	if err != nil {
		return nil, err
	}
	if swapped && exchange.Beads.HasExtension(opt.Anchors) {
		swapSides(rows)
	}
	for _, r := range rows {
		slices.Sort(r.EN)
		slices.Sort(r.ZH)
	}
	if opt.ofSentences() {
		opt.Align.SentenceAnchors = beads(rows)
	} else {
		opt.Align.Anchors = beads(rows)
	}
	return rows, nil
}

// ofSentences reports whether the anchors name sentences.
func (opt *Options) ofSentences() bool {
	return opt.AnchorLevel == align.LevelSentence && !opt.Align.Segmented
}

// sameTexts refuses anchors whose file has other texts than the units that it
// names have in the editions: it was made of others.
func (opt *Options) sameTexts(anchors []align.Row, al *align.Alignment) error {
	const enough = 40 // halves of a Chinese character, to know a text by
	textOf := al.Text
	if opt.ofSentences() {
		textOf = al.SentenceText
	}
	for _, a := range anchors {
		var is align.TextPair
		is.EN, is.ZH = textOf(a.Bead)
		for side := range align.Sides {
			said, is := a.Text.Side(side), is.Side(side)
			if said != "" && language.WithoutSpace(said) != language.WithoutSpace(is) {
				return &align.InputError{Code: align.OtherEditions,
					Op: "read", Path: opt.Anchors,
					Reason: fmt.Sprintf("its %s text %q is %q in the edition", side, language.Excerpt(said, enough), language.Excerpt(is, enough)),
					Hint:   "give anchors that were made of these editions; a reviewed workbook may have edited texts",
				}
			}
		}
	}
	return nil
}
