package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bitext/align"
)

// sample is an alignment with every kind of row: joined, one-sided, removed,
// and texts that would break a careless table.
func sample() *align.Alignment {
	doc := func(texts ...string) *align.Document {
		d := &align.Document{}
		for p, text := range texts {
			d.Paragraphs = append(d.Paragraphs, align.Paragraph{Text: text, Kind: align.Body})
			d.Sentences = append(d.Sentences, align.Sentence{Paragraph: p, End: len(text)})
		}
		return d
	}
	al := &align.Alignment{
		EN: doc("HOME | NEWS", "=1+1 is\ta \"sum\".", "Two\\three.", "Alone."),
		ZH: doc("一加一。二三。", "@分享"),
		Beads: []align.Bead{
			{EN: []int{0}, Score: 1},
			{EN: []int{1, 2}, ZH: []int{0}, Score: 0.93456, Flags: []align.Flag{{Kind: align.NumbersDiffer, Detail: "1 / –"}, {Kind: align.UnusualLength}}, Status: align.Fixed, Comment: "=why?"},
			{EN: []int{3}, Score: 0.5},
			{ZH: []int{1}, Score: 1},
		},
		Sentences: []align.Bead{
			{EN: []int{0}, Score: 1, Parent: 0},
			{EN: []int{1, 2}, ZH: []int{0}, Score: 0.9, Parent: 1},
			{EN: []int{3}, Score: 0.5, Parent: 2, Status: align.Rejected},
			{ZH: []int{1}, Score: 1, Parent: 3},
		},
	}
	al.EN.Paragraphs[0].Kind, al.ZH.Paragraphs[1].Kind = align.Boilerplate, align.Boilerplate
	return al
}

func TestWrite(t *testing.T) {
	swapped := sample()
	swapped.Swapped = true
	tests := []struct {
		name   string
		al     *align.Alignment
		format Format
		level  align.Level
		want   string
	}{
		{"tsv", sample(), TSV, align.LevelParagraph, "id\ten_ids\tzh_ids\ttype\ten\tzh\tscore\tflags\tstatus\tcomment\n" +
			"P1\t1,2\t0\t2-1\t=1+1 is\\ta \"sum\".\\nTwo\\\\three.\t一加一。二三。\t0.9346\tnumbers differ: 1 / –; unusual length\tfixed\t=why?\n" +
			"P2\t3\t\t1-0\tAlone.\t\t0.5000\t\t\t\n"},
		{"csv", sample(), CSV, align.LevelParagraph, "\uFEFFid,en_ids,zh_ids,type,en,zh,score,flags,status,comment\r\n" +
			"P1,\"1,2\",0,2-1,\"'=1+1 is\ta \"\"sum\"\".\r\nTwo\\three.\",一加一。二三。,0.9346,numbers differ: 1 / –; unusual length,fixed,'=why?\r\n" +
			"P2,3,,1-0,Alone.,,0.5000,,,\r\n"},
		{"jsonl", sample(), JSONL, align.LevelSentence, `{"id":"P1.1","translation":{"en":"=1+1 is\ta \"sum\".\nTwo\\three.","zh":"一加一。二三。"},"type":"2-1","en_ids":[1,2],"zh_ids":[0],"score":0.9,"en_units":["=1+1 is\ta \"sum\".","Two\\three."]}` + "\n" +
			`{"id":"P2.1","translation":{"en":"Alone.","zh":""},"type":"1-0","en_ids":[3],"zh_ids":[],"score":0.5,"status":"rejected"}` + "\n"},
		{"beads", sample(), Beads, align.LevelParagraph, "[0]:[]:1.0000\n[1,2]:[0]:0.9346\n[3]:[]:0.5000\n[]:[1]:1.0000\n"},
		{"beads, Chinese first", swapped, Beads, align.LevelParagraph, "[]:[0]:1.0000\n[0]:[1,2]:0.9346\n[]:[3]:0.5000\n[1]:[]:1.0000\n"},
	}
	for _, test := range tests {
		var b bytes.Buffer
		if err := test.format.Write(&b, test.al, WriteOptions{Level: test.level}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, b.String()); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
}

// No cell of a CSV file begins like a formula; other cells are left alone.
func TestCSVIsFormulaSafe(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠SUM"} {
		want := "'" + strings.TrimPrefix(text, "\r") // encoding/csv leaves out a carriage return of its own
		if got := englishCell(t, text); got != want {
			t.Errorf("%q is written %q", text, got)
		}
	}
	for _, text := range []string{"1=1", "'quoted'", "——一加一", "“=”", "a\tb", ""} {
		if got := englishCell(t, text); got != text {
			t.Errorf("%q is written %q", text, got)
		}
	}
}

