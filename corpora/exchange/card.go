package exchange

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"bitext/align"
)

// datasetEncoder writes JSONL with what Hugging Face and others want beside it: a dataset
// card, and a description in Croissant, the format of MLCommons for data sets.
type datasetEncoder struct {
	rows   Encoder
	report *Report
	hash   hash.Hash
	size   countingWriter
	card   io.Writer
	about  io.Writer
	name   string // of the file of rows
	tool   Tool
	pieces []*Piece
}

// countingWriter counts the bytes that are written.
type countingWriter int64

func (c *countingWriter) Write(p []byte) (int, error) {
	*c += countingWriter(len(p))
	return len(p), nil
}

// datasetFiles are the ends of the names of the files; the card and the description have
// the names under which they are looked for.
func datasetFiles(string) []string { return []string{".jsonl", "/README.md", "/croissant.json"} }

func newDatasetEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &datasetEncoder{hash: sha256.New(), card: w[1], about: w[2], name: "data.jsonl", tool: opt.Tool}
	if len(opt.Names) > 0 {
		e.name = opt.Names[0]
	}
	e.rows = newJSONLEncoder([]io.Writer{io.MultiWriter(w[0], e.hash, &e.size)}, opt)
	e.report = newReport(JSONL, WriteOptions{Tool: opt.Tool})
	return e
}

// maxPieces is how many pieces a card names the sources of.
const maxPieces = 1000

func (e *datasetEncoder) Encode(r Record) error {
	e.report.count(r, JSONL)
	if n := len(e.pieces); r.Piece != nil && n < maxPieces && (n == 0 || e.pieces[n-1] != r.Piece) {
		e.pieces = append(e.pieces, r.Piece)
	}
	return e.rows.Encode(r)
}

func (e *datasetEncoder) Close() error {
	err := e.rows.Close()
	e.report.finish()
	return errors.Join(err, e.writeCard(), e.writeCroissant())
}

// sizeCategory is the class of size that Hugging Face sorts data sets by.
func sizeCategory(rows int) string {
	for _, c := range []struct {
		below int
		name  string
	}{{1e3, "n<1K"}, {1e4, "1K<n<10K"}, {1e5, "10K<n<100K"}, {1e6, "100K<n<1M"}, {1e7, "1M<n<10M"}} {
		if rows < c.below {
			return c.name
		}
	}
	return "10M<n<100M"
}

// title is the name of the data set.
func (e *datasetEncoder) title() string { return strings.TrimSuffix(e.name, ".jsonl") }

// licence names the licence of all rows, if there is one of all.
func (e *datasetEncoder) licence() string {
	switch len(e.report.Licences) {
	case 0:
		return "unknown"
	case 1:
		return e.report.Licences[0]
	}
	return "several, see the sources"
}

// quoted writes a text as a string of YAML, which strings of JSON are.
func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		return `""`
	}
	return string(b)
}

// writeCard writes the dataset card: YAML for the site, and text for people.
func (e *datasetEncoder) writeCard() error {
	b := bufio.NewWriter(e.card)
	p := e.report
	fmt.Fprintf(b, "---\nlanguage:\n- en\n- zh\nmultilinguality:\n- translation\ntask_categories:\n- translation\nlicense: other\nlicense_name: %s\npretty_name: %s\nsize_categories:\n- %s\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: %s\n---\n\n",
		quoted(e.licence()), quoted(e.title()), sizeCategory(p.Written), quoted(e.name))
	fmt.Fprintf(b, "# %s\n\nEnglish and Chinese parallel text, aligned by align.\n\n", inMarkdown(e.title()))
	fmt.Fprintf(b, "| | |\n| --- | --- |\n| rows | %d |\n| English | %d units, %d words |\n| Chinese | %d units, %d characters |\n", p.Written, p.English.Units, p.English.Tokens, p.Chinese.Units, p.Chinese.Tokens)
	if p.MeanScore != nil {
		fmt.Fprintf(b, "| mean score | %s |\n", formatScore(*p.MeanScore))
	}
	for _, f := range []field{{"made by align", e.tool.Version}, {"dictionary", e.tool.Dictionary}, {"model", e.tool.Model}} {
		if f.value != "" {
			fmt.Fprintf(b, "| %s | %s |\n", f.name, inMarkdown(f.value))
		}
	}
	b.WriteString("\n## Rows\n\nA JSON object a line: `translation` with both texts, `id`, `type` (units of each side), `en_ids` and `zh_ids`\n(their numbers in the editions), `score` (the probability that the row is right), `flags`, `status` and `comment`\nof a reviewer.\n")
	if len(e.pieces) > 0 {
		b.WriteString("\n## Sources\n\n| piece | edition | title | author | translator | publisher | date | URL | licence |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n")
	}
	for _, piece := range e.pieces {
		for side := range align.Sides {
			d := piece.Editions[side]
			cells := []string{piece.ID, side.String(), d.Title, strings.Join(d.Authors, "; "), d.Translator, d.Publisher, d.Date, d.URL, d.Licence}
			for k, c := range cells {
				cells[k] = inMarkdown(c)
			}
			fmt.Fprintf(b, "| %s |\n", strings.Join(cells, " | "))
		}
	}
	return b.Flush()
}

