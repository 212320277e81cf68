package main

import (
	"bufio"
	"context"
	"encoding/json"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/language"
	"bitext/corpora"
)

// corpusSearchOptions are the options of align corpus search.
type corpusSearchOptions struct {
	*shared
	not    []string
	where  []string
	limit  int
	offset int
}

func newCorpusSearch(s *shared) *cobra.Command {
	o := &corpusSearchOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "search DIR QUERY...",
		Short: "Find words and phrases of either language",
		Long: `Search finds the rows that have a word or a phrase, and shows them with the other side
in full. A query with a Han character is looked for in the Chinese texts, any other in
the English ones; en: and zh: before it say so. Several words in one argument are a
phrase. Of several queries all must hold in a row; the first one is shown as the hit.

Upper and lower case, full and half width, simplified and traditional characters make
no difference. Chinese words may be of any length. Marks between words do not count,
but those between two Han characters do: 中国人 is not found in 中国，人.

With --json a row is a line; --limit 0 writes all. How many rows there are is always
said.`,
		Example: `  align corpus search news 'water tariff'
  align corpus search news 水价 --not en:tariff
  align corpus search news zh:GDP en:growth --limit 0 --json
  align corpus search news 水价 --where year=2025 --where direction='en>zh'`,
		Args: atLeastOne("a corpus and a word"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usagef("search takes a corpus and a word or more; see %s --help", cmd.CommandPath())
			}
			return o.run(cmd.Context(), args[0], args[1:])
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&o.not, "not", nil, "leave out rows that have `QUERY`; may be given several times")
	whereFlag(cmd, &o.where)
	f.IntVar(&o.limit, "limit", 20, "show at most `N` rows; 0: all")
	f.IntVar(&o.offset, "offset", 0, "pass over the first `N` rows")
	return cmd
}

func whereFlag(cmd *cobra.Command, to *[]string) {
	cmd.Flags().StringArrayVar(to, "where", nil, "only rows of which `KEY=VALUE` holds, with * and ? in the value; keys: "+strings.Join(corpora.Keys(), ", "))
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

func (o *corpusSearchOptions) query(texts []string) (q corpora.Query, err error) {
	for _, list := range []struct {
		texts []string
		to    *[]corpora.Phrase
	}{{texts, &q.Phrases}, {o.not, &q.Not}} {
		for _, text := range list.texts {
			p, err := corpora.ParsePhrase(text)
			if err != nil {
				return q, usagef("search: %w; give a word, a phrase, en:word or zh:词语", err)
			}
			*list.to = append(*list.to, p)
		}
	}
	if o.limit < 0 || o.offset < 0 {
		return q, usagef("search: --limit and --offset are 0 or more")
	}
	q.Where, err = parseWhere("search", o.where)
	return q, err
}

func (o *corpusSearchOptions) run(ctx context.Context, dir string, texts []string) error {
	q, err := o.query(texts)
	if err != nil {
		return err
	}
	return withCorpus(ctx, dir, func(c *corpora.Corpus) error {
		out := bufio.NewWriter(o.out)
		total, shown := 0, 0
		for hit, err := range c.All(ctx, q, o.offset, o.limit, &total) {
			if err != nil {
				return err
			}
			shown++
			if o.json {
				err = writeHit(out, hit)
			} else {
				p := printer{w: out}
				p.hit(hit)
				err = p.err
			}
			if err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
		p := printer{w: o.err}
		if !o.quiet {
			p.printf("%s", count(total, "row"))
			if shown < total {
				p.printf("; shown: %d", shown)
				if shown > 0 {
					p.printf(", from %d to %d", o.offset+1, o.offset+shown)
				}
			}
			p.printf("\n")
		}
		return p.err
	})
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
	Hits   [][2]int          `json:"hits"` // all of the row, in characters of its side
	Score  *float64          `json:"score"`
	Status align.Status      `json:"status"`
	Before align.Status      `json:"status_before,omitempty"`
	Meta   map[string]string `json:"meta"`
}

func writeHit(w *bufio.Writer, h corpora.Hit) error {
	text := h.Text.Side(h.Side)
	first := h.Spans[0]
	j := jsonHit{
		Row: h.ID, Piece: h.About.ID, Side: string(h.Side.Language()), Left: text[:first[0]], Hit: text[first[0]:first[1]], Right: text[first[1]:],
		EN: h.Text.EN, ZH: h.Text.ZH, Status: h.Status, Before: h.Before, Meta: h.About.Known(),
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

// contextWidth is how many columns of a terminal are shown on each side of a hit.
const contextWidth = 36

// hit prints a row as a line with the hit in the middle, and the other side under it.
func (p *printer) hit(h corpora.Hit) {
	text := h.Text.Side(h.Side)
	first := h.Spans[0]
	left, right := fit(oneLine(text[:first[0]]), contextWidth, true), fit(oneLine(text[first[1]:]), contextWidth, false)
	p.printf("%s%s[%s]%s\n", strings.Repeat(" ", max(0, contextWidth-language.Columns(left))), left, oneLine(text[first[0]:first[1]]), right)
	other := oneLine(h.Text.Side(align.ZH - h.Side))
	if other == "" {
		other = "–"
	}
	p.printf("    %s\n    %s\n", other, oneLine(h.ID))
}

// fit cuts a text to a number of columns, at its beginning or its end.
func fit(text string, columns int, beginning bool) string {
	for language.Columns(text) > columns {
		if beginning {
			_, n := utf8.DecodeRuneInString(text)
			text = text[n:]
		} else {
			_, n := utf8.DecodeLastRuneInString(text)
			text = text[:len(text)-n]
		}
	}
	return text
}
