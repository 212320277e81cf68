package review

import (
	"slices"
	"strings"

	"bitext/align"
)

// RebaseReport counts the outcomes of the reviewed rows when the editions were aligned
// again: rows with a status or a comment, rows put together by hand, and rows with a
// text that was edited, cut or dropped.
type RebaseReport struct {
	Kept        int    `json:"kept"`        // the review of the row stands
	Superseded  int    `json:"superseded"`  // the reviewer's text could not be kept: the file has changed it since
	Unconfirmed int    `json:"unconfirmed"` // the status or the bead could not be kept: the texts have changed
	Notes       []Note `json:"notes"`       // on each row that is not simply as it was
}

// Rows returns how many rows there were.
func (c *RebaseReport) Rows() int { return c.Kept + c.Superseded + c.Unconfirmed }

// Note tells the outcome of one reviewed row.
type Note struct {
	ID   string  `json:"id,omitempty"` // of the row that its texts stand in now; empty if there is none
	What Outcome `json:"what"`
	Why  string  `json:"why"` // what the reviewer did, and what the file has changed
}

// Outcome says how far the review of a row stands.
type Outcome string

// The outcomes: see the fields of RebaseReport.
const (
	Kept        Outcome = "kept"
	Superseded  Outcome = "superseded"
	Unconfirmed Outcome = "unconfirmed"
)

// String returns the note on one line: "P12: superseded: ...".
func (n Note) String() string {
	return strings.TrimPrefix(n.ID+": "+string(n.What)+": "+n.Why, ": ")
}

// Rebased is a review, laid over editions that are aligned again.
type Rebased struct {
	reviewed              *align.Alignment
	paragraphs, sentences successors
	histories             [2][]history // by side and reviewed paragraph
}

// successors hold the units that the units of the reviewed editions became, by side and
// id: see trace.Matches.
type successors struct{ same, at [2][]int }

// Rebase puts the reviewers' work on the paragraphs into the editions as they are now. Paragraphs are found by the text that the file had when the first review began,
// so the alignment may have been reviewed several times, and an edition may have been
// published again with changes. The review is not found in editions that have few of
// its paragraphs.
func Rebase(reviewed *align.Alignment, editions [2]*align.Document) (v *Rebased, found bool) {
	v, found = &Rebased{reviewed: reviewed}, true
	for side := range align.Sides {
		k, ok := rebaseEdition(side, editions[side], reviewed.Document(side))
		v.paragraphs.same[side], v.paragraphs.at[side] = k.paragraphs.Same, k.paragraphs.At
		v.sentences.same[side], v.sentences.at[side] = k.sentences.Same, k.sentences.At
		v.histories[side] = k.histories
		found = found && ok
	}
	return v, found
}

// Anchors returns the beads that the reviewer stands for, given the editions. A bead has
// to be whole still; the paragraphs of a bead put together by hand may have other
// versions now.
func (v *Rebased) Anchors(editions [2]*align.Document) (paragraphs, sentences []align.Bead) {
	became := [2]map[int]int{{}, {}} // by side and new paragraph: how many became it
	for side, id := range each(v.paragraphs.at) {
		became[side][id]++
	}
	once := func(b align.Bead) bool {
		for side, id := range unitsOf(b) {
			if became[side][id] > 1 {
				return false
			}
		}
		return true
	}
	for _, b := range v.reviewed.Beads {
		if !b.Settled() {
			continue
		}
		if same, ok := translated(b, v.paragraphs.same); ok {
			paragraphs = append(paragraphs, same)
		} else if now, ok := translated(b, v.paragraphs.at); ok && b.ByHand && once(now) {
			paragraphs = append(paragraphs, now)
		}
	}
	for _, b := range v.reviewed.Sentences {
		if same, ok := translated(b, v.sentences.same); ok && b.Settled() {
			sentences = append(sentences, same)
		}
	}
	return paragraphs, reconciled(paragraphs, sentences, editions)
}

