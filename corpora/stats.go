package corpora

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"bitext/align"
)

// Stats are the figures of a corpus.
type Stats struct {
	Pieces   int `json:"pieces"`
	Rows     int `json:"rows"`
	Pairs    int `json:"pairs"`     // rows with both sides
	OneSided int `json:"one_sided"` // rows without counterpart

	English SideStats `json:"english"`
	Chinese SideStats `json:"chinese"`

	Beads    []Share `json:"beads"`    // rows by type, 1-1, 2-1 and so on, the most frequent first
	Scores   []Share `json:"scores"`   // rows by score, in tenths
	Ratios   []Share `json:"ratios"`   // pairs by the length of the English text over that usual for the Chinese one
	Statuses []Share `json:"statuses"` // rows by what a reviewer said

	MeanScore *float64 `json:"mean_score"` // of rows that have one; null if none has

	Years      []Part `json:"years"`
	Genres     []Part `json:"genres"`
	Directions []Part `json:"directions"`
	Licences   []Part `json:"licences"`

	Shifts     []Shift    `json:"shifts"`
	Duplicates Duplicates `json:"duplicates"`
	Unplaced   int        `json:"reviews_unplaced"` // reviews of rows that are gone
	Unsettled  int        `json:"to_confirm_anew"`  // rows whose text has changed since they were reviewed
}

// SideStats are the figures of one side.
type SideStats struct {
	Tokens   int     `json:"tokens"`   // words and numbers, and single Han characters
	Types    int     `json:"types"`    // different ones
	Length   int     `json:"length"`   // letters of English, characters of Chinese, as align.Length has it
	Coverage float64 `json:"coverage"` // share of the length that has a counterpart
}

// Share is a number of rows.
type Share struct {
	Name string `json:"name"`
	Rows int    `json:"rows"`
}

// Part is what the pieces have that have something in common.
type Part struct {
	Name    string `json:"name"` // "" if it is not known
	Pieces  int    `json:"pieces"`
	Rows    int    `json:"rows"`
	English int    `json:"english_letters"`
	Chinese int    `json:"chinese_characters"`
}

// Shift is a kind of change that translators make, counted from beads.
type Shift struct {
	Kind     ShiftKind `json:"kind"`
	Chinese  string    `json:"chinese"`
	Rows     int       `json:"rows"`
	Assumed  int       `json:"assumed"` // of these, rows of pieces of unknown direction, which are counted as translated from English
	Examples []Example `json:"examples"`
}

// Example is a row.
type Example struct {
	Row string `json:"row"`
	EN  string `json:"en"`
	ZH  string `json:"zh"`
}

// ShiftKind is a kind of change.
type ShiftKind string

// The kinds of change, in the terms of translation studies.
const (
	Splitting ShiftKind = "split"   // 分译: a unit is translated by several
	Merging   ShiftKind = "merged"  // 合译: several units are translated by one
	Addition  ShiftKind = "added"   // 增译: a unit of the translation has no original
	Omission  ShiftKind = "omitted" // 省译: a unit of the original has no translation
	Moving    ShiftKind = "moved"   // 移位: a unit stands in another place
)

// shiftKinds are the kinds with their Chinese names.
var shiftKinds = []struct {
	kind    ShiftKind
	chinese string
}{{Splitting, "分译"}, {Merging, "合译"}, {Addition, "增译"}, {Omission, "省译"}, {Moving, "移位"}}

// examples of a kind, and how long they are at most, in bytes.
const (
	maxExamples   = 3
	longestSample = 600
)

// shiftOf returns the kind of change that a row of some units is, by the direction of the
// translation; "" if it is none.
func shiftOf(en, zh int, direction string) ShiftKind {
	from, to := en, zh
	if direction == "zh>en" {
		from, to = zh, en
	}
	switch {
	case from == 0 && to > 0:
		return Addition
	case to == 0 && from > 0:
		return Omission
	case from == 1 && to > 1:
		return Splitting
	case to == 1 && from > 1:
		return Merging
	}
	return ""
}