// inMarkdown makes a text safe to stand in a cell of a Markdown table.
func inMarkdown(text string) string {
	var b strings.Builder
	for _, r := range spaced(text) {
		if strings.ContainsRune("\\`*_{}[]<>#|!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// croissantContext is the JSON-LD context that Croissant prescribes, the terms that are used
// here.
var croissantContext = map[string]any{
	"@language": "en", "@vocab": "https://schema.org/",
	"sc": "https://schema.org/", "cr": "http://mlcommons.org/croissant/", "dct": "http://purl.org/dc/terms/",
	"conformsTo": "dct:conformsTo", "recordSet": "cr:recordSet", "field": "cr:field", "source": "cr:source",
	"extract": "cr:extract", "jsonPath": "cr:jsonPath", "fileObject": "cr:fileObject",
	"dataType": map[string]string{"@id": "cr:dataType", "@type": "@vocab"},
}

func (e *datasetEncoder) writeCroissant() error {
	type object = map[string]any
	var fields []object
	for _, f := range []struct{ name, path, kind, about string }{
		{"id", "id", "sc:Text", "Row: P12 of a pair of paragraphs, P12.3 of a pair of sentences"},
		{"en", "translation.en", "sc:Text", "English text"},
		{"zh", "translation.zh", "sc:Text", "Chinese text"},
		{"type", "type", "sc:Text", "Units of each side: 1-1, 2-1"},
		{"score", "score", "sc:Float", "Probability that the row is right"},
	} {
		fields = append(fields, object{
			"@type": "cr:Field", "@id": "rows/" + f.name, "name": f.name, "description": f.about, "dataType": f.kind,
			"source": object{"fileObject": object{"@id": "rows-file"}, "extract": object{"jsonPath": "$." + f.path}},
		})
	}
	enc := json.NewEncoder(e.about)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(object{
		"@context": croissantContext, "@type": "sc:Dataset", "conformsTo": "http://mlcommons.org/croissant/1.1",
		"name": e.title(), "description": fmt.Sprintf("English and Chinese parallel text in %d rows, aligned by align %s", e.report.Written, e.tool.Version),
		"license": e.licence(), "inLanguage": []string{"en", "zh"}, "version": "1.0.0",
		"distribution": []object{{
			"@type": "cr:FileObject", "@id": "rows-file", "name": e.name, "contentUrl": e.name,
			"contentSize": fmt.Sprintf("%d B", e.size), "encodingFormat": "application/jsonlines", "sha256": hex.EncodeToString(e.hash.Sum(nil)),
		}},
		"recordSet": []object{{"@type": "cr:RecordSet", "@id": "rows", "name": "rows", "field": fields}},
	})
}

// HuggingFace is JSONL with a dataset card and a description in Croissant.
var HuggingFace = Format{
	Name: "huggingface", Title: "JSONL with a dataset card and Croissant metadata",
	Carries:    JSONL.Carries,
	Files:      datasetFiles,
	NewEncoder: newDatasetEncoder,
}
