package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
)

// edition makes a document of paragraphs. One that begins with "[furniture] "
// is boilerplate. Sentences end at a full stop with a space after it, or at 。.
func edition(lang align.Language, script align.Script, paragraphs ...string) *align.Document {
	d := &align.Document{Format: "html", Encoding: "UTF-8", Language: lang, Script: script}
	for i, text := range paragraphs {
		p := align.Paragraph{Text: text, Kind: align.Body, Pos: 3*i + 1, Language: lang}
		if rest, ok := strings.CutPrefix(text, "[furniture] "); ok {
			p.Text, p.Kind, p.Reason = rest, align.Boilerplate, "share bar"
		}
		for start := 0; start < len(p.Text); {
			end := len(p.Text)
			for _, stop := range []string{". ", "。"} {
				if k := strings.Index(p.Text[start:], stop); k >= 0 {
					end = min(end, start+k+len(stop))
				}
			}
			d.Sentences = append(d.Sentences, align.Sentence{Paragraph: i, Start: start, End: end})
			start = end
		}
		d.Paragraphs = append(d.Paragraphs, p)
	}
	return d
}

// bead makes a paragraph bead. Ids are written "1 2".
func bead(en, zh string, score float64, flags ...align.Flag) align.Bead {
	ids := func(s string) (list []int) {
		for f := range strings.FieldsSeq(s) {
			var n int
			fmt.Sscan(f, &n)
			list = append(list, n)
		}
		return list
	}
	return align.Bead{EN: ids(en), ZH: ids(zh), Score: score, Flags: flags}
}

// pairSentences gives each paragraph bead one sentence bead for each sentence
// of the shorter side; the last one takes what is left.
func pairSentences(al *align.Alignment) {
	for parent, b := range al.Beads {
		en, zh := al.EN.SentencesOf(b.EN), al.ZH.SentencesOf(b.ZH)
		for len(en)+len(zh) > 0 {
			i, j := min(1, len(en)), min(1, len(zh))
			if len(en) <= 1 || len(zh) <= 1 {
				i, j = len(en), len(zh)
			}
			s := align.Bead{EN: en[:i:i], ZH: zh[:j:j], Score: b.Score, Parent: parent}
			if i == 0 || j == 0 {
				s.Flags = []align.Flag{{Kind: align.NoCounterpart}}
			}
			al.Sentences = append(al.Sentences, s)
			en, zh = en[i:], zh[j:]
		}
	}
}

// of makes an alignment of paragraphs that match one to one.
func of(en, zh []string) *align.Alignment {
	al := &align.Alignment{EN: edition(align.English, "", en...), ZH: edition(align.Chinese, align.Hant, zh...)}
	for i := range en {
		al.Beads = append(al.Beads, align.Bead{EN: []int{i}, ZH: []int{i}, Score: 0.97})
	}
	return al
}

// small is an alignment with short texts: a 1-1, a 2-1, a 1-0, a 1-1 and a 1-1
// row, and a menu.
func small() *align.Alignment {
	al := &align.Alignment{
		EN: edition(align.English, "",
			"The first one speaks of trees. They are green.", "Rivers come second here.", "Lakes are third of all.",
			"Only the English has this.", "Mountains stand in the fourth. They are high. They are old.", "The sea ends it.",
			"[furniture] Subscribe to our letter"),
		ZH: edition(align.Chinese, align.Hans,
			"第一段讲树木。树是绿的。", "第二段讲河流与湖泊。", "第四段讲山。山很高。山很老。", "最后讲大海。"),
		Beads: []align.Bead{bead("0", "0", 0.9), bead("1 2", "1", 0.8), bead("3", "", 0.7, align.Flag{Kind: align.NoCounterpart}),
			bead("4", "2", 0.95), bead("5", "3", 0.9), bead("6", "", 1)},
	}
	pairSentences(al)
	return al
}

