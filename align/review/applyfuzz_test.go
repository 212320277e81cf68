package review

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"bitext/align"
	"bitext/align/trace"
)

// letters are the characters of a text that have to be in the result.
func letters(s string) []rune {
	var list []rune
	for _, r := range unshow(s) {
		if !unicode.IsSpace(r) && r != wordJoiner && r != '¶' && r != '|' {
			list = append(list, r)
		}
	}
	slices.Sort(list)
	return list
}

// FuzzApply has a reviewer write anything into cells and choose any action. What
// comes back is consistent, holds every character that stands in the cells, unless
// there is a conflict, and goes round again.
func FuzzApply(f *testing.F) {
	f.Add("3 4 \"Rivers come second here.||Lakes\" \"\"")
	f.Add("0 1 \"\" \"第一段||\"\n1 2 \"\" \"\"")
	f.Add("3 0 \"They are old. Mountains stand in the fourth.\" \"\"\n4 0 \"They are high. The sea ends it.\" \"-\"")
	f.Add("s5 1 \"\" \"\"")
	f.Fuzz(func(t *testing.T, script string) { anything(t, script) })
}

// TestApplyAnything is the same with texts made of what stands in the cells.
func TestApplyAnything(t *testing.T) {
	fragments := []string{"||", "\n¶ ", " ", "Snow. ", "第一段讲树木。", "树是绿的。", "第二段讲河流与湖泊。", "第四段讲山。", "山很高。", "山很老。", "最后讲大海。"}
	for _, p := range small().EN.Paragraphs {
		for s := range strings.SplitAfterSeq(p.Text, ". ") {
			fragments = append(fragments, s, s[:len(s)/2], s[len(s)/2:])
		}
		fragments = append(fragments, p.Text, p.Text)
	}
	text := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 5), func(s []string) string { return strings.Join(s, "") })
	rapid.Check(t, func(t *rapid.T) {
		var script strings.Builder
		for range rapid.IntRange(1, 6).Draw(t, "lines") {
			sheet := rapid.SampledFrom([]string{"", "", "s"}).Draw(t, "sheet")
			row, action := rapid.IntRange(0, 8).Draw(t, "row"), rapid.IntRange(0, 9).Draw(t, "action")
			fmt.Fprintf(&script, "%s%d %d %q %q\n", sheet, row, action, text.Draw(t, "en"), text.Draw(t, "zh"))
		}
		anything(t, script.String())
	})
}

// anything has a reviewer write what a script says.
func anything(t reporter, script string) {
	al := small()
	tb := written(t, al)
	for line := range strings.Lines(script) {
		reviewLine(tb, strings.TrimSpace(line))
	}
	r, err := Apply(al, tb)
	if err != nil {
		if strings.Contains(err.Error(), "inconsistent") {
			t.Fatal(err)
		}
		return
	}
	dropped := slices.ContainsFunc(r.Changes, func(c Change) bool { return c.Kind == Dropped })
	if len(r.Conflicts) == 0 && !dropped && !strings.Contains(script, "s") {
		sameLetters(t, tb.Review, r.Alignment)
	}
	nothingLost(t, al, tb, r, dropped)
	again, err := Apply(r.Alignment, written(t, r.Alignment))
	if err != nil || len(again.Changes)+len(again.Conflicts) > 0 {
		t.Fatalf("the second time: %v, changes %v, conflicts %v", err, again.Changes, again.Conflicts)
	}
}

