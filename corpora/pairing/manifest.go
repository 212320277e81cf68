package pairing

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
)

// Manifest says which files belong together: a line a pair, and a line for each file
// without counterpart. A person can edit its file and give it back.
type Manifest struct {
	Lines   []Line
	Columns []string // headings of further columns, which are kept as they are
}

// Line is one line of a manifest.
type Line struct {
	English, Chinese string  // paths with / between folders; empty for a stranger
	Probability      float64 // that the two belong together; NaN if unknown
	Status           LineStatus
	Why              string
	More             []string // the cells of Manifest.Columns
}

// LineStatus says what became of a line, or is to become of it.
type LineStatus string

// The statuses. Before anything is aligned a line is Paired, Unsure, Stranger, OtherVersion,
// Skipped or Failed; then a line with two files is Aligned, Edited or Failed, or is still Unsure
// or OtherVersion.
const (
	Paired       LineStatus = "pair"     // two files that belong together
	Unsure       LineStatus = "check"    // two files that may not belong together
	Stranger     LineStatus = "stranger" // a file without counterpart
	OtherVersion LineStatus = "version"  // a second version of an edition; Why names the first
	Skipped      LineStatus = "skipped"  // a file that is no English or Chinese edition
	Failed       LineStatus = "failed"   // a file, or a pair, that failed
	Aligned      LineStatus = "aligned"  // a pair whose outputs are written
	Edited       LineStatus = "edited"   // a pair of whose outputs a person has changed one
)

// TwoSided reports whether the line has two files.
func (l Line) TwoSided() bool { return l.English != "" && l.Chinese != "" }

// key is what a line is known by, whatever its status.
func (l Line) key() string { return l.English + "\t" + l.Chinese }

// manifestHeader is the first row of a manifest.
var manifestHeader = []string{"english", "chinese", "probability", "status", "why"}

// Write writes the manifest as a table with tabs, sorted by the two paths.
func (m *Manifest) Write(w io.Writer) error {
	rows := [][]string{slices.Concat(manifestHeader, m.Columns)}
	lines := slices.SortedStableFunc(slices.Values(m.Lines), byPaths)
	for _, l := range lines {
		p := ""
		if !math.IsNaN(l.Probability) {
			p = strconv.FormatFloat(l.Probability, 'f', 4, 64)
		}
		rows = append(rows, append([]string{l.English, l.Chinese, p, string(l.Status), l.Why}, l.More...))
	}
	return exchange.WriteTable(w, rows)
}

func byPaths(a, b Line) int {
	return cmp.Or(cmp.Compare(a.English, b.English), cmp.Compare(a.Chinese, b.Chinese))
}

// ReadManifest reads a manifest, or any table with tabs whose columns english and chinese
// name files. A table without headings has them in its first two columns. A line of one file
// and without status is that of a stranger.
func ReadManifest(r io.Reader) (*Manifest, error) {
	rows, err := exchange.ReadTable(r)
	if err != nil {
		return nil, err
	}
	refused := func(row int, format string, args ...any) error {
		return &align.InputError{Code: align.Damaged, Op: "read", Reason: fmt.Sprintf("row %d: ", row+1) + fmt.Sprintf(format, args...),
			Hint: "it is a table with tabs and the columns english and chinese, as align batch --pair-only writes it"}
	}
	columns := map[string]int{"english": 0, "chinese": 1}
	m, first := &Manifest{}, 0
	var more []int
	if len(rows) > 0 && slices.Contains(lower(rows[0]), "english") {
		columns, first = map[string]int{}, 1
		for k, h := range lower(rows[0]) {
			if _, twice := columns[h]; twice {
				return nil, refused(0, "two columns are called %s", h)
			}
			if columns[h] = k; !slices.Contains(manifestHeader, h) {
				m.Columns, more = append(m.Columns, rows[0][k]), append(more, k)
			}
		}
		if _, ok := columns["chinese"]; !ok {
			return nil, refused(0, "no column is called chinese")
		}
	}
	seen := map[string]int{}
	for n, row := range rows[first:] {
		n += first
		cell := func(name string) string {
			if k, ok := columns[name]; ok && k < len(row) {
				return row[k]
			}
			return ""
		}
		if len(row) < 2 && first == 0 {
			return nil, refused(n, "it has no tab, so that it names one file alone")
		}
		l := Line{English: cell("english"), Chinese: cell("chinese"), Status: LineStatus(cell("status")), Why: cell("why"), Probability: math.NaN()}
		if p := cell("probability"); p != "" {
			if l.Probability, err = strconv.ParseFloat(p, 64); err != nil || !(l.Probability >= 0 && l.Probability <= 1) {
				return nil, refused(n, "probability %q is no number from 0 to 1", p)
			}
		}
		for _, k := range more {
			if k < len(row) {
				l.More = append(l.More, row[k])
			} else {
				l.More = append(l.More, "")
			}
		}
		switch l.Status {
		case "", Paired, Unsure, Stranger, OtherVersion, Skipped, Failed, Aligned, Edited:
		default:
			return nil, refused(n, "status %q is none of pair, check, version, stranger, skipped", l.Status)
		}
		if l.English == "" && l.Chinese == "" || strings.ContainsRune(l.key(), 0) {
			return nil, refused(n, "it names no file")
		}
		if l.Status == "" && !l.TwoSided() {
			l.Status = Stranger
		}
		if before, twice := seen[l.key()]; twice {
			return nil, refused(n, "it names the same files as row %d", before+1)
		}
		seen[l.key()] = n
		m.Lines = append(m.Lines, l)
	}
	if len(m.Lines) == 0 {
		return nil, &align.InputError{Code: align.NoText, Op: "read", Reason: "it lists no files", Hint: "it is a table with tabs and the columns english and chinese"}
	}
	slices.SortStableFunc(m.Lines, byPaths)
	return m, nil
}

// ReadManifestFile reads the manifest in a file; see ReadManifest.
func ReadManifestFile(path string) (*Manifest, error) { return read(path, ReadManifest) }

func lower(cells []string) []string {
	out := make([]string, len(cells))
	for k, c := range cells {
		out[k] = strings.ToLower(strings.TrimSpace(c))
	}
	return out
}