// reconciled returns the sentence anchors that agree with the paragraph anchors and add
// something to them. Inside an anchor of one side, sentences without counterpart go without
// saying. If all sentences of a side of a two-sided anchor are without counterpart, they
// contradict the row, which says that there is a counterpart. A sentence anchor may lead out of
// a paragraph anchor or across one if paragraphs were moved since the review.
func reconciled(paragraphs, sentences []align.Bead, editions [2]*align.Document) []align.Bead {
	of := [2]map[int]int{{}, {}} // the anchor of each paragraph
	var starts [2][]int          // of two-sided anchors, ascending
	for n, p := range paragraphs {
		for s, id := range unitsOf(p) {
			of[s][id] = n
		}
		if p.TwoSided() {
			starts[align.EN], starts[align.ZH] = append(starts[align.EN], p.EN[0]), append(starts[align.ZH], p.ZH[0])
		}
	}
	within := func(s align.Side, sentence int) int { // which anchor; -1: none
		if n, ok := of[s][editions[s].Sentences[sentence].Paragraph]; ok {
			return n
		}
		return -1
	}
	alone := [2]map[int]bool{{}, {}} // sentences
	for _, b := range sentences {
		for s, id := range unitsOf(b) {
			alone[s][id] = alone[s][id] || !b.TwoSided()
		}
	}
	open := make([][2]bool, len(paragraphs)) // by anchor and side: whether a sentence is not alone
	for s := range align.Sides {
		slices.Sort(starts[s])
		for id := range editions[s].Sentences {
			if n := within(s, id); n >= 0 && !alone[s][id] {
				open[n][s] = true
			}
		}
	}
	return slices.DeleteFunc(sentences, func(b align.Bead) bool {
		var anchor, before [2]int
		for s := range align.Sides {
			for k, id := range b.Units(s) {
				n := within(s, id)
				switch {
				case !b.TwoSided():
					return n >= 0 && open[n] != [2]bool{true, true}
				case k > 0 && n != anchor[s]:
					return true
				}
				anchor[s] = n
				before[s], _ = slices.BinarySearch(starts[s], editions[s].Sentences[id].Paragraph)
			}
		}
		return anchor[0] != anchor[1] || anchor[0] < 0 && before[0] != before[1]
	})
}

// translated returns a bead with what its units are now; ok is false if one of them
// is gone.
func translated(b align.Bead, now [2][]int) (out align.Bead, ok bool) {
	out = b
	for side := range align.Sides {
		var ids []int
		for _, id := range b.Units(side) {
			if now[side][id] < 0 {
				return out, false
			}
			ids = append(ids, now[side][id])
		}
		slices.Sort(ids)
		out.SetUnits(side, ids)
	}
	return out, true
}

// CarryRemarks gives the beads of the new alignment what the reviewer said of
// them, and tells what became of it: status and pairing where the bead is the same,
// comments where the first of its units stands now. A row that was dealt with
// and whose text has changed since is flagged.
func (v *Rebased) CarryRemarks(al *align.Alignment) *RebaseReport {
	c := &RebaseReport{Notes: []Note{}}
	paragraphs := layer{al.Beads, rowIDs(al, align.LevelParagraph), v.paragraphs,
		func(side align.Side, id int) history { return v.histories[side][id] },
		func(align.Bead) align.Status { return "" }}
	paragraphs.carry(v.reviewed.Beads, c)
	sentences := layer{al.Sentences, rowIDs(al, align.LevelSentence), v.sentences,
		func(side align.Side, id int) (h history) {
			if v.sentences.same[side][id] < 0 {
				h.since = v.histories[side][v.reviewed.Document(side).Sentences[id].Paragraph].since
			}
			return h
		},
		func(b align.Bead) align.Status { return v.reviewed.Beads[b.Parent].Status }}
	sentences.carry(v.reviewed.Sentences, c)
	return c
}

// rowIDs returns the IDs of the rows of a level by the index of their beads.
func rowIDs(al *align.Alignment, level align.Level) map[int]string {
	ids := map[int]string{}
	for _, r := range al.Rows(level) {
		ids[r.Index] = r.ID
	}
	return ids
}

