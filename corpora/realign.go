package corpora

import (
	"errors"
	"slices"
	"strings"

	"github.com/sergi/go-diff/diffmatchpatch"

	"bitext/align"
	"bitext/align/segment"
	"bitext/align/sheet"
)

// ReadReviewed reads a workbook that a person has reviewed.
func ReadReviewed(path string) (*sheet.Reviewed, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := sheet.Apply(f)
	if refusal, ok := errors.AsType[*align.Refusal](err); ok {
		return nil, refusal.At(path)
	}
	return r, err
}

// review is a reviewed workbook, laid over editions that are aligned again.
type review struct {
	reviewed *align.Alignment
	en, zh   carried
}

// newReview reads a reviewed workbook and puts what the reviewer made of the
// paragraphs into the editions: edited texts, paragraphs that were split, added,
// dropped or restored. Paragraphs are found by their text, so an edition may have
// been published again with changes; those that have changed are as they are now.
func newReview(path string, en, zh *align.Document) (*review, error) {
	r, err := ReadReviewed(path)
	if err != nil {
		return nil, err
	}
	if len(r.Conflicts) > 0 {
		return nil, &align.Refusal{What: "read", Where: path, Why: "it has conflicts, the first is " + r.Conflicts[0].String(), Do: "see them with align apply, and settle them first"}
	}
	v := &review{reviewed: r.Alignment}
	var enFound, zhFound bool
	v.en, enFound = carryOver(en, r.Original.EN, r.Alignment.EN, r.EN)
	v.zh, zhFound = carryOver(zh, r.Original.ZH, r.Alignment.ZH, r.ZH)
	if !enFound || !zhFound {
		return nil, &align.Refusal{What: "read", Where: path, Why: "few of the paragraphs of the two files stand in it", Do: "give the workbook that was made of these editions"}
	}
	return v, nil
}

// carried tells for the units of a reviewed edition which they are in the new
// one: by paragraph id and by sentence id, -1 for those that are not in it.
type carried struct{ paragraphs, sentences []int }

// carryOver replaces the paragraphs of an edition that stand in the original by
// what the reviewer made of them; what he added follows the paragraph that it
// stood after. Found reports whether at least half of the paragraphs of the
// shorter of the two are in both.
func carryOver(doc, original, reviewed *align.Document, origin []int) (c carried, found bool) {
	same, count := counterparts(original, doc)
	made := make(map[int][]int) // by id in doc: what became of it; -1: added before all
	last := -1
	for r, o := range origin {
		if o >= 0 {
			last = same[o]
		}
		if o >= 0 && last < 0 {
			last = gone
		}
		made[last] = append(made[last], r)
	}
	c = carried{unknown(len(reviewed.Paragraphs)), unknown(len(reviewed.Sentences))}
	segmented := len(original.Sentences) == 0
	old := *doc
	doc.Paragraphs, doc.Sentences = nil, nil
	carry := func(list []int) {
		for _, r := range list {
			c.paragraphs[r] = len(doc.Paragraphs)
			doc.Paragraphs = append(doc.Paragraphs, reviewed.Paragraphs[r])
			first, _ := slices.BinarySearchFunc(reviewed.Sentences, r, func(s align.Sentence, p int) int { return s.Paragraph - p })
			for n := first; n < len(reviewed.Sentences) && reviewed.Sentences[n].Paragraph == r; n++ {
				s := reviewed.Sentences[n]
				c.sentences[n] = len(doc.Sentences)
				doc.Sentences = append(doc.Sentences, align.Sentence{Paragraph: c.paragraphs[r], Start: s.Start, End: s.End})
			}
		}
	}
	carry(made[-1])
	for d, p := range old.Paragraphs {
		if list, ok := made[d]; ok {
			carry(list)
			continue
		}
		doc.Paragraphs = append(doc.Paragraphs, p)
		if !segmented {
			for _, s := range segment.Sentences(p.Text, doc.Language) {
				doc.Sentences = append(doc.Sentences, align.Sentence{Paragraph: len(doc.Paragraphs) - 1, Start: s.Start, End: s.End})
			}
		}
	}
	return c, 2*count >= min(len(original.Paragraphs), len(old.Paragraphs))
}

