package exchange

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bitext/align"
)

// header is the first row of a table.
var header = []string{"id", "en_ids", "zh_ids", "type", "en", "zh", "score", "flags", "status", "comment"}

func cells(r align.Row) []string {
	return []string{r.ID, joinIDs(r.EN), joinIDs(r.ZH), r.Shape(), r.Text.EN, r.Text.ZH, formatScore(r.Score), flagText(r.Flags), string(r.Status), r.Comment}
}

// The headings that name a column of English or Chinese texts, in lower case.
var (
	englishHeadings = []string{"en", "eng", "english", "英文", "英语", "英語", "en-us", "en-gb"}
	chineseHeadings = []string{"zh", "zho", "chi", "chinese", "中文", "汉语", "漢語", "zh-cn", "zh-tw", "zh-hans", "zh-hant"}
)

// ours reports whether a heading is that of a table which Write wrote, whose cells
// are escaped.
func ours(heading []string) bool {
	const known = 8 // columns that tables have had from the first
	return len(heading) >= known && slices.Equal(heading[:known], header[:known])
}

// table takes the rows of a table one after another. It finds the two columns of texts,
// and that of scores if there is one, by the heading or in the first rows.
type table struct {
	restore func(cell string) string // undoes what Write did to a cell

	begun  bool
	ours   bool       // Write wrote the table
	found  bool       // the columns are known
	first  [][]string // the rows that came before they were
	en, zh int
	score  int // -1: there is none
	collector
}

// sampleRows is how many rows of a table without a heading tell which column is which.
const sampleRows = 1000

// add takes a row in.
func (t *table) add(row []string) error {
	if len(row) > maxColumns {
		return tooLarge("a row of it has more than %d columns", maxColumns)
	}
	if !t.begun {
		t.begun, t.ours = true, ours(row)
		if t.found = t.heading(row); t.found {
			return nil
		}
	}
	if t.found {
		return t.take(row)
	}
	if t.first = append(t.first, row); len(t.first) < sampleRows {
		return nil
	}
	return t.find()
}

// heading finds the columns in a heading.
func (t *table) heading(row []string) bool {
	t.en, t.zh, t.score = -1, -1, -1
	for k, h := range row {
		switch h := strings.ToLower(strings.TrimSpace(h)); {
		case t.en < 0 && slices.Contains(englishHeadings, h):
			t.en = k
		case t.zh < 0 && slices.Contains(chineseHeadings, h):
			t.zh = k
		case t.score < 0 && h == "score":
			t.score = k
		}
	}
	return t.en >= 0 && t.zh >= 0
}

// find finds the columns in the first rows, and takes these.
func (t *table) find() error {
	if t.en, t.zh = columnsByScript(t.first); t.en < 0 || t.zh < 0 {
		return errors.New("no column of it is English and one Chinese; name them en and zh in the first row")
	}
	t.found = true
	for _, row := range t.first {
		if err := t.take(row); err != nil {
			return err
		}
	}
	t.first = nil
	return nil
}

// take takes the pair of a row.
func (t *table) take(row []string) (err error) {
	cell := func(k int) string {
		switch {
		case k < 0 || k >= len(row):
			return ""
		case t.ours:
			return t.restore(row[k])
		}
		return row[k]
	}
	p := align.Row{Text: align.TextPair{EN: cell(t.en), ZH: cell(t.zh)}}
	if p.Text == (align.TextPair{}) {
		return nil
	}
	if p.Score, err = strconv.ParseFloat(cell(t.score), 64); err != nil {
		p.Score = math.NaN()
	}
	return t.collector.add(p)
}

// pairs returns the pairs of all rows.
func (t *table) pairs() ([]align.Row, error) {
	if !t.begun {
		return nil, errors.New("it is empty")
	}
	if !t.found {
		if err := t.find(); err != nil {
			return nil, err
		}
	}
	return t.rows, nil
}

// columnsByScript returns the column with most words in Latin letters and the one
// with most Chinese characters, or -1 where there is none.
func columnsByScript(rows [][]string) (en, zh int) {
	var latin, han []int // letters and characters by column
	for _, row := range rows {
		for k, cell := range row {
			if k == len(latin) {
				latin, han = append(latin, 0), append(han, 0)
			}
			for _, r := range cell {
				switch {
				case unicode.Is(unicode.Han, r):
					han[k]++
				case unicode.Is(unicode.Latin, r):
					latin[k]++
				}
			}
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
