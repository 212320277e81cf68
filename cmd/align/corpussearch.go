package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/sheet"
	"bitext/corpora"
	"bitext/corpora/result"
)

// corpusSearchOptions are the options of align corpus search.
type corpusSearchOptions struct {
	*shared
	not     []string
	where   []string
	exact   bool
	limit   int
	offset  int
	sort    string
	collate string
	sample  int
	seed    uint64

	translations, collocates, frequency, keyness, dispersion bool
	span                                                     int
	ngram                                                    int
	against                                                  string

	path    string
	to      string
	force   bool
	width   int
	color   string
	noPager bool

	dir   string
	texts []string // the queries as they were given
	lex   *lexicon.Lexicon
}

func newCorpusSearch(s *shared) *cobra.Command {
	o := &corpusSearchOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "search DIR [QUERY...]",
		Short: "Find words and phrases of either language, and what translates them",
		Long: `Search finds the rows that have a word, a phrase or a pattern. It shows the hit between
its left and right context, and under it the other side in full with the likely
translations of the hit marked. A query is one argument:

  water              a word in all its inflected forms (run: runs, running, ran;
                     child: children), or exactly as it is with --exact
  水价               Chinese, of any length; simplified finds traditional and back
  'water tariff'     a phrase; in it * stands for a word
  'govern*' '*tion'  words by their beginnings and ends
  '把*了'            in Chinese * stands for up to 10 characters
  '/pric(e|ing)\b/'  a regular expression (RE2) over the text of the row
  '[lemma="raise"] []{0,3} [word="pric.*"]'
                     CQL: word is a regular expression over a whole word, "…" short
                     for it, lemma all forms of an English word, [] any word or
                     Chinese character;
                     != not; & and; {m,n} ? * + say how many (* and + up to 50)
  '[lemma="record" & pos="V.*"]'
                     where a tagger said lemmas and parts of speech (corpus add --tokens):
                     both are regular expressions, of Chinese words too, and a place is
                     a word or mark of the tagger

A query with a Han character is looked for in the Chinese texts, any other in the
English ones; en: and zh: before it say so. Of several queries all must hold in a row;
the first one is the hit. Upper and lower case, full and half width make no difference.
Marks between words do not count, but those between two Han characters do: 中国人 is
not found in 中国，人. In CQL marks count for the words of a tagger alone.

How many rows there are is always said. With --json a row is a line; --limit 0 writes all.
On a terminal results are shown by $ALIGN_PAGER, $PAGER or less.
Figures (--translations and others) are of 20,000 rows taken by chance where there are
more, which is said. Chinese words are those of the dictionary.`,
		Example: searchExamples,
		Args:    atLeastOne("a corpus and a query"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir, o.texts = args[0], args[1:]
			return o.run(cmd.Context())
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.not, "not", nil, "leave out rows that have `QUERY`; may be given several times")
	whereFlag(cmd, &o.where)
	f.BoolVar(&o.exact, "exact", false, "English words exactly as they are, without their inflected forms")
	f.IntVar(&o.limit, "limit", 20, "show at most `N` rows; 0: all")
	f.IntVar(&o.offset, "offset", 0, "pass over the first `N` rows")
	f.StringVar(&o.sort, "sort", "", "`ORDER` of the rows: left or right (context, nearest word first), hit, other (the likely translation) or id; if not said, that in which they came in")
	f.StringVar(&o.collate, "collate", "pinyin", "sort Chinese by pinyin or stroke")
	f.IntVar(&o.sample, "sample", 0, "take `N` of the rows by chance")
	f.Uint64Var(&o.seed, "seed", 1, "`S` of the chance: the same gives the same rows")
	f.BoolVar(&o.translations, "translations", false, "count the likely translations of the hits: rows, share, logDice, an example")
	f.BoolVar(&o.collocates, "collocates", false, "count the words near the hits: logDice, MI, t")
	f.BoolVar(&o.frequency, "frequency", false, "count the forms of the hits; without a query the words of both languages")
	f.BoolVar(&o.keyness, "keyness", false, "words that the rows have more or less often than others: log-likelihood, %DIFF; see --against")
	f.BoolVar(&o.dispersion, "dispersion", false, "how evenly the hits are spread over the pieces: Juilland's D, Gries' DP")
	f.IntVar(&o.span, "span", 5, "--collocates: so many `WORDS` on each side of the hit")
	f.IntVar(&o.ngram, "ngram", 1, "--frequency without a query: series of `N` words")
	f.StringVar(&o.against, "against", "", "--keyness: compare with another corpus (`DIR`), or with the rows of this one of which KEY=VALUE holds; if not said, with all other rows of this one")
	f.StringVarP(&o.path, "output", "o", "", "write to `FILE` (.tsv, .xlsx, .html, .json), or - for stdout")
	f.StringVar(&o.to, "to", "", "`FORMAT` instead of the one that the extension names: tsv, xlsx, html or json; without -o, to stdout")
	f.BoolVar(&o.force, "force", false, "replace an existing file")
	f.IntVar(&o.width, "width", 0, "columns of a line; if not said, those of the terminal, or 80")
	f.BoolVar(&o.noPager, "no-pager", false, "do not show results on a terminal screen by screen (ALIGN_PAGER, PAGER or less)")
	f.StringVar(&o.color, "color", "auto", "colours: auto (on a terminal, unless NO_COLOR is set), always or never")
	return cmd
}

