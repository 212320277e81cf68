package pairing

import (
	"context"
	"slices"

	"bitext/align"
	"bitext/align/engine"
)

// sureCounterpart is the probability from which a pair says that a removed paragraph is
// text.
const sureCounterpart = 0.9

// alignWithRemoved aligns two editions. A paragraph that was removed from one as page
// furniture comes back if its counterpart stays in the other: the gaps in which a
// paragraph has no counterpart are filled with what was removed there, and the editions
// aligned once more with the paragraphs that found each other.
func alignWithRemoved(ctx context.Context, docs [align.Sides]*align.Document, opt engine.Options) (*align.Alignment, error) {
	al, err := engine.Align(ctx, docs[align.EN], docs[align.ZH], opt)
	if err != nil || opt.Segmented {
		return al, err
	}
	alone, removed := gaps(al)
	if len(removed[align.EN])+len(removed[align.ZH]) == 0 {
		return al, nil
	}
	opt.Progress = nil
	trial, err := engine.Align(ctx, withText(docs[align.EN], removed[align.EN]), withText(docs[align.ZH], removed[align.ZH]), opt)
	if err != nil {
		return nil, err
	}
	var back [align.Sides][]int
	for _, b := range trial.Beads {
		for side := range align.Sides {
			other := 1 - side
			if b.TwoSided() && b.Score >= sureCounterpart && within(b.Units(side), removed[side]) && within(b.Units(other), alone[other]) {
				back[side] = append(back[side], b.Units(side)...)
			}
		}
	}
	if len(back[align.EN])+len(back[align.ZH]) == 0 {
		return al, nil
	}
	return engine.Align(ctx, withText(docs[align.EN], back[align.EN]), withText(docs[align.ZH], back[align.ZH]), opt)
}

// gaps returns by side the paragraphs that have no counterpart, and those that were
// removed between the same two pairs where the other side has such paragraphs.
func gaps(al *align.Alignment) (alone, removed [align.Sides][]int) {
	var gapAlone, gapRemoved [align.Sides][]int
	end := func() {
		for side := range align.Sides {
			if len(gapAlone[1-side]) > 0 && len(gapRemoved[side]) > 0 {
				alone[1-side] = append(alone[1-side], gapAlone[1-side]...)
				removed[side] = append(removed[side], gapRemoved[side]...)
			}
		}
		gapAlone, gapRemoved = [align.Sides][]int{}, [align.Sides][]int{}
	}
	for _, b := range al.Beads {
		if b.TwoSided() {
			end()
			continue
		}
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				if p := al.Document(side).Paragraphs[id]; p.Kind != align.Boilerplate {
					gapAlone[side] = append(gapAlone[side], id)
				} else if !p.Dropped() {
					gapRemoved[side] = append(gapRemoved[side], id)
				}
			}
		}
	}
	end()
	for side := range align.Sides {
		slices.Sort(alone[side])
		slices.Sort(removed[side])
	}
	return alone, removed
}

// withText returns a document in which some paragraphs that were removed are text.
func withText(d *align.Document, ids []int) *align.Document {
	c := *d
	c.Paragraphs = slices.Clone(d.Paragraphs)
	for _, id := range ids {
		c.Paragraphs[id].Kind, c.Paragraphs[id].Reason = align.Body, ""
	}
	return &c
}

// within reports whether all ids are in a list, which is in ascending order.
func within(ids, list []int) bool {
	return !slices.ContainsFunc(ids, func(id int) bool { _, found := slices.BinarySearch(list, id); return !found })
}
