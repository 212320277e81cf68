package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bitext/align"
	"bitext/align/trace"
)

// text is a unit in the model: a paragraph or a part of one, and where it stands
// in its edition.
type text struct {
	at, part int
	string
}

// pairing is a bead in the model.
type pairing struct {
	sides   [2][]text
	status  string
	comment string
	dropped bool
}

// vocabulary has words that a sheet could damage.
var vocabulary = []string{"river", "stone.", "light", "over", "under. ", "||", "=1", "_x0041_", "¶", "🐼", "\nline", "\r\ncr", "\u00a0nbsp\u00a0", "\vtab", "\u2028sep", "a  b", "\tx", "end. "}

// drawAlignment makes an alignment of random texts, each with a word that no
// other has, and its model.
func drawAlignment(t *rapid.T) (*align.Alignment, [][]*pairing) {
	var sides [2][]string
	var model [][]*pairing
	var beads []align.Bead
	rows := rapid.IntRange(1, 14).Draw(t, "rows")
	for range rows {
		p := &pairing{}
		b := align.Bead{Score: 0.9}
		n := [2]int{rapid.IntRange(0, 3).Draw(t, "en"), rapid.IntRange(0, 2).Draw(t, "zh")}
		if n == [2]int{} {
			n[align.EN] = 1
		}
		for s := range align.Sides {
			for range n[s] {
				id := len(sides[s])
				words := []string{fmt.Sprintf("%c%dq%s begins", 'A'+s, id, rapid.SampledFrom([]string{"", "\u00a0", "\v"}).Draw(t, "space"))}
				for range rapid.IntRange(1, 8).Draw(t, "words") {
					words = append(words, rapid.SampledFrom(vocabulary).Draw(t, "word"))
				}
				words = append(words, fmt.Sprintf("z%d%c.", id, 'a'+s))
				sides[s] = append(sides[s], strings.Join(words, " "))
				p.sides[s] = append(p.sides[s], text{id, 0, sides[s][id]})
				if s == align.EN {
					b.EN = append(b.EN, id)
				} else {
					b.ZH = append(b.ZH, id)
				}
			}
		}
		beads, model = append(beads, b), append(model, []*pairing{p})
	}
	al := &align.Alignment{
		EN:    edition(align.English, "", sides[align.EN]...),
		ZH:    edition(align.Chinese, align.Hans, sides[align.ZH]...),
		Beads: beads,
	}
	pairSentences(al)
	return al, model
}

// plainCut returns a place in a text where a reviewer can cut it.
func plainCut(s string) int { return strings.Index(s, " begins") }

