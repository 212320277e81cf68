package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/language"
	"bitext/align/review"
	"bitext/corpora/pairing"
)

// pairOptions are the options of align pair.
type pairOptions struct {
	*shared
	destination
	reading
	web
	source, target string
	anchors        []string
}

func newPair(s *shared) *cobra.Command {
	o := &pairOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "pair A [B]",
		Short: "Align two editions and write a review workbook",
		Long: `Pair reads the English and the Chinese edition of one piece, in any order, aligns
them, and writes what -o names. The format follows the extension: .xlsx (the
review workbook), .html (a report), .tmx, .xlf, .docx, .rtf, .tsv, .csv, .jsonl, .align
(beads), .conllu; others are named with --to. Without -o it writes A's name with .xlsx
beside A (NAME-aligned.xlsx if A is itself NAME.xlsx). Existing files are replaced only with --force.

An edition is a file (text, Markdown, a saved web page, .docx, .odt, .epub, .pdf with
text in it; .rtf and .doc where LibreOffice is installed), a folder of files such as
chapters, in the order of their names, or the address of a page (https://...). Only
pages whose addresses are given are fetched; nothing else ever is.

A single file holds both editions: paragraphs in turn, both languages in one
paragraph, one edition after the other, or a table with a column of each (.docx,
.html, .xlsx, .csv, .tsv). It is taken apart first. A paragraph in which the languages are
mixed stays whole, without counterpart, and is named. Subtitles (.srt, .vtt) go by
their times.

Menus, share bars, related reading and other page furniture never reach the
pairs; the workbook lists what was removed on a sheet of its own.`,
		Example: `  align pair english.html chinese.docx
  align pair en.txt zh.txt -o review.xlsx -o pairs.tsv
  align pair bilingual.docx
  align pair film.en.srt film.zh.srt -o film.tmx
  align pair https://example.org/opinion/1.html https://example.org/zh/1.html --save pages
  align pair book-en/ book-zh.epub -o book.xlsx
  align pair en.txt zh.txt --to jsonl --level sentence > pairs.jsonl
  align pair en.txt zh.txt -o memory.tmx --level sentence --min-score 0.8 --profile trados
  align pair en.txt zh.txt -o corpus --to cwb --level sentence --report report.txt
  align pair 001.zh 001.en --segmented --to beads -o 001.align`,
		Args: between(1, 2, "two files, folders or addresses, the English and the Chinese edition, or one that holds both"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), args)
		},
	}
	f := cmd.Flags()
	o.destination.flags(f, s)
	o.reading.flags(f)
	o.web.flags(f)
	f.StringVar(&o.source, "source-lang", "", "language of A, en or zh, instead of detecting it")
	f.StringVar(&o.target, "target-lang", "", "language of B, en or zh, instead of detecting it")
	f.StringArrayVar(&o.anchors, "anchors", nil, "keep the beads of `FILE` and align the rest around them: a reviewed workbook (.xlsx, .xlsm), or .align or .jsonl with units of --level")
	f.BoolVar(&o.force, "force", false, "replace existing files")
	return cmd
}