// gone stands for a paragraph of the original that the edition no longer has.
const gone = -2

func unknown(n int) []int {
	ids := make([]int, n)
	for k := range ids {
		ids[k] = -1
	}
	return ids
}

// counterparts returns for each paragraph of a document its id in another that has
// most of the same paragraphs in the same order, or -1, and how many there are.
func counterparts(a, b *align.Document) (ids []int, count int) {
	character := map[string]rune{} // for each text
	runes := func(d *align.Document) []rune {
		var out []rune
		for _, p := range d.Paragraphs {
			text := strings.Join(strings.Fields(p.Text), " ")
			r, ok := character[text]
			if !ok {
				r = rune(0x10000 + len(character)) // past the surrogates
				character[text] = r
			}
			out = append(out, r)
		}
		return out
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // none: the result must not depend on the machine
	ids = unknown(len(a.Paragraphs))
	i, j := 0, 0
	for _, diff := range d.DiffMainRunes(runes(a), runes(b), false) {
		n := len([]rune(diff.Text))
		switch diff.Type {
		case diffmatchpatch.DiffEqual:
			for k := range n {
				ids[i+k] = j + k
			}
			i, j, count = i+n, j+n, count+n
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		}
	}
	return ids, count
}

// anchors returns the beads that the reviewer stands for and that are still whole.
func (v *review) anchors() (paragraphs, sentences []align.Bead) {
	settled := func(beads []align.Bead, en, zh []int) (out []align.Bead) {
		for _, b := range beads {
			if b.Status != align.Confirmed && b.Status != align.Fixed && !(b.ByHand && b.Status == "") {
				continue
			}
			if b, ok := translated(b, en, zh); ok {
				out = append(out, b)
			}
		}
		return out
	}
	return settled(v.reviewed.Beads, v.en.paragraphs, v.zh.paragraphs), settled(v.reviewed.Sentences, v.en.sentences, v.zh.sentences)
}

// translated returns a bead with the ids of the new editions; ok is false if they
// have not all of its units.
func translated(b align.Bead, en, zh []int) (out align.Bead, ok bool) {
	out = b
	out.EN, out.ZH = nil, nil
	for _, side := range []struct {
		from, is []int
		to       *[]int
	}{{b.EN, en, &out.EN}, {b.ZH, zh, &out.ZH}} {
		for _, id := range side.from {
			if side.is[id] < 0 {
				return out, false
			}
			*side.to = append(*side.to, side.is[id])
		}
	}
	return out, true
}

// carryRemarks gives the beads of the new alignment what the reviewer said of
// them: status and comment where the bead is the same, and the comment alone where
// the first of its units that are left stands now.
func (v *review) carryRemarks(al *align.Alignment) {
	remark(al.Beads, v.reviewed.Beads, v.en.paragraphs, v.zh.paragraphs)
	remark(al.Sentences, v.reviewed.Sentences, v.en.sentences, v.zh.sentences)
}

func remark(beads, reviewed []align.Bead, en, zh []int) {
	enAt, zhAt := map[int]int{}, map[int]int{} // the bead of each unit
	for n, b := range beads {
		for _, id := range b.EN {
			enAt[id] = n
		}
		for _, id := range b.ZH {
			zhAt[id] = n
		}
	}
	for _, old := range reviewed {
		at := -1
		for _, id := range old.ZH {
			if n, ok := zhAt[zh[id]]; ok && at < 0 {
				at = n
			}
		}
		for k := len(old.EN) - 1; k >= 0; k-- {
			if n, ok := enAt[en[old.EN[k]]]; ok {
				at = n
			}
		}
		if at < 0 {
			continue
		}
		b := &beads[at]
		if same, ok := translated(old, en, zh); ok && slices.Equal(same.EN, b.EN) && slices.Equal(same.ZH, b.ZH) {
			b.Status, b.ByHand = old.Status, old.ByHand
		}
		if old.Comment != "" && !slices.Contains(strings.Split(b.Comment, "\n"), old.Comment) {
			b.Comment = strings.TrimPrefix(b.Comment+"\n"+old.Comment, "\n")
		}
	}
}
