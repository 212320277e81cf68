package engine

import (
	"cmp"
	"slices"
	"sort"

	"bitext/align"
)

// constraints hold the demands of the anchors on the search, in units.
//
// The units of a sentence anchor are joined to one on each side, so that the
// anchor is a single edge of the lattice. All paths have to go through the two
// nodes at its ends, and through those at the ends of a paragraph anchor, whose
// inner borders are taken away. Anchors that cross others, or whose units are not
// neighbours, cannot stand on a path: their units take no part in the search, and
// interleave puts them back among the beads that the search finds.
//
// All paths go through the nodes at the ends of a row or a group of paragraphs, too. A row
// has no border and no corner inside, like an anchor of paragraphs; unlike one it is not known
// to be right, and may be left over on both sides.
type constraints struct {
	any     bool                // whether there are anchors at all
	through []node              // nodes of every path, ascending on both sides
	barred  map[node]bool       // nodes of no path: each passes an anchor on one side only
	inside  map[node]bool       // nodes that are no corner: each passes a row on one side only
	anchors map[node]node       // by the node at which a two-sided anchor begins, that at which it ends
	roles   [align.Sides][]role // by unit

	crossing          []align.Bead // of paragraph ids, or line ids if the input is segmented
	crossingSentences []align.Bead
}

// role is the demand of the anchors on a unit.
type role uint8

// null reports whether the unit has no counterpart.
func (r role) null() bool { return r == unpaired || r == wholeNull }

const (
	free      role = iota
	paired         // it has a counterpart
	unpaired       // it has no counterpart
	wholeNull      // it has no counterpart, and is a paragraph bead of its own
)

// constraint is an anchor as runs of the units that take part.
type constraint struct {
	align.Bead
	ids   [align.Sides][]int // of its sentences
	spans [align.Sides]span
	kind  constraintKind
}

// constraintKind says what is demanded.
type constraintKind uint8

const (
	anchor constraintKind = iota
	row
	group
)

// twoSpans reports whether units of both sides take part.
func (a constraint) twoSpans() bool {
	return a.spans[align.EN].len() > 0 && a.spans[align.ZH].len() > 0
}

// newConstraints reads the anchors. It joins the units of both editions that an
// anchor holds together, and takes out the units of anchors that have moved or cross
// others.
func newConstraints(u bitext, opt Options, moved map[int]bool) (*constraints, error) {
	c := &constraints{any: len(opt.Anchors)+len(opt.SentenceAnchors)+len(opt.Rows)+len(opt.Groups) > 0, barred: map[node]bool{}, inside: map[node]bool{}, anchors: map[node]node{}}
	plans := unitPlans{newUnitPlan(u[align.EN]), newUnitPlan(u[align.ZH])}
	own := func(_ *align.Document, ids []int) []int { return ids }
	var paragraphs, inOrder []constraint
	if opt.Segmented {
		inOrder, c.crossing = plans.sortAnchors(opt.Anchors, own, moved)
	} else {
		paragraphs, c.crossing = plans.sortAnchors(opt.Anchors, (*align.Document).SentencesOf, moved)
		if err := checkAnchors(align.LevelSentence, opt.SentenceAnchors, len(u[align.EN].sentences), len(u[align.ZH].sentences)); err != nil {
			return nil, err
		}
		inOrder, c.crossingSentences = plans.sortAnchors(opt.SentenceAnchors, own, nil)
	}
	for _, a := range inOrder {
		if a.TwoSided() {
			plans.join(a, paired)
		} else {
			plans.join(a, unpaired)
		}
	}
	for _, a := range paragraphs {
		if !a.TwoSided() {
			plans.join(a, wholeNull)
			continue
		}
		u.join(a.Bead)
	}
	rows := plans.together(opt.Rows, row, opt.Segmented)
	for _, a := range rows {
		u.join(a.Bead)
	}
	return c, c.setNodes(plans, slices.Concat(paragraphs, inOrder, rows, plans.together(opt.Groups, group, opt.Segmented)))
}

// join takes the borders away between the paragraphs of a bead.
func (u bitext) join(b align.Bead) {
	for side := range align.Sides {
		for _, p := range b.Units(side)[1:] {
			u[side].joined[p] = true
		}
	}
}

// unitPlans holds the plans of both editions.
type unitPlans [align.Sides]*unitPlan

