package pairing

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/corpora/exchange"
)

// metadataColumns are the columns of metadata.tsv, in English and Chinese.
var metadataColumns = [][2]string{
	{"id", "编号"}, {"english", "英文文件"}, {"chinese", "中文文件"},
	{"english title", "英文标题"}, {"english author", "英文作者"}, {"english translator", "英文译者"}, {"english publisher", "英文出版者"},
	{"english url", "英文网址"}, {"english date", "英文日期"}, {"english region", "英文地区"}, {"english licence", "英文许可"}, {"english sha256", "英文校验值"},
	{"chinese title", "中文标题"}, {"chinese author", "中文作者"}, {"chinese translator", "中文译者"}, {"chinese publisher", "中文出版者"},
	{"chinese url", "中文网址"}, {"chinese date", "中文日期"}, {"chinese script", "中文字体"}, {"chinese region", "中文地区"}, {"chinese licence", "中文许可"}, {"chinese sha256", "中文校验值"},
	{"direction", "翻译方向"}, {"genre", "体裁"}, {"topic", "主题"}, {"mode", "翻译方式"},
	{"aligned by", "对齐者"}, {"reviewed by", "审校者"}, {"rows confirmed", "确认行数"},
}

// MetadataColumns returns the columns of metadata.tsv that are known, by their English names.
func MetadataColumns() []string {
	var names []string
	for _, c := range metadataColumns {
		names = append(names, c[0])
	}
	return names
}

// Metadata is what is known of pieces, a row a pair: titles, authors, dates, licences of both
// editions, the direction of the translation, and so on.
type Metadata struct {
	Columns []string            // names in English of known columns, in order, and headings of others
	Rows    []map[string]string // by column
}

// ReadMetadata reads a table with tabs as Write writes it. Headings may be in English, in
// Chinese or in both; further columns are kept. A row is about the pair whose files its
// columns english and chinese name, or whose id it has.
func ReadMetadata(r io.Reader) (*Metadata, error) {
	table, err := exchange.ReadTable(r)
	if err != nil {
		return nil, err
	}
	m := &Metadata{}
	for n, row := range table {
		if n == 0 {
			for _, heading := range row {
				name := columnName(heading)
				if slices.Contains(m.Columns, name) {
					return nil, fmt.Errorf("two columns are called %s", name)
				}
				m.Columns = append(m.Columns, name)
			}
			if !slices.Contains(m.Columns, "id") && !(slices.Contains(m.Columns, "english") && slices.Contains(m.Columns, "chinese")) {
				return nil, fmt.Errorf("no column is called id, and none english and chinese")
			}
			continue
		}
		values := map[string]string{}
		for k, cell := range row[:min(len(row), len(m.Columns))] {
			values[m.Columns[k]] = cell
		}
		m.Rows = append(m.Rows, values)
	}
	return m, nil
}

// ReadMetadataFile reads the table in a file; see ReadMetadata.
func ReadMetadataFile(path string) (*Metadata, error) { return read(path, ReadMetadata) }

// columnName returns the name of the column that a heading means, or the heading itself.
func columnName(heading string) string {
	heading = strings.TrimSpace(heading)
	latin := strings.ToLower(strings.TrimSpace(strings.TrimRightFunc(heading, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == ' ' })))
	for _, c := range metadataColumns {
		if latin == c[0] || heading == c[1] {
			return c[0]
		}
	}
	return heading
}

// Write writes the table, with headings in English and Chinese.
func (m *Metadata) Write(w io.Writer) error {
	var headings []string
	for _, name := range m.Columns {
		for _, c := range metadataColumns {
			if c[0] == name {
				name = c[0] + " " + c[1]
				break
			}
		}
		headings = append(headings, name)
	}
	table := [][]string{headings}
	for _, values := range m.Rows {
		var row []string
		for _, name := range m.Columns {
			row = append(row, values[name])
		}
		table = append(table, row)
	}
	return exchange.WriteTable(w, table)
}

// byPair returns the rows by what they are about: an id, or the files of a pair.
func (m *Metadata) byPair() map[string]map[string]string {
	rows := map[string]map[string]string{}
	if m == nil {
		return rows
	}
	for _, row := range m.Rows {
		about := row["id"]
		if row["english"] != "" || row["chinese"] != "" {
			about = Line{English: row["english"], Chinese: row["chinese"]}.key()
		}
		rows[about] = row
	}
	return rows
}

// metadata returns the metadata of the pairs that were aligned: what was given to the batch,
// and for the rest what the files say.
func (b *batch) metadata(report *BatchReport) *Metadata {
	m := &Metadata{}
	for _, c := range metadataColumns {
		m.Columns = append(m.Columns, c[0])
	}
	if b.Metadata != nil {
		for _, name := range b.Metadata.Columns {
			if !slices.Contains(m.Columns, name) {
				m.Columns = append(m.Columns, name)
			}
		}
	}
	given := b.Metadata.byPair()
	for _, r := range report.Results {
		if r.Figures == nil {
			continue
		}
		values := map[string]string{
			"id": r.ID, "english": r.English, "chinese": r.Chinese, "aligned by": "align",
		}
		for side, name := range [align.Sides]string{"english", "chinese"} {
			e := r.Figures.Editions[side]
			for column, value := range map[string]string{
				"title": e.Title, "author": strings.Join(e.Authors, ", "), "translator": e.Translator, "publisher": e.Publisher,
				"url": e.URL, "date": e.Date, "licence": e.Licence, "script": string(e.Script), "sha256": r.InputHashes[side],
			} {
				values[name+" "+column] = value
			}
		}
		for _, about := range []string{r.ID, r.key()} {
			for name, value := range given[about] {
				values[name] = cmp.Or(value, values[name])
			}
		}
		values["direction"] = cmp.Or(values["direction"], direction(r.Figures.Editions, values["english translator"], values["chinese translator"]))
		m.Rows = append(m.Rows, values)
	}
	return m
}

// direction tells from what is known of two editions which is the translation.
func direction(editions [align.Sides]Edition, translatorEN, translatorZH string) string {
	original := func(l align.Language) bool {
		return editions[align.EN].OriginalLanguage == l || editions[align.ZH].OriginalLanguage == l
	}
	fromEN, fromZH := original(align.English) || translatorZH != "", original(align.Chinese) || translatorEN != ""
	switch {
	case fromEN && !fromZH:
		return "en>zh"
	case fromZH && !fromEN:
		return "zh>en"
	}
	return "unknown"
}
