package pairing

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/engine"
	"bitext/corpora/exchange"
)

// batchFolder is a folder of a few short editions.
func batchFolder(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"en/chapter-01.md", "en/chapter-02.md", "en/chapter-03.md", "zh/1.md", "zh/2.md", "zh/3.md"} {
		copyFile(t, folders+"book/"+name, filepath.Join(dir, name))
	}
	return dir
}

func batchOptions(t testing.TB, folder, out string) BatchOptions {
	return BatchOptions{Folder: folder, Out: out, Formats: []exchange.Format{exchange.TSV, exchange.Beads},
		Options: Options{Align: engine.Options{Lexicon: embedded(t)}}}
}

func mustBatch(t testing.TB, opt BatchOptions) *BatchReport {
	t.Helper()
	r, err := Batch(context.Background(), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// snapshot returns all files of a folder.
func snapshot(t testing.TB, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		relative, _ := filepath.Rel(folder, name)
		files[filepath.ToSlash(relative)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFiles(t testing.TB, what string, got, want map[string]string) {
	t.Helper()
	for name, text := range want {
		if other, ok := got[name]; !ok {
			t.Errorf("%s: %s is missing", what, name)
		} else if other != text {
			t.Errorf("%s: %s differs", what, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: there is %s", what, name)
		}
	}
}

// countAligned makes the batch count what it aligns anew.
func countAligned(opt *BatchOptions) *int {
	n := new(int)
	first := opt.Formats[0]
	encoder := first.NewEncoder
	first.NewEncoder = func(w []io.Writer, o exchange.WriteOptions) exchange.Encoder {
		*n++
		return encoder(w, o)
	}
	opt.Formats = append([]exchange.Format{first}, opt.Formats[1:]...)
	return n
}

func statuses(m *Manifest) string {
	var all []string
	for _, l := range m.Lines {
		all = append(all, string(l.Status))
	}
	return strings.Join(all, " ")
}

// A second run does nothing and leaves every byte as it is; a lost output is made again,
// a changed input is aligned again, and nothing else is.
func TestBatchGoesOn(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	opt.Jobs = 1
	n := countAligned(&opt)
	if r := mustBatch(t, opt); statuses(r.Manifest) != "aligned aligned aligned" || *n != 3 || !r.Complete {
		t.Fatalf("%d aligned, statuses %s", *n, statuses(r.Manifest))
	}
	want := snapshot(t, out)
	for _, name := range []string{"manifest.tsv", "metadata.tsv", "summary.xlsx", "en/chapter-01.tsv", "en/chapter-01.align", "en/chapter-03.tsv"} {
		if want[name] == "" {
			t.Errorf("there is no %s", name)
		}
	}
	*n = 0
	mustBatch(t, opt)
	sameFiles(t, "again", snapshot(t, out), want)
	if *n != 0 {
		t.Errorf("%d aligned again", *n)
	}
	if err := os.Remove(filepath.Join(out, "en", "chapter-02.align")); err != nil {
		t.Fatal(err)
	}
	mustBatch(t, opt)
	sameFiles(t, "an output was lost", snapshot(t, out), want)
	if *n != 1 {
		t.Errorf("%d aligned for a lost output", *n)
	}
	*n = 0
	chapter := filepath.Join(folder, "zh", "1.md")
	writeText(t, chapter, readText(t, chapter)+"\n后来再也没有人提起那条船。\n")
	mustBatch(t, opt)
	fresh := opt
	fresh.Out = filepath.Join(t.TempDir(), "fresh")
	if *n != 1 {
		t.Errorf("%d aligned for a changed input", *n)
	}
	mustBatch(t, fresh)
	sameFiles(t, "an input was changed", snapshot(t, out), snapshot(t, fresh.Out))
}

// An output that a person has changed stays; the new one stands beside it.
func TestBatchKeepsEdited(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	mustBatch(t, opt)
	edited := filepath.Join(out, "en", "chapter-01.tsv")
	original := readText(t, edited)
	writeText(t, edited, "mine")
	check := func(what string) {
		t.Helper()
		r := mustBatch(t, opt)
		if statuses(r.Manifest) != "edited aligned aligned" || !strings.Contains(r.Manifest.Lines[0].Why, "en/chapter-01.tsv") {
			t.Errorf("%s: %+v", what, r.Manifest.Lines)
		}
		if got := readText(t, edited); got != "mine" {
			t.Errorf("%s: the file was replaced by %.40q", what, got)
		}
		if _, err := os.Stat(edited + newSuffix); err != nil || !strings.Contains(r.Manifest.Lines[0].Why, "the new one is en/chapter-01.tsv.new") {
			t.Errorf("%s: the new one is not beside it: %v, %s", what, err, r.Manifest.Lines[0].Why)
		}
	}
	check("nothing changed")
	if got := readText(t, edited+newSuffix); got != original {
		t.Errorf("the new one is %.40q", got)
	}
	chapter := filepath.Join(folder, "zh", "1.md")
	writeText(t, chapter, readText(t, chapter)+"\n后来再也没有人提起那条船。\n")
	check("an input changed")
	writeText(t, edited+newSuffix, "mine too")
	writeText(t, chapter, readText(t, chapter)+"\n只有我还记得。\n")
	r := mustBatch(t, opt)
	if !strings.Contains(r.Manifest.Lines[0].Why, "the new one is en/chapter-01.tsv.new.new") {
		t.Errorf("%s", r.Manifest.Lines[0].Why)
	}
	if got := readText(t, edited+newSuffix); got != "mine too" {
		t.Errorf("the new one was replaced by %.40q", got)
	}
	if _, err := os.Stat(edited + newSuffix + newSuffix); err != nil {
		t.Error(err)
	}
}

// A manifest that a person has changed counts as a list, and is not lost to the folder.
func TestBatchEditedManifest(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	mustBatch(t, opt)
	name := filepath.Join(out, "manifest.tsv")
	writeText(t, name, strings.Replace(readText(t, name), "chapter-01.md\tzh/1.md", "chapter-01.md\tzh/2.md", 1))
	if _, err := Batch(context.Background(), opt); err == nil || !strings.Contains(err.Error(), "--base") {
		t.Errorf("error %v", err)
	}
	var err error
	if opt.Manifest, err = ReadManifestFile(name); err != nil {
		t.Fatal(err)
	}
	opt.List = name
	r := mustBatch(t, opt)
	if statuses(r.Manifest) != "check aligned aligned" || !strings.Contains(readText(t, name), "zh/2.md\t") {
		t.Errorf("%s\n%s", statuses(r.Manifest), readText(t, name))
	}
}

// One bad pair has a line that says why, and does not stop the others.
func TestBatchBadFiles(t *testing.T) {
	folder := batchFolder(t)
	writeText(t, filepath.Join(folder, "empty.md"), "")
	opt := batchOptions(t, folder, filepath.Join(t.TempDir(), "out"))
	opt.Formats = []exchange.Format{{Name: "trap", Extensions: []string{".trap"}, EncodeWhole: func(w io.Writer, al *align.Alignment, _ exchange.WriteOptions) error {
		if al.EN.Name == "chapter-03.md" {
			panic("trap")
		}
		return nil
	}}}
	opt.Manifest = &Manifest{Lines: []Line{
		{English: "en/chapter-01.md", Chinese: "zh/1.md"}, {English: "en/chapter-01.md", Chinese: "empty.md"}, {English: "en/chapter-02.md", Chinese: "missing.md"},
		{English: "en/chapter-02.md", Chinese: "en/chapter-03.md"}, {English: "en/chapter-03.md", Chinese: "zh/3.md"}, {English: "", Chinese: "zh/2.md", Status: Stranger},
	}}
	r := mustBatch(t, opt)
	want := []string{"aligned ", "failed empty.md: it is empty", "failed no such file", "failed en/chapter-03.md: it is said to be Chinese", "failed internal error: trap", "stranger "}
	for k, l := range r.Manifest.Lines {
		status, why, _ := strings.Cut(want[k], " ")
		if string(l.Status) != status || !strings.Contains(l.Why, why) {
			t.Errorf("%s %s: %s: %s, want %s", l.English, l.Chinese, l.Status, l.Why, want[k])
		}
	}
	if r.Failed() != 4 {
		t.Errorf("%d failed", r.Failed())
	}

	// A shard answers for its own pairs, not for files that failed when they were paired up.
	opt.Out, opt.Shard, opt.Shards = filepath.Join(t.TempDir(), "shards"), 1, 1
	opt.Manifest.Lines = []Line{{English: "empty.md", Status: Failed}, {English: "en/chapter-01.md", Chinese: "zh/1.md"}}
	if r := mustBatch(t, opt); r.Failed() != 0 {
		t.Errorf("%d of a shard failed", r.Failed())
	}
	opt.Manifest.Lines = append(opt.Manifest.Lines, Line{English: "en/chapter-02.md", Chinese: "missing.md"})
	if r := mustBatch(t, opt); r.Failed() != 1 || !strings.Contains(readText(t, filepath.Join(opt.Out, r.Told)), "no such file") {
		t.Errorf("%d of a shard failed, %s", r.Failed(), r.Told)
	}
}

// Shards, in any order and some of them twice, give the bytes of a single run.
func TestBatchShards(t *testing.T) {
	folder := batchFolder(t)
	alone, out := filepath.Join(t.TempDir(), "alone"), filepath.Join(t.TempDir(), "out[1]")
	mustBatch(t, batchOptions(t, folder, alone))
	opt := batchOptions(t, folder, out)
	opt.PairOnly = true
	opt.Manifest = mustBatch(t, opt).Manifest
	opt.PairOnly, opt.List = false, filepath.Join(out, "manifest.tsv")
	merge := opt
	merge.Merge = true
	if _, err := Batch(context.Background(), merge); err == nil || !strings.Contains(err.Error(), "no shard is complete") {
		t.Errorf("merged without shards: %v", err)
	}
	for _, shard := range []int{4, 2, 3, 2} {
		opt.Shard, opt.Shards = shard, 4
		if r := mustBatch(t, opt); r.Complete {
			t.Error("a shard says that all is done")
		}
	}
	if _, err := Batch(context.Background(), merge); err == nil || !strings.Contains(err.Error(), "shards are missing: 1/4") {
		t.Errorf("merged without a shard: %v", err)
	}
	opt.Shard = 1
	mustBatch(t, opt)
	other := merge
	other.Manifest = &Manifest{Lines: append([]Line{{English: "en/chapter-02.md", Chinese: "zh/1.md"}}, merge.Manifest.Lines...)}
	if _, err := Batch(context.Background(), other); err == nil || !strings.Contains(err.Error(), "another list") {
		t.Errorf("merged with another list: %v", err)
	}
	for range 2 {
		mustBatch(t, merge)
		sameFiles(t, "merged", snapshot(t, out), snapshot(t, alone))
	}
}

// A batch goes on only in the folder that it began, alone, and only with its options.
func TestBatchRefuses(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	mustBatch(t, opt)
	want := snapshot(t, out)
	refused := func(what, why string, opt BatchOptions) {
		t.Helper()
		if _, err := Batch(context.Background(), opt); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: error %v, want %q", what, err, why)
		}
		sameFiles(t, what, snapshot(t, out), want)
	}
	other := opt
	other.Settings = "another dictionary"
	refused("other settings", "other options", other)
	other = opt
	other.Folder = folders + "notices"
	refused("another folder", "other files", other)
	other = opt
	other.Out = folder
	refused("a folder with files", "no batch has begun it", other)
	other = opt
	other.Folder = filepath.Join(folder, "nowhere")
	refused("no folder", "nowhere", other)

	held, err := openOut(out, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-1-of-2"} {
		if _, err := openOut(out, suffix); err == nil || !strings.Contains(err.Error(), "another align batch is at work in it (process ") {
			t.Errorf("two processes on one folder: %v", err)
		}
	}
	if _, err := os.Stat(held.temporary()); err != nil {
		t.Errorf("the second process took the files of the first: %v", err)
	}
	held.close()
	mustBatch(t, opt)
	sameFiles(t, "free again", snapshot(t, out), want)
	shard, err := openOut(out, "-1-of-2")
	if err != nil {
		t.Fatal(err)
	}
	second, err := openOut(out, "-2-of-2")
	if err != nil {
		t.Errorf("two shards cannot work at one time: %v", err)
	} else {
		second.close()
	}
	if _, err := openOut(out, "-1-of-2"); err == nil {
		t.Error("a shard is at work twice")
	}
	if _, err := os.Stat(shard.temporary()); err != nil {
		t.Errorf("the second process took the files of the first: %v", err)
	}
	shard.close()
}

// A damaged or hostile state is refused in one line, and a line that was cut short is
// taken back.
func TestBatchDamagedState(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	mustBatch(t, opt)
	want := snapshot(t, out)
	results := filepath.Join(out, stateFolder, "results.jsonl")
	writeText(t, results, readText(t, results)+`{"english":"en/cha`)
	mustBatch(t, opt)
	sameFiles(t, "a line was cut short", snapshot(t, out), want)
	writeText(t, results, "nonsense\n")
	if _, err := Batch(context.Background(), opt); err == nil || !strings.Contains(err.Error(), "results.jsonl: line 1 is damaged") {
		t.Errorf("error %v", err)
	}
}

// An interrupted batch says so and loses nothing.
func TestBatchInterrupted(t *testing.T) {
	folder, out := batchFolder(t), filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folder, out)
	ctx, cancel := context.WithCancel(context.Background())
	opt.Jobs = 1
	opt.Ended = func(Result) { cancel() }
	if _, err := Batch(ctx, opt); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	opt.Ended = nil
	mustBatch(t, opt)
	fresh := opt
	fresh.Out = filepath.Join(t.TempDir(), "fresh")
	mustBatch(t, fresh)
	sameFiles(t, "interrupted", snapshot(t, out), snapshot(t, fresh.Out))
}

// The second versions of editions are aligned if asked for, under names of their own.
func TestBatchVersions(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	opt := batchOptions(t, folders+"translations", out)
	if r := mustBatch(t, opt); statuses(r.Manifest) != "aligned aligned version" || len(r.Results) != 2 {
		t.Errorf("%s", statuses(r.Manifest))
	}
	before := snapshot(t, out)
	opt.Versions = true
	if r := mustBatch(t, opt); statuses(r.Manifest) != "aligned aligned version" || len(r.Results) != 3 {
		t.Errorf("%s", statuses(r.Manifest))
	}
	after := snapshot(t, out)
	if after["calories.tsv"] != before["calories.tsv"] {
		t.Error("the first version has another output")
	}
	found := 0
	for name := range after {
		if strings.HasPrefix(name, "calories+second+") {
			found++
		}
	}
	if found != 2 {
		t.Errorf("%d outputs of the version, want 2", found)
	}
}

// Outputs stay inside the output folder, and no two have one name.
func TestNameOutputs(t *testing.T) {
	lines := []Line{
		{English: "a/b.txt", Chinese: "c.txt"}, {English: "a/b.md", Chinese: "d.txt"}, {English: "../../x.txt", Chinese: "y.txt"}, {English: "/etc/passwd", Chinese: "z.txt"},
		{English: "manifest.md", Chinese: "m.md"}, {English: ".align/results.txt", Chinese: "r.md"}, {English: "ALONE.txt", Chinese: "e.txt"}, {English: "..", Chinese: "f.txt"},
		{English: "x.txt", Chinese: "x2.txt"},
	}
	jobs := make([]job, len(lines))
	for k, l := range lines {
		jobs[k] = job{line: l}
	}
	nameOutputs(jobs)
	seen := map[string]bool{}
	for _, j := range jobs {
		name := strings.ToLower(j.stem)
		if !filepath.IsLocal(name) || seen[name] || strings.HasPrefix(name, stateFolder) || name == "manifest" || name == "" {
			t.Errorf("%s: output %q", j.line.English, j.stem)
		}
		seen[name] = true
	}
	if jobs[6].stem != "ALONE" {
		t.Errorf("a name that nobody else has is %q", jobs[6].stem)
	}
}

// Metadata of the pages comes out, and what a person knows better goes in.
func TestBatchMetadata(t *testing.T) {
	dir := t.TempDir()
	writeText(t, filepath.Join(dir, "a.md"), "---\ntitle: The night bus\nauthor: Ann Lee\n---\n\n"+readText(t, folders+"reprint/bus.txt"))
	copyFile(t, folders+"reprint/nachtbus.txt", filepath.Join(dir, "b.txt"))
	opt := batchOptions(t, dir, filepath.Join(t.TempDir(), "out"))
	var err error
	opt.Metadata, err = ReadMetadata(strings.NewReader("id\t中文译者\tgenre 体裁\tshelf\na\t王译\tcolumn\t7B\nz\tnobody\t\t\n"))
	if err != nil {
		t.Fatal(err)
	}
	mustBatch(t, opt)
	name := filepath.Join(opt.Out, "metadata.tsv")
	text := readText(t, name)
	if !strings.HasPrefix(text, "id 编号\tenglish 英文文件\tchinese 中文文件\tenglish title 英文标题\t") {
		t.Errorf("header %.80q", text)
	}
	m, err := ReadMetadataFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Rows) != 1 {
		t.Fatalf("%d rows", len(m.Rows))
	}
	for column, want := range map[string]string{
		"id": "a", "english": "a.md", "english title": "The night bus", "english author": "Ann Lee", "chinese translator": "王译",
		"genre": "column", "shelf": "7B", "chinese script": "Hans", "direction": "en>zh",
	} {
		if got := m.Rows[0][column]; got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	var again bytes.Buffer
	if err := m.Write(&again); err != nil || again.String() != text {
		t.Errorf("it is not written as it was read (%v):\n%s", err, &again)
	}

	// It can be put right where it is and given back.
	writeText(t, name, strings.Replace(text, "\tcolumn\t", "\teditorial\t", 1))
	if opt.Metadata, err = ReadMetadataFile(name); err != nil {
		t.Fatal(err)
	}
	opt.MetadataFile = name
	mustBatch(t, opt)
	if _, err := os.Stat(name + newSuffix); err == nil || !strings.Contains(readText(t, name), "\teditorial\t") {
		t.Errorf("the metadata that was put right is not taken over (%v)", err)
	}
}

func readText(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
