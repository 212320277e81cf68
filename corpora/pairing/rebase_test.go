package pairing

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"bitext/align"
	"bitext/align/sheet"
)

// editions are two files in the making.
type editions struct {
	folder string
	en, zh []string
}

// write writes the files under a name, and returns their paths.
func (e editions) write(t testing.TB, name string) (en, zh string) {
	t.Helper()
	en, zh = filepath.Join(e.folder, name+".en.txt"), filepath.Join(e.folder, name+".zh.txt")
	for path, paragraphs := range map[string][]string{en: e.en, zh: e.zh} {
		if err := os.WriteFile(path, []byte(strings.Join(paragraphs, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return en, zh
}

func saveWorkbook(t testing.TB, path string, al *align.Alignment) {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.Write(&b, al, sheet.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

var englishSentences = []string{
	"The mayor wants to sell the last public swimming pool of the town.", "Swimming keeps old people healthy and costs the city little.",
	"A sold pool never comes back, as three neighbouring towns have learned.", "Schools would have to drive their classes to another valley.",
	"The council votes on 14 Tuesdays a year.", "Nobody has asked the 300 children who learn to swim there.",
}

var chineseSentences = []string{
	"市长想卖掉全镇最后一座公共游泳池。", "游泳使老年人保持健康，而城市花费不多。", "游泳池一旦卖掉就不会回来，邻近三个镇已经领教过。",
	"学校就得开车把学生送到另一个山谷去。", "市议会一年有14个星期二投票。", "没有人问过在那里学游泳的300个孩子。",
}

// drawEditions makes editions of numbered paragraphs, so that none is as another.
func drawEditions(t *rapid.T, folder string) editions {
	e := editions{folder: folder}
	for n := range rapid.IntRange(4, 9).Draw(t, "paragraphs") {
		var en, zh []string
		for _, k := range rapid.SliceOfN(rapid.IntRange(0, 5), 1, 3).Draw(t, "sentences") {
			en, zh = append(en, englishSentences[k]), append(zh, chineseSentences[k])
		}
		en, zh = append(en, fmt.Sprintf("So much for point %d.", n+21)), append(zh, fmt.Sprintf("第%d点就说到这里。", n+21))
		switch rapid.IntRange(0, 7).Draw(t, "missing") {
		case 0:
			e.en = append(e.en, strings.Join(en, " "))
		case 1:
			e.zh = append(e.zh, strings.Join(zh, ""))
		default:
			e.en, e.zh = append(e.en, strings.Join(en, " ")), append(e.zh, strings.Join(zh, ""))
		}
	}
	e.en, e.zh = append(e.en, "The end of it all is near, they say."), append(e.zh, "人们说，这一切快要结束了。")
	return e
}

// drawReview does to a workbook what reviewers do.
func drawReview(t *rapid.T, from, to string) {
	f, err := excelize.OpenFile(from)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheets := []string{"Review", "Review", "Review", "Sentences"}
	for n := range rapid.IntRange(1, 6).Draw(t, "edits") {
		name := rapid.SampledFrom(sheets).Draw(t, "sheet")
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		r := rapid.IntRange(2, len(rows)).Draw(t, "row")
		cell := func(col string) string { return fmt.Sprint(col, r) }
		get := func(col string) string {
			text, err := f.GetCellValue(name, cell(col))
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		set := func(col, text string) {
			if err := f.SetCellStr(name, cell(col), text); err != nil {
				t.Fatal(err)
			}
		}
		change := func(col, old, text string) { set(col, strings.Replace(get(col), old, text, 1)) }
		switch op := rapid.SampledFrom([]string{"ok", "fixed", "rejected", "merge up", "unpair", "drop", "move up", "comment", "edit", "write", "split", "fill", "insert"}).Draw(t, "op"); op {
		case "ok", "fixed", "rejected":
			set("I", op)
		case "comment":
			set("K", fmt.Sprintf("comment %d", n))
		case "edit":
			change("E", "the ", "this ")
			change("F", "游泳", "游水")
			set("K", fmt.Sprintf("comment %d", n))
		case "write":
			set("E", get("E")+fmt.Sprintf(" Here %d words are new.", n+51))
			set("F", get("F")+fmt.Sprintf("这里有%d个字是新的。", n+51))
		case "split":
			change("E", ". ", ". || ")
			change("F", "。", "。||")
		case "fill":
			for _, col := range []string{"E", "F"} {
				if get(col) == "" {
					set(col, map[string]string{"E": "What was missing.", "F": "补上的文字。"}[col])
				}
			}
		case "insert":
			if err := f.InsertRows(name, r, 1); err != nil {
				t.Fatal(err)
			}
			set("E", fmt.Sprintf("A row of %d words. It was put in.", n+81))
			set("F", fmt.Sprintf("一行%d个字。是加进来的。", n+81))
		default:
			set("J", op)
		}
	}
	if err := f.SaveAs(to); err != nil {
		t.Fatal(err)
	}
}

// rowTexts lists what rows say: texts, status, comment.
func rowTexts(al *align.Alignment) (rows []string) {
	for _, b := range al.Beads {
		if !al.Removed(b) {
			en, zh := al.Text(b)
			rows = append(rows, fmt.Sprintf("%s | %s [%s %q]", sorted(en), sorted(zh), b.Status, b.Comment))
		}
	}
	return rows
}

// sorted sorts the paragraphs of a row: they may have changed places.
func sorted(text string) string {
	return strings.Join(slices.Sorted(slices.Values(strings.Split(text, "\n"))), "\n")
}

func plainOptions(anchors string) Options {
	return Options{LanguageA: align.English, LanguageB: align.Chinese, Anchors: anchors}
}

// checkSome is rapid.Check with a fifth of its checks, as each writes workbooks.
func checkSome(t *testing.T, property func(*rapid.T)) {
	checks := flag.Lookup("rapid.checks").Value
	all := checks.String()
	n, err := strconv.Atoi(all)
	if err != nil {
		t.Fatal(err)
	}
	defer checks.Set(all)
	checks.Set(strconv.Itoa(max(1, n/5)))
	rapid.Check(t, property)
}

// Whatever reviewers did, their workbook and the one that apply makes of it are the
// same as anchors, round after round; texts, statuses and comments stay.
func TestAnchorsReviewedAndApplied(t *testing.T) {
	checkSome(t, func(rt *rapid.T) {
		folder, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		in := func(name string) string { return filepath.Join(folder, name) }
		e := drawEditions(rt, folder)
		en, zh := e.write(t, "first")
		saveWorkbook(t, in("book.xlsx"), mustAlign(t, en, zh, plainOptions("")).Alignment)
		for round := range 2 {
			drawReview(rt, in("book.xlsx"), in("reviewed.xlsx"))
			r, err := ReadReviewed(in("reviewed.xlsx"), false)
			if err != nil {
				rt.Fatal(err)
			}
			if len(r.Conflicts) > 0 {
				return
			}
			saveWorkbook(t, in("applied.xlsx"), r.Alignment)
			direct, err := AlignFiles(context.Background(), en, zh, plainOptions(in("reviewed.xlsx")))
			if err != nil {
				rt.Fatalf("round %d: %v\n%v", round, err, r.Changes)
			}
			applied, err := AlignFiles(context.Background(), en, zh, plainOptions(in("applied.xlsx")))
			if err != nil {
				rt.Fatalf("round %d: %v\n%v", round, err, r.Changes)
			}
			if d := gocmp.Diff(direct, applied, cmpopts.EquateEmpty()); d != "" {
				rt.Fatalf("reviewed - applied +:\n%s\n%v", d, r.Changes)
			}
			if direct.Review.Superseded > 0 {
				rt.Fatalf("nothing has changed, but %v\n%v", direct.Review.Notes, r.Changes)
			}
			settledRows(rt, r.Alignment, direct)
			for _, d := range []struct{ was, is *align.Document }{{r.Alignment.EN, direct.Alignment.EN}, {r.Alignment.ZH, direct.Alignment.ZH}} {
				if diff := gocmp.Diff(d.was.Paragraphs, d.is.Paragraphs, cmpopts.IgnoreFields(align.Paragraph{}, "Pos")); diff != "" {
					rt.Fatalf("paragraphs, reviewed - aligned again +:\n%s\n%v", diff, r.Changes)
				}
			}
			if err := os.Rename(in("applied.xlsx"), in("book.xlsx")); err != nil {
				rt.Fatal(err)
			}
		}
	})
}

// settledRows fails if a row that the reviewer stands for is not as it was, or a
// comment is gone.
func settledRows(t *rapid.T, reviewed *align.Alignment, p *Pair) {
	rows := rowTexts(p.Alignment)
	var comments strings.Builder
	for _, b := range slices.Concat(p.Beads, p.Sentences) {
		comments.WriteString(b.Comment + "\n")
	}
	for _, b := range reviewed.Beads {
		en, zh := reviewed.Text(b)
		en, zh = sorted(en), sorted(zh)
		row := fmt.Sprintf("%s | %s [%s ", en, zh, b.Status)
		if b.Settled() && !reviewed.Removed(b) && !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, row) }) {
			t.Fatalf("the row %s is gone; there are\n%s", row, strings.Join(rows, "\n"))
		}
	}
	for _, b := range slices.Concat(reviewed.Beads, reviewed.Sentences) {
		for line := range strings.Lines(b.Comment + "\n") {
			if !strings.Contains(comments.String(), line) {
				t.Fatalf("the comment %q is gone", line)
			}
		}
	}
}

// When editions are published again, whatever reviewers did either stands or is
// said to be lost, and nothing of the files is missing.
func TestAnchorsRepublished(t *testing.T) {
	checkSome(t, func(rt *rapid.T) {
		folder, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		in := func(name string) string { return filepath.Join(folder, name) }
		e := drawEditions(rt, folder)
		en, zh := e.write(t, "first")
		saveWorkbook(t, in("book.xlsx"), mustAlign(t, en, zh, plainOptions("")).Alignment)
		drawReview(rt, in("book.xlsx"), in("reviewed.xlsx"))
		r, err := ReadReviewed(in("reviewed.xlsx"), false)
		if err != nil {
			rt.Fatal(err)
		}
		if len(r.Conflicts) > 0 {
			return
		}
		republish(rt, &e)
		en, zh = e.write(t, "second")
		p, err := AlignFiles(context.Background(), en, zh, plainOptions(in("reviewed.xlsx")))
		if err != nil {
			rt.Fatalf("%v\n%v", err, r.Changes)
		}
		for _, d := range []struct {
			paragraphs []string
			doc        *align.Document
		}{{e.en, p.Alignment.EN}, {e.zh, p.Alignment.ZH}} {
			texts, _ := d.doc.Original()
			if diff := gocmp.Diff(d.paragraphs, texts); diff != "" {
				rt.Fatalf("file - aligned again +:\n%s\n%v\n%v", diff, r.Changes, p.Review)
			}
		}
		notes := fmt.Sprint(p.Review.Notes)
		all := strings.Join(rowTexts(p.Alignment), "\n")
		for _, b := range slices.Concat(p.Beads, p.Sentences) { // also those of what was dropped
			all += "\n" + b.Comment
		}
		lost := 0
		for _, b := range r.Alignment.Beads {
			if b.Status != "" && !r.Alignment.Removed(b) {
				a, z := r.Alignment.Text(b)
				if !strings.Contains(all, fmt.Sprintf("%s | %s [%s ", sorted(a), sorted(z), b.Status)) {
					lost++
				}
			}
		}
		said := 0
		for _, n := range p.Review.Notes {
			if strings.Contains(n.Why, "“ok”") || strings.Contains(n.Why, "“fixed”") || strings.Contains(n.Why, "“rejected”") {
				said++
			}
		}
		if lost > said {
			rt.Fatalf("%d statuses are gone, and only %d are said to be\n%s\n%v\n%v", lost, said, all, r.Changes, p.Review)
		}
		for _, c := range slices.Concat(r.Alignment.Beads, r.Alignment.Sentences) {
			if c.Comment != "" && !strings.Contains(all, strings.Split(c.Comment, "\n")[0]) && !strings.Contains(notes, c.Comment) {
				rt.Fatalf("the comment %q is gone unsaid\n%v", c.Comment, r.Changes)
			}
		}
		for _, d := range []struct{ was, is *align.Document }{{r.Alignment.EN, p.Alignment.EN}, {r.Alignment.ZH, p.Alignment.ZH}} {
			for _, q := range d.was.Paragraphs {
				kept := slices.ContainsFunc(d.is.Paragraphs, func(x align.Paragraph) bool { return x.Text == q.Text })
				if q.Source != "" && !kept && !strings.Contains(notes, "edited by the reviewer") {
					rt.Fatalf("the edit %q is gone unsaid\n%v\n%v", q.Text, r.Changes, p.Review)
				}
			}
		}
	})
}

// republish changes editions as an editor of a paper would.
func republish(t *rapid.T, e *editions) {
	for _, side := range []*[]string{&e.en, &e.zh} {
		*side = slices.Clone(*side)
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			list := *side
			n := rapid.IntRange(0, len(list)-1).Draw(t, "paragraph")
			switch rapid.SampledFrom([]string{"word", "more", "gone", "join", "move"}).Draw(t, "how") {
			case "word":
				list[n] = strings.NewReplacer("the ", "our ", "游泳", "泳").Replace(list[n])
			case "more":
				list[n] += map[bool]string{true: " More was learned later.", false: "后来又有消息。"}[side == &e.en]
			case "gone":
				if len(list) > 3 {
					*side = slices.Delete(list, n, n+1)
				}
			case "join":
				if n > 0 {
					list[n-1] += map[bool]string{true: " ", false: ""}[side == &e.en] + list[n]
					*side = slices.Delete(list, n, n+1)
				}
			case "move":
				slices.SortFunc(list[max(0, n-1):n+1], func(a, b string) int { return -cmp.Compare(a, b) })
			}
		}
	}
}