func (o *pairOptions) run(ctx context.Context, files []string) error {
	opt, err := o.options()
	if err != nil {
		return err
	}
	a := files[0]
	switch {
	case slices.Contains(files, stdout):
		return usagef("pair: -: editions are read from files, not from stdin; save it first")
	case len(files) == 2 && sameFile(a, files[1]):
		return usagef("pair: %s was given twice; give the English and the Chinese edition, or a file that holds both once", a)
	case len(files) == 1 && o.segmented:
		return usagef("pair: --segmented takes two files, the English and the Chinese edition")
	case len(files) == 1 && o.source+o.target != "":
		return usagef("pair: --source-lang and --target-lang take two files; a file alone holds both languages")
	}
	if err := o.web.use(&opt, o.force, files...); err != nil {
		return err
	}
	outputs, err := o.plan("pair", besideOf(a), o.json)
	if err != nil {
		return err
	}
	dictionary, err := o.lexicon.file()
	if err != nil {
		return err
	}
	inputs := slices.Concat(files, []string{dictionary, o.model}, o.anchors, o.glossaries)
	w, err := newWriter(o.out, outputs, inputs, o.force)
	if err != nil {
		return err
	}
	if err := o.load(o.shared, &opt.Align); err != nil {
		return err
	}
	p := o.newProgress()
	defer p.done()
	opt.Align.Progress = p.step("aligning", 0, 0.7)
	pair, err := alignAll(ctx, files, opt)
	if err != nil {
		return err
	}
	p.step("writing", 0.7, 1)
	if err := w.write(ctx, func(out []io.Writer, to output) error { return o.encode(out, to, pair.Alignment) }); err != nil {
		return err
	}
	p.done()
	sum := newSummary(pair, outputs)
	if err := o.report(sum, outputs); err != nil {
		return err
	}
	if c := pair.Coverage(); !pair.OnePiece() {
		return needsPersonf("pair: %s: hardly anything could be aligned: %d%% of the English and %d%% of the Chinese text have a counterpart; %s", strings.Join(files, " and "), align.Percent(c[align.EN]), align.Percent(c[align.ZH]), o.coverageHint())
	}
	o.openNext(outputs, sum.ToCheck)
	return nil
}

// alignAll aligns two files, or one that holds both editions.
func alignAll(ctx context.Context, files []string, opt pairing.Options) (*pairing.Pair, error) {
	if len(files) == 1 {
		return pairing.AlignFile(ctx, files[0], opt)
	}
	return pairing.AlignFiles(ctx, files[0], files[1], opt)
}

// coverageHint says what to look at when hardly anything could be aligned.
func (o *pairOptions) coverageHint() string {
	if o.lexicon == noLexicon {
		return "without a dictionary little can be known: leave --lexicon none out"
	}
	return "look whether they are editions of one piece"
}

