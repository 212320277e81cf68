package exchange

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"

	"bitext/align"
)

// writeBeads writes every bead as "[a ids]:[b ids]:score", the edition that was
// given first on the left.
func writeBeads(w io.Writer, al *align.Alignment, level align.Level) error {
	out := bufio.NewWriter(w)
	for _, b := range al.BeadsAt(level) {
		left, right := b.EN, b.ZH
		if al.Swapped {
			left, right = right, left
		}
		fmt.Fprintf(out, "[%s]:[%s]:%s\n", joinIDs(left), joinIDs(right), formatScore(b.Score))
	}
	return out.Flush()
}

var beadLine = regexp.MustCompile(`^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*([-+.\deE]+)\s*)?$`)

// ReadBeads reads beads, the left side as English. Empty lines and lines that
// begin with # are passed over; the score of a bead without one is not a number.
func ReadBeads(r io.Reader) ([]align.Bead, error) {
	var beads []align.Bead
	in := bufio.NewScanner(withoutBOM(r))
	in.Buffer(nil, longestLine)
	for line := 1; in.Scan(); line++ {
		text := strings.TrimSpace(in.Text())
		if text == "" || text[0] == '#' {
			continue
		}
		m := beadLine.FindStringSubmatch(text)
		if m == nil {
			return nil, fmt.Errorf("read beads: line %d: %.60q is not [ids]:[ids]:score", line, text)
		}
		b := align.Bead{Score: math.NaN()}
		var err error
		if b.EN, err = parseIDs(m[1]); err == nil {
			b.ZH, err = parseIDs(m[2])
		}
		if m[3] != "" && err == nil {
			b.Score, err = strconv.ParseFloat(m[3], 64)
		}
		if err != nil {
			return nil, fmt.Errorf("read beads: line %d: %w", line, err)
		}
		if len(b.EN)+len(b.ZH) > 0 {
			beads = append(beads, b)
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read beads: %w", err)
	}
	return beads, nil
}

func parseIDs(list string) ([]int, error) {
	var ids []int
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		id, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
