package align

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Validate returns an error that says where the alignment is inconsistent, or nil. The
// sentences of each paragraph have to be its text, every unit has to stand in exactly
// one bead of its level, and every sentence bead has to have a paragraph bead.
func (al *Alignment) Validate() error {
	if al == nil || al.EN == nil || al.ZH == nil {
		return errors.New("there is no alignment: an edition is missing")
	}
	err := cmp.Or(validateSentences(EN, al.EN), validateSentences(ZH, al.ZH),
		validateAll(LevelParagraph, al.Beads, [Sides]int{len(al.EN.Paragraphs), len(al.ZH.Paragraphs)}))
	if err != nil || len(al.Sentences) == 0 {
		return err
	}
	for i, b := range al.Sentences {
		if b.Parent < 0 || b.Parent >= len(al.Beads) {
			return fmt.Errorf("sentence bead %d: there is no paragraph bead %d", i, b.Parent)
		}
	}
	return validateAll(LevelSentence, al.Sentences, [Sides]int{len(al.EN.Sentences), len(al.ZH.Sentences)})
}

// validateSentences makes sure that the sentences, put together, are their paragraphs.
func validateSentences(side Side, doc *Document) error {
	for i, s := range doc.Sentences {
		if s.Paragraph < 0 || s.Paragraph >= len(doc.Paragraphs) {
			return fmt.Errorf("%s sentence %d: there is no paragraph %d", side, i, s.Paragraph)
		}
		if n := len(doc.Paragraphs[s.Paragraph].Text); s.Start < 0 || s.Start > s.End || s.End > n {
			return fmt.Errorf("%s sentence %d: bytes %d to %d lie outside its paragraph of %d", side, i, s.Start, s.End, n)
		}
		first := i == 0 || doc.Sentences[i-1].Paragraph < s.Paragraph
		last := i+1 == len(doc.Sentences) || doc.Sentences[i+1].Paragraph != s.Paragraph
		if first && s.Start != 0 || !first && (doc.Sentences[i-1].Paragraph != s.Paragraph || s.Start != doc.Sentences[i-1].End) || last && s.End != len(doc.Paragraphs[s.Paragraph].Text) {
			return fmt.Errorf("%s sentence %d: it does not follow on the one before, or leaves out an end of its paragraph", side, i)
		}
	}
	return nil
}

// validateAll makes sure that each of the units of both sides stands in exactly one
// bead, and that no bead is empty or has its units out of order.
func validateAll(level Level, beads []Bead, units [Sides]int) error {
	for i, b := range beads {
		switch {
		case len(b.EN)+len(b.ZH) == 0:
			return fmt.Errorf("%s bead %d is empty", level, i)
		case !slices.IsSorted(b.EN) || !slices.IsSorted(b.ZH):
			return fmt.Errorf("%s bead %d: its units are not in ascending order", level, i)
		}
	}
	for side := range Sides {
		seen, err := unitsIn(beads, level, side, units[side])
		if err != nil {
			return err
		}
		if id := slices.Index(seen, false); id >= 0 {
			return fmt.Errorf("%s %s %d stands in no bead", side, level, id)
		}
	}
	return nil
}

// ValidateBeads returns an error if a bead has a unit that does not exist, or that
// stands in another bead too. Units holds the numbers of units, by side.
func ValidateBeads(beads []Bead, level Level, units [Sides]int) error {
	_, errEN := unitsIn(beads, level, EN, units[EN])
	_, errZH := unitsIn(beads, level, ZH, units[ZH])
	return cmp.Or(errEN, errZH)
}

// unitsIn tells for each of n units of a side whether it stands in a bead.
func unitsIn(beads []Bead, level Level, side Side, n int) ([]bool, error) {
	seen := make([]bool, n)
	for _, b := range beads {
		for _, id := range b.Units(side) {
			if id < 0 || id >= n {
				return nil, fmt.Errorf("there is no %s %s %d; the last is %d", side, level, id, n-1)
			}
			if seen[id] {
				return nil, fmt.Errorf("%s %s %d stands in two beads", side, level, id)
			}
			seen[id] = true
		}
	}
	return seen, nil
}
