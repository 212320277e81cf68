package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/review"
)

// newTopics returns the help topics: commands that do nothing but explain. What the model is
// stands in the help of the command of that name.
func newTopics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "formats", Short: "What is read and written, and what each format is for", Long: formatsTopic + formatList()},
		{Use: "corpora", Short: "From saved pages to a corpus that is searched", Long: corporaTopic},
		{Use: "exit-codes", Short: "What scripts can rely on", Long: exitCodesTopic},
		{Use: "codes", Short: "Codes of refusals and conflicts, for programs", Long: codesTopic()},
	}
}

const formatsTopic = `Editions are read from text (UTF-8, UTF-16, GB18030, Big5, Windows-1252, declared or not),
Markdown, web pages (.html, .mhtml), .docx, .odt, .epub, .pdf with text in it, subtitles
(.srt, .vtt), and .rtf and .doc where LibreOffice is installed; from folders of chapters,
in the order of their names; and from the addresses of web pages. A table (.xlsx, .csv, .tsv) or
document that holds both languages is given alone.

Alignments are written in the format of the extension, or in the one that --to names:

  .xlsx    to review: all rows, scores, flags, what was removed; comes back with align apply
  .html    to read, in any browser
  .docx    to hand out: a table of two columns (--layout stacked: one under the other); .rtf too
  .tmx     for translation tools: --profile trados, memoq or omegat for their language codes
  .xlf     for translation tools that edit XLIFF 1.2; --to xliff2 for version 2.1
  .tsv     for scripts and databases; .csv for spreadsheets
  .jsonl   for programs: everything that is known of a row; --to huggingface with a dataset card
  .align   beads, [a ids]:[b ids]:score, ids from 0; what align eval compares
  moses    a file for each language, a line for each row; --profile paraconc, delivery or antpconc for their names
  xces, tei                 links and documents of OPUS, InterText and TEI P5
  cwb, vertical, sketch     for Corpus Workbench, NoSketch Engine and Sketch Engine
  hunalign, ladder, vecalign  what these aligners write

Formats of one level hold paragraphs, or sentences with --level sentence. What a format does
not carry, align convert says, and so does --report of pair, apply and export.

All of them, and whether align reads them back:
`

const corporaTopic = `From a folder of saved pages to a corpus that is searched:

  align batch pages -o aligned --to xlsx --to jsonl   which files belong together, and their alignments
  align apply aligned/x.xlsx -o aligned/x.jsonl --force   a review, brought in
  align corpus init news
  align corpus add news aligned                       again after each change: nothing is added twice
  align corpus search news water                      rows with the word, both sides, the translation marked
  align corpus stats news --html news.html
  align corpus export news -o news.tmx

A corpus is a folder: corpus.db, and metadata.tsv, which may be edited in any spreadsheet and
is taken in by the next add. Rows keep their IDs, and what a reviewer said of them, when their
piece is aligned anew.

A query is one or several of these; all of them have to hold in a row, and --not excludes:

  tariff             an English word in all its forms; with --exact in this one
  水价               Chinese of any length, simplified or traditional
  "water tariff"     a phrase: an argument with a space in it
  govern*  把*了     * stands for any letters, in Chinese for up to a few characters
  zh:水价  en:water  the language, where the script does not tell
  /rai[sz]e/         a regular expression
  '[lemma="raise"] []{0,3} [word="pric.*"]'   CQL

and with them --sort, --sample, --where year=2024, --translations, --collocates, --frequency,
--keyness, --dispersion: see align corpus search --help, which has twenty questions.`

const exitCodesTopic = `  0  done
  1  the work failed: a disk, a file that is missing or exists already
  2  wrong usage: an option or argument that is not understood
  3  the input was refused: wrong language, nothing to align, a damaged file
  4  done, but something needs a person: hardly anything could be aligned, conflicts in a
     reviewed workbook, a file of a batch that failed, a finding of check

An error is one line on stderr, "align: what: where: why; what to do". The result goes to
files, or with -o - to stdout. --json prints a summary for programs on stdout. Existing files are
replaced only with --force, at once and whole; a run that failed leaves nothing behind. A
reader that goes away (head) ends align with exit code 1 and no message. The same input
gives the same bytes, on every system and processor and with any number of cores.

--quiet says nothing but errors, --verbose logs each step, NO_COLOR leaves colours out.
What the codes in brackets behind refusals mean: align help codes.`

// codesTopic explains the codes of refusals and conflicts.
func codesTopic() string {
	return `The line about an input that is refused (exit code 3) ends in a code in brackets;
so does each conflict that align apply lists (exit code 4). With --json a refusal is
the object {"refused": {"code": ..., "op": ..., "path": ..., "reason": ..., "hint": ...}}
on stdout, and each conflict has a field "code". The words of a message may change
from version to version, its code stays.

Refusals:
` + codeList(align.RefusalCodes()) + `
Conflicts in a reviewed workbook:
` + strings.TrimSuffix(codeList(review.ConflictCodes()), "\n")
}

// codeList writes a line for each code.
func codeList(codes []align.CodeMeaning) string {
	var b strings.Builder
	for _, c := range codes {
		fmt.Fprintf(&b, "  %-19s %s\n", c.Code, c.Meaning)
	}
	return b.String()
}