// Every cell is read back as it was, apostrophes included.
func TestCSVComesBack(t *testing.T) {
	for _, text := range []string{"=1+1", "'-ism' is a suffix", "'=1", "''-ism", "'quoted'", "'", "''", "-", "@分享"} {
		var b bytes.Buffer
		if err := CSV.Write(&b, pair(text, "一"), WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		rows, err := CSV.Read(&b, ReadOptions{})
		if err != nil || len(rows) != 1 || rows[0].Text.EN != text {
			t.Errorf("%q: got %+v, %v", text, rows, err)
		}
	}
}

// pair is an alignment of two texts.
func pair(en, zh string) *align.Alignment {
	doc := func(text string) *align.Document { return &align.Document{Paragraphs: []align.Paragraph{{Text: text}}} }
	return &align.Alignment{EN: doc(en), ZH: doc(zh), Beads: []align.Bead{{EN: []int{0}, ZH: []int{0}}}}
}

// englishCell returns what a CSV reader finds in the English cell of a one-row table.
func englishCell(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := CSV.Write(&b, pair(text, ""), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(records) != 2 {
		t.Fatalf("%q: %d records, %v", text, len(records), err)
	}
	return records[1][4]
}

func TestHasExtension(t *testing.T) {
	for name, want := range map[string]string{"a.tsv": "tsv", "a.b.CSV": "csv", "x.htm": "html", "x.align": "beads", "x.beads": "", "x.xlsx": "", "tsv": ""} {
		got := ""
		for _, f := range Formats() {
			if f.HasExtension(name) {
				got = f.Name
			}
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// Every format is either written or read, has a name of its own, and says so when it
// is asked for what it cannot do.
func TestFormats(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		if !f.CanWrite() && !f.CanRead() || seen[f.Name] || f.Title == "" || f.Carries&(Texts|UnitIDs) == 0 {
			t.Errorf("%+v", f)
		}
		seen[f.Name] = true
		if f.NewEncoder == nil {
			if _, err := f.NewWriter(nil, WriteOptions{}); !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("write %s: %v", f.Name, err)
			}
		}
		if !f.CanRead() {
			if _, err := f.Read(strings.NewReader(""), ReadOptions{}); !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("read %s: %v", f.Name, err)
			}
		}
	}
}

func TestReadBeads(t *testing.T) {
	got, err := Beads.Read(strings.NewReader("# gold\n[0,1]:[2]\n\n[3]:[]:0.25\n[ ] : [ 4 ]\n[]:[]\n"), ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := []align.Row{
		{Bead: align.Bead{EN: []int{0, 1}, ZH: []int{2}, Score: math.NaN()}},
		{Bead: align.Bead{EN: []int{3}, Score: 0.25}},
		{Bead: align.Bead{ZH: []int{4}, Score: math.NaN()}},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs()); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	wide := "[" + strings.Repeat("7,", 1<<20) + "8]:[0]"
	if got, err := Beads.Read(strings.NewReader("\uFEFF[0]:[0]\r\n"+wide), ReadOptions{}); err != nil || len(got) != 2 || len(got[1].EN) != 1<<20+1 {
		t.Errorf("a byte order mark and a long line: %d beads, %v", len(got), err)
	}
	for _, bad := range []string{"0:1", "[0]", "[a]:[1]", "[99999999999999999999]:[1]", "[0]:[1]:x"} {
		if _, err := Beads.Read(strings.NewReader("[0]:[0]\n"+bad), ReadOptions{}); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%s: error %v, want one that names line 2", bad, err)
		}
	}
}

func TestReadJSONL(t *testing.T) {
	al := sample()
	var b bytes.Buffer
	if err := JSONL.Write(&b, al, WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	got, err := JSONL.Read(&b, ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want := al.Rows(align.LevelParagraph)
	for k := range want {
		want[k].Index, want[k].Score = 0, math.Round(want[k].Score*1e4)/1e4
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	for _, bad := range []string{"{", "[]", `{"en_ids":"1"}`} {
		if _, err := JSONL.Read(strings.NewReader(bad), ReadOptions{}); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: error %v, want one that names line 1", bad, err)
		}
	}
}

func FuzzReadJSONL(f *testing.F) {
	f.Add(`{"id":"P1","en_ids":[0],"zh_ids":[],"score":0.5}`)
	f.Fuzz(func(t *testing.T, text string) { JSONL.Read(strings.NewReader(text), ReadOptions{}) })
}

// What is written is read back.
func FuzzReadBeads(f *testing.F) {
	f.Add("[0,1]:[2]:0.5\n# x\n[]:[3]\n")
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := Beads.Read(strings.NewReader(text), ReadOptions{})
		if err != nil {
			return
		}
		var b bytes.Buffer
		out, err := Beads.NewWriter([]io.Writer{&b}, WriteOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for k := range rows {
			rows[k].Score = math.NaN() // it may be none
			if err := out.Write(Record{Row: rows[k]}); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		again, err := Beads.Read(&b, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows, again, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("want - got +:\n%s", diff)
		}
	})
}

// One alignment is written, and its files read, at the same time by several.
func TestConcurrently(t *testing.T) {
	al := sample()
	for _, f := range Formats() {
		if f.Files != nil || f.Name == Ladder.Name {
			continue
		}
		var want bytes.Buffer
		if err := f.Write(&want, al, WriteOptions{}); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				var got bytes.Buffer
				if err := f.Write(&got, al, WriteOptions{}); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
					t.Errorf("%s: wrote %q, %v, want %q", f.Name, got.Bytes(), err, want.Bytes())
				}
				if !f.CanRead() {
					return
				}
				if rows, err := f.Read(&got, ReadOptions{}); err != nil || len(rows) == 0 {
					t.Errorf("%s: read %v, %v", f.Name, rows, err)
				}
			})
		}
		wg.Wait()
	}
}

