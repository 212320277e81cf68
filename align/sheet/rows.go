package sheet

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"bitext/align"
)

// maxRows is the number of rows that a sheet can hold, its heading included.
const maxRows = 1 << 20

// Layout is an alignment as the rows of the sheets.
type Layout struct {
	al         *align.Alignment
	en, zh     numbering
	paragraphs []row
	sentences  []row
	removed    []removal
}

// row is one bead as it stands on Review or Sentences.
type row struct {
	id      string // P12, P12.3
	bead    int    // index in the alignment's Beads or Sentences
	en, zh  []string
	enRef   string // where the units stand, as people count: "3–4"
	zhRef   string
	shape   string  // "2-1"
	score   float64 // as shown: cut to two decimals
	flags   []align.Flag
	status  align.Status
	comment string
	hash    string
	opens   bool // whether it is the first row of its paragraph bead
}

// locked returns the fields of a row that are not the reviewer's.
func (r row) locked() []Value {
	return []Value{
		{FieldRefEN, r.enRef}, {FieldRefZH, r.zhRef}, {FieldShape, r.shape}, {FieldFlags, flagText(r.flags)},
		{FieldScore, strconv.FormatFloat(r.score, 'g', -1, 64)},
	}
}

// removal is what stands on a row of Removed: a paragraph that was taken for page
// furniture or dropped, or the text that a paragraph had before it was edited.
type removal struct {
	id        string // R1
	side      align.Side
	paragraph int // its id
	source    bool
	bead      int // unless it is a source: index in the alignment's Beads
	text      string
	comment   string // of the bead
	hash      string
	locked    []Value // the fields that are not the reviewer's
}

// numbering counts the units of an edition as people do: from 1, what was
// removed left out.
type numbering struct {
	doc       *align.Document
	kept      int
	paragraph []int // by paragraph id; of a removed one, how many stand before it
	sentence  []int // by sentence id: its number in its paragraph
}

func newNumbering(doc *align.Document) numbering {
	n := numbering{
		doc:       doc,
		paragraph: make([]int, len(doc.Paragraphs)),
		sentence:  make([]int, len(doc.Sentences)),
	}
	for i, p := range doc.Paragraphs {
		if p.Kind != align.Boilerplate {
			n.kept++
		}
		n.paragraph[i] = n.kept
	}
	seen := make([]int, len(doc.Paragraphs))
	for i, s := range doc.Sentences {
		seen[s.Paragraph]++
		n.sentence[i] = seen[s.Paragraph]
	}
	return n
}

// NewLayout lays out al. Beads of boilerplate go to Removed, and with them the texts
// that paragraphs had before they were edited.
func NewLayout(al *align.Alignment) (*Layout, error) {
	if err := al.Validate(); err != nil {
		return nil, err
	}
	r := &Layout{al: al, en: newNumbering(al.EN), zh: newNumbering(al.ZH)}
	for i, b := range al.Beads {
		for side := range align.Sides {
			if al.Removed(b) {
				r.remove(side, b.Units(side), i)
			} else {
				r.removeSources(side, b.Units(side))
			}
		}
	}
	for _, b := range al.Rows(align.LevelParagraph) {
		row := newRow(b, r.en.paragraphs(b.EN), r.zh.paragraphs(b.ZH))
		row.enRef, row.zhRef = r.en.paragraphRef(b.EN), r.zh.paragraphRef(b.ZH)
		r.paragraphs = append(r.paragraphs, row)
	}
	if len(al.Sentences) > 0 {
		last := -1
		for _, b := range al.Rows(align.LevelSentence) {
			row := newRow(b, r.en.sentences(b.EN), r.zh.sentences(b.ZH))
			row.enRef, row.zhRef = r.en.sentenceRef(b.EN), r.zh.sentenceRef(b.ZH)
			row.opens, last = b.Parent != last, b.Parent
			r.sentences = append(r.sentences, row)
		}
	}
	for _, n := range []int{len(r.paragraphs), len(r.sentences), len(r.removed)} {
		if n >= maxRows {
			return nil, fmt.Errorf("%d rows are more than a sheet can hold (%d)", n, maxRows-1)
		}
	}
	return r, nil
}

func newRow(r align.Row, en, zh []string) row {
	return row{
		id:      r.ID,
		bead:    r.Index,
		en:      en,
		zh:      zh,
		shape:   r.Shape(),
		score:   align.ShownScore(r.Score),
		flags:   r.Flags,
		status:  r.Status,
		comment: r.Comment,
		hash:    hash(r.ID, en, zh),
	}
}

func (r *Layout) remove(s align.Side, ids []int, bead int) {
	for _, id := range ids {
		r.addRemoval(removal{side: s, paragraph: id, bead: bead, text: r.edition(s).doc.Paragraphs[id].Text, comment: r.al.Beads[bead].Comment})
	}
}

