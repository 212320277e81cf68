package review

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/trace"
)

// Layout is an alignment as the rows of a review.
type Layout struct {
	Alignment *align.Alignment
	Numbers   [align.Sides]Numbering
	Pairs     []Row // of paragraphs
	Sentences []Row // of sentences
	Removals  []Removal

	changed [align.Sides]map[int][][2]int // words of paragraphs that a reviewer has changed
}

// Row is a bead as a reviewer gets it.
type Row struct {
	align.Row // its Text is not the one to show: see Units and Show

	Units [align.Sides][]string
	Refs  [align.Sides]string // where the units stand, as people count: "3–4"
	Words [align.Sides]int    // see align.Words
	Hash  string
	Opens bool // whether it is the first row of its paragraph bead

	// Changed are the words that a reviewer has changed or added, as bytes of each of Units.
	Changed [align.Sides][][][2]int
}

// locked returns the fields of a row that are not the reviewer's.
func (r *Row) locked() []Value {
	return []Value{
		{FieldRefEN, r.Refs[align.EN]}, {FieldRefZH, r.Refs[align.ZH]}, {FieldShape, r.Shape()}, {FieldFlags, r.Said()},
		{FieldWordsEN, r.wordCount(align.EN)}, {FieldWordsZH, r.wordCount(align.ZH)},
		{FieldScore, strconv.FormatFloat(align.ShownScore(r.Score), 'g', -1, 64)},
	}
}

// Said returns why to look at the row, and what a reviewer did to it, a line each.
func (r *Row) Said() string {
	said := []string{FlagText(r.Flags)}
	edited := func(units [][][2]int) bool {
		return slices.ContainsFunc(units, func(m [][2]int) bool { return len(m) > 0 })
	}
	if edited(r.Changed[align.EN]) || edited(r.Changed[align.ZH]) {
		said = append(said, EditedWord.In(align.English))
	}
	if r.ByHand {
		said = append(said, ByHandWord.In(align.English))
	}
	return strings.TrimPrefix(strings.Join(said, "\n"), "\n")
}

// wordCount returns the number of words of a side in figures, "" for an empty side.
func (r *Row) wordCount(side align.Side) string {
	if len(r.Units[side]) == 0 {
		return ""
	}
	return strconv.Itoa(r.Words[side])
}

// Removal is a row of Removed: a paragraph that was taken for page
// furniture or dropped, or the text that a paragraph had before it was edited.
type Removal struct {
	ID        string // R1
	Side      align.Side
	Source    bool // whether it is the text before an edit
	Comment   string
	Hash      string
	Locked    []Value // edition, place, reason and text
	paragraph int     // its id
	bead      int     // unless it is a source: index in the alignment's Beads
	text      string
}

// Edition, Place, Reason and Text are the fields of the row as a reviewer sees them.
func (m *Removal) Edition() string { return m.Locked[0].Text }
func (m *Removal) Place() string   { return m.Locked[1].Text }
func (m *Removal) Reason() string  { return m.Locked[2].Text }
func (m *Removal) Text() string    { return m.Locked[3].Text }

// Numbering holds the numbers of the units of an edition as people count them.
type Numbering struct {
	Paragraphs []int // by id: see align.Document.Numbers
	Sentences  []int // by id: the number of the sentence in its paragraph
}

func newNumbering(doc *align.Document) Numbering {
	n := Numbering{Paragraphs: doc.Numbers(), Sentences: make([]int, len(doc.Sentences))}
	seen := make([]int, len(doc.Paragraphs))
	for i, s := range doc.Sentences {
		seen[s.Paragraph]++
		n.Sentences[i] = seen[s.Paragraph]
	}
	return n
}

// NewLayout lays out an alignment. Beads of boilerplate go to Removed, and with them
// the texts that paragraphs had before they were edited. The error says where
// the alignment is not valid.
func NewLayout(al *align.Alignment) (*Layout, error) {
	if err := al.Validate(); err != nil {
		return nil, err
	}
	l := &Layout{Alignment: al, Numbers: [align.Sides]Numbering{newNumbering(al.EN), newNumbering(al.ZH)}}
	for side := range align.Sides {
		l.changed[side] = changedWords(al.Document(side))
	}
	for i, b := range al.Beads {
		for side, id := range unitsOf(b) {
			m := Removal{Side: side, paragraph: id}
			if p := al.Document(side).Paragraphs[id]; al.Removed(b) {
				m.bead, m.text, m.Comment = i, p.Text, b.Comment
			} else if m.Source, m.text = true, p.Source; p.Source == "" {
				continue
			}
			l.remove(m)
		}
	}
	rows := al.Rows(align.LevelParagraph)
	l.Pairs = make([]Row, 0, len(rows))
	for _, r := range rows {
		l.Pairs = append(l.Pairs, l.row(r, func(doc *align.Document, id int) string { return doc.Paragraphs[id].Text }, l.paragraphRef))
	}
	if len(al.Sentences) > 0 {
		rows, last := al.Rows(align.LevelSentence), -1
		l.Sentences = make([]Row, 0, len(rows))
		for _, r := range rows {
			row := l.row(r, (*align.Document).SentenceText, l.sentenceRef)
			row.Opens, last = r.Parent != last, r.Parent
			l.Sentences = append(l.Sentences, row)
		}
	}
	return l, nil
}

