package exchange

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"bitext/align"
)

// writeBeads writes every bead as "[a ids]:[b ids]:score", the edition that was
// given first on the left.
func writeBeads(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	out := bufio.NewWriter(w)
	for _, b := range al.BeadsAt(opt.Level) {
		left, right := b.EN, b.ZH
		if al.Swapped {
			left, right = right, left
		}
		fmt.Fprintf(out, "[%s]:[%s]:%s\n", joinIDs(left), joinIDs(right), formatScore(b.Score))
	}
	return out.Flush()
}

var beadLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*([-+.\deE]+)\s*)?$`)
})

// readBeads reads beads, the left side as English. Empty lines and lines that begin
// with # are passed over.
func readBeads(r io.Reader, _ ReadOptions) ([]align.Row, error) {
	var c collector
	err := eachLine(r, func(line []byte) error {
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			return nil
		}
		m := beadLine().FindStringSubmatch(text)
		if m == nil {
			return fmt.Errorf("%.60q is not [ids]:[ids]:score", text)
		}
		b := align.Bead{Score: math.NaN()}
		var err error
		if b.EN, err = parseIDs(m[1]); err == nil {
			b.ZH, err = parseIDs(m[2])
		}
		if m[3] != "" && err == nil {
			b.Score, err = strconv.ParseFloat(m[3], 64)
		}
		if err != nil || len(b.EN)+len(b.ZH) == 0 {
			return err
		}
		return c.add(align.Row{Bead: b})
	})
	return c.rows, err
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

// Beads is the format of programs that align: "[a ids]:[b ids]:score" a line.
var Beads = Format{
	Name: "beads", Extensions: []string{".align"}, IDs: true, Removed: true,
	Encode: writeBeads, Decode: readBeads,
}
