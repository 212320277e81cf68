package corpora

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// jsonRow is a row of a file that a test writes.
type jsonRow struct {
	ID          string            `json:"id,omitempty"`
	Document    string            `json:"document,omitempty"`
	Translation map[string]string `json:"translation"`
	Status      string            `json:"status,omitempty"`
	Comment     string            `json:"comment,omitempty"`
	EN          []int             `json:"en_ids,omitempty"`
	ZH          []int             `json:"zh_ids,omitempty"`
	ENUnits     []string          `json:"en_units,omitempty"`
	ZHUnits     []string          `json:"zh_units,omitempty"`
}

func pairRow(en, zh string) jsonRow {
	return jsonRow{Translation: map[string]string{"en": en, "zh": zh}}
}

func (r jsonRow) with(status, comment string) jsonRow {
	r.Status, r.Comment = status, comment
	return r
}

// writeRows writes rows to a file.
func writeRows(t testing.TB, path string, rows ...jsonRow) {
	t.Helper()
	var b bytes.Buffer
	for _, r := range rows {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// all returns the rows of a corpus.
func all(t testing.TB, c *Corpus) (rows []Row) {
	t.Helper()
	for r, err := range c.Rows(context.Background(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

// whole fails if a corpus is not.
func whole(t testing.TB, c *Corpus) {
	t.Helper()
	v, err := c.Verify(context.Background(), nil)
	if err != nil || len(v.Faults) > 0 {
		t.Fatal(v, err)
	}
}

// What a reviewer did to a row survives when its piece is aligned anew.
func TestReviewSurvives(t *testing.T) {
	path := filepath.Join(t.TempDir(), "harbour.jsonl")
	old := []jsonRow{
		pairRow("Ships wait.", "船在等。").with("ok", ""),
		pairRow("Cranes work all night.", "吊车通宵作业。").with("fixed", "who?"),
		pairRow("Paper is slow.", "纸很慢。").with("ok", "nice"),
		pairRow("Nobody reads it.", "没人看。").with("rejected", ""),
		pairRow("Ships wait.", "船在等。"),
		pairRow("It ends.", "完了。"),
	}
	tests := []struct {
		name string
		rows []jsonRow
		want []string // ID of an old row or -, text, status, status before, comment
		gone int
		lost int
	}{
		{"the same again, without the review", []jsonRow{
			pairRow("Ships wait.", "船在等。"), pairRow("Cranes work all night.", "吊车通宵作业。"), pairRow("Paper is slow.", "纸很慢。"), pairRow("Nobody reads it.", "没人看。"),
			pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。").with("ok", ""),
		}, []string{"0 ok//", "1 fixed//who?", "2 ok//nice", "3 rejected//", "4 //", "5 ok//"}, 0, 0},
		{"one side changed, rows moved", []jsonRow{
			pairRow("It ends.", "完了。"), pairRow("Cranes work at night.", "吊车通宵作业。"), pairRow("Ships wait.", "船在等。"), pairRow("Paper is slow.", "纸很慢。"), pairRow("Nobody reads it.", "没人看。"),
			pairRow("Ships wait.", "船在等。"),
		}, []string{"5 //", "- /fixed/who?", "0 ok//", "2 ok//nice", "3 rejected//", "4 //"}, 1, 0},
		{"joined by the aligner", []jsonRow{
			pairRow("Ships wait.", "船在等。"),
			{Translation: map[string]string{"en": "Cranes work all night.\nPaper is slow.", "zh": "吊车通宵作业。纸很慢。"}, ENUnits: []string{"Cranes work all night.", "Paper is slow."}},
			pairRow("Nobody reads it.", "没人看。"), pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。"),
		}, []string{"0 ok//", "- /fixed/who?", "3 rejected//", "4 //", "5 //"}, 2, 1},
		{"both sides changed: the place tells", []jsonRow{
			pairRow("Ships wait.", "船在等。"), pairRow("A crane works.", "一台吊车在作业。"), pairRow("Papers are slow.", "文件很慢。"), pairRow("Nobody reads it.", "没人看。"), pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。"),
		}, []string{"0 ok//", "- /fixed/who?", "- /ok/nice", "3 rejected//", "4 //", "5 //"}, 2, 0},
		{"gone", []jsonRow{pairRow("It ends.", "完了。")}, []string{"5 //"}, 5, 4},
		{"a newer review counts", []jsonRow{
			pairRow("Ships wait.", "船在等。").with("rejected", "no"), pairRow("Cranes work at night.", "吊车通宵作业。").with("ok", ""),
			pairRow("Paper is slow.", "纸很慢。"), pairRow("Nobody reads it.", "没人看。"), pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。"),
		}, []string{"0 rejected//no", "- ok//who?", "2 ok//nice", "3 rejected//", "4 //", "5 //"}, 1, 0},
	}
	for _, test := range tests {
		writeRows(t, path, old...)
		c := open(t, path)
		before := all(t, c)
		if before[0].ID == before[4].ID || !strings.HasPrefix(before[4].ID, before[0].ID) {
			t.Fatalf("two rows with the same texts are %s and %s", before[0].ID, before[4].ID)
		}
		writeRows(t, path, test.rows...)
		a := add(t, c, path)
		var got []string
		for k, r := range all(t, c) {
			at := "-"
			for n, o := range before {
				if o.ID == r.ID {
					at = fmt.Sprint(n)
				}
			}
			if r.Text.EN != test.rows[k].Translation["en"] {
				t.Errorf("%s: row %d is %q", test.name, k, r.Text.EN)
			}
			got = append(got, fmt.Sprintf("%s %s/%s/%s", at, r.Status, r.Before, r.Comment))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
		if a.Gone != test.gone || a.Unplaced != test.lost {
			t.Errorf("%s: %d gone, %d unplaced, want %d and %d", test.name, a.Gone, a.Unplaced, test.gone, test.lost)
		}
		whole(t, c)
	}
}

// A file adds itself once; another one of the same name that has nothing in common is refused.
func TestAddAgain(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "harbour.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"))
	c := open(t, path)
	if a := add(t, c, path); a.Unchanged != 1 || a.New+a.Kept != 0 {
		t.Errorf("%+v", a)
	}
	other := filepath.Join(dir, "other", "harbour.jsonl")
	if err := os.Mkdir(filepath.Dir(other), 0o755); err != nil {
		t.Fatal(err)
	}
	writeRows(t, other, pairRow("Trees cool the streets.", "树木让街道凉爽。"))
	a, err := c.Add(context.Background(), []string{other}, AddOptions{})
	if err != nil || len(a.Refused) != 1 || !strings.Contains(a.Refused[0].Why, "--piece") {
		t.Fatal(a, err)
	}
	if rows := all(t, c); len(rows) != 1 || rows[0].Text.EN != "Ships wait." {
		t.Errorf("%v", rows)
	}
	if a, err := c.Add(context.Background(), []string{other}, AddOptions{Piece: "trees"}); err != nil || a.New != 1 {
		t.Error(a, err)
	}
	bad := filepath.Join(dir, "bad.jsonl")
	if err := os.WriteFile(bad, []byte(`{"translation":{"en":"One.","zh":"一。"}}`+"\n{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if a, err := c.Add(context.Background(), []string{bad}, AddOptions{}); err != nil || len(a.Refused) != 1 || a.New != 0 {
		t.Error(a, err)
	}
	if rows := all(t, c); len(rows) != 2 {
		t.Errorf("%v", rows)
	}
	whole(t, c)
}

// What is added to a corpus is what is exported from it, in every format that is read.
func TestExportOfAdd(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	var rows []exchange.Record
	meta := &exchange.Piece{ID: "harbour", Editions: [2]exchange.Edition{{File: "en.txt", Meta: align.Meta{Title: "Paper Ships", Authors: []string{"A. Ng"}, Date: "2025-01-02"}}, {Script: align.Hans}}}
	for k, p := range pool(t)[:40] {
		r := exchange.Record{Piece: meta}
		r.ID, r.Text, r.Bead = fmt.Sprintf("P%d", k+1), p, align.Bead{EN: []int{k}, ZH: []int{k}, Score: float64(k) / 40}
		switch k % 5 {
		case 1:
			r.Status, r.Comment = align.Confirmed, "good"
		case 2:
			r.Flags = []align.Flag{{Kind: align.NumbersDiffer, Detail: "1 / 2"}}
		}
		rows = append(rows, r)
	}
	for _, f := range exchange.Formats() {
		if !f.CanRead() || f.NewEncoder == nil || !f.Has(exchange.Texts&^f.Unread) {
			continue
		}
		name := filepath.Join(dir, "harbour"+f.Name)
		if len(f.Extensions) > 0 {
			name += f.Extensions[0]
		}
		write := func(to string, records iter.Seq2[exchange.Record, error]) (all []string) {
			paths := f.Paths(to, "")
			opt := exchange.WriteOptions{Level: align.LevelParagraph}
			for _, p := range f.Paths(name, "") {
				opt.Names = append(opt.Names, filepath.Base(p))
			}
			buffers := make([]*bytes.Buffer, len(paths))
			out, err := f.NewWriter(writersOf(buffers), opt)
			if err != nil {
				t.Fatal(f.Name, err)
			}
			for r, err := range records {
				if err == nil {
					err = out.Write(r)
				}
				if err != nil {
					t.Fatal(f.Name, err)
				}
			}
			if err := out.Close(); err != nil {
				t.Fatal(f.Name, err)
			}
			for k, b := range buffers {
				if err := os.WriteFile(paths[k], b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				all = append(all, b.String())
			}
			return all
		}
		want := write(name, func(yield func(exchange.Record, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		})
		c := open(t)
		a, err := c.Add(ctx, []string{f.Paths(name, "")[0]}, AddOptions{Format: f.Name, Piece: "harbour"})
		if err != nil {
			t.Fatal(f.Name, err)
		}
		if len(a.Refused) > 0 {
			if f.Name != "xces" && f.Name != "tei" { // whose texts lie in other files
				t.Errorf("%s: %v", f.Name, a.Refused)
			}
			continue
		}
		in, err := pairing.Open(f.Paths(name, "")[0], f.Name, align.LevelParagraph)
		if err != nil {
			t.Fatal(f.Name, err)
		}
		converted := write(name+"2", in.All())
		in.Close()
		got := write(name+"3", c.Records(ctx, nil, func(string) bool { return true }))
		if diff := cmp.Diff(converted, got); diff != "" {
			t.Errorf("%s: what is converted - what is exported +:\n%.2000s", f.Name, diff)
		}
		if lossless := []string{"tsv", "csv", "jsonl", "tmx"}; slices.Contains(lossless, f.Name) {
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: want - got +:\n%.2000s", f.Name, diff)
			}
		}
		c.Close()
	}
}

// Metadata is taken in from a table, and from the corpus's own when a person has edited it.
func TestMetadata(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "harbour.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"))
	c := open(t, path)
	m, err := pairing.ReadMetadata(strings.NewReader("\uFEFFid 编号\t英文标题\tdirection\tgenre\tfunding\r\nharbour\tPaper \\\\ Ships\ten>zh\tcolumn\tnone\r\nnobody\tx\n"))
	if err != nil {
		t.Fatal(err)
	}
	if unknown, err := c.SetMetadata(ctx, m); err != nil || fmt.Sprint(unknown) != "[nobody]" {
		t.Error(unknown, err)
	}
	pieceOf := func() *Piece {
		list, err := c.Pieces(ctx)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0]
	}
	if p := pieceOf(); p.Editions[align.EN].Title != `Paper \ Ships` || p.Direction() != "en>zh" || p.Meta["genre"] != "column" || p.Meta["funding"] != "none" {
		t.Errorf("%+v", p)
	}
	table := filepath.Join(c.Dir, metadataName)
	text, err := os.ReadFile(table)
	if err != nil || !strings.Contains(string(text), "english title 英文标题") {
		t.Fatal(string(text), err)
	}
	if err := os.WriteFile(table, []byte(strings.Replace(string(text), "column", "essay", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	writeRows(t, path, pairRow("Ships wait.", "船在等。"), pairRow("It ends.", "完了。"))
	add(t, c, path)
	if p := pieceOf(); p.Meta["genre"] != "essay" || p.Rows != 2 {
		t.Errorf("%+v", p)
	}
	if r, err := c.Search(ctx, Query{Phrases: []Phrase{phrase(t, "ships")}, Where: Where{"genre": "ess*", "direction": "en>zh"}}, 0, 0); err != nil || r.Total != 1 {
		t.Error(r, err)
	}
	if r, err := c.Search(ctx, Query{Phrases: []Phrase{phrase(t, "ships")}, Where: Where{"genre": "column"}}, 0, 0); err != nil || r.Total != 0 {
		t.Error(r, err)
	}
	var refused *align.InputError
	if _, err := c.Search(ctx, Query{Phrases: []Phrase{phrase(t, "ships")}, Where: Where{"colour": "red"}}, 0, 0); !errors.As(err, &refused) {
		t.Error(err)
	}
}

func phrase(t testing.TB, text string) Phrase {
	t.Helper()
	p, err := ParsePhrase(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Rows that are nearly the same, and pieces that are mostly, are found.
func TestDuplicates(t *testing.T) {
	dir := t.TempDir()
	long := []jsonRow{
		pairRow("Some four thousand people in this city live by carrying, checking and correcting these documents.", "全城约有四千人靠递送、核对、更正这些文件为生，当中不乏高手。"),
		pairRow("The crane moved the first container at six in the morning, and the paper came at noon the next day.", "吊车早上六点吊起第一个集装箱，文件却到第二天中午才来。"),
	}
	reprint := []jsonRow{
		pairRow("Some four thousand people in this town live by carrying, checking and correcting these documents.", "全城约有四千人靠递送、核对、更正这些文件为生，当中不乏高手。"),
		long[1],
		pairRow("Nobody has asked why a form in triplicate needs a stamp of each of eleven offices.", "没有人问过，一式三份的表格为什么要盖十一个机关的章。"),
	}
	a, b := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")
	writeRows(t, a, long...)
	writeRows(t, b, reprint...)
	c := open(t, a)
	added := add(t, c, b)
	d := added.Duplicates
	if d.Rows != 2 || d.Same != 1 || len(d.Pieces) != 1 || d.Pieces[0] != (DuplicatePieces{"a", "b", 2, 1}) {
		t.Errorf("%+v", d)
	}
	filters, err := c.Filters(context.Background(), Filters{Duplicates: true})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, r := range all(t, c) {
		if !filters[0].Drop(&r.Record) {
			kept++
		}
	}
	if kept != 3 {
		t.Errorf("%d rows are kept, want 3", kept)
	}
	for seed := range uint64(20) {
		parts, err := c.Divide(context.Background(), Split{Shares: [3]float64{0.5, 0.25, 0.25}, Seed: seed})
		if err != nil || parts["a"] != parts["b"] {
			t.Errorf("seed %d: near-duplicate pieces are divided: %v, %v", seed, parts, err)
		}
	}
	if _, _, err := c.Remove(context.Background(), []string{"a"}); err != nil {
		t.Fatal(err)
	}
	if d, err := c.duplicates(context.Background()); err != nil || d.Rows != 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func writersOf(buffers []*bytes.Buffer) (list []io.Writer) {
	for k := range buffers {
		buffers[k] = &bytes.Buffer{}
		list = append(list, buffers[k])
	}
	return list
}

// Of a folder as align batch makes it the alignments are added, each once, under the paths that
// its metadata knows them by.
func TestAddFolder(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{".align", "2024"} {
		if err := os.Mkdir(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	row := pairRow("Ships wait.", "船在等。")
	row.ID = "P1"
	writeRows(t, filepath.Join(dir, "2024", "harbour.jsonl"), row)
	writeRows(t, filepath.Join(dir, ".align", "results.jsonl"), row)
	for name, text := range map[string]string{
		"2024/harbour.tsv": "en\tzh\nShips wait.\t船在等。\n", "2024/notes.txt": "nothing", "2024/harbour.xlsx.new": "x", "summary.xlsx": "no alignment",
		"manifest.tsv": "english\tchinese\tprobability\tstatus\twhy\na.txt\tb.txt\t0.4\tcheck\t\nc.txt\td.txt\t1\taligned\t\n",
		"metadata.tsv": "id 编号\tgenre 体裁\n2024/harbour\tcolumn\n2024/other\tnews\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c := open(t)
	a := add(t, c, dir)
	if a.Files != 1 || a.New != 1 || len(a.LeftOut) != 1 || a.ToCheck != 1 {
		t.Errorf("%+v", a)
	}
	list, err := c.Pieces(context.Background())
	if err != nil || len(list) != 1 || list[0].ID != "2024/harbour" || list[0].Meta["genre"] != "column" {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := c.Add(context.Background(), []string{filepath.Join(dir, ".align")}, AddOptions{}); err != nil {
		t.Error(err) // it was named
	}
	if _, err := c.Add(context.Background(), []string{t.TempDir()}, AddOptions{}); !errors.As(err, new(*align.InputError)) {
		t.Error(err)
	}
}