const searchExamples = `  Where does the word stand, whatever its form?
    align corpus search news tariff
  How is it rendered into Chinese, and how often each way?
    align corpus search news tariff --translations
  And what stands in English for a Chinese word?
    align corpus search news 水价 --translations
  Where is it translated otherwise than by the usual word?
    align corpus search news tariff --not 关税 --not 水价
  Where do both stand?
    align corpus search news tariff 水价
  Which words go with it?
    align corpus search news reform --collocates --span 4
  And in the Chinese texts?
    align corpus search news 改革 --collocates
  Which nouns in -tion are there, and how often?
    align corpus search news '*tion' --frequency
  Which are the most frequent words of both languages? Which series of three?
    align corpus search news --frequency --ngram 3
  What sets these texts apart from the rest, or from another corpus?
    align corpus search news --keyness --where genre=editorial
    align corpus search news --keyness --against ../novels
  Is it a word of all pieces, or of a few?
    align corpus search news pension --dispersion
  What stands right behind it?
    align corpus search news make --sort right --limit 100
  Phrasal verbs with words between?
    align corpus search news '[lemma="take"] []{0,3} [word="off"]'
  The ba construction: 把 ... 了?
    align corpus search news '把*了'
  Reduplication, with a regular expression?
    align corpus search news 'zh:/(看看|想想|试试|走走)/'
  The passive without a word for it in Chinese?
    align corpus search news '[lemma="be"] [word=".*ed"]' --not 被 --not 由
  Grouped by what translates it?
    align corpus search news water --sort other --limit 0
  Record the verb, and adjectives before 水, in a corpus with words of a tagger?
    align corpus search news '[lemma="record" & pos="VERB"]'
    align corpus search news '[pos="ADJ"] []? [word="水"]' --frequency
  Only translations from English, of one year?
    align corpus search news water --where direction='en>zh' --where year=2025
  Rows that the aligner doubts, or that a reviewer has confirmed?
    align corpus search news water --where 'score=<0.5'
    align corpus search news water --where status=ok
  A hundred examples for class, the same ones each time?
    align corpus search news however --sample 100 --seed 7 --limit 0 -o however.xlsx
  Hits for a statistics program?
    align corpus search news water --limit 0 --to tsv > water.tsv
  All of it for a program?
    align corpus search news water --limit 0 --json`

func whereFlag(cmd *cobra.Command, to *[]string) {
	cmd.Flags().StringArrayVar(to, "where", nil, "only rows of which `KEY=VALUE` holds, with * and ? in the value, score=<0.5; keys: "+strings.Join(corpora.Keys(), ", "))
}

// parseWhere reads the conditions of --where.
func parseWhere(command string, list []string) (corpora.Where, error) {
	where := corpora.Where{}
	for _, text := range list {
		key, value, ok := strings.Cut(text, "=")
		if !ok || key == "" {
			return nil, usagef("%s: --where %q: say KEY=VALUE, as status=ok", command, text)
		}
		if _, twice := where[key]; twice {
			return nil, usagef("%s: --where %s was given twice", command, key)
		}
		where[key] = value
	}
	return where, nil
}

func (o *corpusSearchOptions) query() (q corpora.Query, err error) {
	for _, list := range []struct {
		texts []string
		to    *[]corpora.Term
	}{{o.texts, &q.Terms}, {o.not, &q.Not}} {
		for _, text := range list.texts {
			t, err := corpora.ParseTerm(text, o.exact)
			if err != nil {
				return q, usagef("search: %w", err)
			}
			*list.to = append(*list.to, t)
		}
	}
	q.Where, err = parseWhere("search", o.where)
	return q, err
}

