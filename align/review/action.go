package review

import (
	"cmp"
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

// group is a bead in the making.
type group struct {
	line    *line
	joined  []*line // those that an action brought in
	sides   [2][]portion
	status  align.Status
	comment string
	dropped bool
}

// lines returns the lines that a group is made of, its own first.
func (g *group) lines() []*line { return slices.Concat([]*line{g.line}, g.joined) }

func (g *group) empty() bool { return len(g.sides[align.EN])+len(g.sides[align.ZH]) == 0 }

// outcome holds the groups that a line becomes.
type outcome struct {
	*line
	groups []*group
	away   [2][]portion // the texts that go to the row above or below
	merges bool         // into the row above
	into   *outcome     // where all of it went
}

func (o *outcome) live() bool {
	return slices.ContainsFunc(o.groups, func(g *group) bool { return !g.empty() })
}

// act carries out the actions and returns the groups, in reading order.
func (t *table) act() []*group {
	outcomes := make([]*outcome, len(t.lines))
	for i, e := range t.lines {
		outcomes[i] = t.begin(e)
	}
	for i, o := range outcomes {
		if len(o.away[align.EN])+len(o.away[align.ZH]) > 0 {
			step := -1
			if o.action() == ActionMoveDown {
				step = 1
			}
			t.move(o, beside(outcomes, i, step))
		}
	}
	for i, o := range outcomes {
		if o.action() == ActionMergeUp && !o.live() {
			t.change(o.line, Ignored, "%s: nothing is left in the row", ActionMergeUp)
		} else if o.merges {
			t.merge(o, beside(outcomes, i, -1))
		}
	}
	t.inherit(outcomes)
	var groups []*group
	for _, o := range outcomes {
		o.groups = slices.DeleteFunc(o.groups, (*group).empty)
		groups = append(groups, o.groups...)
		if g := (&group{line: o.line, sides: o.gone, dropped: true}); !g.empty() {
			if len(o.groups) == 0 && o.into == nil {
				g.status, g.comment = t.said(o.line)
			}
			groups = append(groups, g)
			t.change(o.line, Dropped, "%s", t.list(g.sides))
		}
	}
	return groups
}

// begin carries out the action of a line as far as it concerns no other line.
func (t *table) begin(e *line) *outcome {
	g := t.groupOf(e)
	o := &outcome{line: e, groups: []*group{g}}
	marks := [2]int{max(0, len(e.halves[align.EN].segments)-1), max(0, len(e.halves[align.ZH].segments)-1)}
	marked := marks != [2]int{}
	switch a := e.action(); {
	case a == "" && !marked:
	case a == ActionSplit || a == "":
		t.splitRow(o, marks)
	case a == ActionMoveUp || a == ActionMoveDown:
		t.leave(o, a, marks)
	case a == ActionDrop && g.empty():
		t.change(e, Ignored, "%s: the row is empty as it is", ActionDrop)
	case a == ActionDrop:
		g.dropped = true
		t.change(e, Dropped, "%s", t.list(g.sides))
	case (a == ActionUnpair || a == ActionMergeUp) && marked:
		t.conflict(e, unclearMark, a, "there is || in the row too; take it out, or choose split")
	case a == ActionUnpair && (len(g.sides[align.EN]) == 0 || len(g.sides[align.ZH]) == 0):
		t.change(e, Ignored, "%s: one side of the row is empty as it is", ActionUnpair)
	case a == ActionUnpair:
		zh := &group{line: e, sides: [2][]portion{align.ZH: g.sides[align.ZH]}, status: g.status}
		g.sides[align.ZH] = nil
		o.groups = append(o.groups, zh)
		t.change(e, Unpaired, "")
	case a == ActionMergeUp:
		o.merges = true
	default:
		t.conflict(e, unknownAction, "action "+quoted(strings.TrimSpace(e.entry.Action)), "there is no such action; write %s, or leave the cell empty", offered(Actions))
	}
	return o
}

// groupOf is a line as one group.
func (t *table) groupOf(e *line) *group {
	g := &group{line: e}
	g.status, g.comment = t.said(e)
	for s := range align.Sides {
		g.sides[s] = t.joined(s, e.halves[s].segments)
	}
	return g
}

// joined puts segments together, and with them the units that were cut by no
// more than a split mark.
func (t *table) joined(side align.Side, segments [][]portion) (all []portion) {
	for _, segment := range segments {
		for i, p := range segment {
			if n := len(all); i == 0 && n > 0 && p.unit >= 0 && all[n-1].unit == p.unit && all[n-1].to == p.from {
				all[n-1] = t.join(side, all[n-1], p)
				continue
			}
			all = append(all, p)
		}
	}
	return all
}

// join returns a unit whose two parts stand together again. If one was edited, the
// white space between them is what it was.
func (t *table) join(side align.Side, a, b portion) portion {
	u := t.units[side][a.unit]
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
func (t *table) splitRow(o *outcome, marks [2]int) {
	e := o.line
	sides := [2][][]portion{e.halves[align.EN].segments, e.halves[align.ZH].segments}
	if marks == [2]int{} {
		for s := range align.Sides {
			sides[s] = slices.Collect(slices.Chunk(e.halves[s].portions(), 1))
		}
		if len(sides[align.EN]) != len(sides[align.ZH]) || len(sides[align.EN]) < 2 {
			t.conflict(e, unclearMark, ActionSplit, "there is no || in the row; put it into both texts where they are to be cut, or break the line as often on both sides")
			return
		}
	}
	for s := range align.Sides {
		if len(slices.Concat(sides[s]...)) == 0 {
			sides[s] = make([][]portion, len(sides[1-s])) // nothing to cut
		}
	}
	if len(sides[align.EN]) != len(sides[align.ZH]) {
		t.conflict(e, unclearMark, ActionSplit, "English has || %d times and Chinese %d times; put it into both as often, at the very end or beginning if need be",
			len(sides[align.EN])-1, len(sides[align.ZH])-1)
		return
	}
	status, comment := t.said(e)
	o.groups = nil
	for i := range sides[align.EN] {
		g := &group{line: e, sides: [2][]portion{slices.Clone(sides[align.EN][i]), slices.Clone(sides[align.ZH][i])}, status: status}
		if !g.empty() {
			o.groups = append(o.groups, g)
		}
	}
	if len(o.groups) > 0 {
		o.groups[0].comment = comment
	}
	if len(o.groups) > 1 {
		t.change(e, Split, "into %d rows", len(o.groups))
	}
}

// leave takes the texts out of a row that go to its neighbour: those before or
// after the mark, or the first or last unit of the side that has more.
func (t *table) leave(o *outcome, a string, marks [2]int) {
	e := o.line
	stay := t.groupOf(e)
	var away [2][]portion
	if marks == [2]int{} {
		more := align.EN
		if len(stay.sides[align.ZH]) > len(stay.sides[align.EN]) {
			more = align.ZH
		}
		units := stay.sides[more]
		if len(units) == len(stay.sides[1-more]) {
			t.conflict(e, unclearMark, a, "both sides have as many paragraphs or sentences; put || after what is to move up, or before what is to move down")
			return
		}
		if n := len(units) - 1; a == ActionMoveUp {
			away[more], stay.sides[more] = units[:1], units[1:]
		} else {
			away[more], stay.sides[more] = units[n:], units[:n]
		}
	}
	for s := range align.Sides {
		segments := e.halves[s].segments
		switch {
		case marks[s] > 1:
			t.conflict(e, unclearMark, a, "there is more than one || in %s; leave one", s)
			return
		case marks[s] == 1 && a == ActionMoveUp:
			away[s], stay.sides[s] = segments[0], segments[1]
		case marks[s] == 1:
			away[s], stay.sides[s] = segments[1], segments[0]
		}
	}
	if len(away[align.EN])+len(away[align.ZH]) == 0 {
		t.conflict(e, unclearMark, a, "nothing stands on the side of || that is to move")
		return
	}
	o.groups, o.away = []*group{stay}, away
}

// beside returns what became of the nearest row above or below with anything in it, or
// of the row that it went into.
func beside(outcomes []*outcome, i, step int) *outcome {
	for i += step; i >= 0 && i < len(outcomes); i += step {
		if o := outcomes[i]; o.live() || o.into != nil {
			for o.into != nil {
				o = o.into
			}
			return o
		}
	}
	return nil
}

// target returns the group of a neighbour that takes something in, or nil with a
// conflict.
func (t *table) target(o, to *outcome) *group {
	action := o.action()
	switch {
	case to == nil && action == ActionMoveDown:
		t.conflict(o.line, actionInVain, action, "there is no row below it in the text")
		return nil
	case to == nil:
		t.conflict(o.line, actionInVain, action, "there is no row above it in the text")
		return nil
	}
	groups := slices.DeleteFunc(slices.Clone(to.groups), (*group).empty)
	switch {
	case len(groups) == 0:
		t.conflict(o.line, actionInVain, action, "there is nothing left in %s to join", rowName(to.line))
	case groups[0].dropped:
		t.conflict(o.line, actionInVain, action, "%s is to be dropped", rowName(to.line))
	case to.action() == ActionUnpair && len(groups) > 1:
		t.conflict(o.line, actionInVain, action, "%s is to be taken apart", rowName(to.line))
	case action == ActionMoveDown:
		return groups[0]
	default:
		return groups[len(groups)-1]
	}
	return nil
}

// move puts the texts that leave a row into its neighbour.
func (t *table) move(o, to *outcome) {
	target := t.target(o, to)
	for s := range align.Sides {
		up := o.action() == ActionMoveUp
		switch stay := o.groups[0]; {
		case target == nil && up:
			stay.sides[s] = t.joined(s, [][]portion{o.away[s], stay.sides[s]})
		case target == nil:
			stay.sides[s] = t.joined(s, [][]portion{stay.sides[s], o.away[s]})
		case up:
			target.sides[s] = slices.Concat(target.sides[s], o.away[s])
		default:
			target.sides[s] = slices.Concat(o.away[s], target.sides[s])
		}
	}
	if target != nil {
		target.joined = append(target.joined, o.line)
		t.change(o.line, Moved, "%s to %s", t.list(o.away), rowName(target.line))
	}
}

// merge puts a row into the one above.
func (t *table) merge(o, above *outcome) {
	target := t.target(o, above)
	if target == nil {
		return
	}
	for _, g := range o.groups {
		for s := range align.Sides {
			target.sides[s] = slices.Concat(target.sides[s], g.sides[s])
			g.sides[s] = nil
		}
		if g.line != target.line {
			g.handOver(target)
		}
	}
	o.into = above
	target.joined = append(target.joined, o.line)
	t.change(o.line, Merged, "into %s", rowName(target.line))
}

// inherit hands the remarks on rows that were emptied by hand over to the rows where
// their first units are now.
func (t *table) inherit(outcomes []*outcome) {
	places := where(outcomes)
	for _, o := range outcomes {
		if o.row == nil || o.live() || o.into != nil {
			continue
		}
		from := new(group)
		if from.status, from.comment = t.said(o.line); from.status == "" && from.comment == "" {
			continue
		}
		for s := range align.Sides {
			if units := o.row.Bead.Units(s); len(units) > 0 && places[s][units[0]] != nil {
				from.handOver(places[s][units[0]])
				break
			}
		}
	}
}

// where tells in which group each unit stands, or the first part of it.
func where(outcomes []*outcome) (places [2]map[int]*group) {
	places = [2]map[int]*group{{}, {}}
	for _, o := range outcomes {
		for _, g := range o.groups {
			for s, p := range each(g.sides) {
				if p.from == 0 && places[s][p.unit] == nil {
					places[s][p.unit] = g
				}
			}
		}
	}
	return places
}

// handOver hands the status and the comment of a row over to the row that it went into.
func (g *group) handOver(to *group) {
	to.status = cmp.Or(to.status, g.status)
	to.comment = strings.Trim(to.comment+"\n"+g.comment, "\n")
}

// list names the units of both sides of a row.
func (t *table) list(sides [2][]portion) string {
	var names []string
	for s, p := range each(sides) {
		names = append(names, t.nameOf(s, p))
	}
	return strings.Join(slices.Compact(names), ", ")
}

// nameOf names a unit, a part of one, or a text that was added.
func (t *table) nameOf(side align.Side, p portion) string {
	switch {
	case p.unit < 0:
		return side.String() + " " + quoted(p.text)
	case !p.whole(t.units[side][p.unit]):
		return "part of " + t.units[side][p.unit].name
	}
	return t.units[side][p.unit].name
}

// rowName names a row.
func rowName(e *line) string {
	switch {
	case e.row != nil:
		return e.row.ID
	case e.entry != nil:
		return "the row that was added in " + e.entry.Sheet
	}
	return "a row that was added"
}
