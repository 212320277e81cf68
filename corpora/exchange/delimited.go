package exchange

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bitext/align"
)

var header = []string{"id", "en_ids", "zh_ids", "type", "en", "zh", "score", "flags", "status", "comment"}

func cells(r align.Row) []string {
	return []string{r.ID, joinIDs(r.EN), joinIDs(r.ZH), r.Shape(), r.Text.EN, r.Text.ZH, formatScore(r.Score), flagText(r.Flags), string(r.Status), r.Comment}
}

// writeTSV writes a table a program can split at tabs and line ends: inside a
// cell a backslash, a tab, a line feed and a carriage return are written \\, \t,
// \n and \r.
func writeTSV(w io.Writer, rows []align.Row) error {
	out := bufio.NewWriter(w)
	write := func(cells []string) {
		for k, c := range cells {
			if k > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(tsvEscape.Replace(c))
		}
		out.WriteByte('\n')
	}
	write(header)
	for _, r := range rows {
		write(cells(r))
	}
	return out.Flush()
}

var (
	tsvEscape   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	tsvUnescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// formulaStarts are the first characters by which spreadsheet programs take a
// cell for a formula (OWASP, CSV injection), in their full-width forms too, which
// programs set to Chinese may read alike.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// likeFormula reports whether a cell begins as formulas do, after any apostrophes.
func likeFormula(cell string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'"), formulaStarts) == 0
}

// writeCSV writes a table for spreadsheet programs: a byte order mark, so that
// they take it for UTF-8, and an apostrophe before a cell that they would take for
// a formula, or that would else be read back without an apostrophe of its own.
func writeCSV(w io.Writer, rows []align.Row) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Write(header)
	for _, r := range rows {
		row := cells(r)
		for k, c := range row {
			if likeFormula(c) {
				row[k] = "'" + c
			}
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// The headings that name a column of English or Chinese texts, in lower case.
var (
	englishHeadings = []string{"en", "eng", "english", "英文", "英语", "英語", "en-us", "en-gb"}
	chineseHeadings = []string{"zh", "zho", "chi", "chinese", "中文", "汉语", "漢語", "zh-cn", "zh-tw", "zh-hans", "zh-hant"}
)

// ReadTSV reads the pairs of a table that Write wrote, or of any table with tabs
// between its columns. The columns are told by their headings or, without any, by
// the script of what stands in them.
func ReadTSV(r io.Reader) ([]align.Row, error) {
	var rows [][]string
	in := bufio.NewScanner(withoutBOM(r))
	in.Buffer(nil, longestLine)
	for in.Scan() {
		if line := strings.TrimSuffix(in.Text(), "\r"); line != "" {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read tsv: line %d: %w", len(rows)+1, err)
	}
	if len(rows) > 0 && ours(rows[0]) {
		for _, row := range rows {
			for k := range row {
				row[k] = tsvUnescape.Replace(row[k])
			}
		}
	}
	pairs, err := pairsOf(rows)
	if err != nil {
		return nil, fmt.Errorf("read tsv: %w", err)
	}
	return pairs, nil
}

// ReadCSV reads the pairs of a table with commas between its columns, as ReadTSV does.
func ReadCSV(r io.Reader) ([]align.Row, error) {
	in := csv.NewReader(withoutBOM(r))
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read csv: %w", err)
	}
	if len(rows) > 0 && ours(rows[0]) {
		for _, row := range rows {
			for k, cell := range row {
				if likeFormula(cell) {
					row[k] = strings.TrimPrefix(cell, "'")
				}
			}
		}
	}
	pairs, err := pairsOf(rows)
	if err != nil {
		return nil, fmt.Errorf("read csv: %w", err)
	}
	return pairs, nil
}

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