// drawEdit does something to row i of the workbook and of the model. Rows i-1 and
// i+1 have not been edited and will not be.
func drawEdit(t *rapid.T, e editor, model [][]*pairing, i int) {
	p, id := model[i][0], fmt.Sprintf("P%d", i+1)
	side := rapid.IntRange(0, 1).Draw(t, "side")
	if len(p.sides[side]) == 0 {
		side = 1 - side
	}
	col := sideFields[side]
	last := len(p.sides[side]) - 1
	switch op := rapid.SampledFrom([]string{"status", "comment", "edit", "drop", "unpair", "merge up", "split", "move down",
		"move up", "part up", "merge by hand", "far side", "cut and paste", "middle", "new row", "new row above", "add", "line break", "both sheets"}).Draw(t, "op"); op {
	case "status":
		p.status = rapid.SampledFrom([]string{"ok", "fixed", "rejected"}).Draw(t, "status")
		e.set(id, FieldStatus, p.status)
	case "comment":
		p.comment = "I say: = || ¶"
		e.set(id, FieldComment, p.comment)
	case "edit":
		was := p.sides[side][last].string
		p.sides[side][last].string = strings.ReplaceAll(strings.TrimSpace(Show(was)), "\u2060", "") + " Amended."
		e.set(id, col, e.get(id, col)+" Amended.")
	case "drop":
		p.dropped = true
		e.set(id, FieldAction, ActionDrop)
	case "unpair":
		e.set(id, FieldAction, ActionUnpair)
		if len(p.sides[align.EN])*len(p.sides[align.ZH]) > 0 {
			model[i] = append(model[i], &pairing{sides: [2][]text{nil, p.sides[align.ZH]}})
			p.sides[align.ZH] = nil
		}
	case "merge up":
		if i > 0 {
			e.set(id, FieldAction, ActionMergeUp)
			pour(model[i-1][0], p)
		}
	case "split":
		e.set(id, FieldAction, ActionSplit)
		q := &pairing{}
		for s := range p.sides {
			if len(p.sides[s]) == 0 {
				continue
			}
			k := rapid.IntRange(0, len(p.sides[s])-1).Draw(t, "unit")
			u := p.sides[s][k]
			head, tail := u, u
			head.string, tail.string, tail.part = u.string[:plainCut(u.string)], strings.TrimSpace(u.string[plainCut(u.string):]), 1
			e.replace(id, sideFields[s], Show(head.string)+" begins", Show(head.string)+" || begins")
			head.string = strings.TrimSpace(head.string)
			q.sides[s] = append([]text{tail}, p.sides[s][k+1:]...)
			p.sides[s] = append(slices.Clone(p.sides[s][:k]), head)
		}
		model[i] = append(model[i], q)
	case "move down", "move up":
		if d := len(p.sides[side]) - len(p.sides[1-side]); d < 0 {
			side, last = 1-side, len(p.sides[1-side])-1
		} else if d == 0 {
			return
		}
		if op == "move up" && i > 0 {
			e.set(id, FieldAction, op)
			pour(model[i-1][0], &pairing{sides: with1(side, p.sides[side][0])})
			p.sides[side] = p.sides[side][1:]
		} else if op == "move down" && i+1 < len(model) {
			e.set(id, FieldAction, op)
			pour(model[i+1][0], &pairing{sides: with1(side, p.sides[side][last])})
			p.sides[side] = p.sides[side][:last]
		}
	case "part up":
		if i == 0 {
			return
		}
		u := &p.sides[side][0]
		e.set(id, FieldAction, ActionMoveUp)
		head := u.string[:plainCut(u.string)]
		e.replace(id, col, Show(head)+" begins", Show(head)+"|| begins")
		pour(model[i-1][0], &pairing{sides: with1(side, text{u.at, 0, strings.TrimSpace(head)})})
		u.string, u.part = strings.TrimSpace(u.string[len(head):]), 1
	case "merge by hand":
		if i == 0 {
			return
		}
		above := fmt.Sprintf("P%d", i)
		for s := range p.sides {
			if now := e.get(id, sideFields[s]); now != "" {
				e.set(above, sideFields[s], strings.Trim(e.get(above, sideFields[s])+"\n¶ "+now, "\n"))
			}
		}
		if rapid.Bool().Draw(t, "delete") {
			e.delete(id)
		} else {
			e.set(id, FieldEN, "")
			e.set(id, FieldZH, "")
		}
		pour(model[i-1][0], p)
	case "far side": // pasted without ¶ where it does not follow on
		to := i + 1
		if rapid.Bool().Draw(t, "up") {
			to = i - 1
		}
		if to < 0 || to == len(model) {
			return
		}
		for s := range p.sides {
			other, now := fmt.Sprintf("P%d", to+1), e.get(id, sideFields[s])
			if was := e.get(other, sideFields[s]); to > i {
				e.set(other, sideFields[s], strings.Trim(was+"\n"+now, "\n"))
			} else {
				e.set(other, sideFields[s], strings.Trim(now+"\n"+was, "\n"))
			}
			e.set(id, sideFields[s], "")
		}
		if rapid.Bool().Draw(t, "delete") {
			e.delete(id)
		}
		pour(model[to][0], p)
	case "middle":
		u := &p.sides[side][last]
		from, to := plainCut(u.string)+1, strings.LastIndex(u.string, "z")
		middle := u.string[from:to]
		if i+1 == len(model) || strings.Contains(middle, "\n") || ambiguous(model, side, strings.TrimSpace(middle)) {
			return // what stands twice may be taken for the other one
		}
		e.replace(id, col, Show(middle), "")
		m := &pairing{sides: with1(side, text{u.at, 1, strings.TrimSpace(middle)})}
		u.string = u.string[:from] + u.string[to:]
		below := fmt.Sprintf("P%d", i+2)
		if was := e.get(below, col); rapid.Bool().Draw(t, "new row") {
			e.insert(below, []string{Show(middle), ""}[side], []string{"", Show(middle)}[side])
			model[i] = append(model[i], m)
		} else {
			e.set(below, col, Show(middle)+strings.TrimSuffix("\n¶ "+was, "\n¶ "))
			pour(model[i+1][0], m)
		}
	case "new row above":
		q := &pairing{}
		var cells [2]string
		for s := range p.sides {
			if len(p.sides[s]) == 0 {
				continue
			}
			u := &p.sides[s][0]
			head := u.string[:plainCut(u.string)]
			cells[s] = Show(head)
			e.replace(id, sideFields[s], Show(head)+" begins", "begins")
			q.sides[s] = []text{{u.at, 0, strings.TrimSpace(head)}}
			u.string, u.part = strings.TrimSpace(u.string[len(head):]), 1
		}
		e.insert(id, cells[align.EN], cells[align.ZH])
		model[i] = append([]*pairing{q}, model[i]...)
	case "cut and paste":
		if i+1 == len(model) {
			return
		}
		u := p.sides[side][last]
		head := u.string[:plainCut(u.string)]
		shown := e.get(id, col)
		at := strings.LastIndex(shown, Show(head)+" begins") + len(Show(head))
		below := fmt.Sprintf("P%d", i+2)
		e.set(below, col, shown[at:]+"\n"+e.get(below, col))
		e.set(id, col, shown[:at])
		pour(model[i+1][0], &pairing{sides: with1(side, text{u.at, 1, strings.TrimSpace(u.string[len(head):])})})
		p.sides[side][last].string = strings.TrimSpace(head)
	case "new row":
		if last == 0 {
			return
		}
		u := p.sides[side][last]
		shown := e.get(id, col)
		at := strings.LastIndex(shown, "\n¶ "+Show(u.string[:plainCut(u.string)]))
		var cells [2]string
		cells[side] = shown[at:]
		e.set(id, col, shown[:at])
		if rapid.Bool().Draw(t, "at the end") {
			e.Review.Entries = append(e.Review.Entries, Entry{Sheet: ReviewSheet, Row: len(model) * 3, EN: cells[0], ZH: cells[1]})
		} else {
			e.insert(id, cells[0], cells[1])
		}
		p.sides[side] = p.sides[side][:last]
		model[i] = append(model[i], &pairing{sides: with1(side, u)})
	case "line break":
		e.replace(id, col, e.get(id, col), strings.Join(strings.Split(e.get(id, col), " begins"), "\nbegins"))
		for k := range p.sides[side] {
			if u := &p.sides[side][k]; strings.Contains(u.string, " begins") {
				u.string = strings.ReplaceAll(strings.TrimSpace(Show(u.string)), "\u2060", "")
				u.string = strings.ReplaceAll(u.string, " begins", "\nbegins")
			}
		}
	case "both sheets":
		u := &p.sides[side][last]
		word := strings.Fields(u.string)[0]
		at := slices.IndexFunc(e.Sentences.Entries, func(re Entry) bool { return strings.Contains(re.text(align.Side(side)), word+" begins") })
		if strings.ReplaceAll(strings.TrimSpace(Show(u.string)), "\u2060", "") != u.string || at < 0 {
			return // white space that is shown otherwise
		}
		re := &e.Sentences.Entries[at]
		re.Set(col, strings.Replace(re.text(align.Side(side)), word+" begins", word+" starts", 1))
		u.string = strings.Replace(u.string, " begins", " starts", 1)
		if rapid.Bool().Draw(t, "and on Review") {
			u.string += " Amended."
			e.set(id, col, e.get(id, col)+" Amended.")
		}
	case "add":
		if len(p.sides[1-side]) > 0 {
			return
		}
		e.set(id, sideFields[1-side], "Quite another thing, never seen.")
		p.sides[1-side] = []text{{-1, 0, "Quite another thing, never seen."}}
	}
}