// modes are the figures of a search, by their options.
func (o *corpusSearchOptions) modes() (on []string) {
	for _, m := range []struct {
		name string
		on   bool
	}{{"translations", o.translations}, {"collocates", o.collocates}, {"frequency", o.frequency}, {"keyness", o.keyness}, {"dispersion", o.dispersion}} {
		if m.on {
			on = append(on, m.name)
		}
	}
	return on
}

// check refuses options that do not go together, and returns the page that is asked for.
func (o *corpusSearchOptions) check(q corpora.Query) (page corpora.Page, err error) {
	modes := o.modes()
	mode := strings.Join(modes, "")
	page = corpora.Page{Offset: o.offset, Limit: o.limit, Sort: corpora.Sort(o.sort), Strokes: o.collate == "stroke", Sample: o.sample, Seed: o.seed}
	switch {
	case len(modes) > 1:
		return page, usagef("search: --%s and --%s do not go together; say one", modes[0], modes[1])
	case len(q.Terms) == 0 && mode != "frequency" && mode != "keyness":
		return page, usagef("search takes a corpus and a query or more; see align corpus search --help")
	case len(q.Terms) == 0 && len(q.Not) > 0:
		return page, usagef("search: --not takes rows out of those that a query finds; give one")
	case o.limit < 0 || o.offset < 0 || o.sample < 0:
		return page, usagef("search: --limit, --offset and --sample are 0 or more")
	case o.span < 1 || o.span > 50:
		return page, usagef("search: --span is from 1 to 50, not %d", o.span)
	case o.ngram < 1 || o.ngram > 10:
		return page, usagef("search: --ngram is from 1 to 10, not %d", o.ngram)
	case o.ngram > 1 && (mode != "frequency" || len(q.Terms) > 0):
		return page, usagef("search: --ngram goes with --frequency without a query")
	case mode == "keyness" && len(q.Terms) == 0 && len(q.Where) == 0 && o.against == "":
		return page, usagef("search: --keyness sets a part apart from the rest: say which part with --where KEY=VALUE or a query, or another corpus with --against DIR")
	case o.against != "" && mode != "keyness":
		return page, usagef("search: --against goes with --keyness")
	case o.sort != "" && !slices.Contains(corpora.Sorts(), page.Sort):
		return page, usagef("search: --sort %s: say left, right, hit, other or id", o.sort)
	case mode != "" && (o.sort != "" || o.sample > 0):
		return page, usagef("search: --sort and --sample do not go with --%s", mode)
	case o.collate != "pinyin" && o.collate != "stroke":
		return page, usagef("search: --collate %s: say pinyin or stroke", o.collate)
	case !slices.Contains([]string{"auto", "always", "never"}, o.color):
		return page, usagef("search: --color %s: say auto, always or never", o.color)
	case o.width != 0 && o.width < leastWidth:
		return page, usagef("search: --width is %d or more", leastWidth)
	case o.json && (o.to != "" && o.to != "json"):
		return page, usagef("search: --json and --to %s do not go together", o.to)
	}
	return page, nil
}

// format returns the format of the output, "" for people.
func (o *corpusSearchOptions) format() (string, error) {
	format := o.to
	switch {
	case o.json && o.path == "":
		format = "json"
	case format == "" && o.path == stdout:
		format = "tsv"
	case format == "" && o.path != "":
		format = strings.TrimPrefix(strings.ToLower(filepath.Ext(o.path)), ".")
		if format == "jsonl" {
			format = "json"
		}
	case format == "":
		return "", nil
	}
	if !slices.Contains([]string{"tsv", "json", "xlsx", "html"}, format) {
		return "", usagef("search: %q is no format of results; there are tsv, xlsx, html and json", format)
	}
	return format, nil
}

