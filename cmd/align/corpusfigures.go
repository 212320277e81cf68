package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/sheet"
	"bitext/corpora"
)

// figures writes the figures of a search.
func (o *corpusSearchOptions) figures(ctx context.Context, c *corpora.Corpus, q corpora.Query, format string, w io.Writer, report *answer) error {
	show := o.show
	switch {
	case o.translations:
		x, err := c.Translations(ctx, q, o.lex, o.seed)
		if err != nil {
			return err
		}
		report.sampled(x.Sampled, o.seed)
		report.sayf("%s, %d without a likely translation", count(len(x.List), "translation"), x.Unmarked)
		x.List = shownRows(x.List, o.offset, o.limit)
		t := figureTable("Translations", "Translation 译法", "Rows 行", "Share 占比", "logDice", "Example 例")
		for _, tr := range x.List {
			t.Rows = append(t.Rows, []sheet.TableCell{text(tr.Text), number(tr.Rows), decimal(100*tr.Share, "%.1f%%"), decimal(tr.LogDice, "%.2f"), example(tr, q.Terms[0].Side)})
		}
		return show(w, format, x, report, t)
	case o.collocates:
		x, err := c.Collocates(ctx, q, o.span, o.lex, o.seed)
		if err != nil {
			return err
		}
		report.sampled(x.Sampled, o.seed)
		report.sayf("%s within %d words of %s", count(len(x.List), "collocate"), o.span, count(x.Hits, "hit"))
		x.List = shownRows(x.List, o.offset, o.limit)
		t := figureTable("Collocates", "Word 词", "Left 左", "Right 右", "Corpus 全库", "logDice", "MI", "t")
		for _, l := range x.List {
			t.Rows = append(t.Rows, []sheet.TableCell{text(l.Word), number(l.Left), number(l.Right), number(l.Corpus), decimal(l.LogDice, "%.2f"), decimal(l.MI, "%.2f"), decimal(l.T, "%.2f")})
		}
		return show(w, format, x, report, t)
	case o.frequency && len(q.Terms) > 0:
		x, err := c.Forms(ctx, q)
		if err != nil {
			return err
		}
		return show(w, format, map[string]any{sideNames[x.Side]: o.frequencies(&x)}, report, o.frequencyTable(x, report))
	case o.frequency:
		both, err := c.Frequencies(ctx, q, o.ngram, o.lex)
		if err != nil {
			return err
		}
		out := map[string]any{}
		var tables []*sheet.Table
		for side := range align.Sides {
			out[sideNames[side]] = o.frequencies(&both[side])
			tables = append(tables, o.frequencyTable(both[side], report))
		}
		return show(w, format, out, report, tables...)
	case o.keyness:
		return o.otherCorpus(ctx, c, func(other *corpora.Corpus, reference corpora.Query) error {
			both, err := c.Keyness(ctx, q, other, reference, o.lex)
			if err != nil {
				return err
			}
			out := map[string]any{}
			var tables []*sheet.Table
			for side := range align.Sides {
				x := &both[side]
				report.sayf("%s: %s in %d words against %d", sideNames[side], count(len(x.List), "keyword"), x.Tokens, x.ReferenceTokens)
				x.List = shownRows(x.List, o.offset, o.limit)
				out[sideNames[side]] = x
				t := figureTable(sideNames[side], sideNames[side], "Times 次", "Reference 参照", "Log-likelihood", "%DIFF")
				for _, key := range x.List {
					difference := math.Inf(1)
					if key.Difference != nil {
						difference = *key.Difference
					}
					t.Rows = append(t.Rows, []sheet.TableCell{text(key.Word), number(key.Count), number(key.Reference), decimal(key.LogLikelihood, "%.2f"), decimal(difference, "%.0f")})
				}
				tables = append(tables, t)
			}
			return show(w, format, out, report, tables...)
		})
	}
	x, err := c.Dispersion(ctx, q)
	if err != nil {
		return err
	}
	figure := func(x *float64) string {
		if x == nil {
			return "–"
		}
		return fmt.Sprintf("%.3f", *x)
	}
	report.sayf("%s in %d of %s; Juilland's D %s, Gries' DP %s, DPnorm %s", count(x.Hits, "hit"), x.Range, count(x.Parts, "piece"), figure(x.Juilland), figure(x.Gries), figure(x.DPNorm))
	report.read(x.Reading)
	x.List = shownRows(x.List, o.offset, o.limit)
	t := figureTable("Pieces", "Piece 篇", "Hits 次", "Size 字", "Per million 每百万")
	for _, p := range x.List {
		t.Rows = append(t.Rows, []sheet.TableCell{text(p.Piece), number(p.Hits), number(p.Size), decimal(p.PerMillion, "%.1f")})
	}
	return show(w, format, x, report, t)
}

// sideNames are the names of the sides in figures.
var sideNames = [align.Sides]string{"English", "Chinese"}

