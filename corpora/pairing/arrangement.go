package pairing

import (
	"cmp"
	"context"
	"slices"
	"time"

	"bitext/align"
	"bitext/align/engine"
)

// arrangement is what the way in which two editions stand beside each other says of their
// paragraphs. It is evidence, not more: it has to agree with an alignment that knows
// nothing of it.
type arrangement interface {
	// readings returns the ways to read the arrangement. The alignment is that of the words.
	readings(al *align.Alignment) []reading
}

// reading is a way to read an arrangement: beads in ascending order that paragraphs stand in.
type reading struct {
	groups []align.Bead
	rows   bool // each group is one bead
}

const (
	// maxCrossing is the share of the pairs that may cross the groups of an arrangement. More of
	// them cross where paragraphs do not stand in it.
	maxCrossing = 0.25

	// surePair is the probability from which a pair of the words is right and the group that it
	// crosses wrong.
	surePair = 0.9
)

// alignArranged aligns two editions by their words, then again within the groups of the
// arrangement that the first alignment agrees with best. Groups that a sure pair crosses do
// not count: so no paragraph without counterpart shifts those behind it. Anchors of the user
// come before any arrangement.
func alignArranged(ctx context.Context, docs [align.Sides]*align.Document, a arrangement, opt engine.Options) (*align.Alignment, error) {
	if a == nil || slices.ContainsFunc(slices.Concat(opt.Anchors, opt.SentenceAnchors), align.Bead.TwoSided) {
		return alignWithRemoved(ctx, docs, opt)
	}
	progress := opt.Progress
	if progress != nil {
		opt.Progress = func(share float64) { progress(share / 2) }
	}
	plain, err := alignWithRemoved(ctx, docs, opt)
	if err != nil {
		return nil, err
	}
	best, least := reading{}, maxCrossing
	for _, r := range a.readings(plain) {
		if crossing := r.crossing(plain); crossing < least && len(r.groups) > 0 {
			best, least = r, crossing
		}
	}
	groups := best.agreed(plain)
	if len(groups) == 0 {
		return plain, nil
	}
	if best.rows {
		opt.Rows = groups
	} else {
		opt.Groups = groups
	}
	if progress != nil {
		opt.Progress = func(share float64) { progress((1 + share) / 2) }
	}
	return alignWithRemoved(ctx, docs, opt)
}

// places returns for the paragraphs of each side where they stand: 2k+1 in group k, 2k
// before it and behind the one before.
func (r reading) places(al *align.Alignment) (places [align.Sides][]int) {
	for side := range align.Sides {
		places[side] = make([]int, len(al.Document(side).Paragraphs))
		next := 0
		for k, g := range r.groups {
			ids := g.Units(side)
			for ; next < ids[0]; next++ {
				places[side][next] = 2 * k
			}
			for ; next <= ids[len(ids)-1]; next++ {
				places[side][next] = 2*k + 1
			}
		}
		for ; next < len(places[side]); next++ {
			places[side][next] = 2 * len(r.groups)
		}
	}
	return places
}

// spread returns the first and the last place of the paragraphs of a bead.
func spread(places [align.Sides][]int, b align.Bead) (first, last int) {
	first, last = places[align.EN][b.EN[0]], places[align.EN][b.EN[0]]
	for side := range align.Sides {
		for _, id := range b.Units(side) {
			first, last = min(first, places[side][id]), max(last, places[side][id])
		}
	}
	return first, last
}

// crossing returns the share of the pairs of an alignment, by their scores, that cross an end
// of a group.
func (r reading) crossing(al *align.Alignment) float64 {
	places := r.places(al)
	crossing, all := 0.0, 0.0
	for _, b := range al.Beads {
		if !b.TwoSided() {
			continue
		}
		all += b.Score
		if first, last := spread(places, b); first < last {
			crossing += b.Score
		}
	}
	if all == 0 {
		return 0
	}
	return crossing / all
}

