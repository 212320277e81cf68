package corpora

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

// Name returns the name of a corpus: that of its folder.
func Name(dir string) string {
	if full, err := filepath.Abs(dir); err == nil {
		dir = full
	}
	return filepath.Base(dir)
}

//go:embed statspage.html
var statsPage string

var statsTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("stats").Funcs(template.FuncMap{
		"number": groupDigits, "percent": func(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) },
		"bars": bars, "columns": columns, "partBars": partBars,
		"score": func(p *float64) string {
			if p == nil {
				return "–"
			}
			return fmt.Sprintf("%.3f", *p)
		},
	}).Parse(statsPage))
})

// WriteHTML writes the figures as one page for the browser, which loads nothing else.
func (s *Stats) WriteHTML(w io.Writer, name string) error {
	return statsTemplate().Execute(w, struct {
		*Stats
		Name string
	}{s, name})
}

// groupDigits writes a number with a thin space between groups of three digits.
func groupDigits(n int) string {
	text := strconv.Itoa(n)
	for k := len(text) - 3; k > 0; k -= 3 {
		text = text[:k] + "\u202F" + text[k:]
	}
	return text
}

// mostBars is how many bars a chart has at most; the rest is summed up in one.
const mostBars = 15

// bar is a horizontal bar of a chart. Lengths are in hundredths of the longest.
type bar struct {
	Name, Value string
	Length      float64
}

// bars returns the bars of a chart of rows. Unnamed stands for a name that is empty.
func bars(list []Share, unnamed string) []bar {
	var out []bar
	most, rest := 1, 0
	for k, x := range list {
		if k >= mostBars {
			rest += x.Rows
			continue
		}
		most = max(most, x.Rows)
	}
	add := func(name string, n int) {
		out = append(out, bar{cmp.Or(name, unnamed), groupDigits(n), 100 * float64(n) / float64(max(most, rest))})
	}
	for _, x := range list[:min(len(list), mostBars)] {
		add(x.Name, x.Rows)
	}
	if rest > 0 {
		add("others", rest)
	}
	return out
}

// partBars returns the bars of a chart of parts by rows.
func partBars(parts []Part) []bar {
	list := make([]Share, len(parts))
	for k, p := range parts {
		list[k] = Share{p.Name, p.Rows}
	}
	return bars(list, "unknown 不详")
}

// column is a column of a histogram, in a field of 100 by 100.
type column struct {
	X, Y, Width, Height float64
	Title               string
	Label               string // under it; "" for most
}

// columns returns a histogram.
func columns(list []Share) []column {
	most := 1
	for _, x := range list {
		most = max(most, x.Rows)
	}
	var out []column
	width := 100 / float64(max(1, len(list)))
	for k, x := range list {
		height := 100 * float64(x.Rows) / float64(most)
		c := column{X: float64(k) * width, Y: 100 - height, Width: width * 0.86, Height: height, Title: x.Name + ": " + groupDigits(x.Rows)}
		if k%(1+len(list)/6) == 0 {
			c.Label, _, _ = strings.Cut(x.Name, "–")
		}
		out = append(out, c)
	}
	return out
}
