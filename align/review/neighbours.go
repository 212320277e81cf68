package review

import (
	"bitext/align"
	"cmp"
	"slices"
	"strings"
)

// beside returns the nearest outcome with anything in it.
func beside(list []*outcome, i, step int) *outcome {
	for i += step; i >= 0 && i < len(list); i += step {
		if list[i].live() || list[i].into != nil {
			return list[i]
		}
	}
	return nil
}

func (o *outcome) live() bool {
	return slices.ContainsFunc(o.groups, func(g *group) bool { return !g.empty() })
}

// move brings to the neighbours what left an entry.
func (l *table) move(o, above, below *outcome) {
	for _, d := range []struct {
		what  [2][]portion
		to    *outcome
		word  string
		above bool
	}{{o.up, above, ActionMoveUp, true}, {o.down, below, ActionMoveDown, false}} {
		if len(d.what[align.EN])+len(d.what[align.ZH]) == 0 {
			continue
		}
		target := l.target(o, d.to, d.word, d.above)
		if target == nil { // it stays
			g := o.groups[0]
			for s := range align.Sides {
				if d.above {
					g.sides[s] = l.joined(s, [][]portion{d.what[s], g.sides[s]})
				} else {
					g.sides[s] = l.joined(s, [][]portion{g.sides[s], d.what[s]})
				}
			}
			continue
		}
		for s := range align.Sides {
			if d.above {
				target.sides[s] = slices.Concat(target.sides[s], d.what[s])
			} else {
				target.sides[s] = slices.Concat(d.what[s], target.sides[s])
			}
		}
		target.joined = append(target.joined, o.line)
		l.change(o.line, Moved, "%s to %s", l.list(&group{sides: d.what}), nameOf(target.entry))
	}
}

// target returns the group of a neighbour that takes something in, or nil with a
// conflict.
func (l *table) target(o, to *outcome, word string, above bool) *group {
	switch {
	case to == nil && above:
		l.conflict(o.line, word, "there is no row above it in the text")
		return nil
	case to == nil:
		l.conflict(o.line, word, "there is no row below it in the text")
		return nil
	}
	for to.into != nil {
		to = to.into
	}
	groups := slices.DeleteFunc(slices.Clone(to.groups), (*group).empty)
	switch {
	case len(groups) == 0:
		l.conflict(o.line, word, "there is nothing left in %s to join", nameOf(to.line))
		return nil
	case groups[0].dropped:
		l.conflict(o.line, word, "%s is to be dropped", nameOf(to.line))
		return nil
	case to.line.action() == ActionUnpair && len(groups) > 1:
		l.conflict(o.line, word, "%s is to be taken apart", nameOf(to.line))
		return nil
	case above:
		return groups[len(groups)-1]
	}
	return groups[0]
}

// allowed reports whether the marks of a row leave it whole for a merge.
func (l *table) allowed(o *outcome) bool {
	return len(o.line.halves[align.EN].segments) < 2 && len(o.line.halves[align.ZH].segments) < 2
}

// merge puts an entry into the one above.
func (l *table) merge(o, above *outcome) {
	target := l.target(o, above, ActionMergeUp, true)
	if target == nil {
		return
	}
	for _, g := range o.groups {
		for s := range align.Sides {
			target.sides[s] = append(slices.Clip(target.sides[s]), g.sides[s]...)
			g.sides[s] = nil
		}
		if g.entry != target.entry {
			l.bequeath(g, target)
		}
	}
	for above.into != nil {
		above = above.into
	}
	o.into = above
	target.joined = append(target.joined, o.line)
	l.change(o.line, Merged, "into %s", nameOf(target.entry))
}

// inherit hands what was said of rows that were emptied by hand over to the rows
// where their first units are now.
func (l *table) inherit(outcomes []*outcome) {
	var places [2]map[int]*group
	for _, o := range outcomes {
		if o.row == nil || o.live() || o.into != nil {
			continue
		}
		from := &group{}
		if from.status, from.comment = l.said(o.line); from.status == "" && from.comment == "" {
			continue
		}
		if places[0] == nil {
			places = where(outcomes)
		}
		for s, units := range [2][]int{l.atHome[align.EN][o.home], l.atHome[align.ZH][o.home]} {
			if len(units) > 0 && places[s][units[0]] != nil {
				l.bequeath(from, places[s][units[0]])
				break
			}
		}
	}
}

// where tells in which group each unit stands, or the first part of it.
func where(outcomes []*outcome) (places [2]map[int]*group) {
	for s := range align.Sides {
		places[s] = make(map[int]*group)
		for _, o := range outcomes {
			for _, g := range o.groups {
				for _, p := range g.sides[s] {
					if p.from == 0 && places[s][p.unit] == nil {
						places[s][p.unit] = g
					}
				}
			}
		}
	}
	return places
}

// bequeath hands a status and a comment over to the row that a row went into.
func (l *table) bequeath(from, to *group) {
	to.status = cmp.Or(to.status, from.status)
	to.comment = strings.Trim(to.comment+"\n"+from.comment, "\n")
}

func nameOf(e *line) string {
	switch {
	case e.row != nil:
		return e.row.ID
	case e.reply != nil:
		return "the row that was added in " + e.reply.Sheet
	}
	return "a row that was added"
}