func (o *corpusSearchOptions) run(ctx context.Context) error {
	q, err := o.query()
	if err != nil {
		return err
	}
	page, err := o.check(q)
	if err != nil {
		return err
	}
	format, err := o.format()
	if err != nil {
		return err
	}
	if o.lex, err = lexicon.Embedded(); err != nil {
		return err
	}
	outputs := []output{{path: cmp.Or(o.path, stdout)}}
	screen := &pager{out: o.out}
	if format == "" && !o.noPager {
		screen = newPager(o.out)
	}
	w, err := newWriter(screen, outputs, nil, o.force)
	if err != nil {
		return err
	}
	return withCorpus(ctx, o.dir, func(c *corpora.Corpus) error {
		report := &answer{}
		err := screen.end(w.write(ctx, func(out []io.Writer, _ output) error {
			if len(o.modes()) > 0 {
				return o.figures(ctx, c, q, format, out[0], report)
			}
			return o.hits(ctx, c, q, page, format, out[0], report)
		}))
		if err != nil || o.quiet {
			return err
		}
		if o.path != "" {
			o.wrote(outputs)
		}
		p := printer{w: o.err}
		p.printf("%s\n", strings.Join(report.lines, "\n"))
		return p.err
	})
}

// answer is what is said of a search beside its results.
type answer struct{ lines []string }

func (a *answer) sayf(format string, args ...any) {
	a.lines = append(a.lines, fmt.Sprintf(format, args...))
}

// hitBatch is how many hits are marked at a time.
const hitBatch = 500

// hits writes the rows that a search finds.
func (o *corpusSearchOptions) hits(ctx context.Context, c *corpora.Corpus, q corpora.Query, page corpora.Page, format string, w io.Writer, report *answer) error {
	out := bufio.NewWriter(w)
	var found corpora.Found
	var list []corpora.Hit
	table := &sheet.Table{}
	shown := 0
	lines := o.kwic(out)
	marker, err := c.Marker(ctx, q, o.lex)
	if err != nil {
		return err
	}
	page.Marker = marker
	write := func() error {
		marker.Mark(list)
		for _, h := range list {
			var err error
			switch format {
			case "":
				err = lines.hit(h)
			case "json":
				err = writeHit(out, h)
			default:
				if table.Rows == nil {
					table = hitTable(h.Side)
				}
				table.Rows = append(table.Rows, hitRow(h))
			}
			if err != nil {
				return err
			}
		}
		shown += len(list)
		list = list[:0]
		return ctx.Err()
	}
	for hit, err := range c.All(ctx, q, page, &found) {
		if err != nil {
			return err
		}
		if list = append(list, hit); len(list) == hitBatch {
			if err := write(); err != nil {
				return err
			}
		}
	}
	if err := write(); err != nil {
		return err
	}
	report.found(found, o, shown)
	if format != "" && format != "json" {
		if table.Columns == nil {
			table = hitTable(q.Terms[0].Side)
		}
		return o.tables(w, format, report, table)
	}
	return out.Flush()
}

// found says how many rows were found, and which of them are shown.
func (a *answer) found(f corpora.Found, o *corpusSearchOptions, shown int) {
	line := count(f.Total, "row")
	if f.Sampled < f.Total {
		line += fmt.Sprintf("; a sample of %d (seed %d)", f.Sampled, o.seed)
	}
	if shown < f.Sampled {
		line += fmt.Sprintf("; shown: %d", shown)
		if shown > 0 {
			line += fmt.Sprintf(", from %d to %d", o.offset+1, o.offset+shown)
		}
	}
	a.sayf("%s", line)
	if f.ByText {
		a.sayf("sorted by the texts of the other side: %d rows are too many to be sorted by translation; take a --sample of up to %d", f.Sampled, corpora.MostHits)
	}
	a.read(f.Reading)
}

// read says why a search took long, if it did.
func (a *answer) read(r corpora.Reading) {
	switch {
	case r.All:
		a.sayf("every row was read: the query has no word or part of one that can be looked up in few rows; add one to be faster")
	case r.Rows >= manyRead:
		a.sayf("%d rows were read: what can be looked up of the query stands in so many; add a rarer word to be faster", r.Rows)
	}
}

// manyRead is how many rows take long enough to be read that it is said why, about half a second.
const manyRead = 200_000

// tables writes tables in a format.
func (o *corpusSearchOptions) tables(w io.Writer, format string, report *answer, tables ...*sheet.Table) error {
	switch format {
	case "tsv":
		return result.WriteTSV(w, tables)
	case "xlsx":
		return sheet.WriteTables(w, corpora.Name(o.dir), tables)
	}
	return result.WriteHTML(w, o.title(), strings.Join(report.lines, "; "), tables)
}

// title is that of a page: the corpus and what was looked for in it.
func (o *corpusSearchOptions) title() string {
	title := corpora.Name(o.dir)
	for n, text := range o.texts {
		title += [2]string{": ", " · "}[min(n, 1)] + text
	}
	for _, text := range o.not {
		title += " − " + text
	}
	return title
}

