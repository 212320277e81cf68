package align

import (
	"strings"

	"bitext/align/language"
	"bitext/align/segment"
)

// flag notes on each two-sided bead, and on each unit without counterpart that
// is not boilerplate, why a person should look at it.
func flag(al *Alignment) {
	for n := range al.Beads {
		b := &al.Beads[n]
		b.Flags = Flags(al.Text(*b))
		if len(b.Flags) == 1 && b.Flags[0].Kind == NoCounterpart && al.Removed(*b) {
			b.Flags = nil
		}
	}
	for n := range al.Sentences {
		b := &al.Sentences[n]
		if len(al.Beads[b.Parent].EN) > 0 && len(al.Beads[b.Parent].ZH) > 0 {
			b.Flags = Flags(al.SentenceText(*b))
		} else {
			b.Flags = al.Beads[b.Parent].Flags
		}
	}
}

// Flags returns what is doubtful about a pair of texts.
func Flags(en, zh string) []Flag {
	if en == "" || zh == "" {
		return []Flag{{Kind: NoCounterpart}}
	}
	var out []Flag
	if e, z := loneNumbers(en, zh); e != "" || z != "" {
		out = append(out, Flag{NumbersDiffer, orDash(e) + " / " + orDash(z)})
	}
	if ratio := textLength(en, language.English) / (textLength(zh, language.Chinese) * usualRatio); ratio > lengthBound || ratio < 1/lengthBound {
		out = append(out, Flag{Kind: UnusualLength})
	}
	return out
}

// lengthBound is how many times longer or shorter than usual a translation has
// to be for its length to be unusual.
const lengthBound = 2.2

// loneNumbers returns the numbers that stand on one side only, as they are
// spelled there.
func loneNumbers(en, zh string) (onlyEN, onlyZH string) {
	e, z := segment.Numbers(en, language.English), segment.Numbers(zh, language.Chinese)
	return unmatched(en, e, z), unmatched(zh, z, e)
}

func unmatched(text string, numbers, others []segment.Number) string {
	values := map[string]bool{}
	for _, n := range others {
		values[n.Value] = true
	}
	var lone []string
	for _, n := range numbers {
		if !values[n.Value] {
			lone = append(lone, text[n.Start:n.End])
		}
	}
	return strings.Join(lone, ", ")
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
