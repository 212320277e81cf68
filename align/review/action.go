package review

import (
	"slices"
	"strings"
	"unicode"

	"bitext/align"
)

// The actions that a reviewer can choose. The row above is the one before it in
// the text, however the sheet is sorted; the row below the one after it.
const (
	ActionMergeUp  = "merge up"  // the row becomes part of the row above
	ActionSplit    = "split"     // at ||; without, each paragraph of both sides for itself
	ActionMoveUp   = "move up"   // what stands before || goes to the end of the row above
	ActionMoveDown = "move down" // what stands after || goes to the beginning of the row below
	ActionUnpair   = "unpair"    // each side becomes a row
	ActionDrop     = "drop"      // the row is left out
)

// Actions lists the actions, in the order in which a reviewer is offered them.
var Actions = []string{ActionMergeUp, ActionSplit, ActionMoveUp, ActionMoveDown, ActionUnpair, ActionDrop}

// group is a bead in the making.
type group struct {
	entry   *line
	joined  []*line // what else an action brought in
	sides   [2][]portion
	status  align.Status
	comment string
	dropped bool
}

func (g *group) empty() bool { return len(g.sides[align.EN])+len(g.sides[align.ZH]) == 0 }

// outcome is what becomes of an entry.
type outcome struct {
	*line
	groups   []*group
	up, down [2][]portion // what goes to the neighbours
	into     *outcome     // where all of it goes
}

// act carries out the actions and returns the groups, in reading order.
func (l *table) act() []*group {
	outcomes := make([]*outcome, len(l.lines))
	for i, e := range l.lines {
		outcomes[i] = l.begin(e)
	}
	for i, o := range outcomes {
		l.move(o, beside(outcomes, i, -1), beside(outcomes, i, +1))
	}
	for i, o := range outcomes {
		if o.line.action() == ActionMergeUp && !o.live() {
			l.conflict(o.line, ActionMergeUp, "there is nothing left in the row")
		} else if o.line.action() == ActionMergeUp && l.allowed(o) {
			l.merge(o, beside(outcomes, i, -1))
		}
	}
	l.inherit(outcomes)
	var groups []*group
	for _, o := range outcomes {
		for _, g := range o.groups {
			if !g.empty() {
				groups = append(groups, g)
			}
		}
	}
	return groups
}

// begin does with a line what concerns no other.
func (l *table) begin(e *line) *outcome {
	o := &outcome{line: e}
	marks := [2]int{max(0, len(e.halves[align.EN].segments)-1), max(0, len(e.halves[align.ZH].segments)-1)}
	marked := marks[align.EN]+marks[align.ZH] > 0
	switch a := e.action(); {
	case a == "" && !marked:
	case a == ActionSplit || a == "":
		if l.splitRow(o, marks) {
			return o
		}
	case a == ActionMoveUp || a == ActionMoveDown:
		if l.leave(o, a, marks) {
			return o
		}
	case a == ActionUnpair && !marked:
		en, zh := l.groupOf(e), l.groupOf(e)
		en.sides[align.ZH], zh.sides[align.EN] = nil, nil
		if !en.empty() {
			zh.comment = ""
		}
		if en.empty() || zh.empty() {
			l.change(e, Ignored, "%s: one side of the row is empty as it is", ActionUnpair)
		} else {
			l.change(e, Unpaired, "")
		}
		o.groups = []*group{en, zh}
		return o
	case a == ActionDrop:
		g := l.groupOf(e)
		g.dropped = !g.empty()
		if g.dropped {
			l.change(e, Dropped, "%s", l.list(g))
		} else {
			l.change(e, Ignored, "%s: the row is empty as it is", ActionDrop)
		}
		o.groups = []*group{g}
		return o
	case a == ActionMergeUp && !marked:
	case a == ActionUnpair || a == ActionMergeUp:
		l.conflict(e, a, "there is || in the row too; take it out, or choose split")
	default:
		l.conflict(e, "action "+quoted(strings.TrimSpace(e.reply.Action)), "there is no such action; choose one from the list")
	}
	o.groups = []*group{l.groupOf(e)}
	return o
}

// groupOf is a line as one group.
func (l *table) groupOf(e *line) *group {
	g := &group{entry: e}
	g.status, g.comment = l.said(e)
	for s := range align.Sides {
		g.sides[s] = l.joined(s, e.halves[s].segments)
	}
	return g
}

// joined puts segments together, and with them the units that were cut by no
// more than a split mark.
func (l *table) joined(side align.Side, segments [][]portion) (all []portion) {
	for _, segment := range segments {
		for i, p := range segment {
			if n := len(all); i == 0 && n > 0 && p.unit >= 0 && all[n-1].unit == p.unit && all[n-1].to == p.from {
				all[n-1] = l.rejoin(side, all[n-1], p)
				continue
			}
			all = append(all, p)
		}
	}
	return all
}