// reporter is a *testing.T or a *rapid.T.
type reporter interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// written returns the sheets of an alignment as they would come back untouched.
func written(t reporter, al *align.Alignment) Returned {
	t.Helper()
	l, err := NewLayout(al)
	if err != nil {
		t.Fatal(err)
	}
	sheet := func(name string, rows []Row) *Sheet {
		s := &Sheet{Name: name}
		for i, r := range rows {
			re := Entry{Sheet: name, Row: i + 2, ID: r.ID, Hash: r.Hash, Status: StatusWord(r.Status), Comment: ShowComment(r.Comment), Locked: r.locked()}
			re.EN, _ = ShowUnits(r.Units[align.EN])
			re.ZH, _ = ShowUnits(r.Units[align.ZH])
			s.Entries = append(s.Entries, re)
		}
		return s
	}
	back := Returned{Review: sheet(ReviewSheet, l.Pairs), Sentences: sheet(SentencesSheet, l.Sentences), Removed: &Sheet{Name: RemovedSheet},
		Names: []string{ReviewSheet, SentencesSheet, RemovedSheet}}
	for i, m := range l.Removals {
		re := Entry{Sheet: RemovedSheet, Row: i + 2, ID: m.ID, Hash: m.Hash, Comment: ShowComment(m.Comment), Locked: slices.Clone(m.Locked)}
		back.Removed.Entries = append(back.Removed.Entries, re)
	}
	return back
}

// editor is a reviewer at work: it changes fields of rows by their IDs.
type editor struct {
	reporter
	*Returned
}

// reviewed lets a reviewer edit the rows of an alignment, and applies them.
func reviewed(t reporter, al *align.Alignment, edit func(e editor)) *Reviewed {
	t.Helper()
	back := written(t, al)
	edit(editor{t, &back})
	r, err := Apply(al, back)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// find returns the sheet of a row, and its index there.
func (e editor) find(id string) (*Sheet, int) {
	e.Helper()
	sheet := e.Review
	switch {
	case strings.HasPrefix(id, "R"):
		sheet = e.Removed
	case strings.Contains(id, "."):
		sheet = e.Sentences
	}
	i := slices.IndexFunc(sheet.Entries, func(re Entry) bool { return re.ID == id })
	if i < 0 {
		e.Fatalf("there is no %s on %s", id, sheet.Name)
	}
	return sheet, i
}

func (e editor) row(id string) *Entry {
	e.Helper()
	sheet, i := e.find(id)
	return &sheet.Entries[i]
}

func (e editor) set(id string, f Field, text string) {
	e.Helper()
	re := e.row(id)
	re.Locked = slices.DeleteFunc(re.Locked, func(v Value) bool { return v.Field == f })
	re.Set(f, text)
}

func (e editor) get(id string, f Field) string {
	e.Helper()
	re := e.row(id)
	switch f {
	case FieldEN:
		return re.EN
	case FieldZH:
		return re.ZH
	}
	e.Fatalf("%s is not read by a test", f)
	return ""
}

func (e editor) replace(id string, f Field, old, new string) {
	e.Helper()
	text := e.get(id, f)
	if !strings.Contains(text, old) {
		e.Fatalf("%s: %q does not hold %q", id, text, old)
	}
	e.set(id, f, strings.Replace(text, old, new, 1))
}

func (e editor) delete(id string) {
	e.Helper()
	sheet, i := e.find(id)
	sheet.Entries = slices.Delete(sheet.Entries, i, i+1)
	sheet.number()
}

// insert puts a row without ID above that of id.
func (e editor) insert(id, en, zh string) {
	e.Helper()
	sheet, i := e.find(id)
	sheet.Entries = slices.Insert(sheet.Entries, i, Entry{Sheet: sheet.Name, EN: en, ZH: zh})
	sheet.number()
}

// copyRow puts a copy of a row below it, and returns it.
func (e editor) copyRow(id string) *Entry {
	e.Helper()
	sheet, i := e.find(id)
	sheet.Entries = slices.Insert(sheet.Entries, i+1, sheet.Entries[i])
	sheet.number()
	return &sheet.Entries[i+1]
}

// number gives the rows of a sheet their numbers.
func (s *Sheet) number() {
	for i := range s.Entries {
		s.Entries[i].Row = i + 2
	}
}