// sameFile reports whether two paths, of files that may not exist, lead to one file.
func sameFile(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return filepath.Clean(a) == filepath.Clean(b) || errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// options checks the flags and turns them into options of the library.
func (o *pairOptions) options() (pairing.Options, error) {
	opt := pairing.Options{
		Document:  document.Options{KeepBoilerplate: o.keepBoilerplate, Segmented: o.segmented},
		Align:     engine.Options{Jobs: o.jobs, Segmented: o.segmented},
		LanguageA: align.Language(o.source), LanguageB: align.Language(o.target),
		AnchorLevel: align.Level(o.level),
		Log:         o.log(),
	}
	if n := len(o.anchors); n > 1 {
		return opt, usagef("pair: --anchors was given %d times; give one file", n)
	} else if n == 1 {
		opt.Anchors = o.anchors[0]
	}
	if o.jobs < 0 {
		return opt, usagef("pair: --jobs %d: it is a number of cores, or 0 for all", o.jobs)
	}
	// One language tells the other.
	other := map[align.Language]align.Language{align.English: align.Chinese, align.Chinese: align.English}
	for _, l := range []align.Language{opt.LanguageA, opt.LanguageB} {
		if l != "" && other[l] == "" {
			return opt, usagef("pair: language %q: it is en or zh", l)
		}
	}
	switch {
	case opt.LanguageA == "":
		opt.LanguageA = other[opt.LanguageB]
	case opt.LanguageB == "":
		opt.LanguageB = other[opt.LanguageA]
	case opt.LanguageA == opt.LanguageB:
		return opt, usagef("pair: --source-lang and --target-lang are both %s; one is en and one zh", opt.LanguageA)
	}
	return opt, nil
}

// summary is the summary of pair for machines.
type summary struct {
	English  editionSummary       `json:"english"`
	Chinese  editionSummary       `json:"chinese"`
	Arranged document.Arrangement `json:"arrangement,omitempty"` // of both editions in one file
	Swapped  bool                 `json:"swapped"`               // the Chinese edition was given first
	Pairs    int                  `json:"pairs"`                 // paragraph beads with both sides
	OneSided int                  `json:"without_counterpart"`   // paragraph beads with one side
	ToCheck  int                  `json:"to_check"`              // of both: see align.Alignment.Triage
	Removed  int                  `json:"removed"`               // paragraphs taken for page furniture
	Dropped  int                  `json:"dropped"`               // paragraphs that the reviewer of the anchors dropped
	Sentence int                  `json:"sentence_pairs"`
	Coverage coverage             `json:"coverage"`
	Review   *review.RebaseReport `json:"review,omitempty"` // what became of the reviewed workbook given as anchors
	Outputs  []string             `json:"outputs"`
}

// coverage is the share of the text of each edition that has a counterpart.
type coverage struct {
	English float64 `json:"english"`
	Chinese float64 `json:"chinese"`
}

type editionSummary struct {
	File       string   `json:"file"`
	Format     string   `json:"format"`
	Encoding   string   `json:"encoding"`
	Notices    []string `json:"notices,omitempty"` // what a user should know of how the file was read
	Script     string   `json:"script,omitempty"`
	Confidence float64  `json:"confidence"`
	Paragraphs int      `json:"paragraphs"` // furniture left out
	Sentences  int      `json:"sentences"`
	Words      int      `json:"words"` // see align.Words
}

func newSummary(p *pairing.Pair, outputs []output) summary {
	all := p.Summary()
	en, zh := all.Editions[align.EN], all.Editions[align.ZH]
	edition := func(d *align.Document, g language.Guess, e align.EditionSummary) editionSummary {
		return editionSummary{d.Name, d.Format, d.Encoding, d.Notices, string(g.Script), g.Confidence, e.Paragraphs, e.Sentences, e.Words}
	}
	return summary{
		English: edition(p.Alignment.EN, p.EN, en), Chinese: edition(p.Alignment.ZH, p.ZH, zh), Arranged: p.Arrangement, Swapped: p.Swapped,
		Pairs: all.Paragraphs.Pairs, OneSided: all.Paragraphs.OneSided, ToCheck: all.ToCheck,
		Removed: en.Removed + zh.Removed, Dropped: en.Dropped + zh.Dropped, Sentence: all.Sentences.Pairs,
		Coverage: coverage{en.Coverage, zh.Coverage}, Review: p.Review,
		Outputs: paths(outputs),
	}
}

func (o *pairOptions) report(s summary, outputs []output) error {
	if o.json {
		return o.printJSON(s)
	}
	if o.quiet {
		return nil
	}
	to := o.ui.in(o.err)
	dropped := ""
	if s.Dropped > 0 {
		dropped = fmt.Sprintf(", %d dropped in review", s.Dropped)
	}
	if s.Arranged != "" {
		fmt.Fprintf(to, "%s holds both editions: %s\n", oneLine(s.English.File), s.Arranged)
	}
	var said []string
	for _, e := range []editionSummary{s.English, s.Chinese} {
		for _, n := range e.Notices {
			if line := oneLine(e.File) + ": " + oneLine(n); !slices.Contains(said, line) { // of one file with both
				fmt.Fprintln(to, line)
				said = append(said, line)
			}
		}
	}
	fmt.Fprintf(to, "%s from %d English and %s; %d without counterpart, %d to check, %d removed as page furniture%s\n",
		count(s.Pairs, "pair"), s.English.Paragraphs, count(s.Chinese.Paragraphs, "Chinese paragraph"), s.OneSided, s.ToCheck, s.Removed, dropped)
	if r := s.Review; r != nil {
		fmt.Fprintf(to, "%s: %d kept, %d superseded, %d unconfirmed\n", count(r.Rows(), "reviewed row"), r.Kept, r.Superseded, r.Unconfirmed)
		for _, n := range r.Notes {
			fmt.Fprintf(to, "  %s\n", oneLine(n.String()))
		}
	}
	o.wrote(outputs)
	p := printer{w: to}
	o.saidLeftOut(&p, false)
	return p.err
}