// Stats counts what there is in the corpus.
func (c *Corpus) Stats(ctx context.Context) (*Stats, error) {
	s, err := c.stats(ctx)
	return s, c.failed("stats", err)
}

func (c *Corpus) stats(ctx context.Context) (*Stats, error) {
	list, err := c.Pieces(ctx)
	if err != nil {
		return nil, err
	}
	s := &Stats{Pieces: len(list)}
	known := map[int64]*Piece{}
	for _, p := range list {
		known[p.n] = p
	}
	if s.Duplicates, err = c.duplicates(ctx); err != nil {
		return nil, err
	}
	if err := c.db.QueryRowContext(ctx, "SELECT (SELECT count(*) FROM unplaced), (SELECT count(*) FROM row WHERE before != '')").Scan(&s.Unplaced, &s.Unsettled); err != nil {
		return nil, err
	}
	for side, to := range []*SideStats{&s.English, &s.Chinese} {
		first := string(sideLetters[side])
		if err := c.db.QueryRowContext(ctx, "SELECT ifnull(sum(hits), 0), count(*) FROM word WHERE token >= ? AND token < ?", first, string(sideLetters[side]+1)).Scan(&to.Tokens, &to.Types); err != nil {
			return nil, err
		}
	}
	if err := c.countRows(ctx, s, known); err != nil {
		return nil, err
	}
	return s, c.examples(ctx, s, known)
}

