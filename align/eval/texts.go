package eval

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"bitext/align"
	"bitext/align/language"
)

// FromTexts turns two alignments that are known by their texts alone, as those
// of a translation memory are, into beads that Compare takes.
//
// The texts of each alignment, put together without white space, are laid over
// one another, for each language by itself. The borders between the texts of both
// cut the common text into units, numbered from 0, and a bead holds the units that its
// text covers. So texts that say the same in the same pieces have the same units,
// a text that comes again is told by its place, and a text that a single alignment
// has is a unit that only its beads hold. It is an error if less than half of the
// text is common.
//
// The automatic beads have the scores of their rows.
func FromTexts(gold, auto []align.Row) (goldBeads, autoBeads []align.Bead, err error) {
	goldBeads, autoBeads = make([]align.Bead, len(gold)), make([]align.Bead, len(auto))
	for k := range goldBeads {
		goldBeads[k].Score = 1
	}
	for k := range autoBeads {
		autoBeads[k].Score = auto[k].Score
	}
	for side := range align.Sides {
		ids, err := commonUnits(runs(gold, side), runs(auto, side))
		if err != nil {
			return nil, nil, err
		}
		for which, beads := range [][]align.Bead{goldBeads, autoBeads} {
			for k := range beads {
				beads[k].SetUnits(side, ids[which][k])
			}
		}
	}
	empty := func(b align.Bead) bool { return len(b.EN)+len(b.ZH) == 0 }
	return slices.DeleteFunc(goldBeads, empty), slices.DeleteFunc(autoBeads, empty), nil
}

// runs returns the texts of one side without white space.
func runs(rows []align.Row, side align.Side) []string {
	out := make([]string, len(rows))
	for k, r := range rows {
		out[k] = language.WithoutSpace(r.Text.Side(side))
	}
	return out
}

var errOtherText = errors.New("they are not about the same text")

// unrelated reports whether two long texts have hardly a piece in common, so that less
// than half of their text can be: laying them over one another would take minutes. An
// edit takes away no more than pieceLength of the pieces.
func unrelated(a, b string) bool {
	pieces := func(text string) map[string]bool {
		runes, set := []rune(text), map[string]bool{}
		for k := 0; k+pieceLength < len(runes); k++ {
			set[string(runes[k:k+pieceLength])] = true
		}
		return set
	}
	x, y := pieces(a), pieces(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	common := 0
	for piece := range x {
		if y[piece] {
			common++
		}
	}
	return len(x) > minPieces && common*20 < len(x)
}

const (
	pieceLength = 8    // characters
	minPieces   = 1000 // shorter texts are quick to compare
)

// commonUnits returns the units of the texts of two alignments of one language.
func commonUnits(gold, auto []string) (ids [2][][]int, err error) {
	whole := [2]string{strings.Join(gold, ""), strings.Join(auto, "")}
	if unrelated(whole[0], whole[1]) {
		return ids, errOtherText
	}
	place, length, common := overlay(whole[0], whole[1])
	if shorter := min(len(place[0]), len(place[1])) - 1; 2*common < shorter {
		return ids, errOtherText
	}
	// A unit begins wherever a text of one of the two does. Text of the other alone
	// that lies inside a text does not cut it.
	begins := make([]bool, length+1)
	texts := [2][]string{gold, auto}
	for which, list := range texts {
		at := 0
		for _, text := range list {
			begins[place[which][at]] = true
			at += utf8.RuneCountInString(text)
			if text != "" {
				begins[place[which][at-1]+1] = true
			}
		}
	}
	unit := make([]int, length) // of each place
	n := -1
	for p := range unit {
		if begins[p] {
			n++
		}
		unit[p] = max(n, 0)
	}
	for which, list := range texts {
		at := 0
		ids[which] = make([][]int, len(list))
		for k, text := range list {
			for range text {
				ids[which][k] = append(ids[which][k], unit[place[which][at]])
				at++
			}
			ids[which][k] = slices.Compact(ids[which][k])
		}
	}
	return ids, nil
}

// overlay lays two texts over one another. It returns the place of each character
// of both on the common line, with the end of each text as a last entry, the
// length of the line, and how many characters are equal. Text that replaces other text
// lies in its place.
func overlay(gold, auto string) (place [2][]int, length, common int) {
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // none: the result must not depend on the machine
	put := func(which, n int) {
		for k := range n {
			place[which] = append(place[which], length+k)
		}
	}
	diffs := d.DiffMain(lines(gold), lines(auto), true)
	for k := 0; k < len(diffs); k++ {
		n := letters(diffs[k].Text)
		switch diffs[k].Type {
		case diffmatchpatch.DiffEqual:
			put(0, n)
			put(1, n)
			common += n
		case diffmatchpatch.DiffDelete:
			put(0, n)
			if k+1 < len(diffs) && diffs[k+1].Type == diffmatchpatch.DiffInsert {
				k++
				m := letters(diffs[k].Text)
				put(1, m)
				n = max(n, m)
			}
		case diffmatchpatch.DiffInsert:
			put(1, n)
		}
		length += n
	}
	place[0], place[1] = append(place[0], length), append(place[1], length)
	return place, length, common
}

// lines puts a line end after each mark that may end a sentence or clause, as the
// comparison is quick for texts of lines.
func lines(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteRune(r)
		if strings.ContainsRune(".!?,;:。！？，；：、”", r) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// letters counts the characters of a text of lines.
func letters(text string) int { return utf8.RuneCountInString(text) - strings.Count(text, "\n") }
