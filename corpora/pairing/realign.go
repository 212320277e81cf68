package pairing

import (
	"errors"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/review"
	"bitext/align/sheet"
)

// ReadReviewed reads a workbook that a person has reviewed.
func ReadReviewed(path string) (*review.Reviewed, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := sheet.Apply(f)
	if refusal, ok := errors.AsType[*align.InputError](err); ok {
		return nil, refusal.At(path)
	}
	return r, err
}

// Carried tells what became of the rows that a reviewer had dealt with when the
// editions were aligned again: rows with a status or a comment, those put together by
// hand, and those with a text that was edited, cut or dropped.
type RebaseReport struct {
	Kept        int    `json:"kept"`        // what the reviewer did and said stands
	Superseded  int    `json:"superseded"`  // what the reviewer made of a text could not be kept: the file has changed it since
	Unconfirmed int    `json:"unconfirmed"` // the status, or what was put together, could not be kept: the texts have changed
	Notes       []Note `json:"notes"`       // each row that is not simply as it was
}

// Rows returns how many rows there were.
func (c *RebaseReport) Rows() int { return c.Kept + c.Superseded + c.Unconfirmed }

// Note says what became of a reviewed row.
type Note struct {
	ID   string  `json:"id,omitempty"` // of the row that its texts stand in now; empty if there is none
	What Outcome `json:"what"`
	Why  string  `json:"why"` // what the reviewer did, and what the file has changed
}

// Outcome is what became of a reviewed row.
type Outcome string

// The outcomes.
const (
	Kept        Outcome = "kept"
	Superseded  Outcome = "superseded"
	Unconfirmed Outcome = "unconfirmed"
)

// String is the note on one line: "P12: superseded: ...".
func (n Note) String() string {
	return strings.TrimPrefix(n.ID+": "+string(n.What)+": "+n.Why, ": ")
}

// review is a reviewed workbook, laid over editions that are aligned again.
type review struct {
	reviewed *align.Alignment
	en, zh   *rebased
}

// newReview reads a reviewed workbook and puts what reviewers made of the paragraphs
// into the editions. Paragraphs are found by the text that the file had when the
// first review began, so the workbook may be one that apply wrote, and an edition
// may have been published again with changes.
func newReview(path string, en, zh *align.Document) (*review, error) {
	r, err := ReadReviewed(path)
	if err != nil {
		return nil, err
	}
	if len(r.Conflicts) > 0 {
		return nil, &align.InputError{Op: "read", Path: path, Reason: "it has conflicts, the first is " + r.Conflicts[0].String(), Hint: "see them with align apply, and settle them first"}
	}
	v := &review{reviewed: r.Alignment}
	var enFound, zhFound bool
	v.en, enFound = rebase(en, r.Alignment.EN)
	v.zh, zhFound = rebase(zh, r.Alignment.ZH)
	if !enFound || !zhFound {
		return nil, &align.InputError{Op: "read", Path: path, Reason: "few of the paragraphs of the two files stand in it", Hint: "give the workbook that was made of these editions"}
	}
	return v, nil
}

// anchors returns the beads that the reviewer stands for, given the editions: those
// that are still whole, and of those put together by hand also the ones whose
// paragraphs have other versions now.
func (v *review) anchors(en, zh *align.Document) (paragraphs, sentences []align.Bead) {
	enClaims, zhClaims := claims(v.en.paragraphs.at), claims(v.zh.paragraphs.at)
	once := func(ids []int, claims map[int]int) bool {
		return !slices.ContainsFunc(ids, func(id int) bool { return claims[id] > 1 })
	}
	for _, b := range v.reviewed.Beads {
		if !settled(b) {
			continue
		}
		if same, ok := translated(b, v.en.paragraphs.same, v.zh.paragraphs.same); ok {
			paragraphs = append(paragraphs, same)
		} else if now, ok := translated(b, v.en.paragraphs.at, v.zh.paragraphs.at); ok && b.ByHand && once(now.EN, enClaims) && once(now.ZH, zhClaims) {
			paragraphs = append(paragraphs, now)
		}
	}
	for _, b := range v.reviewed.Sentences {
		if same, ok := translated(b, v.en.sentences.same, v.zh.sentences.same); ok && settled(b) {
			sentences = append(sentences, same)
		}
	}
	return paragraphs, reconciled(paragraphs, sentences, en, zh)
}

// reconciled leaves out of sentence anchors without counterpart those inside a
// paragraph anchor that has none either, which goes without saying, and those inside
// one that has one, if they are all that one of its sides has: the row says that
// there is a counterpart.
func reconciled(paragraphs, sentences []align.Bead, en, zh *align.Document) []align.Bead {
	alone := [2]map[int]bool{{}, {}}
	for _, b := range sentences {
		if !b.TwoSided() {
			for s := range align.Sides {
				for _, id := range b.Units(s) {
					alone[s][id] = true
				}
			}
		}
	}
	out := [2]map[int]bool{{}, {}} // sentences
	for _, p := range paragraphs {
		inside := [2][]int{en.SentencesOf(p.EN), zh.SentencesOf(p.ZH)}
		full := func(s int) bool { // also a side that has none
			return !slices.ContainsFunc(inside[s], func(id int) bool { return !alone[s][id] })
		}
		for s, ids := range inside {
			for _, id := range ids {
				out[s][id] = full(0) || full(1)
			}
		}
	}
	return slices.DeleteFunc(sentences, func(b align.Bead) bool {
		return len(b.ZH) == 0 && out[0][b.EN[0]] || len(b.EN) == 0 && out[1][b.ZH[0]]
	})
}