// A file is refused once it is beyond a limit, whatever its format.
func TestLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 100 MB")
	}
	long := strings.Repeat("x ", maxPiece/2+4096)
	for _, tt := range []struct {
		format Format
		text   string
		want   string
	}{
		{TSV, "en\tzh\na\t" + long, "line 2: a line or text is longer than 16 MB"},
		{JSONL, "{}\n{\"id\":\"" + long, "line 2: a line or text is longer than 16 MB"},
		{Beads, "[0]:[0]\n" + long, "line 2: a line or text is longer than 16 MB"},
		{CSV, "en,zh\na,\"" + long, "longer than 16 MB"},
		{TMX, "<tmx><tu><tuv lang=\"en\"><seg>" + long, "longer than 16 MB"},
		{TSV, "en\tzh\n" + strings.Repeat("\t", maxColumns), "more than 1000 columns"},
		{CSV, "en,zh\n" + strings.Repeat(",", maxColumns), "more than 1000 columns"},
	} {
		if rows, err := tt.format.Read(strings.NewReader(tt.text), ReadOptions{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s %.20q: %d rows, %v; want %q", tt.format.Name, tt.text, len(rows), err, tt.want)
		}
	}
}

// A file of small rows is refused once they are too many, or too many ids stand in them.
func TestCollectorLimits(t *testing.T) {
	c := collector{rows: make([]align.Row, maxRows-1)}
	if err := c.add(align.Row{}); err != nil {
		t.Error(err)
	}
	if err := c.add(align.Row{}); err == nil || !strings.Contains(err.Error(), "more than 1048576 rows") {
		t.Errorf("got %v", err)
	}
	c = collector{}
	if err := c.add(align.Row{Bead: align.Bead{EN: make([]int, maxParts+1)}}); err == nil || !strings.Contains(err.Error(), "4194304 ids") {
		t.Errorf("got %v", err)
	}
}