// sortAnchors finds the runs of units that anchors hold. Anchors in order stand on one
// path; crossing anchors cross it, have moved, or hold units that are not neighbours,
// and their units are taken out. Anchors without units that take part are left out.
func (p unitPlans) sortAnchors(anchors []align.Bead, ids func(*align.Document, []int) []int, moved map[int]bool) (inOrder []constraint, crossing []align.Bead) {
	var pairs, out []constraint
	for n, b := range anchors {
		a, ok := constraint{Bead: b}, !moved[n]
		for side, plan := range p {
			a.ids[side] = ids(plan.doc, b.Units(align.Side(side)))
			span, neighbours := plan.spanOf(a.ids[side])
			a.spans[side], ok = span, ok && neighbours
		}
		switch {
		case !ok:
			out = append(out, a)
		case a.spans == [align.Sides]span{}:
		case a.twoSpans():
			pairs = append(pairs, a)
		case b.TwoSided(): // with an empty line
			out = append(out, a)
		default:
			inOrder = append(inOrder, a)
		}
	}
	slices.SortFunc(pairs, func(a, b constraint) int { return cmp.Compare(a.spans[align.ZH].start, b.spans[align.ZH].start) })
	all := make([]point, len(pairs))
	for k, a := range pairs {
		all[k] = point{a.spans[align.ZH].start, a.spans[align.EN].start, 1}
	}
	chain := heaviestChain(all, len(p[align.EN].base))
	for k, a := range pairs {
		if len(chain) > 0 && chain[0] == all[k] {
			inOrder, chain = append(inOrder, a), chain[1:]
		} else {
			out = append(out, a)
		}
	}
	for _, a := range out {
		crossing = append(crossing, a.Bead)
		for side, plan := range p {
			plan.takeOut(a.ids[side])
		}
	}
	return inOrder, crossing
}

// together returns the rows or groups with units of both sides.
func (p unitPlans) together(beads []align.Bead, kind constraintKind, segmented bool) []constraint {
	var out []constraint
	for _, b := range beads {
		a, ok := constraint{Bead: b, kind: kind}, true
		for side, plan := range p {
			ids := b.Units(align.Side(side))
			if !segmented {
				ids = plan.doc.SentencesOf(ids)
			}
			span, neighbours := plan.spanOf(ids)
			a.spans[side], ok = span, ok && neighbours
		}
		if ok && a.twoSpans() {
			out = append(out, a)
		}
	}
	return out
}

// join makes one unit of the units of an anchor, on each side.
func (p unitPlans) join(a constraint, r role) {
	for side, plan := range p {
		plan.join(a.spans[side], a.ids[side], r)
	}
}

// setNodes carries out the plans and finds the nodes that the anchors on the path
// begin and end at.
func (c *constraints) setNodes(p unitPlans, anchors []constraint) error {
	var at [align.Sides][]int
	for side, plan := range p {
		c.roles[side], at[side] = plan.apply()
	}
	enAt, zhAt, crossed := at[align.EN], at[align.ZH], false
	for _, a := range anchors {
		en, zh := a.spans[align.EN], a.spans[align.ZH]
		crossed = crossed || p[align.EN].splits(en) || p[align.ZH].splits(zh)
		if a.twoSpans() {
			from, to := node{zhAt[zh.start], enAt[en.start]}, node{zhAt[zh.end], enAt[en.end]}
			c.through = append(c.through, from, to)
			beside := [...]node{{from.zh, to.en}, {to.zh, from.en}} // it is passed on one side
			switch a.kind {
			case anchor:
				c.barred[beside[0]], c.barred[beside[1]] = true, true
				c.anchors[from] = to
			case row:
				c.inside[beside[0]], c.inside[beside[1]] = true, true
			}
		}
	}
	slices.SortFunc(c.through, node.compare)
	c.through = slices.Compact(c.through)
	for k := 1; k < len(c.through); k++ {
		crossed = crossed || c.through[k].en < c.through[k-1].en
	}
	if crossed {
		return contradiction("one of the sentence beads crosses one of the paragraph beads")
	}
	return nil
}

// wholeNull reports whether an anchor says that a bead without counterpart is a
// paragraph bead of its own.
func (c *constraints) wholeNull(b scoredBead) bool {
	return b.zh.len() == 0 && c.roles[align.EN][b.en.start] == wholeNull || b.en.len() == 0 && c.roles[align.ZH][b.zh.start] == wholeNull
}

// hold reports whether a bead is a two-sided anchor.
func (c *constraints) hold(b scoredBead) bool {
	end, ok := c.anchors[node{b.zh.start, b.en.start}]
	return ok && end == node{b.zh.end, b.en.end}
}