// agreed returns the groups that no sure pair crosses.
func (r reading) agreed(al *align.Alignment) []align.Bead {
	places := r.places(al)
	crossed := make([]int, len(r.groups)+1) // how many more pairs cross a group than the one before
	for _, b := range al.Beads {
		if !b.TwoSided() || b.Score < surePair {
			continue
		}
		if first, last := spread(places, b); first < last {
			crossed[first/2]++
			crossed[(last+1)/2]--
		}
	}
	var groups []align.Bead
	n := 0
	for k, g := range r.groups {
		if n += crossed[k]; n == 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// timeline is the arrangement of two documents whose paragraphs have times.
type timeline [align.Sides]*align.Document

// timed returns the time line of two documents, or nil if one has none.
func timed(docs [align.Sides]*align.Document) arrangement {
	for _, d := range docs {
		for k, p := range d.Paragraphs {
			if p.End <= p.Start || k > 0 && p.Start < d.Paragraphs[k-1].Start {
				return nil
			}
		}
	}
	return timeline(docs)
}

// minAnchors is how many sure pairs are needed to tell that one time line runs late or fast.
const minAnchors = 6

// readings returns the subtitles that are shown together, by the times as they are and by
// those of the Chinese ones as they have to be for the sure pairs to begin together.
func (t timeline) readings(al *align.Alignment) []reading {
	readings := []reading{t.overlaps(func(at time.Duration) float64 { return at.Seconds() })}
	var en, zh []float64 // when sure pairs begin, in seconds
	for _, b := range al.Beads {
		if b.TwoSided() && b.Score >= surePair {
			en = append(en, al.EN.Paragraphs[b.EN[0]].Start.Seconds())
			zh = append(zh, al.ZH.Paragraphs[b.ZH[0]].Start.Seconds())
		}
	}
	if len(en) < minAnchors {
		return readings
	}
	slope, offset := line(zh, en)
	return append(readings, t.overlaps(func(at time.Duration) float64 { return float64(slope*at.Seconds()) + offset }))
}

// line returns the line through points that half of them may lie off: the median of the slopes
// between points half of all apart (Theil, 1950, in the incomplete form).
func line(x, y []float64) (slope, offset float64) {
	half := len(x) / 2
	var slopes []float64
	for k := 0; k+half < len(x); k++ {
		if d := x[k+half] - x[k]; d > 0 {
			slopes = append(slopes, (y[k+half]-y[k])/d)
		}
	}
	if slope = median(slopes); slope <= 0 {
		slope = 1
	}
	var offsets []float64
	for k := range x {
		offsets = append(offsets, y[k]-float64(slope*x[k]))
	}
	return slope, median(offsets)
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// minOverlap is the share of the shorter of two subtitles in which both are shown, so that
// they belong together.
const minOverlap = 0.5

// overlaps groups the subtitles that are shown together; now says when a Chinese one is
// shown on the clock of the English ones, in seconds.
func (t timeline) overlaps(now func(time.Duration) float64) reading {
	r := reading{rows: true}
	en, zh := t[align.EN].Paragraphs, t[align.ZH].Paragraphs
	var g align.Bead
	first := 0
	for i, p := range en {
		start, end := p.Start.Seconds(), p.End.Seconds()
		for first < len(zh) && now(zh[first].End) <= start {
			first++
		}
		for j := first; j < len(zh) && now(zh[j].Start) < end; j++ {
			from, to := now(zh[j].Start), now(zh[j].End)
			if min(end, to)-max(start, from) < minOverlap*min(end-start, to-from) {
				continue
			}
			if n := len(g.EN); n > 0 && g.EN[n-1] != i && g.ZH[len(g.ZH)-1] < j {
				r.groups = append(r.groups, g)
				g = align.Bead{}
			}
			g.EN, g.ZH = upTo(g.EN, i), upTo(g.ZH, j)
		}
	}
	if g.TwoSided() {
		r.groups = append(r.groups, g)
	}
	return r
}

// upTo returns ids with all those up to an id.
func upTo(ids []int, id int) []int {
	if len(ids) == 0 {
		return []int{id}
	}
	for next := ids[len(ids)-1] + 1; next <= id; next++ {
		ids = append(ids, next)
	}
	return ids
}

// rowsOf is the arrangement of a table: its rows.
type rowsOf []align.Bead

func (rows rowsOf) readings(*align.Alignment) []reading {
	two := slices.DeleteFunc(slices.Clone(rows), func(b align.Bead) bool { return !b.TwoSided() })
	slices.SortFunc(two, func(a, b align.Bead) int { return cmp.Compare(a.EN[0], b.EN[0]) })
	return []reading{{two, true}}
}
