// Package corpora turns files into aligned editions.
package corpora

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/language"
	"bitext/corpora/exchange"
)

// Options says how to read and align a pair of files.
type Options struct {
	Document document.Options
	Align    align.Options

	// Languages of the two files as given, if known; empty means detect. Either
	// both are set, to English and Chinese in some order, or none.
	LanguageA, LanguageB language.Language

	// Anchors is a file of beads that are known to be right, or "" for none: beads,
	// whose left side is the first file's, or JSONL, whose ids AnchorLevel explains;
	// or a reviewed workbook, of which the beads that the reviewer confirmed or made
	// stay, with edited texts and comments.
	Anchors     string
	AnchorLevel exchange.Level

	Log *slog.Logger // nil: no log
}

// Pair is two files read, put in order and aligned.
type Pair struct {
	*align.Alignment
	EN, ZH language.Guess // what each edition was found, or said, to be written in
}

// AlignFiles reads the two editions of a piece, in any order, and aligns them.
// Input that cannot be aligned is refused with an *align.Refusal.
func AlignFiles(ctx context.Context, a, b string, opt Options) (*Pair, error) {
	log := opt.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	read := func(path string, lang language.Language) (*align.Document, language.Guess, error) {
		doc, err := document.Read(path, opt.Document)
		if err != nil {
			return nil, language.Guess{}, err
		}
		guess := Tell(doc, lang)
		log.Info("read", "file", path, "format", doc.Format, "encoding", doc.Encoding,
			"paragraphs", len(doc.Paragraphs), "language", guess.Language, "confidence", guess.Confidence)
		return doc, guess, nil
	}
	var docA, docB *align.Document
	var guessA, guessB language.Guess
	var errA, errB error
	var wg sync.WaitGroup
	wg.Go(func() { docA, guessA, errA = read(a, opt.LanguageA) })
	wg.Go(func() { docB, guessB, errB = read(b, opt.LanguageB) })
	wg.Wait()
	if err := cmp.Or(errA, errB); err != nil {
		return nil, err
	}
	if err := oneOfEach(a, guessA, b, guessB); err != nil {
		return nil, err
	}
	p := &Pair{EN: guessA, ZH: guessB}
	swapped := guessA.Language == language.Chinese
	if swapped {
		docA, docB = docB, docA
		p.EN, p.ZH = p.ZH, p.EN
	}
	var v *review
	var err error
	switch {
	case extension(opt.Anchors) == ".xlsx":
		if v, err = newReview(opt.Anchors, docA, docB); err != nil {
			return nil, err
		}
		opt.Align.Anchors, opt.Align.SentenceAnchors = v.anchors()
	case opt.Anchors != "":
		if err := opt.readAnchors(swapped); err != nil {
			return nil, err
		}
	}
	if p.Alignment, err = align.Align(ctx, docA, docB, opt.Align); err != nil {
		var refusal *align.Refusal
		if errors.As(err, &refusal) && refusal.Where == "anchors" {
			refusal.Where = opt.Anchors
		}
		return nil, err
	}
	if v != nil {
		v.carryRemarks(p.Alignment)
	}
	p.Swapped = swapped
	log.Info("aligned", "paragraph beads", len(p.Beads), "sentence beads", len(p.Sentences))
	return p, nil
}

// readAnchors reads the anchors into opt.Align.
func (opt *Options) readAnchors(swapped bool) error {
	beads, err := ReadBeads(opt.Anchors, opt.AnchorLevel)
	if err != nil {
		return err
	}
	if swapped && extension(opt.Anchors) == ".align" {
		for k, b := range beads {
			beads[k].EN, beads[k].ZH = b.ZH, b.EN
		}
	}
	for k := range beads {
		slices.Sort(beads[k].EN)
		slices.Sort(beads[k].ZH)
	}
	if opt.AnchorLevel == exchange.Sentence && !opt.Align.Segmented {
		opt.Align.SentenceAnchors = beads
	} else {
		opt.Align.Anchors = beads
	}
	return nil
}

// Tell fills in the languages of a document, of its paragraphs and its script.
// A language that is given is believed.
func Tell(doc *align.Document, given language.Language) language.Guess {
	var body []string
	for k := range doc.Paragraphs {
		p := &doc.Paragraphs[k]
		p.Language = language.OfParagraph(p.Text)
		if p.Kind != align.Boilerplate {
			body = append(body, p.Text)
		}
	}
	guess := language.Guess{Language: given, Confidence: 1}
	switch given {
	case "":
		guess = language.Detect(body)
	case language.Chinese:
		guess.Script = language.ScriptOf(body)
	}
	doc.Language, doc.Script = guess.Language, guess.Script
	return guess
}

// leastConfidence is how sure the language of an edition must be.
const leastConfidence = 0.5

// oneOfEach refuses two files that are not an English and a Chinese edition.
func oneOfEach(a string, guessA language.Guess, b string, guessB language.Guess) error {
	for _, f := range []struct {
		name  string
		guess language.Guess
	}{{a, guessA}, {b, guessB}} {
		refusal := &align.Refusal{What: "detect language", Where: f.name}
		switch {
		case f.guess.Language == "":
			refusal.Why, refusal.Do = "there is no text to tell a language from", "give the English and the Chinese edition of one piece"
			return refusal
		case f.guess.Language != language.English && f.guess.Language != language.Chinese, f.guess.Confidence < leastConfidence:
			refusal.Why = fmt.Sprintf("it looks %s (%s), not English or Chinese", language.Name(f.guess.Language), percent(f.guess.Confidence))
			refusal.Do = "give the English and the Chinese edition, or name the languages with --source-lang and --target-lang"
			return refusal
		}
	}
	if guessA.Language == guessB.Language {
		return &align.Refusal{
			What: "detect language", Where: a + " and " + b,
			Why: fmt.Sprintf("both are %s (%s and %s)", language.Name(guessA.Language), percent(guessA.Confidence), percent(guessB.Confidence)),
			Do:  "one edition must be English and one Chinese",
		}
	}
	return nil
}

func percent(p float64) string { return fmt.Sprintf("%.0f%% sure", p*100) }
