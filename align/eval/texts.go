package eval

import (
	"errors"
	"slices"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/trace"
)

// FromTexts turns two alignments that are known by their texts alone, as those
// of a translation memory are, into beads that Compare takes.
//
// The texts of one are traced to those of the other, for each language by itself. The
// borders between the texts of both cut the common text into units, numbered from 0, and
// a bead holds the units that its text covers. So texts that say the same in the same
// pieces have the same units, wherever they stand, a text that comes again is told by its
// place, and a text that a single alignment has is a unit that only its beads hold. It
// is an error if less than half of the text is common.
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

// commonUnits returns the units of the texts of two alignments of one language.
func commonUnits(gold, auto []string) (ids [2][][]int, err error) {
	m := trace.New(texts(gold, len(gold)), texts(auto, len(gold)))
	rows, common, size := goldRows(m), 0, [2]int{}
	for _, list := range rows {
		for _, row := range list {
			if common++; row < 0 {
				common--
			}
		}
	}
	for which, list := range [2][]trace.Text{m.Old, m.New} {
		for _, t := range list {
			size[which] += len(t.Runes)
		}
	}
	if 2*common < min(size[0], size[1]) {
		return ids, errOtherText
	}
	replaced(rows)
	// A unit is a run of characters of one gold text that stand in one automatic text.
	var order []int // by unit: where it stands among the others
	next := func(at int) int {
		order = append(order, at)
		return len(order) - 1
	}
	unit := make([][]int, len(m.Old)) // by character of a gold text
	in := make([][]int, len(m.Old))   // the automatic text that it stands in
	for g, t := range m.Old {
		unit[g], in[g] = make([]int, len(t.Runes)), slices.Repeat([]int{-1}, len(t.Runes))
	}
	for a, list := range rows {
		for i, g := range list {
			switch p := m.Was[a][i]; {
			case g >= 0 && p.Text == int32(g):
				in[g][p.At] = a
			case g >= 0 && i == 0 && p.Text < 0: // it was replaced as a whole
				in[g] = slices.Repeat([]int{a}, len(in[g]))
			}
		}
	}
	for g := range in {
		fill(in[g], -1)
		for i, a := range in[g] {
			if i == 0 || a != in[g][i-1] {
				unit[g][i] = next(2 * len(order))
			} else {
				unit[g][i] = unit[g][i-1]
			}
		}
		ids[0] = append(ids[0], slices.Compact(slices.Clone(unit[g])))
	}
	last := -1
	for a, list := range rows {
		units := slices.Repeat([]int{-1}, len(list))
		for i, g := range list {
			if p := m.Was[a][i]; g >= 0 && p.Text == int32(g) {
				units[i] = unit[g][p.At]
			} else if g >= 0 && i == 0 && p.Text < 0 {
				units[i] = unit[g][0]
			}
		}
		if fill(units, -1); len(units) > 0 && units[0] < 0 {
			units = []int{next(last + 1)}
		} else if len(units) > 0 {
			last = order[units[len(units)-1]]
		}
		slices.Sort(units)
		ids[1] = append(ids[1], slices.Compact(units))
	}
	renumber(ids, order)
	return ids, nil
}

// texts are the texts of an alignment to trace, in as many rows as the gold one has.
func texts(list []string, rows int) []trace.Text {
	out := make([]trace.Text, len(list))
	for k, text := range list {
		out[k] = trace.Text{Runes: []rune(text), Row: k * rows / len(list)}
	}
	return out
}

// goldRows returns for each character of the automatic texts the gold text it is of, or
// -1. What two texts have in common by chance, a small part of both, does not count.
func goldRows(m *trace.Map) [][]int {
	const part, few = 0.3, 12
	rows := make([][]int, len(m.New))
	for a, places := range m.Was {
		count := map[int32]int{}
		for _, p := range places {
			count[p.Text]++
		}
		for _, p := range places {
			row := int(p.Text)
			if n := count[p.Text]; row >= 0 && n < few && float64(n) < part*float64(min(len(places), len(m.Old[row].Runes))) {
				row = -1
			}
			rows[a] = append(rows[a], row)
		}
	}
	return rows
}

// replaced gives automatic texts that have nothing in common with any other the gold
// texts in their place, if there are as many between the same neighbours.
func replaced(rows [][]int) {
	found := map[int]bool{}
	for _, list := range rows {
		for _, g := range list {
			found[g] = true
		}
	}
	lost := func(a int) bool { return !slices.ContainsFunc(rows[a], func(g int) bool { return g >= 0 }) }
	before := -1
	for a := 0; a < len(rows); a++ {
		if len(rows[a]) == 0 {
			continue
		}
		if !lost(a) {
			before = slices.Max(rows[a])
			continue
		}
		from := a
		for a+1 < len(rows) && lost(a+1) && len(rows[a+1]) > 0 {
			a++
		}
		n, next := a-from+1, -1
		if a+1 < len(rows) && len(rows[a+1]) > 0 {
			next = slices.Max(rows[a+1])
		}
		if next != before+n+1 {
			continue
		}
		for k := range n {
			if !found[before+1+k] {
				rows[from+k][0] = before + 1 + k
			}
		}
	}
}

// fill gives what is unknown in a list the value before it, or else the one behind it.
func fill(list []int, unknown int) {
	for i := 1; i < len(list); i++ {
		if list[i] == unknown {
			list[i] = list[i-1]
		}
	}
	for i := len(list) - 2; i >= 0; i-- {
		if list[i] == unknown {
			list[i] = list[i+1]
		}
	}
}

// renumber numbers the units from 0 in the order in which they stand.
func renumber(ids [2][][]int, order []int) {
	units := make([]int, len(order))
	for k := range units {
		units[k] = k
	}
	slices.SortStableFunc(units, func(a, b int) int { return order[a] - order[b] })
	number := make([]int, len(order))
	for n, u := range units {
		number[u] = n
	}
	for _, lists := range ids {
		for _, list := range lists {
			for i, u := range list {
				list[i] = number[u]
			}
			slices.Sort(list)
		}
	}
}