// layer is the beads of one level of the new alignment, and what the units of the
// reviewed one are in it.
type layer struct {
	beads   []align.Bead
	ids     map[int]string // of their rows
	is      successors
	history func(side align.Side, id int) history // of a reviewed unit
	parent  func(align.Bead) align.Status         // the status that a reviewed bead has from its row on Review
}

// carry carries over what was said of each reviewed bead to the bead that the first
// of its units stands in now.
func (l *layer) carry(reviewed []align.Bead, c *RebaseReport) {
	beads := beadsOfUnits(l.beads)
	for _, old := range reviewed {
		to := -1
		for side, id := range unitsOf(old) {
			if n, ok := beads[side][l.is.at[side][id]]; ok && to < 0 {
				to = n
			}
		}
		l.row(old, to, c)
	}
}

// row carries what was said of a reviewed bead over to the bead that the first of
// its units stands in now; -1: none.
func (l *layer) row(old align.Bead, to int, c *RebaseReport) {
	var histories []history
	var did, since []string
	superseded, mine := false, old.Comment != "" || old.Status != "" && old.Status != l.parent(old) || old.ByHand
	for side, id := range unitsOf(old) {
		h := l.history(side, id)
		histories = append(histories, h)
		mine = mine || h.touched()
		superseded = superseded || h.superseded
		if h.since != "" && !slices.Contains(since, h.since) {
			since = append(since, h.since)
		}
	}
	earlier := slices.DeleteFunc(slices.Clone(old.Flags), func(f align.Flag) bool { return f.Kind != align.Republished || old.Status != "" })
	what, same := Kept, false
	bead, id := new(align.Bead), ""
	if to >= 0 {
		bead, id = &l.beads[to], l.ids[to]
		whole, isWhole := translated(old, l.is.same)
		now, isNow := translated(old, l.is.at)
		stands := func(b align.Bead, ok bool) bool {
			return ok && slices.Equal(b.EN, bead.EN) && slices.Equal(b.ZH, bead.ZH)
		}
		if same = stands(whole, isWhole); same {
			bead.Status = old.Status
		}
		if same || stands(now, isNow) {
			bead.ByHand = old.ByHand
		}
		bead.Flags = append(bead.Flags, earlier...)
	}
	if !mine && len(earlier) == 0 {
		return
	}
	if old.Status != "" && !same {
		did = append(did, "“"+string(old.Status)+"”")
	}
	if old.ByHand && !bead.ByHand {
		did = append(did, "put together by the reviewer")
	}
	if len(did) > 0 {
		what = Unconfirmed
	}
	if superseded {
		what = Superseded
	}
	if !same {
		did = append(did, deeds(histories)...)
	}
	if old.Comment != "" && to < 0 {
		what, did = Superseded, append(did, "comment “"+old.Comment+"”")
	} else if old.Comment != "" && !slices.Contains(strings.Split(bead.Comment, "\n"), old.Comment) {
		bead.Comment = strings.TrimPrefix(bead.Comment+"\n"+old.Comment, "\n")
	}
	switch what {
	case Kept:
		c.Kept++
	case Superseded:
		c.Superseded++
	case Unconfirmed:
		c.Unconfirmed++
	}
	if len(did) == 0 {
		return
	}
	why := strings.Join(did, ", ")
	if len(since) > 0 {
		why += ", republished since: " + strings.Join(since, "; ")
		if id != "" {
			bead.Flags = append(bead.Flags, align.Flag{Kind: align.Republished, Detail: why})
		}
	} else {
		why += ", but its texts stand in other rows now"
	}
	c.Notes = append(c.Notes, Note{id, what, why})
}

// deeds says what a reviewer made of paragraphs that the file has changed since.
func deeds(histories []history) (list []string) {
	add := func(deed string) {
		if !slices.Contains(list, deed) {
			list = append(list, deed)
		}
	}
	for _, h := range histories {
		if h.since == "" {
			continue
		}
		switch {
		case h.drop:
			add("dropped by the reviewer")
		case h.cut:
			add("split by the reviewer")
		}
		switch {
		case h.edit != "" && h.superseded:
			add("edited by the reviewer (" + h.edit + ")")
		case h.edit != "":
			add("edited by the reviewer (" + h.edit + ", kept)")
		}
	}
	return list
}
