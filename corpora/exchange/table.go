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

// pairsOf finds the two columns of texts of a table, and that of scores if it has
// one, and returns their cells.
func pairsOf(rows [][]string) ([]align.Row, error) {
	if len(rows) == 0 {
		return nil, errors.New("it is empty")
	}
	en, zh, score := -1, -1, -1
	for k, h := range rows[0] {
		switch h := strings.ToLower(strings.TrimSpace(h)); {
		case en < 0 && slices.Contains(englishHeadings, h):
			en = k
		case zh < 0 && slices.Contains(chineseHeadings, h):
			zh = k
		case score < 0 && h == "score":
			score = k
		}
	}
	if en >= 0 && zh >= 0 {
		rows = rows[1:]
	} else if en, zh = columnsByScript(rows); en < 0 || zh < 0 {
		return nil, errors.New("no column of it is English and one Chinese; name them en and zh in the first row")
	}
	var pairs []align.Row
	for _, row := range rows {
		cell := func(k int) string {
			if k < 0 || k >= len(row) {
				return ""
			}
			return row[k]
		}
		p := align.Row{Text: align.TextPair{EN: cell(en), ZH: cell(zh)}}
		if p.Text == (align.TextPair{}) {
			continue
		}
		var err error
		if p.Score, err = strconv.ParseFloat(cell(score), 64); err != nil {
			p.Score = math.NaN()
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// columnsByScript returns the column with most words in Latin letters and the one
// with most Chinese characters, or -1 where there is none.
func columnsByScript(rows [][]string) (en, zh int) {
	var latin, han []int // letters and characters by column
	for _, row := range rows[:min(len(rows), 1000)] {
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