// removeSources lists the texts that paragraphs had before they were edited.
func (r *Layout) removeSources(s align.Side, ids []int) {
	for _, id := range ids {
		if text := r.edition(s).doc.Paragraphs[id].Source; text != "" {
			r.addRemoval(removal{side: s, paragraph: id, source: true, text: text})
		}
	}
}

func (r *Layout) addRemoval(m removal) {
	m.id = "R" + strconv.Itoa(len(r.removed)+1)
	m.hash = hash(m.id, []string{m.text}, nil)
	m.locked = r.lockedOf(m)
	r.removed = append(r.removed, m)
}

// sourceReason is the reason of a text that a paragraph had before it was edited.
const sourceReason = "text before it was edited 编辑前的原文"

// lockedOf returns the fields of a row of Removed that are not the reviewer's: edition,
// place, reason and text, in this order.
func (r *Layout) lockedOf(m removal) []Value {
	n := r.edition(m.side)
	paragraph := n.doc.Paragraphs[m.paragraph]
	place := fmt.Sprintf("%s %d\n%s", placeName(n.doc.Format), paragraph.Pos, placeIn(n, m))
	reason := show(paragraph.Reason)
	if m.source {
		reason = sourceReason
	}
	text, _ := showUnits([]string{m.text})
	return []Value{{FieldEdition, m.side.Bilingual()}, {FieldPlace, place}, {FieldReason, reason}, {FieldText, text}}
}

// placeName says what Paragraph.Place counts in a format.
func placeName(format string) string {
	if format == "text" || format == "markdown" {
		return "line 行"
	}
	return "block 块"
}

// placeIn says which paragraph a text is of, or where a removed paragraph stood
// among those that were kept.
func placeIn(n *numbering, m removal) string {
	switch before := n.paragraph[m.paragraph]; {
	case m.source:
		return fmt.Sprintf("of 属于 ¶ %d", before)
	case before == 0:
		return "before 在前 ¶ 1"
	default:
		return fmt.Sprintf("after 在后 ¶ %d", before)
	}
}

func (r *Layout) edition(s align.Side) *numbering {
	if s == align.EN {
		return &r.en
	}
	return &r.zh
}

func (n *numbering) paragraphs(ids []int) []string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, n.doc.Paragraphs[id].Text)
	}
	return texts
}

func (n *numbering) sentences(ids []int) []string {
	var texts []string
	for _, id := range ids {
		s := n.doc.Sentences[id]
		texts = append(texts, n.doc.Paragraphs[s.Paragraph].Text[s.Start:s.End])
	}
	return texts
}

// paragraphRef names paragraphs as people count them, "3–4, 6", with the kind
// of each that is not plain body text below.
func (n *numbering) paragraphRef(ids []int) string {
	var numbers []int
	var kinds []string
	for _, id := range ids {
		numbers = append(numbers, n.paragraph[id])
		if k := n.doc.Paragraphs[id].Kind; k != align.Body && k != "" {
			kinds = append(kinds, "\n"+show(string(k)))
		}
	}
	return ranges("", numbers) + strings.Join(kinds, "")
}

// sentenceRef names sentences by paragraph and place in it: "3.1–2, 4.1".
func (n *numbering) sentenceRef(ids []int) string {
	var parts []string
	for len(ids) > 0 {
		p := n.doc.Sentences[ids[0]].Paragraph
		var numbers []int
		for len(ids) > 0 && n.doc.Sentences[ids[0]].Paragraph == p {
			numbers = append(numbers, n.sentence[ids[0]])
			ids = ids[1:]
		}
		parts = append(parts, ranges(strconv.Itoa(n.paragraph[p])+".", numbers))
	}
	return strings.Join(parts, ", ")
}

// ranges writes ascending numbers with runs drawn together: 3–5, 7. The prefix
// goes before each run.
func ranges(prefix string, numbers []int) string {
	var b strings.Builder
	for i := 0; i < len(numbers); i++ {
		first := i
		for i+1 < len(numbers) && numbers[i+1] == numbers[i]+1 {
			i++
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(prefix + strconv.Itoa(numbers[first]))
		if i > first {
			b.WriteString("–" + strconv.Itoa(numbers[i]))
		}
	}
	return b.String()
}

// hash fingerprints a row: the first 16 hexadecimal digits of the SHA-256 of
// its ID and exact texts, each preceded by its length, and the number of texts
// of each side.
func hash(id string, en, zh []string) string {
	h := sha256.New()
	count := func(n int) { h.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) }
	text := func(s string) { count(len(s)); h.Write([]byte(s)) }
	text(id)
	for _, texts := range [][]string{en, zh} {
		count(len(texts))
		for _, t := range texts {
			text(t)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