// countRows goes through the rows, texts left out.
func (c *Corpus) countRows(ctx context.Context, s *Stats, known map[int64]*Piece) error {
	rows, err := c.db.QueryContext(ctx, "SELECT n, piece, ids, en_units, zh_units, en_size, zh_size, score, status, length(en) + length(zh) FROM row ORDER BY piece, place")
	if err != nil {
		return err
	}
	defer rows.Close()
	beads, statuses := map[string]int{}, map[string]int{}
	var scores [10]int
	ratios := make([]int, 31)
	parts := map[string]map[string]*Part{"year": {}, "genre": {}, "direction": {}, "licence": {}}
	shifts := map[ShiftKind]*Shift{}
	for _, k := range shiftKinds {
		shifts[k.kind] = &Shift{Kind: k.kind, Chinese: k.chinese, Examples: []Example{}}
	}
	var covered, length [align.Sides]float64
	sum, scored := 0.0, 0
	var at int64 // the piece
	var direction string
	var of []*Part // parts that the piece is in
	furthest := -1 // id of a Chinese unit
	for rows.Next() {
		var n, piece int64
		var ids string
		var units, size [align.Sides]int
		var score sql.NullInt64
		var status string
		var bytes int
		if err := rows.Scan(&n, &piece, &ids, &units[align.EN], &units[align.ZH], &size[align.EN], &size[align.ZH], &score, &status, &bytes); err != nil {
			return err
		}
		if piece != at {
			p := known[piece]
			if p == nil {
				return fmt.Errorf("row %d is of no piece", n)
			}
			at, direction, furthest = piece, p.Direction(), -1
			of = of[:0]
			for name, value := range map[string]string{"year": p.Year(), "genre": p.Meta["genre"], "direction": direction, "licence": licences(p)} {
				part := parts[name][value]
				if part == nil {
					part = &Part{Name: value}
					parts[name][value] = part
				}
				part.Pieces++
				of = append(of, part)
			}
		}
		s.Rows++
		beads[fmt.Sprintf("%d-%d", units[align.EN], units[align.ZH])]++
		statuses[status]++
		for _, part := range of {
			part.Rows++
			part.English += size[align.EN]
			part.Chinese += size[align.ZH]
		}
		p := 1.0
		if score.Valid {
			p = float64(score.Int64) / scoreUnits
			sum += p
			scored++
			scores[min(9, max(0, int(float64(p*10)+1e-9)))]++
		}
		twoSided := size[align.EN] > 0 && size[align.ZH] > 0
		for side := range align.Sides {
			length[side] += float64(size[side])
			if twoSided {
				covered[side] += float64(float64(size[side]) * p)
			}
		}
		if twoSided {
			s.Pairs++
			ratio := float64(size[align.EN]) / (float64(size[align.ZH]) * align.UsualRatio)
			ratios[min(len(ratios)-1, int(ratio*10))]++
		} else {
			s.OneSided++
		}
		kind := shiftOf(units[align.EN], units[align.ZH], direction)
		if _, zh := parseIDs(ids); len(zh) > 0 {
			if zh[0] < furthest && twoSided {
				shifts[Moving].take(n, bytes, direction)
			}
			furthest = max(furthest, zh[len(zh)-1])
		}
		if kind != "" {
			shifts[kind].take(n, bytes, direction)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	s.Beads, s.Statuses = shares(beads), shares(statuses)
	for k, n := range scores {
		s.Scores = append(s.Scores, Share{fmt.Sprintf("%.1f–%.1f", float64(k)/10, float64(k+1)/10), n})
	}
	for k, n := range ratios {
		name := fmt.Sprintf("%.1f", float64(k)/10)
		if k == len(ratios)-1 {
			name += "+"
		}
		s.Ratios = append(s.Ratios, Share{name, n})
	}
	for side, to := range []*SideStats{&s.English, &s.Chinese} {
		to.Length = int(length[side])
		to.Coverage = math.Round(covered[side]/max(length[side], 1)*1e4) / 1e4
	}
	if scored > 0 {
		s.MeanScore = new(math.Round(sum/float64(scored)*1e4) / 1e4)
	}
	s.Years, s.Genres, s.Directions, s.Licences = sorted(parts["year"], true), sorted(parts["genre"], false), sorted(parts["direction"], false), sorted(parts["licence"], false)
	for _, k := range shiftKinds {
		s.Shifts = append(s.Shifts, *shifts[k.kind])
	}
	return nil
}

// licences names the licences of both editions of a piece.
func licences(p *Piece) string {
	list := []string{p.Editions[align.EN].Licence, p.Editions[align.ZH].Licence}
	list = slices.Compact(slices.DeleteFunc(list, func(l string) bool { return l == "" }))
	return strings.Join(list, "; ")
}

// take counts a row, whose number stands for it until its texts are read.
func (s *Shift) take(n int64, bytes int, direction string) {
	s.Rows++
	if direction == "unknown" {
		s.Assumed++
	}
	if len(s.Examples) < maxExamples && bytes <= longestSample {
		s.Examples = append(s.Examples, Example{Row: fmt.Sprint(n)})
	}
}

// examples reads the texts of examples.
func (c *Corpus) examples(ctx context.Context, s *Stats, known map[int64]*Piece) error {
	for k := range s.Shifts {
		for j := range s.Shifts[k].Examples {
			e := &s.Shifts[k].Examples[j]
			var piece, hash, copy int64
			if err := c.db.QueryRowContext(ctx, "SELECT piece, hash, copy, en, zh FROM row WHERE n = ?", e.Row).Scan(&piece, &hash, &copy, &e.EN, &e.ZH); err != nil {
				return err
			}
			e.Row = rowID(known[piece].ID, hash, copy)
		}
	}
	return nil
}

// shares sorts counts, the largest first.
func shares(counts map[string]int) []Share {
	list := []Share{}
	for name, n := range counts {
		list = append(list, Share{name, n})
	}
	slices.SortFunc(list, func(a, b Share) int { return cmp.Or(b.Rows-a.Rows, cmp.Compare(a.Name, b.Name)) })
	return list
}

// sorted sorts parts by their names, or the largest first.
func sorted(parts map[string]*Part, byName bool) []Part {
	list := []Part{}
	for _, p := range slices.SortedFunc(maps.Values(parts), func(a, b *Part) int {
		if byName {
			return cmp.Compare(a.Name, b.Name)
		}
		return cmp.Or(b.Rows-a.Rows, cmp.Compare(a.Name, b.Name))
	}) {
		list = append(list, *p)
	}
	return list
}
