package engine

import (
	"bitext/align"
	"cmp"
	"fmt"
	"slices"
)

// fixed is what anchors ask of the search, in units.
//
// The units of a sentence anchor are joined to one on each side, so that the
// anchor is a single edge of the lattice. All paths have to go through the two
// nodes at its ends, and through those at the ends of a paragraph anchor, whose
// inner borders are taken away. Anchors that are out of order with the others, or
// not of one piece, cannot stand on a path: they are loose, and their units take
// no part.
type constraints struct {
	any      bool          // whether there are anchors at all
	through  []node        // ascending on both sides
	en, zh   []role        // by unit
	barred   map[node]bool // other corners of paragraph anchors
	crossing []align.Bead  // of paragraph ids, or line ids if the input is segmented

	crossingSentences []align.Bead
}

// node is a node of the lattice.
type node struct{ zh, en int }

// fate is what anchors ask of a unit.
type role uint8

const (
	free      role = iota
	paired         // it has a counterpart
	unpaired       // it has none
	wholeNull      // it has none, and is a paragraph bead of its own
)

// restore turns boilerplate that an anchor gives a counterpart into text, after it
// has checked that the anchors name paragraphs that exist.
func restore(en, zh *align.Document, anchors []align.Bead) error {
	if err := checkAnchors("paragraph", anchors, len(en.Paragraphs), len(zh.Paragraphs)); err != nil {
		return err
	}
	for _, a := range anchors {
		if len(a.EN) == 0 || len(a.ZH) == 0 {
			continue
		}
		for _, side := range []struct {
			doc *align.Document
			ids []int
		}{{en, a.EN}, {zh, a.ZH}} {
			for _, id := range side.ids {
				if p := &side.doc.Paragraphs[id]; p.Kind == align.Boilerplate {
					p.Kind = align.Body
				}
			}
		}
	}
	return nil
}

// checkAnchors refuses anchors whose units do not exist or stand in two of them.
func checkAnchors(level string, anchors []align.Bead, en, zh int) error {
	check := func(lang string, n int, ids func(align.Bead) []int) error {
		seen := make([]bool, n)
		for _, a := range anchors {
			for _, id := range ids(a) {
				if id < 0 || id >= n {
					return contradiction(fmt.Sprintf("there is no %s %s %d; the last is %d", lang, level, id, n-1))
				}
				if seen[id] {
					return contradiction(fmt.Sprintf("%s %s %d stands in two of them", lang, level, id))
				}
				seen[id] = true
			}
		}
		return nil
	}
	if err := check("English", en, func(b align.Bead) []int { return b.EN }); err != nil {
		return err
	}
	return check("Chinese", zh, func(b align.Bead) []int { return b.ZH })
}

func contradiction(why string) error {
	return &align.InputError{Op: "align", Path: "anchors", Reason: why, Hint: "take anchors that were made for these two editions"}
}

// hold is an anchor as runs of the units that take part.
type constraint struct {
	align.Bead
	en, zh span
}

// fix reads the anchors, joins and takes out units of the editions accordingly,
// and returns what is left for the search to keep to.
func newConstraints(e, z *units, opt Options, moved map[int]bool) (*constraints, error) {
	f := &constraints{any: len(opt.Anchors)+len(opt.SentenceAnchors) > 0, barred: map[node]bool{}}
	enPlan, zhPlan := newUnitPlan(e), newUnitPlan(z)
	lines := opt.SentenceAnchors
	var areas []constraint // paragraph anchors, in order
	if opt.Segmented {
		lines = opt.Anchors
	} else {
		var loose []constraint
		areas, loose = sortAnchors(opt.Anchors, func(b align.Bead) (en, zh []int) { return e.doc.SentencesOf(b.EN), z.doc.SentencesOf(b.ZH) }, enPlan, zhPlan, moved)
		for _, h := range loose {
			f.crossing = append(f.crossing, h.Bead)
			enPlan.takeOut(e.doc.SentencesOf(h.EN))
			zhPlan.takeOut(z.doc.SentencesOf(h.ZH))
		}
		moved = nil // they are paragraph anchors
		if err := checkAnchors("sentence", lines, len(e.doc.Sentences), len(z.doc.Sentences)); err != nil {
			return nil, err
		}
	}
	joins, loose := sortAnchors(lines, func(b align.Bead) (en, zh []int) { return b.EN, b.ZH }, enPlan, zhPlan, moved)
	for _, h := range loose {
		if opt.Segmented {
			f.crossing = append(f.crossing, h.Bead)
		} else {
			f.crossingSentences = append(f.crossingSentences, h.Bead)
		}
		enPlan.takeOut(h.EN)
		zhPlan.takeOut(h.ZH)
	}
	for _, h := range joins {
		what := paired
		if !h.TwoSided() {
			what = unpaired
		}
		enPlan.join(h.en, h.EN, what)
		zhPlan.join(h.zh, h.ZH, what)
	}
	for _, h := range areas {
		if h.TwoSided() {
			e.joinParagraphs(h.EN)
			z.joinParagraphs(h.ZH)
			continue
		}
		enPlan.join(h.en, e.doc.SentencesOf(h.EN), wholeNull)
		zhPlan.join(h.zh, z.doc.SentencesOf(h.ZH), wholeNull)
	}
	return f, f.setNodes(enPlan, zhPlan, slices.Concat(areas, joins))
}