// row lays out a row, given what a unit's text and the name of some units are.
func (l *Layout) row(r align.Row, text func(*align.Document, int) string, ref func(align.Side, []int) string) Row {
	row := Row{Row: r}
	for side := range align.Sides {
		for _, id := range r.Bead.Units(side) {
			row.Units[side] = append(row.Units[side], text(l.Alignment.Document(side), id))
			row.Words[side] += align.Words(row.Units[side][len(row.Units[side])-1])
			row.Changed[side] = append(row.Changed[side], l.changedIn(side, id, r.Level()))
		}
		row.Refs[side] = ref(side, r.Bead.Units(side))
	}
	row.Hash = hash(r.ID, row.Units[align.EN], row.Units[align.ZH])
	return row
}

// changedIn returns the words that a reviewer has changed in a unit of a level, or added.
func (l *Layout) changedIn(side align.Side, id int, level align.Level) (words [][2]int) {
	doc := l.Alignment.Document(side)
	var unit align.Sentence
	if level == align.LevelSentence {
		unit = doc.Sentences[id]
	} else {
		unit = align.Sentence{Paragraph: id, End: len(doc.Paragraphs[id].Text)}
	}
	for _, w := range l.changed[side][unit.Paragraph] {
		if from, to := max(w[0], unit.Start), min(w[1], unit.End); from < to {
			words = append(words, [2]int{from - unit.Start, to - unit.Start})
		}
	}
	return words
}

// changedWords returns the words of each paragraph of an edition that a reviewer has changed or
// added; paragraphs that none has are left out.
func changedWords(doc *align.Document) map[int][][2]int {
	all := map[int][][2]int{}
	for id, p := range doc.Paragraphs {
		switch {
		case p.Source != "":
			_, all[id] = trace.Changed(p.Source, p.Text)
		case p.Origin == align.OriginAdded:
			all[id] = [][2]int{{0, len(p.Text)}}
		}
	}
	return all
}

// remove adds a row to Removed.
func (l *Layout) remove(m Removal) {
	m.ID = "R" + strconv.Itoa(len(l.Removals)+1)
	m.Hash = hash(m.ID, []string{m.text}, nil)
	doc := l.Alignment.Document(m.Side)
	paragraph := doc.Paragraphs[m.paragraph]
	reason := strings.TrimSpace(Show(paragraph.Reason) + " " + document.ReasonInChinese(paragraph.Reason))
	if kind, dropped := strings.CutPrefix(paragraph.Reason, align.DroppedReason); dropped {
		reason = droppedReason + Show(kind)
	}
	if m.Source {
		reason = sourceReason
	}
	text, _ := ShowUnits([]string{m.text})
	m.Locked = []Value{
		{FieldEdition, m.Side.Bilingual()},
		{FieldPlace, fmt.Sprintf("%s %d  %s", placeNames[document.PosUnit(doc.Format)], paragraph.Pos, l.placeOf(m))},
		{FieldReason, reason},
		{FieldText, text},
	}
	l.Removals = append(l.Removals, m)
}

// droppedReason begins the reason of a paragraph that a reviewer dropped.
const droppedReason = "dropped in review 审校时舍去: "

// sourceReason is the reason of a text that a paragraph had before it was edited.
const sourceReason = "text before it was edited 编辑前的原文"

// placeNames say what Paragraph.Pos counts, by document.PosUnit.
var placeNames = map[string]string{"line": "line 行", "block": "block 块"}

// placeOf names the paragraph that a text is of, or the place of a removed paragraph
// among the others.
func (l *Layout) placeOf(m Removal) string {
	switch before := l.Numbers[m.Side].Paragraphs[m.paragraph]; {
	case m.Source:
		return fmt.Sprintf("of 属于 ¶ %d", before)
	case before == 0:
		return "before 在前 ¶ 1"
	default:
		return fmt.Sprintf("after 在后 ¶ %d", before)
	}
}

// paragraphRef names paragraphs as people count them, "3–4, 6", with the kind
// of each that is not plain body text below.
func (l *Layout) paragraphRef(side align.Side, ids []int) string {
	var numbers []int
	var kinds []string
	for _, id := range ids {
		numbers = append(numbers, l.Numbers[side].Paragraphs[id])
		if k := l.Alignment.Document(side).Paragraphs[id].Kind; k != align.Body && k != "" {
			kinds = append(kinds, "\n"+Show(string(k)))
		}
	}
	return ranges("", numbers) + strings.Join(kinds, "")
}

// sentenceRef names sentences by paragraph and place in it: "3.1–2, 4.1".
func (l *Layout) sentenceRef(side align.Side, ids []int) string {
	sentences, n := l.Alignment.Document(side).Sentences, l.Numbers[side]
	var parts []string
	for len(ids) > 0 {
		p := sentences[ids[0]].Paragraph
		var numbers []int
		for len(ids) > 0 && sentences[ids[0]].Paragraph == p {
			numbers = append(numbers, n.Sentences[ids[0]])
			ids = ids[1:]
		}
		parts = append(parts, ranges(strconv.Itoa(n.Paragraphs[p])+".", numbers))
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