// rejoin is a unit whose two parts stand together again. If one was edited, the
// white space between them is what it was.
func (l *table) rejoin(side align.Side, a, b portion) portion {
	u := l.units[side][a.unit]
	whole := portion{unit: a.unit, from: a.from, to: b.to, gaps: slices.Concat(a.gaps, b.gaps)}
	whole.text = whole.was(u)
	if a.edited || b.edited {
		head := strings.TrimRightFunc(u.text[:a.to], unicode.IsSpace)
		tail := strings.TrimLeftFunc(u.text[b.from:], unicode.IsSpace)
		whole.text, whole.edited = a.text+u.text[len(head):len(u.text)-len(tail)]+b.text, true
	}
	return whole
}

// splitRow makes a group of each pair of segments, or of each pair of units if
// there are no marks and as many of both sides.
func (l *table) splitRow(o *outcome, marks [2]int) bool {
	e := o.line
	sides := [2][][]portion{e.halves[align.EN].segments, e.halves[align.ZH].segments}
	if marks == [2]int{} {
		en, zh := e.halves[align.EN].portions(), e.halves[align.ZH].portions()
		if len(en) != len(zh) || len(en) < 2 {
			l.conflict(e, ActionSplit, "there is no || in the row; put it into both texts where they are to be cut")
			return false
		}
		sides = [2][][]portion{}
		for i := range en {
			sides[align.EN], sides[align.ZH] = append(sides[align.EN], en[i:i+1]), append(sides[align.ZH], zh[i:i+1])
		}
	}
	for s := range align.Sides {
		if len(slices.Concat(sides[s]...)) == 0 {
			sides[s] = make([][]portion, len(sides[1-s])) // nothing to cut
		}
	}
	if len(sides[align.EN]) != len(sides[align.ZH]) {
		l.conflict(e, ActionSplit, "English has || %d times and Chinese %d times; put it into both as often, at the very end or beginning if need be",
			len(sides[align.EN])-1, len(sides[align.ZH])-1)
		return false
	}
	for i := range sides[align.EN] {
		g := &group{entry: e, sides: [2][]portion{slices.Clone(sides[align.EN][i]), slices.Clone(sides[align.ZH][i])}}
		g.status, _ = l.said(e)
		o.groups = append(o.groups, g)
	}
	o.groups = slices.DeleteFunc(o.groups, (*group).empty)
	if len(o.groups) > 0 {
		_, o.groups[0].comment = l.said(e)
	}
	if len(o.groups) > 1 {
		l.change(e, Split, "into %d rows", len(o.groups))
	}
	return true
}

// leave takes out of a row what is to go to its neighbour: what stands before or
// after the mark, or the first or last unit of the side that has more.
func (l *table) leave(o *outcome, a string, marks [2]int) bool {
	e := o.line
	stay := l.groupOf(e)
	var away [2][]portion
	if marks == [2]int{} {
		more := align.EN
		if len(stay.sides[align.ZH]) > len(stay.sides[align.EN]) {
			more = align.ZH
		}
		units := stay.sides[more]
		if len(units) == len(stay.sides[1-more]) {
			l.conflict(e, a, "both sides have as many paragraphs or sentences; put || after what is to move up, or before what is to move down")
			return false
		}
		n := len(units) - 1
		if a == ActionMoveUp {
			away[more], stay.sides[more] = units[:1], units[1:]
		} else {
			away[more], stay.sides[more] = units[n:], units[:n]
		}
	}
	for s := range align.Sides {
		segments := e.halves[s].segments
		switch {
		case marks[s] > 1:
			l.conflict(e, a, "there is more than one || in %s; leave one", s)
			return false
		case marks[s] == 1 && a == ActionMoveUp:
			away[s], stay.sides[s] = segments[0], segments[1]
		case marks[s] == 1:
			away[s], stay.sides[s] = segments[1], segments[0]
		}
	}
	if len(away[align.EN])+len(away[align.ZH]) == 0 {
		l.conflict(e, a, "nothing stands on the side of || that is to move")
		return false
	}
	o.groups = []*group{stay}
	if a == ActionMoveUp {
		o.up = away
	} else {
		o.down = away
	}
	return true
}

// list names the units of a group.
func (l *table) list(g *group) string {
	var names []string
	for s := range align.Sides {
		for _, p := range g.sides[s] {
			name := s.String() + " " + quoted(p.text)
			if p.unit >= 0 {
				name = l.units[s][p.unit].name
				if !p.whole(l.units[s][p.unit]) {
					name = "part of " + name
				}
			}
			if len(names) == 0 || names[len(names)-1] != name {
				names = append(names, name)
			}
		}
	}
	return strings.Join(names, ", ")
}