// hitTable returns a table for hits of a side.
func hitTable(side align.Side) *sheet.Table {
	other := [align.Sides]string{"Chinese 中文", "English 英文"}[side]
	return &sheet.Table{Name: "Hits", Columns: []sheet.TableColumn{
		{Head: "Row", Width: 24}, {Head: "Left", Width: 45, Right: true}, {Head: "Hit", Width: 16}, {Head: "Right", Width: 45},
		{Head: other, Width: 60}, {Head: "Translation", Width: 18}, {Head: "Score", Width: 9}, {Head: "Status", Width: 9},
	}}
}

func hitRow(h corpora.Hit) []sheet.TableCell {
	text, first := h.Text.Side(h.Side), h.Spans[0]
	other := h.Text.Side(align.ZH - h.Side)
	var marks [][2]int
	var words []string
	for _, m := range h.Marks {
		marks, words = append(marks, [2]int{m.Start, m.End}), append(words, other[m.Start:m.End])
	}
	hit := text[first[0]:first[1]]
	return []sheet.TableCell{
		{Text: h.ID}, {Text: text[:first[0]]}, {Text: hit, Marks: [][2]int{{0, len(hit)}}}, {Text: text[first[1]:]},
		{Text: other, Marks: marks}, {Text: strings.Join(words, " … ")}, {Number: h.Score, Format: "%.4f"}, {Text: string(h.Status)},
	}
}

// jsonHit is a row that was found, as --json writes it.
type jsonHit struct {
	Row    string            `json:"row"`
	Piece  string            `json:"piece"`
	Side   string            `json:"side"`
	Left   string            `json:"left"`
	Hit    string            `json:"hit"`
	Right  string            `json:"right"`
	EN     string            `json:"en"`
	ZH     string            `json:"zh"`
	Marks  []jsonMark        `json:"marks"`
	Score  *float64          `json:"score"`
	Status align.Status      `json:"status"`
	Meta   map[string]string `json:"meta"`
	Hits   [][2]int          `json:"hits"` // all of the row, in characters of its side
	Before align.Status      `json:"status_before,omitempty"`
}

// jsonMark is a likely translation; places are characters of the other side's text.
type jsonMark struct {
	Text  string  `json:"text"`
	Start int     `json:"start"`
	End   int     `json:"end"`
	P     float64 `json:"p"`
}

func writeHit(w *bufio.Writer, h corpora.Hit) error {
	text, other := h.Text.Side(h.Side), h.Text.Side(align.ZH-h.Side)
	first := h.Spans[0]
	j := jsonHit{
		Row: h.ID, Piece: h.About.ID, Side: string(h.Side.Language()), Left: text[:first[0]], Hit: text[first[0]:first[1]], Right: text[first[1]:],
		EN: h.Text.EN, ZH: h.Text.ZH, Marks: []jsonMark{}, Status: h.Status, Before: h.Before, Meta: h.About.Known(),
	}
	for _, m := range h.Marks {
		start := utf8.RuneCountInString(other[:m.Start])
		j.Marks = append(j.Marks, jsonMark{other[m.Start:m.End], start, start + utf8.RuneCountInString(other[m.Start:m.End]), math.Round(m.P*1e4) / 1e4})
	}
	for _, span := range h.Spans {
		start := utf8.RuneCountInString(text[:span[0]])
		j.Hits = append(j.Hits, [2]int{start, start + utf8.RuneCountInString(text[span[0]:span[1]])})
	}
	if !math.IsNaN(h.Score) {
		j.Score = new(math.Round(h.Score*1e4) / 1e4)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(j)
}

// otherCorpus opens what --against names: a corpus, or a condition on the rows of this one.
func (o *corpusSearchOptions) otherCorpus(ctx context.Context, c *corpora.Corpus, do func(*corpora.Corpus, corpora.Query) error) error {
	if o.against == "" {
		return do(c, corpora.Query{})
	}
	if _, err := os.Stat(o.against); errors.Is(err, fs.ErrNotExist) && strings.Contains(o.against, "=") {
		where, err := parseWhere("search", []string{o.against})
		if err != nil {
			return err
		}
		return do(c, corpora.Query{Where: where})
	}
	return withCorpus(ctx, o.against, func(other *corpora.Corpus) error { return do(other, corpora.Query{}) })
}
