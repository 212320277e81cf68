package exchange

import (
	"errors"
	"io"
	"math"
	"slices"
	"strings"

	"bitext/align"
)

// header is the first row of a table.
var header = []string{"id", "en_ids", "zh_ids", "type", "en", "zh", "score", "flags", "status", "comment"}

// cleanHeader is the first row of a table of two columns.
var cleanHeader = []string{"English", "中文"}

// headings returns the first row of a table in a layout.
func headings(layout string) []string {
	if layout == LayoutTable {
		return cleanHeader
	}
	return header
}

// cells returns the cells of a row in a layout.
func cells(r *Record, layout string) []string {
	if layout == LayoutTable {
		return []string{r.Text.EN, r.Text.ZH}
	}
	score := ""
	if !math.IsNaN(r.Score) {
		score = formatScore(r.Score)
	}
	return []string{r.ID, joinIDs(r.EN), joinIDs(r.ZH), r.shape(), r.Text.EN, r.Text.ZH, score, flagText(r.Flags), string(r.Status), r.Comment}
}

// layoutRows is the layout of tables with all that is known of a row.
const layoutRows = "rows"

// carriedByTables are the parts that our tables carry.
const carriedByTables = Texts | RowIDs | UnitIDs | Scores | Flags | Statuses | Rejects | Comments | Nulls | Breaks

// notInCleanTables are the parts of these that tables of two columns do not.
const notInCleanTables = RowIDs | UnitIDs | Scores | Flags | Statuses | Rejects | Comments

// ours reports whether a heading is that of a table which we wrote, whose cells are
// escaped.
func ours(heading []string) bool {
	const known = 8 // columns that tables have had from the first
	return len(heading) >= known && slices.Equal(heading[:known], header[:known])
}

// tableDecoder reads the rows of a table. Their texts stand in the two columns whose
// headings name the languages or, without headings, that are in their letters.
type tableDecoder struct {
	rows    rows
	columns map[string]int // by the name in header; of a table of others en, zh and score alone
	ours    bool
	ahead   []tableRow // read already
}

// rows reads the rows of a table; io.EOF after the last.
type rows func() (tableRow, error)

type tableRow struct {
	cells []string
	line  int // of the file, from 1; 0 if it has none
}

// rowsOf goes through rows in memory.
func rowsOf(all [][]string) rows {
	return func() (tableRow, error) {
		if len(all) == 0 {
			return tableRow{}, io.EOF
		}
		row := all[0]
		all = all[1:]
		return tableRow{cells: row}, nil
	}
}

// NewTableDecoder reads a table from its rows, which next returns, and io.EOF after the
// last.
func NewTableDecoder(next func() ([]string, error)) (Decoder, error) {
	return newTable(func() (tableRow, error) {
		cells, err := next()
		return tableRow{cells: slices.Clone(cells)}, err
	})
}

// looked is how many rows of a table are looked at to tell the columns.
const looked = 1000

func newTable(all rows) (*tableDecoder, error) {
	next := func() (tableRow, error) {
		row, err := all()
		if err == nil && len(row.cells) > maxColumns {
			err = tooLarge("a row of it has more than %d columns", maxColumns)
		}
		return row, err
	}
	d := &tableDecoder{rows: next}
	first, err := next()
	if err == io.EOF {
		return nil, errors.New("it is empty")
	}
	if err != nil {
		return nil, err
	}
	if d.headed(first.cells) {
		return d, nil
	}
	for err == nil {
		if d.ahead = append(d.ahead, first); len(d.ahead) == looked {
			break
		}
		first, err = next()
	}
	if err != nil && err != io.EOF {
		return nil, err
	}
	en, zh := columnsByScript(d.ahead)
	if en < 0 || zh < 0 {
		return nil, errors.New("no column of it is English and one Chinese; name them en and zh in the first row")
	}
	d.columns = map[string]int{"en": en, "zh": zh}
	if like := d.record(d.ahead[0].cells); len(d.ahead) > 1 && likeHeadings(like.Text) {
		d.ahead = d.ahead[1:]
	}
	return d, nil
}