// together reports whether anchors, rows or groups demand both ends of a bead, and no place
// between.
func (c *constraints) together(b scoredBead) bool {
	k, ok := slices.BinarySearchFunc(c.through, node{b.zh.start, b.en.start}, node.compare)
	return ok && k+1 < len(c.through) && c.through[k+1] == node{b.zh.end, b.en.end}
}

// allows reports whether the anchors allow the bead of a shape at node (i, j).
func (c *constraints) allows(l *lattice, i, j int, s shape) bool {
	if c.barred[node{i + s.zh, j + s.en}] {
		return false
	}
	en, zh := c.roles[align.EN][j:j+s.en], c.roles[align.ZH][i:i+s.zh]
	switch {
	case s.zh == 0:
		if en[0] == paired || en[0] == wholeNull && !l.zhBorder[i] {
			return false
		}
	case s.en == 0:
		if zh[0] == paired || zh[0] == wholeNull && !l.enBorder[j] {
			return false
		}
	case slices.ContainsFunc(zh, role.null) || slices.ContainsFunc(en, role.null):
		return false
	}
	k := sort.Search(len(c.through), func(k int) bool { return c.through[k].zh > i || c.through[k].en > j })
	return k == len(c.through) || c.through[k].zh >= i+s.zh && c.through[k].en >= j+s.en
}

// unitPlan says which units of an edition are to be joined or taken out.
type unitPlan struct {
	*units
	base  [][]int // the units before
	at    []int   // by id: its unit, or -1 if it takes no part
	gone  []bool  // by unit: whether it is taken out
	start []*run  // by unit: the run that begins there
	inner []bool  // by unit: whether it is a later one of a run
}

// run is a run of units that becomes one unit.
type run struct {
	ids  []int
	role role
}

func newUnitPlan(u *units) *unitPlan {
	n := len(u.ids)
	p := &unitPlan{units: u, base: u.ids, gone: make([]bool, n), start: make([]*run, n), inner: make([]bool, n)}
	p.at = make([]int, len(u.sentences))
	for id := range p.at {
		p.at[id] = -1
	}
	for n, ids := range u.ids {
		p.at[ids[0]] = n
	}
	return p
}

// spanOf returns the run of units that ids take part with; ok is false if they are
// not neighbours or one of them is taken out.
func (p *unitPlan) spanOf(ids []int) (s span, ok bool) {
	for _, id := range ids {
		u := p.at[id]
		switch {
		case u < 0:
		case p.gone[u]:
			return span{}, false
		case s.len() == 0:
			s = span{u, u + 1}
		case u == s.end:
			s.end++
		default:
			return span{}, false
		}
	}
	return s, true
}

// takeOut keeps the units of ids from the search.
func (p *unitPlan) takeOut(ids []int) {
	for _, id := range ids {
		if u := p.at[id]; u >= 0 {
			p.gone[u] = true
		}
	}
}

// join makes one unit of a run.
func (p *unitPlan) join(s span, ids []int, r role) {
	if s.len() == 0 {
		return
	}
	p.start[s.start] = &run{ids, r}
	for u := s.start + 1; u < s.end; u++ {
		p.inner[u] = true
	}
}

// splits reports whether an end of a run lies inside a joined unit.
func (p *unitPlan) splits(s span) bool {
	return s.len() > 0 && (p.inner[s.start] || s.end < len(p.inner) && p.inner[s.end])
}

// apply gives the edition its units. It returns their roles, and for each unit of
// before how many units begin before it.
func (p *unitPlan) apply() (roles []role, before []int) {
	p.ids = nil
	for u, ids := range p.base {
		before = append(before, len(p.ids))
		if p.gone[u] || p.inner[u] {
			continue
		}
		r := run{ids, free}
		if p.start[u] != nil {
			r = *p.start[u]
		}
		p.ids, roles = append(p.ids, r.ids), append(roles, r.role)
	}
	return roles, append(before, len(p.ids))
}

// checkAnchors refuses anchors whose units do not exist or stand in two of them.
func checkAnchors(level align.Level, anchors []align.Bead, en, zh int) error {
	if err := align.ValidateBeads(anchors, level, [align.Sides]int{en, zh}); err != nil {
		return contradiction(err.Error())
	}
	return nil
}

func contradiction(why string) error {
	return &align.InputError{Code: align.OtherEditions, Op: "align", Path: "anchors", Reason: why, Hint: "take anchors that were made for these two editions"}
}
