package engine

// plan is what is to become of the units of an edition.
type unitPlan struct {
	*units
	base  [][]int // the units before
	at    []int   // by id: its unit, or -1 if it takes no part
	gone  []bool  // by unit: whether it is taken out
	start []*run  // by unit: the anchor whose run begins there
	joins []bool  // by unit: whether it is a later one of a run
}

// join is a run of units that becomes one.
type run struct {
	ids  []int
	role role
}

func newUnitPlan(e *units) *unitPlan {
	p := &unitPlan{units: e, base: e.ids, gone: make([]bool, len(e.ids)), start: make([]*run, len(e.ids)), joins: make([]bool, len(e.ids))}
	p.at = make([]int, max(len(e.doc.Sentences), len(e.doc.Paragraphs)))
	for id := range p.at {
		p.at[id] = -1
	}
	for u, ids := range e.ids {
		p.at[ids[0]] = u
	}
	return p
}

// run returns the run of units that ids take part with; ok is false if they are not
// of one piece.
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
func (p *unitPlan) join(s span, ids []int, what role) {
	if s.len() == 0 {
		return
	}
	p.start[s.start] = &run{ids, what}
	for u := s.start + 1; u < s.end; u++ {
		p.joins[u] = true
	}
}

// splits reports whether an end of a run lies inside a joined unit.
func (p *unitPlan) splits(s span) bool {
	return s.len() > 0 && (p.joins[s.start] || s.end < len(p.joins) && p.joins[s.end])
}

// apply gives the edition its units. It returns their fates, and for each unit of
// before how many units begin before it.
func (p *unitPlan) apply() (fates []role, before []int) {
	p.ids = nil
	for u, ids := range p.base {
		before = append(before, len(p.ids))
		if p.gone[u] || p.joins[u] {
			continue
		}
		what := free
		if j := p.start[u]; j != nil {
			ids, what = j.ids, j.role
		}
		p.ids, fates = append(p.ids, ids), append(fates, what)
	}
	return fates, append(before, len(p.ids))
}
