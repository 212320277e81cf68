package sheet

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
)

// sheetRows goes through the rows of a sheet that have a value.
type sheetRows struct {
	b       *book
	part    string
	in      *openPart
	s       *scanner
	err     error
	number  int      // of the row, from 1
	cells   []string // its values, valid until the next call of next
	gaps    int      // cells without a value that were laid down so far
	numbers []int    // the columns whose values are numbers, not texts
	data    bool     // inside of sheetData
	text    richText // of the cell at hand
	value   []byte
}

var errNoSheet = errors.New("there is no such sheet")

// rows begins to read a sheet.
func (b *book) rows(sheet string) (*sheetRows, error) {
	for _, s := range b.sheets {
		if s.name == sheet {
			in, err := b.open(s.part)
			if err != nil {
				return nil, err
			}
			return &sheetRows{b: b, part: s.part, in: in, s: newScanner(in)}, nil
		}
	}
	return nil, errNoSheet
}

func (r *sheetRows) close() error { return r.in.Close() }

// next reads the next row that has a value. At the end, or at an error, which is left in
// err, it returns false.
func (r *sheetRows) next() bool {
	for r.err == nil {
		t, err := r.s.next()
		if err == io.EOF {
			return false
		}
		if r.err = err; err != nil || t == textFound {
			continue
		}
		switch string(r.s.name) {
		case "sheetData":
			r.data = t == elementBegins
		case "row":
			if r.data && t == elementBegins {
				if r.err = r.row(); r.err == nil && len(r.cells) > 0 {
					return true
				}
			}
		}
	}
	r.err = fmt.Errorf("%s: %w", path.Base(r.part), r.err)
	return false
}

// row reads a row to its end.
func (r *sheetRows) row() error {
	r.number++
	if n := r.s.attr("r"); n != nil {
		var err error
		if r.number, err = strconv.Atoi(string(n)); err != nil || r.number < 1 || r.number > maxRows {
			return fmt.Errorf("there is no row %.20q", n)
		}
	}
	clear(r.cells)
	r.cells, r.numbers = r.cells[:0], r.numbers[:0]
	for column := 0; ; column++ {
		t, err := r.s.next()
		switch {
		case err == io.EOF:
			return errCutOff
		case err != nil:
			return err
		case t == elementEnds && string(r.s.name) == "row":
			return nil
		case t != elementBegins || string(r.s.name) != "c":
			column--
			continue
		}
		if at := r.s.attr("r"); at != nil {
			if column, err = columnOf(at); err != nil {
				return err
			}
		}
		kind := string(r.s.attr("t"))
		value, err := r.cell()
		if err != nil {
			return fmt.Errorf("row %d: %w", r.number, err)
		}
		if value == "" {
			continue
		}
		if kind == "" || kind == "n" {
			r.numbers = append(r.numbers, column)
		}
		if r.gaps += max(0, column-len(r.cells)); r.gaps > maxGaps {
			return fmt.Errorf("row %d: its cells lie too far apart", r.number)
		}
		for len(r.cells) <= column {
			r.cells = append(r.cells, "")
		}
		r.cells[column] = value
	}
}

// cell reads a cell to its end.
func (r *sheetRows) cell() (string, error) {
	kind := string(r.s.attr("t"))
	r.text.text, r.value = r.text.text[:0], r.value[:0]
	inside := false // of an element v
	for {
		t, err := r.s.next()
		if err == io.EOF {
			return "", errCutOff
		}
		if err != nil {
			return "", err
		}
		r.text.take(r.s, t)
		switch {
		case t == textFound:
			if inside {
				r.value = append(r.value, r.s.text...)
			}
		case string(r.s.name) == "v":
			inside = t == elementBegins
		case t == elementEnds && string(r.s.name) == "c":
			switch kind {
			case "inlineStr":
				return r.text.done(), nil
			case "s":
				return r.b.sharedText(string(r.value))
			}
			return string(r.value), nil
		}
	}
}

// sharedText returns the text that a cell names by its number.
func (b *book) sharedText(number string) (string, error) {
	if number == "" {
		return "", nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 0 || n >= len(b.shared) {
		return "", fmt.Errorf("there is no text %.20q", number)
	}
	return b.shared[n], nil
}

// columnOf returns the index of the column of a cell, from 0: that of "B7" is 1.
func columnOf(cell []byte) (int, error) {
	const most = 1 << 14
	n := 0
	for _, c := range cell {
		switch {
		case 'A' <= c && c <= 'Z' && n <= most:
			n = 26*n + int(c-'A') + 1
		case 'a' <= c && c <= 'z' && n <= most:
			n = 26*n + int(c-'a') + 1
		default:
			if '0' <= c && c <= '9' && 0 < n && n <= most {
				return n - 1, nil
			}
			return 0, fmt.Errorf("there is no cell %.20q", cell)
		}
	}
	return 0, fmt.Errorf("there is no cell %.20q", cell)
}