// settled reports whether a reviewer stands for a bead.
func settled(b align.Bead) bool {
	return b.Status == align.Confirmed || b.Status == align.Fixed || b.ByHand && b.Status == ""
}

// claims counts how many units became each of the new ones.
func claims(at []int) map[int]int {
	n := map[int]int{}
	for _, id := range at {
		n[id]++
	}
	return n
}

// translated returns a bead with other ids of its units; ok is false if one has none.
func translated(b align.Bead, en, zh []int) (out align.Bead, ok bool) {
	out = b
	for s, is := range [2][]int{en, zh} {
		var ids []int
		for _, id := range b.Units(align.Side(s)) {
			if is[id] < 0 {
				return out, false
			}
			ids = append(ids, is[id])
		}
		slices.Sort(ids)
		out.SetUnits(align.Side(s), ids)
	}
	return out, true
}

// carryRemarks gives the beads of the new alignment what the reviewer said of
// them, and tells what became of it: status and pairing where the bead is the same,
// comments where the first of its units stands now. A row that was dealt with
// and whose text has changed since is flagged.
func (v *review) carryRemarks(al *align.Alignment) *RebaseReport {
	c := &RebaseReport{Notes: []Note{}}
	p := level{beads: al.Beads, ids: rowIDs(al.Beads, al.Rows(align.LevelParagraph)), en: v.en.paragraphs, zh: v.zh.paragraphs}
	p.fates = func(b align.Bead) (list []said) {
		for _, id := range b.EN {
			list = append(list, said{v.en.fate[id], "English"})
		}
		for _, id := range b.ZH {
			list = append(list, said{v.zh.fate[id], "Chinese"})
		}
		return list
	}
	p.carry(v.reviewed.Beads, c)
	s := level{beads: al.Sentences, en: v.en.sentences, zh: v.zh.sentences}
	if len(al.Sentences) > 0 {
		s.ids = rowIDs(al.Sentences, al.Rows(align.LevelSentence))
	}
	s.fates = func(b align.Bead) (list []said) {
		for _, d := range []struct {
			ids      []int
			doc      *align.Document
			fate     []outcome
			is       matches
			language string
		}{{b.EN, v.reviewed.EN, v.en.fate, v.en.sentences, "English"}, {b.ZH, v.reviewed.ZH, v.zh.fate, v.zh.sentences, "Chinese"}} {
			for _, id := range d.ids {
				if f := d.fate[d.doc.Sentences[id].Paragraph]; d.is.same[id] < 0 {
					list = append(list, said{outcome{since: f.since}, d.language})
				}
			}
		}
		return list
	}
	s.carry(v.reviewed.Sentences, c)
	return c
}

// rowIDs returns the IDs of the rows of some beads, "" of boilerplate.
func rowIDs(beads []align.Bead, rows []align.Row) []string {
	ids := make([]string, len(beads))
	for _, r := range rows {
		ids[r.Index] = r.ID
	}
	return ids
}

// level is the beads of one level of the new alignment, and where the units of the
// reviewed one are in it.
type level struct {
	beads  []align.Bead
	ids    []string // of their rows
	en, zh matches
	fates  func(reviewed align.Bead) []said // of its paragraphs
}

// said is the fate of a paragraph with the language that it is in.
type said struct {
	outcome
	language string
}

func (l *level) carry(reviewed []align.Bead, c *RebaseReport) {
	at := [2]map[int]int{{}, {}} // the bead of each unit
	for n, b := range l.beads {
		for s := range align.Sides {
			for _, id := range b.Units(s) {
				at[s][id] = n
			}
		}
	}
	for _, old := range reviewed {
		to := -1
		for s := range align.Sides {
			for _, id := range old.Units(s) {
				if n, ok := at[s][[]matches{l.en, l.zh}[s].at[id]]; ok && to < 0 {
					to = n
				}
			}
		}
		l.row(old, to, c)
	}
}

// row carries what was said of a reviewed bead over to the bead that the first of
// its units stands in now; -1: none.
func (l *level) row(old align.Bead, to int, c *RebaseReport) {
	fates := l.fates(old)
	var did, since []string
	superseded, mine := false, old.Comment != "" || old.Status != "" || old.ByHand
	for _, f := range fates {
		mine = mine || f.touched()
		superseded = superseded || f.superseded
		if f.since != "" {
			since = append(since, f.language+" "+f.since)
		}
	}
	since = unique(since)
	earlier := slices.DeleteFunc(slices.Clone(old.Flags), func(f align.Flag) bool { return f.Kind != align.Republished || old.Status != "" })
	if !mine && len(earlier) == 0 {
		return
	}
	what, same := Kept, false
	bead, id := new(align.Bead), ""
	if to >= 0 {
		bead, id = &l.beads[to], l.ids[to]
		whole, isWhole := translated(old, l.en.same, l.zh.same)
		now, isNow := translated(old, l.en.at, l.zh.at)
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
		did = append(did, deeds(fates)...)
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
func deeds(fates []said) (list []string) {
	for _, f := range fates {
		switch {
		case f.since == "":
		case f.drop:
			list = append(list, "dropped by the reviewer")
		case f.cut:
			list = append(list, "split by the reviewer")
		}
		if f.edit != "" && f.since != "" {
			kept := ", kept)"
			if f.superseded {
				kept = ")"
			}
			list = append(list, "edited by the reviewer ("+f.edit+kept)
		}
	}
	return unique(list)
}

// unique returns the texts of a list, each once.
func unique(list []string) (out []string) {
	for _, text := range list {
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}
