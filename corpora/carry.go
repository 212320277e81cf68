package corpora

import (
	"database/sql"
	"encoding/json"
	"strings"

	"bitext/align"
)

// reviewed is a row that a reviewer has said something of, or a new row.
type reviewed struct {
	n       int64
	place   int
	label   string
	text    align.TextPair
	units   [align.Sides][]string
	status  align.Status
	before  align.Status
	comment string
	rest    more
}

// load reads a row.
func (w *writeTx) load(n int64) (*reviewed, error) {
	r := &reviewed{n: n}
	var rest sql.NullString
	if err := w.QueryRow("SELECT place, label, en, zh, status, before, more FROM row WHERE n = ?", n).Scan(&r.place, &r.label, &r.text.EN, &r.text.ZH, &r.status, &r.before, &rest); err != nil {
		return nil, err
	}
	if rest.Valid {
		if err := json.Unmarshal([]byte(rest.String), &r.rest); err != nil {
			return nil, err
		}
	}
	r.comment = r.rest.Comment
	r.units = r.rest.unitsOf(r.text)
	for side := range align.Sides {
		if text := r.text.Side(side); len(r.units[side]) == 0 && text != "" {
			r.units[side] = []string{text}
		}
		for k, u := range r.units[side] {
			r.units[side][k] = strings.TrimSpace(u)
		}
	}
	return r, nil
}

// said reports whether a reviewer has said anything of the row.
func (r *reviewed) said() bool {
	return r.status != "" || r.before != "" || r.comment != "" || r.rest.ByHand
}

// related reports whether a unit of a piece that has no row in common with what it was before
// stands in it still.
func (a *adder) related(p *incoming) bool {
	units := map[string]bool{}
	for _, f := range p.fresh {
		r, err := a.tx.load(f.n)
		if err != nil {
			return false
		}
		for side := range align.Sides {
			for _, u := range r.units[side] {
				units[u] = true
			}
		}
	}
	for _, rows := range p.old {
		for _, o := range rows {
			r, err := a.tx.load(o.n)
			if err != nil {
				return false
			}
			for side := range align.Sides {
				for _, u := range r.units[side] {
					if units[u] {
						return true
					}
				}
			}
		}
	}
	return false
}

// carryReviews gives what a reviewer did to rows that are gone to the new rows that have a
// unit of theirs, or else stand in their place: between the same rows that stayed, and as
// many rows behind the first of them. A status becomes one that was before, to be confirmed
// anew. A review that finds no row is kept in a table of its own.
func (a *adder) carryReviews(p *incoming, gone []oldRow) error {
	var fresh []*reviewed
	byUnit := map[[2]string][]*reviewed{} // by side and unit
	for _, f := range p.fresh {
		r, err := a.tx.load(f.n)
		if err != nil {
			return err
		}
		fresh = append(fresh, r)
		for side := range align.Sides {
			for _, u := range r.units[side] {
				key := [2]string{side.String(), u}
				byUnit[key] = append(byUnit[key], r)
			}
		}
	}
	taken := map[int64]bool{}
	for k, o := range gone {
		r, err := a.tx.load(o.n)
		if err != nil {
			return err
		}
		if !r.said() {
			continue
		}
		to := heirByUnit(r, byUnit, taken)
		if to == nil {
			to = heirByPlace(gone, k, fresh, taken)
		}
		if to == nil {
			if _, err := a.tx.Exec("INSERT INTO unplaced VALUES (?, ?, ?, ?, ?, ?)", p.id, r.label, r.text.EN, r.text.ZH, string(orStatus(r.status, r.before)), r.comment); err != nil {
				return err
			}
			a.report.Unplaced++
			continue
		}
		taken[to.n] = true
		if err := a.inherit(to, r); err != nil {
			return err
		}
		a.report.Changed++
	}
	return nil
}

func orStatus(a, b align.Status) align.Status {
	if a == "" {
		return b
	}
	return a
}

// heirByUnit returns the new row that has most units of an old one and is nearest to it, nil
// if none has any.
func heirByUnit(r *reviewed, byUnit map[[2]string][]*reviewed, taken map[int64]bool) *reviewed {
	var best *reviewed
	common := map[*reviewed]int{}
	for side := range align.Sides {
		for _, u := range r.units[side] {
			for _, x := range byUnit[[2]string{side.String(), u}] {
				if taken[x.n] {
					continue
				}
				common[x]++
				if best == nil || common[x] > common[best] || common[x] == common[best] && (distance(x, r) < distance(best, r) || distance(x, r) == distance(best, r) && x.place < best.place) {
					best = x
				}
			}
		}
	}
	return best
}

func distance(a, b *reviewed) int { return max(a.place-b.place, b.place-a.place) }

// heirByPlace returns the new row that stands where the row gone[k] stood; nil if there is
// none. Runs of rows that went and runs of new ones follow each other in the same order only
// if they are as many; so it is the row with the same place in its run, and the run is found
// by how many rows that stayed are before it.
func heirByPlace(gone []oldRow, k int, fresh []*reviewed, taken map[int64]bool) *reviewed {
	stayed := gone[k].place - k // rows that stayed before it
	first := k
	for first > 0 && gone[first-1].place-(first-1) == stayed {
		first--
	}
	at := 0
	for j, x := range fresh {
		if x.place-j != stayed {
			continue
		}
		if at == k-first && !taken[x.n] {
			return x
		}
		at++
	}
	return nil
}

// inherit gives a new row the review of an old one whose text was another.
func (a *adder) inherit(to, from *reviewed) error {
	before := orStatus(from.status, from.before)
	if before == "" && from.rest.ByHand {
		before = align.Fixed
	}
	rest := to.rest
	if rest.Comment == "" {
		rest.Comment = from.comment
	}
	if to.status != "" {
		before = ""
	}
	b, err := json.Marshal(rest)
	if err != nil {
		return err
	}
	_, err = a.tx.Exec("UPDATE row SET before = ?, more = ? WHERE n = ?", string(before), string(b), to.n)
	return err
}
