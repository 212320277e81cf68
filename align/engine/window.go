package engine

import "slices"

// window is an index of the types in a run of units. Of the many translations
// of a word only a few stand near the node at hand; the others are not looked at.
type window struct {
	start, size []int32 // by type: its units are units[start:start+size]
	units       []int32 // ascending for each type, as often as the type stands there
	types       []int32 // the types in the window
}

func newWindow(s *tokenized) window {
	return window{start: make([]int32, len(s.types)), size: make([]int32, len(s.types))}
}

// set indexes the units of a side from lo to below hi.
func (w *window) set(s *tokenized, lo, hi int) {
	for _, t := range w.types {
		w.size[t] = 0
	}
	w.types = w.types[:0]
	total := int32(0)
	for u := lo; u < hi; u++ {
		for _, t := range s.units[u] {
			if w.size[t] == 0 {
				w.types = append(w.types, t)
			}
			w.size[t]++
			total++
		}
	}
	w.units = slices.Grow(w.units[:0], int(total))[:total]
	at := int32(0)
	for _, t := range w.types {
		w.start[t] = at
		at += w.size[t]
		w.size[t] = 0
	}
	for u := lo; u < hi; u++ {
		for _, t := range s.units[u] {
			w.units[w.start[t]+w.size[t]] = int32(u)
			w.size[t]++
		}
	}
}

// of returns the units of a type.
func (w *window) of(t int32) []int32 { return w.units[w.start[t] : w.start[t]+w.size[t]] }
