package engine

import (
	"bitext/align"
	"cmp"
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
type fixed struct {
	any     bool          // whether there are anchors at all
	through []node        // ascending on both sides
	en, zh  []fate        // by unit
	barred  map[node]bool // other corners of paragraph anchors
	loose   []align.Bead  // of paragraph ids, or line ids if the input is segmented

	looseSentences []align.Bead
}

// node is a node of the lattice.
type node struct{ zh, en int }

// fate is what anchors ask of a unit.
type fate uint8

const (
	free   fate = iota
	paired      // it has a counterpart
	alone       // it has none
	own         // it has none, and is a paragraph bead of its own
)

// restore turns boilerplate that an anchor gives a counterpart into text, after it
// has checked that the anchors name paragraphs that exist.
func restore(en, zh *align.Document, anchors []align.Bead) error {
	if err := checkAnchors(align.LevelParagraph, anchors, len(en.Paragraphs), len(zh.Paragraphs)); err != nil {
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
func checkAnchors(level align.Level, anchors []align.Bead, en, zh int) error {
	if err := align.ValidateBeads(anchors, level, [2]int{en, zh}); err != nil {
		return contradiction(err.Error())
	}
	return nil
}

func contradiction(why string) error {
	return &align.InputError{Op: "align", Path: "anchors", Reason: why, Hint: "take anchors that were made for these two editions"}
}

// hold is an anchor as runs of the units that take part.
type hold struct {
	align.Bead
	en, zh span
}

// fix reads the anchors, joins and takes out units of the editions accordingly,
// and returns what is left for the search to keep to.
func fix(e, z *edition, opt Options, moved map[int]bool) (*fixed, error) {
	f := &fixed{any: len(opt.Anchors)+len(opt.SentenceAnchors) > 0, barred: map[node]bool{}}
	enPlan, zhPlan := newPlan(e), newPlan(z)
	lines := opt.SentenceAnchors
	var areas []hold // paragraph anchors, in order
	if opt.Segmented {
		lines = opt.Anchors
	} else {
		var loose []hold
		areas, loose = holds(opt.Anchors, func(b align.Bead) (en, zh []int) { return e.doc.SentencesOf(b.EN), z.doc.SentencesOf(b.ZH) }, enPlan, zhPlan, moved)
		for _, h := range loose {
			f.loose = append(f.loose, h.Bead)
			enPlan.takeOut(e.doc.SentencesOf(h.EN))
			zhPlan.takeOut(z.doc.SentencesOf(h.ZH))
		}
		moved = nil // they are paragraph anchors
		if err := checkAnchors(align.LevelSentence, lines, len(e.doc.Sentences), len(z.doc.Sentences)); err != nil {
			return nil, err
		}
	}
	joins, loose := holds(lines, func(b align.Bead) (en, zh []int) { return b.EN, b.ZH }, enPlan, zhPlan, moved)
	for _, h := range loose {
		if opt.Segmented {
			f.loose = append(f.loose, h.Bead)
		} else {
			f.looseSentences = append(f.looseSentences, h.Bead)
		}
		enPlan.takeOut(h.EN)
		zhPlan.takeOut(h.ZH)
	}
	for _, h := range joins {
		what := paired
		if !h.TwoSided() {
			what = alone
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
		enPlan.join(h.en, e.doc.SentencesOf(h.EN), own)
		zhPlan.join(h.zh, z.doc.SentencesOf(h.ZH), own)
	}
	return f, f.setThrough(enPlan, zhPlan, slices.Concat(areas, joins))
}

// setThrough carries out the plans and finds the nodes that the anchors in order
// begin and end at.
func (f *fixed) setThrough(en, zh *plan, anchors []hold) error {
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
func holds(anchors []align.Bead, units func(align.Bead) (en, zh []int), en, zh *plan, moved map[int]bool) (inOrder, loose []hold) {
	var pairs []hold
	for n, b := range anchors {
		h := hold{Bead: b}
		enIDs, zhIDs := units(b)
		var enOK, zhOK bool
		h.en, enOK = en.run(enIDs)
		h.zh, zhOK = zh.run(zhIDs)
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
	slices.SortFunc(pairs, func(a, b hold) int { return cmp.Compare(a.zh.start, b.zh.start) })
	all := make([]anchor, len(pairs))
	for k, h := range pairs {
		all[k] = anchor{h.zh.start, h.en.start, 1}
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
func (f *fixed) own(l linked) bool {
	return l.zh.len() == 0 && f.en[l.en.start] == own || l.en.len() == 0 && f.zh[l.zh.start] == own
}

// allows reports whether the anchors allow the bead of a shape at node (i, j).
func (f *fixed) allows(l *lattice, i, j int, s shape) bool {
	if !f.any {
		return true
	}
	if f.barred[node{i + s.zh, j + s.en}] {
		return false
	}
	switch {
	case s.zh == 0:
		if f.en[j] == paired || f.en[j] == own && !l.zhBorder[i] {
			return false
		}
	case s.en == 0:
		if f.zh[i] == paired || f.zh[i] == own && !l.enBorder[j] {
			return false
		}
	default:
		for _, w := range f.zh[i : i+s.zh] {
			if w == alone || w == own {
				return false
			}
		}
		for _, w := range f.en[j : j+s.en] {
			if w == alone || w == own {
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