// nothingLost fails the test unless every sentence of the editions that stands in
// cells of both sheets is in the result, and in it no more often than in the cells
// or the editions if Sentences was left alone and no row dropped. What is in conflict is as it was, so
// this holds with --force.
func nothingLost(t reporter, al *align.Alignment, tb Returned, r *Reviewed, anyDropped bool) {
	t.Helper()
	var untouched [2]string // the texts on Sentences
	was := written(t, al).Sentences.Entries
	for _, re := range was {
		for side := range align.Sides {
			untouched[side] += newSearchKey(re.text(side)).key() + "\n"
		}
	}
	for side := range align.Sides {
		doc := al.Document(side)
		var before, review, sentences, dropped, after strings.Builder
		for _, x := range []struct {
			to *strings.Builder
			*Sheet
		}{{&review, tb.Review}, {&sentences, tb.Sentences}} {
			for i, re := range x.Entries {
				text := newSearchKey(re.text(side)).key() + "\n"
				x.to.WriteString(text)
				if x.to == &sentences && re.Action == ActionDrop {
					dropped.WriteString(text + newSearchKey(was[i].text(side)).key())
				}
			}
		}
		for _, x := range []struct {
			to *strings.Builder
			*align.Document
		}{{&before, doc}, {&after, r.Alignment.Document(side)}} {
			for _, p := range x.Paragraphs {
				x.to.WriteString(newSearchKey(p.Text).key() + "\n")
			}
		}
		for id := range doc.Sentences {
			if trace.Weight(newSearchKey(doc.SentenceText(id)).runes) < 2*copyLength {
				continue // so little may be there by chance
			}
			count := func(in *strings.Builder) int {
				return strings.Count(in.String(), newSearchKey(doc.SentenceText(id)).key())
			}
			lost := !strings.Contains(strings.ReplaceAll(after.String(), "\n", ""), newSearchKey(doc.SentenceText(id)).key()) // it may be cut
			is, most := count(&after), max(count(&before), count(&review))
			if lost && min(count(&review), count(&sentences)) > 0 && count(&dropped) == 0 || is > most && !anyDropped && sentences.String() == untouched[side] {
				t.Fatalf("%q stands %d times in the result\n%s\nand %d times in the cells\n%s\nchanges %v\nconflicts %v",
					doc.SentenceText(id), is, after.String(), count(&review), review.String(), r.Changes, r.Conflicts)
			}
		}
	}
}

// reviewLine carries out one line: a row number, with s before it for Sentences; the
// number of an action; texts for both sides, "" for no change.
func reviewLine(tb Returned, line string) {
	sheet := tb.Review
	if rest, ok := strings.CutPrefix(line, "s"); ok {
		sheet, line = tb.Sentences, rest
	}
	var fields []string
	for range 2 {
		word, rest, _ := strings.Cut(line, " ")
		fields, line = append(fields, word), rest
	}
	n, err := strconv.Atoi(fields[0])
	if err != nil || n < 0 || n >= len(sheet.Entries) {
		return
	}
	re := &sheet.Entries[n]
	if a, err := strconv.Atoi(fields[1]); err == nil && a > 0 && a <= len(Actions) {
		re.Action = Actions[a-1].English
	}
	for _, to := range []*string{&re.EN, &re.ZH} {
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			return
		}
		line = strings.TrimSpace(line[len(quoted):])
		if text, _ := strconv.Unquote(quoted); text != "" {
			*to = strings.Map(typed, text)
		}
	}
}

// typed is what can be typed into a cell.
func typed(r rune) rune {
	if unicode.IsControl(r) && r != '\n' || r >= 0xFFFD && r <= 0xFFFF {
		return -1
	}
	return r
}

func sameLetters(t reporter, sheet *Sheet, al *align.Alignment) {
	t.Helper()
	for side := range align.Sides {
		doc := al.Document(side)
		var cells, texts strings.Builder
		for _, re := range sheet.Entries {
			cells.WriteString(re.text(side))
		}
		for _, p := range doc.Paragraphs {
			if p.Kind != align.Boilerplate || p.Dropped() { // furniture stands in no cell
				texts.WriteString(Show(p.Text))
			}
		}
		if !slices.Equal(letters(cells.String()), letters(texts.String())) {
			t.Fatalf("the cells hold\n%q\nand the result\n%q", cells.String(), texts.String())
		}
	}
}

// A review without its main sheet is an error.
func TestApplyWithoutReview(t *testing.T) {
	r, err := Apply(small(), Returned{})
	if _, ok := errors.AsType[*align.InputError](err); !ok {
		t.Errorf("got %v, %v, want an input error", r, err)
	}
}
