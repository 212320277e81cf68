package sheet

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
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
	score   float64 // cut to two decimals, so that the number shown and its band agree
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
	side      side
	paragraph int // its id
	source    bool
	bead      int // unless it is a source: index in the alignment's Beads
	text      string
	comment   string // of the bead
	hash      string
	locked    []Value // the fields that are not the reviewer's
}

// side tells the two editions apart.
type side string

const (
	english side = "en"
	chinese side = "zh"
)

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

// NewLayout lays out al. Rows of Review are numbered in reading order from 1;
// beads of boilerplate go to Removed instead.
func NewLayout(al *align.Alignment) (*Layout, error) {
	if err := check(al); err != nil {
		return nil, err
	}
	r := &Layout{al: al, en: newNumbering(al.EN), zh: newNumbering(al.ZH)}
	ids := make([]string, len(al.Beads)) // of the rows of Review, "" for boilerplate
	for i, b := range al.Beads {
		if al.Removed(b) {
			r.remove(english, b.EN, i)
			r.remove(chinese, b.ZH, i)
			continue
		}
		r.removeSources(english, b.EN)
		r.removeSources(chinese, b.ZH)
		ids[i] = "P" + strconv.Itoa(len(r.paragraphs)+1)
		row := newRow(ids[i], i, b)
		row.en, row.zh = r.en.paragraphs(b.EN), r.zh.paragraphs(b.ZH)
		row.enRef, row.zhRef = r.en.paragraphRef(b.EN), r.zh.paragraphRef(b.ZH)
		row.hash = hash(row.id, row.en, row.zh)
		r.paragraphs = append(r.paragraphs, row)
	}
	number := make([]int, len(al.Beads)) // of sentence beads so far, by paragraph bead
	for i, b := range al.Sentences {
		if ids[b.Parent] == "" {
			continue
		}
		number[b.Parent]++
		row := newRow(fmt.Sprintf("%s.%d", ids[b.Parent], number[b.Parent]), i, b)
		row.opens = number[b.Parent] == 1
		row.en, row.zh = r.en.sentences(b.EN), r.zh.sentences(b.ZH)
		row.enRef, row.zhRef = r.en.sentenceRef(b.EN), r.zh.sentenceRef(b.ZH)
		row.hash = hash(row.id, row.en, row.zh)
		r.sentences = append(r.sentences, row)
	}
	for _, n := range []int{len(r.paragraphs), len(r.sentences), len(r.removed)} {
		if n >= maxRows {
			return nil, fmt.Errorf("%d rows are more than a sheet can hold (%d)", n, maxRows-1)
		}
	}
	return r, nil
}

func newRow(id string, bead int, b align.Bead) row {
	return row{
		id:      id,
		bead:    bead,
		shape:   fmt.Sprintf("%d-%d", len(b.EN), len(b.ZH)),
		score:   shownScore(b.Score),
		flags:   b.Flags,
		status:  b.Status,
		comment: b.Comment,
	}
}

// shownScore cuts a probability to two decimals. What is no probability is 0
// or 1, whichever is nearer; NaN is 0.
func shownScore(p float64) float64 {
	if !(p > 0) {
		return 0
	}
	return math.Floor(min(p, 1)*100+1e-9) / 100
}

func (r *Layout) remove(s side, ids []int, bead int) {
	for _, id := range ids {
		r.addRemoval(removal{side: s, paragraph: id, bead: bead, text: r.edition(s).doc.Paragraphs[id].Text, comment: r.al.Beads[bead].Comment})
	}
}

// removeSources lists the texts that paragraphs had before they were edited.
func (r *Layout) removeSources(s side, ids []int) {
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
	return []Value{{FieldEdition, sideNames[m.side]}, {FieldPlace, place}, {FieldReason, reason}, {FieldText, text}}
}

var sideNames = map[side]string{english: "English 英文", chinese: "Chinese 中文"}

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

func (r *Layout) edition(s side) *numbering {
	if s == english {
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

// check reports what is inconsistent in an alignment, if anything is.
func check(al *align.Alignment) error {
	if al == nil || al.EN == nil || al.ZH == nil {
		return errors.New("there is no alignment: an edition is missing")
	}
	err := cmp.Or(checkSentences("English", al.EN), checkSentences("Chinese", al.ZH),
		checkBeads("paragraph", al.Beads, len(al.EN.Paragraphs), len(al.ZH.Paragraphs)))
	if err != nil || len(al.Sentences) == 0 {
		return err
	}
	for i, b := range al.Sentences {
		if b.Parent < 0 || b.Parent >= len(al.Beads) {
			return fmt.Errorf("sentence bead %d: there is no paragraph bead %d", i, b.Parent)
		}
	}
	return checkBeads("sentence", al.Sentences, len(al.EN.Sentences), len(al.ZH.Sentences))
}

// checkSentences makes sure that the sentences, put together, are their paragraphs.
func checkSentences(name string, doc *align.Document) error {
	for i, s := range doc.Sentences {
		if s.Paragraph < 0 || s.Paragraph >= len(doc.Paragraphs) {
			return fmt.Errorf("%s sentence %d: there is no paragraph %d", name, i, s.Paragraph)
		}
		if n := len(doc.Paragraphs[s.Paragraph].Text); s.Start < 0 || s.Start > s.End || s.End > n {
			return fmt.Errorf("%s sentence %d: bytes %d to %d lie outside its paragraph of %d", name, i, s.Start, s.End, n)
		}
		first := i == 0 || doc.Sentences[i-1].Paragraph < s.Paragraph
		last := i+1 == len(doc.Sentences) || doc.Sentences[i+1].Paragraph != s.Paragraph
		if first && s.Start != 0 || !first && (doc.Sentences[i-1].Paragraph != s.Paragraph || s.Start != doc.Sentences[i-1].End) || last && s.End != len(doc.Paragraphs[s.Paragraph].Text) {
			return fmt.Errorf("%s sentence %d: it does not follow on the one before, or leaves out an end of its paragraph", name, i)
		}
	}
	return nil
}

// checkBeads makes sure that each of the units of both sides stands in exactly
// one bead.
func checkBeads(level string, beads []align.Bead, en, zh int) error {
	seenEN, seenZH := make([]bool, en), make([]bool, zh)
	mark := func(bead int, name string, seen []bool, ids []int) error {
		for _, id := range ids {
			if id < 0 || id >= len(seen) {
				return fmt.Errorf("%s bead %d: there is no %s %s %d", level, bead, name, level, id)
			}
			if seen[id] {
				return fmt.Errorf("%s bead %d: %s %s %d stands in two beads", level, bead, name, level, id)
			}
			seen[id] = true
		}
		return nil
	}
	for i, b := range beads {
		if len(b.EN)+len(b.ZH) == 0 {
			return fmt.Errorf("%s bead %d is empty", level, i)
		}
		if err := cmp.Or(mark(i, "English", seenEN, b.EN), mark(i, "Chinese", seenZH, b.ZH)); err != nil {
			return err
		}
	}
	for _, s := range []struct {
		name string
		seen []bool
	}{{"English", seenEN}, {"Chinese", seenZH}} {
		for id, ok := range s.seen {
			if !ok {
				return fmt.Errorf("%s %s %d stands in no bead", s.name, level, id)
			}
		}
	}
	return nil
}