// ambiguous reports whether more than one text of a side holds a piece.
func ambiguous(model [][]*pairing, side int, piece string) bool {
	n := 0
	for _, rows := range model {
		for _, p := range rows {
			for _, u := range p.sides[side] {
				if strings.Contains(u.string, piece) {
					n++
				}
			}
		}
	}
	return n > 1
}

func with1(side int, u text) (sides [2][]text) {
	sides[side] = []text{u}
	return sides
}

// pour moves the texts of a pairing to another.
func pour(to, from *pairing) {
	for s := range to.sides {
		to.sides[s] = append(to.sides[s], from.sides[s]...)
		slices.SortStableFunc(to.sides[s], func(a, b text) int { return cmp.Or(cmp.Compare(a.at, b.at), a.part-b.part) })
		from.sides[s] = nil
	}
}

// shuffled puts the rows of a sheet in another order, with line ends as on Windows.
func shuffled(t *rapid.T, s *Sheet) {
	s.Entries = rapid.Permutation(s.Entries).Draw(t, "rows")
	if rapid.Bool().Draw(t, "crlf") {
		for i := range s.Entries {
			for _, text := range []*string{&s.Entries[i].EN, &s.Entries[i].ZH, &s.Entries[i].Comment} {
				*text = strings.ReplaceAll(*text, "\n", "\r\n")
			}
		}
	}
	s.number()
}