// setThrough carries out the plans and finds the nodes that the anchors in order
// begin and end at.
func (f *constraints) setNodes(en, zh *unitPlan, anchors []constraint) error {
	var enAt, zhAt []int
	f.en, enAt = en.apply()
	f.zh, zhAt = zh.apply()
	crossed := false
	for _, h := range anchors {
		crossed = crossed || en.splits(h.en) || zh.splits(h.zh)
		if h.en.len() > 0 && h.zh.len() > 0 {
			from, to := node{zhAt[h.zh.start], enAt[h.en.start]}, node{zhAt[h.zh.end], enAt[h.en.end]}
			f.through = append(f.through, from, to)
			f.barred[node{from.zh, to.en}], f.barred[node{to.zh, from.en}] = true, true
		}
	}
	slices.SortFunc(f.through, func(a, b node) int { return cmp.Or(cmp.Compare(a.zh, b.zh), cmp.Compare(a.en, b.en)) })
	f.through = slices.Compact(f.through)
	for k := 1; k < len(f.through); k++ {
		crossed = crossed || f.through[k].en < f.through[k-1].en
	}
	if crossed {
		return contradiction("one of the sentence beads crosses one of the paragraph beads")
	}
	return nil
}

// holds finds the runs of units that anchors hold, and tells those that stand on
// one path from the loose ones. Anchors of which nothing takes part are left out.
func sortAnchors(anchors []align.Bead, units func(align.Bead) (en, zh []int), en, zh *unitPlan, moved map[int]bool) (inOrder, loose []constraint) {
	var pairs []constraint
	for n, b := range anchors {
		h := constraint{Bead: b}
		enIDs, zhIDs := units(b)
		var enOK, zhOK bool
		h.en, enOK = en.spanOf(enIDs)
		h.zh, zhOK = zh.spanOf(zhIDs)
		switch {
		case !enOK || !zhOK || moved[n]:
			loose = append(loose, h)
		case h.en.len() == 0 && h.zh.len() == 0:
		case b.TwoSided() && (h.en.len() == 0 || h.zh.len() == 0): // with an empty line
			loose = append(loose, h)
		case h.en.len() == 0 || h.zh.len() == 0:
			inOrder = append(inOrder, h)
		default:
			pairs = append(pairs, h)
		}
	}
	slices.SortFunc(pairs, func(a, b constraint) int { return cmp.Compare(a.zh.start, b.zh.start) })
	all := make([]point, len(pairs))
	for k, h := range pairs {
		all[k] = point{h.zh.start, h.en.start, 1}
	}
	chain := heaviestChain(all, len(en.base))
	for k, h := range pairs {
		if len(chain) > 0 && chain[0] == all[k] {
			inOrder, chain = append(inOrder, h), chain[1:]
		} else {
			loose = append(loose, h)
		}
	}
	return inOrder, loose
}

// own reports whether an anchor says that a bead without counterpart is one.
func (f *constraints) wholeNull(l scoredBead) bool {
	return l.zh.len() == 0 && f.en[l.en.start] == wholeNull || l.en.len() == 0 && f.zh[l.zh.start] == wholeNull
}

// allows reports whether the anchors allow the bead of a shape at node (i, j).
func (f *constraints) allows(l *lattice, i, j int, s shape) bool {
	if !f.any {
		return true
	}
	if f.barred[node{i + s.zh, j + s.en}] {
		return false
	}
	switch {
	case s.zh == 0:
		if f.en[j] == paired || f.en[j] == wholeNull && !l.zhBorder[i] {
			return false
		}
	case s.en == 0:
		if f.zh[i] == paired || f.zh[i] == wholeNull && !l.enBorder[j] {
			return false
		}
	default:
		for _, w := range f.zh[i : i+s.zh] {
			if w == unpaired || w == wholeNull {
				return false
			}
		}
		for _, w := range f.en[j : j+s.en] {
			if w == unpaired || w == wholeNull {
				return false
			}
		}
	}
	k, _ := slices.BinarySearchFunc(f.through, struct{}{}, func(t node, _ struct{}) int {
		if t.zh > i || t.en > j {
			return 1
		}
		return -1
	})
	return k == len(f.through) || f.through[k].zh >= i+s.zh && f.through[k].en >= j+s.en
}