// headingLanguage returns the language that the heading of a column names: English,
// Target (zh-CN), 英文原文, 中文译文.
func headingLanguage(heading string) align.Language {
	if lang, _ := parseLanguage(heading); lang == align.English || lang == align.Chinese {
		return lang
	}
	english := strings.Contains(heading, "英")
	chinese := strings.ContainsAny(heading, "中汉漢华華")
	switch {
	case len(heading) > maxHeading || english == chinese:
		return ""
	case english:
		return align.English
	}
	return align.Chinese
}

// maxHeading is how long the heading of a column is at most, in bytes.
const maxHeading = 60

// likeHeadings reports whether the first row of a table is one of headings that name no
// language, Source and Target or 原文 and 译文: both are of one script and short.
func likeHeadings(p align.TextPair) bool {
	hanEN, latinEN := letters(p.EN)
	hanZH, latinZH := letters(p.ZH)
	const short = 30 // bytes
	return len(p.EN) <= short && len(p.ZH) <= short && p.EN != p.ZH &&
		(hanEN > 0 && hanZH > 0 && latinEN+latinZH == 0 || latinEN > 0 && latinZH > 0 && hanEN+hanZH == 0)
}

// headed learns the columns from a row of headings, and reports whether it is one.
func (d *tableDecoder) headed(row []string) bool {
	d.columns, d.ours = map[string]int{}, ours(row)
	for k, h := range row {
		name := strings.ToLower(strings.TrimSpace(h))
		if !d.ours {
			side, isLanguage := sideOf(headingLanguage(name))
			switch {
			case isLanguage:
				name = sideNames[side]
			case name != "score":
				continue
			}
		}
		if _, ok := d.columns[name]; !ok {
			d.columns[name] = k
		}
	}
	_, en := d.columns["en"]
	_, zh := d.columns["zh"]
	return en && zh
}

func (d *tableDecoder) Decode() (Record, error) {
	for {
		row, err := d.next()
		if err != nil {
			return Record{}, err
		}
		r := d.record(row.cells)
		if (r.Text != align.TextPair{}) {
			r.Line = row.line
			return r, nil
		}
	}
}

func (d *tableDecoder) next() (tableRow, error) {
	if len(d.ahead) > 0 {
		row := d.ahead[0]
		d.ahead = d.ahead[1:]
		return row, nil
	}
	return d.rows()
}

func (d *tableDecoder) record(row []string) Record {
	cell := func(name string) string {
		k, ok := d.columns[name]
		if !ok || k >= len(row) {
			return ""
		}
		return row[k]
	}
	r := noScore()
	r.Text = align.TextPair{EN: cell("en"), ZH: cell("zh")}
	r.Score = parseScore(cell("score"))
	if !d.ours {
		return r
	}
	r.ID, r.Comment = cell("id"), cell("comment")
	r.EN, _ = parseIDs(cell("en_ids"))
	r.ZH, _ = parseIDs(cell("zh_ids"))
	r.Status = parseStatus(cell("status"))
	r.Flags = parseFlags(cell("flags"))
	return r
}

// parseFlags reads what flagText writes. A detail may hold a semicolon.
func parseFlags(text string) []align.Flag {
	var flags []align.Flag
	if text == "" {
		return nil
	}
	for part := range strings.SplitSeq(text, "; ") {
		kind, detail, _ := strings.Cut(part, ": ")
		if n := len(flags); n > 0 && align.FlagKind(kind).Chinese() == "" {
			flags[n-1].Detail += "; " + part
			continue
		}
		flags = append(flags, align.Flag{Kind: align.FlagKind(kind), Detail: detail})
	}
	return flags
}

// columnsByScript returns the column with most words in Latin letters and the one
// with most Chinese characters, or -1 where there is none.
func columnsByScript(rows []tableRow) (en, zh int) {
	var latin, han []int // letters and characters by column
	for _, row := range rows {
		for k, cell := range row.cells {
			if k == len(latin) {
				latin, han = append(latin, 0), append(han, 0)
			}
			h, l := letters(cell)
			han[k] += h
			latin[k] += l
		}
	}
	en, zh = -1, -1
	for k := range latin {
		switch {
		case han[k] > latin[k] && (zh < 0 || han[k] > han[zh]):
			zh = k
		case latin[k] > han[k] && (en < 0 || latin[k] > latin[en]):
			en = k
		}
	}
	return en, zh
}