// Whatever a reviewer does, it comes back as that and nothing else.
func TestApplyRandomEdits(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		al, model := drawAlignment(rt)
		back := written(rt, al)
		for i := rapid.IntRange(0, 3).Draw(rt, "first"); i < len(model); i += 3 {
			drawEdit(rt, editor{rt, &back}, model, i)
		}
		if rapid.Bool().Draw(rt, "leave the hash behind") {
			leaveHash(rt, al, back.Review)
		} else if rapid.Bool().Draw(rt, "overwrite the IDs") {
			for i := range back.Review.Entries {
				if re := &back.Review.Entries[i]; re.ID != "" {
					re.ID = fmt.Sprint(i + 1)
				}
			}
		}
		if rapid.Bool().Draw(rt, "shuffle") {
			shuffled(rt, back.Review)
			shuffled(rt, back.Sentences)
		}
		r, err := Apply(al, back)
		if err != nil {
			rt.Fatal(err)
		}
		if len(r.Conflicts) > 0 {
			rt.Fatalf("conflicts %v", r.Conflicts)
		}
		var want []string
		for _, slot := range model {
			for _, p := range slot {
				want = append(want, p.lines()...)
			}
		}
		var got []string
		for _, b := range r.Alignment.Beads {
			p := pairing{status: string(b.Status), comment: b.Comment, dropped: r.Alignment.Removed(b)}
			for s, ids := range [2][]int{b.EN, b.ZH} {
				doc := []*align.Document{r.Alignment.EN, r.Alignment.ZH}[s]
				for _, id := range ids {
					p.sides[s] = append(p.sides[s], text{string: doc.Paragraphs[id].Text})
				}
			}
			got = append(got, p.lines()...)
		}
		if d := gocmp.Diff(want, got); d != "" {
			rt.Fatalf("-want +got:\n%s\n%v", d, r.Changes)
		}
	})
}

// leaveHash moves the hashes of a sheet on by a row, as a sort of the other columns does,
// if a row is there that was not edited: it tells what the hashes do not.
func leaveHash(t *rapid.T, al *align.Alignment, s *Sheet) {
	was := make(map[string]Entry)
	for _, re := range written(t, al).Review.Entries {
		was[re.ID] = re
	}
	var rows []*Entry
	intact := 0
	for i := range s.Entries {
		if re := &s.Entries[i]; re.ID != "" {
			rows = append(rows, re)
			if re.EN == was[re.ID].EN && re.ZH == was[re.ID].ZH {
				intact++
			}
		}
	}
	if intact == 0 || len(rows) < 2 {
		return
	}
	last := rows[len(rows)-1].Hash
	for _, re := range rows {
		re.Hash, last = last, re.Hash
	}
}

// A text that was copied and not cut is a conflict, and is not read.
func TestApplyRandomCopies(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		al, model := drawAlignment(rt)
		back := written(rt, al)
		e := editor{rt, &back}
		from, to := rapid.IntRange(0, len(model)-1).Draw(rt, "from"), rapid.IntRange(0, len(model)-1).Draw(rt, "to")
		side := rapid.IntRange(0, 1).Draw(rt, "side")
		units := model[from][0].sides[side]
		if from == to || len(units) == 0 || trace.Weight([]rune(units[0].string)) < 2*copyLength {
			return
		}
		text := Show(units[rapid.IntRange(0, len(units)-1).Draw(rt, "unit")].string)
		id, col := fmt.Sprintf("P%d", to+1), sideFields[side]
		gap := rapid.SampledFrom([]string{" ", "\n", "\n¶ "}).Draw(rt, "gap")
		if rapid.Bool().Draw(rt, "before") {
			e.set(id, col, strings.Trim(text+gap+e.get(id, col), "\n¶ "))
		} else {
			e.set(id, col, strings.Trim(e.get(id, col)+gap+text, "\n¶ "))
		}
		r, err := Apply(al, back)
		if err != nil {
			rt.Fatal(err)
		}
		if len(r.Conflicts) == 0 || r.Conflicts[0].Code != standsTwice {
			rt.Fatalf("changes %v, conflicts %v", r.Changes, r.Conflicts)
		}
		if d := gocmp.Diff(shapes(al, al.Beads, al.Text), shapes(r.Alignment, r.Alignment.Beads, r.Alignment.Text)); d != "" {
			rt.Fatalf("-want +got:\n%s", d)
		}
	})
}

// lines writes a pairing, a line for each bead that it becomes.
func (p *pairing) lines() (lines []string) {
	end := fmt.Sprintf(" [%s %q %v]", p.status, p.comment, p.dropped)
	var sides [2][]string
	for s, texts := range p.sides {
		for _, u := range texts {
			sides[s] = append(sides[s], fmt.Sprintf("%q", u.string))
			if p.dropped {
				lines = append(lines, fmt.Sprint(s, sides[s], end))
				sides[s] = nil
			}
		}
	}
	if !p.dropped && len(sides[0])+len(sides[1]) > 0 {
		lines = append(lines, fmt.Sprint(sides[0], " | ", sides[1], end))
	}
	return lines
}