// sampled says what figures are made from.
func (a *answer) sampled(s corpora.Sampled, seed uint64) {
	line := count(s.Total, "row")
	if s.Taken < s.Total {
		line += fmt.Sprintf("; figures of %d taken by chance (seed %d)", s.Taken, seed)
	}
	a.sayf("%s", line)
	a.read(s.Reading)
}

// frequencies returns the part of a list of frequencies that is asked for.
func (o *corpusSearchOptions) frequencies(f *corpora.Frequencies) *corpora.Frequencies {
	part := *f
	part.List = shownRows(f.List, o.offset, o.limit)
	return &part
}

func (o *corpusSearchOptions) frequencyTable(f corpora.Frequencies, report *answer) *sheet.Table {
	report.sayf("%s: %d different, %d words", sideNames[f.Side], len(f.List), f.Tokens)
	if f.Pruned {
		report.sayf("%s: rare ones are left out and may be counted too low: there are too many to keep them all", sideNames[f.Side])
	}
	report.read(f.Reading)
	t := figureTable(sideNames[f.Side], sideNames[f.Side], "Times 次", "Per million 每百万")
	for _, x := range shownRows(f.List, o.offset, o.limit) {
		t.Rows = append(t.Rows, []sheet.TableCell{text(x.Text), number(x.Count), decimal(x.PerMillion, "%.1f")})
	}
	return t
}

// show writes figures in a format.
func (o *corpusSearchOptions) show(w io.Writer, format string, figures any, report *answer, tables ...*sheet.Table) error {
	switch format {
	case "json":
		s := *o.shared
		s.out = w
		return s.printJSON(figures)
	case "":
		p := printer{w: w}
		k := o.kwic(w)
		for n, t := range tables {
			if n > 0 {
				p.printf("\n")
			}
			p.figures(t, k.width)
		}
		return p.err
	}
	return o.tables(w, format, report, tables...)
}

// figures prints a table for people, its last column cut where the line ends.
func (p *printer) figures(t *sheet.Table, width int) {
	var rows [][]string
	right := make([]bool, len(t.Columns))
	head := make([]string, len(t.Columns))
	for k, c := range t.Columns {
		right[k], head[k] = c.Right, c.Head
	}
	rows = append(rows, head)
	used := make([]int, len(t.Columns))
	for _, row := range t.Rows {
		line := make([]string, len(row))
		for k, c := range row {
			line[k] = oneLine(c.String())
			used[k] = max(used[k], language.Cells(line[k]), language.Cells(head[k]))
		}
		rows = append(rows, line)
	}
	last := len(used) - 1
	if room := max(width-total(used[:last])-2*last, leastExample); !right[last] {
		head[last] = fit(head[last], room, false)
		for n, row := range t.Rows {
			rows[n+1][last] = fit(oneLine(fromMark(row[last], room)), room, false)
		}
	}
	p.printColumns(rows, right)
}

// leastExample is how many columns an example has at least.
const leastExample = 20

// fromMark returns a text as it is shown in so many columns: from its beginning, or from as far before
// its mark that this stands in the middle.
func fromMark(c sheet.TableCell, columns int) string {
	text := c.String()
	if len(c.Marks) == 0 || language.Cells(text[:c.Marks[0][1]]) <= columns {
		return text
	}
	start, end := c.Marks[0][0], c.Marks[0][1]
	before := fit(text[:start], max(0, columns-language.Cells(text[start:end]))/2, true)
	return strings.TrimLeft(text[start-len(before):], " ")
}

// example returns the cell of an example: the text in which the translation stands, and then that of the
// hit.
func example(tr corpora.Translation, side align.Side) sheet.TableCell {
	texts := align.TextPair{EN: tr.Example.EN, ZH: tr.Example.ZH}
	return sheet.TableCell{Text: texts.Side(align.ZH-side) + " " + texts.Side(side), Marks: [][2]int{tr.Place}}
}

func total(list []int) (sum int) {
	for _, n := range list {
		sum += n
	}
	return sum
}

// figureTable returns a table of which all columns but the first, and a last one with examples, hold numbers.
func figureTable(name string, heads ...string) *sheet.Table {
	t := &sheet.Table{Name: name}
	for k, head := range heads {
		c := sheet.TableColumn{Head: head, Width: 14, Right: k > 0}
		switch {
		case k == 0:
			c.Width = 28
		case head == "Example 例":
			c.Width, c.Right = 80, false
		}
		t.Columns = append(t.Columns, c)
	}
	return t
}

func text(s string) sheet.TableCell { return sheet.TableCell{Text: s} }

func number(n int) sheet.TableCell { return sheet.TableCell{Number: float64(n), Format: "%.0f"} }

func decimal(x float64, format string) sheet.TableCell {
	return sheet.TableCell{Number: x, Format: format}
}
