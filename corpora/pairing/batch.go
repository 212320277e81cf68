package pairing

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// BatchOptions says what a batch works on, and how.
type BatchOptions struct {
	// Folder holds the editions, which are paired up. If Manifest is not nil it says
	// which files belong together, with paths from Folder.
	Folder   string
	Manifest *Manifest
	List     string // the file of Manifest, "" if it is none; if that is the manifest in Out, it may be replaced

	Out     string            // the output folder
	Formats []exchange.Format // of the outputs of each pair
	// Write says how a format is written; nil: in the usual way. The Names do not count.
	Write   func(exchange.Format) exchange.WriteOptions
	Options // how a pair is read and aligned; languages and anchors do not count

	// Settings says all else that outputs depend on: the version of the program, hashes
	// of dictionary and glossary. A batch goes on only with the settings it began with.
	Settings string

	Metadata     *Metadata // what is known of the pieces besides what their files say; nil: nothing
	MetadataFile string    // the file of Metadata, "" if it is none; if that is the one in Out, it may be replaced

	Jobs     int  // pairs that are aligned at a time; 0: one for each core
	PairOnly bool // end when the manifest is written
	Versions bool // align second versions of editions too

	// Shard, from 1, is the part of the pairs that is aligned, of Shards parts; 0 of 0: all.
	// Merge brings the shards together.
	Shard, Shards int
	Merge         bool

	// Progress is that of FilesOptions; Ended, if not nil, is called with each pair as it
	// ends. Both are called by one goroutine at a time.
	Progress func(step string, done, of int)
	Ended    func(Result)
}

// Result is what became of a pair.
type Result struct {
	ID          string     `json:"id,omitempty"` // the path of its outputs, without extensions
	English     string     `json:"english,omitempty"`
	Chinese     string     `json:"chinese,omitempty"`
	Status      LineStatus `json:"status,omitempty"` // Aligned, Unsure, Edited or Failed
	Why         string     `json:"why,omitempty"`
	Probability float64    `json:"probability,omitempty"` // of the manifest; 0 if that has none
	Outputs     []Output   `json:"outputs,omitempty"`
	Figures     *Figures   `json:"figures,omitempty"` // nil if it failed
	InputHashes []string   `json:"inputs,omitempty"`  // SHA-256 of the English and the Chinese file; none if they could not be read
	Settings    string     `json:"settings,omitempty"`
}

// Figures are the figures of an aligned pair.
type Figures struct {
	Coverage [align.Sides]float64   `json:"coverage"` // see align.Alignment.Coverage
	Pairs    int                    `json:"pairs"`
	OneSided int                    `json:"without_counterpart"`
	ToCheck  int                    `json:"to_check"`
	Removed  int                    `json:"removed"`
	Flags    map[align.FlagKind]int `json:"flags,omitempty"` // rows with a flag
	Look     []string               `json:"look,omitempty"`  // IDs of the rows to look at first
	Editions [align.Sides]Edition   `json:"editions"`
}

// Edition is what a file says of the edition in it.
type Edition struct {
	align.Meta
	Script align.Script `json:"script,omitempty"`
}

// result returns the line as a result of pairing alone.
func (l Line) result() Result {
	r := Result{English: l.English, Chinese: l.Chinese, Status: l.Status, Why: l.Why}
	if !math.IsNaN(l.Probability) {
		r.Probability = l.Probability
	}
	return r
}

func (r Result) key() string {
	if r.English == "" && r.Chinese == "" {
		return ""
	}
	return Line{English: r.English, Chinese: r.Chinese}.key()
}

// BatchReport is what a batch has done.
type BatchReport struct {
	Manifest *Manifest
	Results  []Result // of the pairs that were to be aligned, in the order of the manifest
	Files    []string // the files of the batch as a whole, from the output folder
	Complete bool     // all is done, all shards too
	Told     string   // the file, from the output folder, that says what became of each line or, of a shard, each pair
}

// Failed counts the files and pairs that failed; of a shard, its own pairs.
func (r *BatchReport) Failed() int {
	n := 0
	if !r.Complete {
		for _, result := range r.Results {
			if result.Status == Failed {
				n++
			}
		}
		return n
	}
	for _, l := range r.Manifest.Lines {
		if l.Status == Failed {
			n++
		}
	}
	return n
}

// Batch finds out which files of a folder belong together, or is told by a manifest, and
// aligns them all into an output folder. A pair that fails has a line that says why, and
// does not stop the others. A batch that was interrupted at any moment is called again and
// goes on where it stopped; outputs that a person has changed since are never replaced.
func Batch(ctx context.Context, opt BatchOptions) (*BatchReport, error) {
	suffix := ""
	if opt.Shards > 0 {
		suffix = fmt.Sprintf("-%d-of-%d", opt.Shard, opt.Shards)
	}
	out, err := openOut(opt.Out, suffix)
	if err != nil {
		return nil, err
	}
	defer out.close()
	b := &batch{BatchOptions: opt, out: out}
	if b.Write == nil {
		b.Write = func(exchange.Format) exchange.WriteOptions { return exchange.WriteOptions{} }
	}
	if b.settings, err = b.hashSettings(); err != nil {
		return nil, err
	}
	m := opt.Manifest
	if m == nil {
		if m, err = b.pairUp(ctx); err != nil {
			return nil, err
		}
	} else {
		files := map[string]bool{}
		for _, l := range m.Lines {
			files[l.English], files[l.Chinese] = true, true
		}
		if err := cmp.Or(b.begun(files), b.replaceable("manifest.tsv", opt.List)); err != nil {
			return nil, err
		}
	}
	if err := b.replaceable("metadata.tsv", opt.MetadataFile); err != nil {
		return nil, err
	}
	if opt.PairOnly {
		if err := b.write("manifest.tsv", m.Write); err != nil {
			return nil, err
		}
		for _, l := range m.Lines {
			if l.TwoSided() && b.Ended != nil {
				b.Ended(l.result())
			}
		}
		return &BatchReport{Manifest: m, Files: []string{"manifest.tsv"}, Complete: true, Told: "manifest.tsv"}, nil
	}
	jobs := b.jobsOf(m)
	switch {
	case opt.Merge:
		if err := b.collectShards(m, jobs); err != nil {
			return nil, err
		}
	case opt.Shards > 0:
		jobs = slices.DeleteFunc(jobs, func(j job) bool { return shardOf(j.line.key(), opt.Shards) != opt.Shard })
	}
	results, err := b.alignAll(ctx, jobs)
	if err != nil {
		return nil, err
	}
	report := &BatchReport{Manifest: m.with(results), Results: results, Complete: opt.Shards == 0, Told: "manifest.tsv"}
	if opt.Shards > 0 {
		report.Told = stateFolder + "/results" + suffix + ".jsonl"
		return report, b.completeShard(m)
	}
	if report.Files, err = b.finish(report); err != nil {
		return nil, err
	}
	return report, nil
}

// batch is a batch at work.
type batch struct {
	BatchOptions
	out      *outFolder
	settings string // hash of all that outputs depend on, besides their inputs
}

func (b *batch) hashSettings() (string, error) {
	written := make([]any, 0, 2*len(b.Formats))
	for _, f := range b.Formats {
		written = append(written, f.Name, b.Write(f))
	}
	text, err := json.Marshal([]any{b.Settings, written, b.Document, b.Align.Segmented})
	return hashText(string(text)), err
}

func hashText(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// replaceable lets a file of the batch as a whole be replaced if it is the one that was
// given as input.
func (b *batch) replaceable(name, given string) error {
	info, err := os.Stat(given)
	other, otherErr := os.Stat(b.out.file(name))
	if err != nil || otherErr != nil || !os.SameFile(info, other) {
		return nil
	}
	hash, err := hashFile(given)
	if err == nil {
		b.out.own(name, hash)
	}
	return err
}

// pairsFile is where the manifest is kept as it was found out.
const pairsFile = stateFolder + "/pairs.tsv"

// pairUp finds out which files of the folder belong together, unless that is known from
// before and no file has changed since.
func (b *batch) pairUp(ctx context.Context) (*Manifest, error) {
	paths, err := List(b.Folder, b.Out)
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, &align.InputError{Code: align.NoText, Op: "batch", Path: b.Folder, Reason: "there are no files in it", Hint: "give the folder that holds the editions"}
	}
	files := map[string]bool{}
	for _, name := range paths {
		files[name] = true
	}
	if err := b.begun(files); err != nil {
		return nil, err
	}
	if changed, err := b.out.foreign("manifest.tsv", "manifest.tsv", ""); err != nil {
		return nil, err
	} else if changed {
		return nil, &align.InputError{Code: align.OtherBatch, Op: "batch", Path: b.out.file("manifest.tsv"), Reason: "it was changed since batch wrote it",
			Hint: fmt.Sprintf("to have it as it is now, give it as the list, with --base %s; or remove it", b.Folder)}
	}
	hashes := make([]string, len(paths))
	opt := FilesOptions{Document: b.Document, Lexicon: b.Align.Lexicon, Jobs: b.Jobs, Progress: b.Progress, Log: b.Log}
	err = parallel(ctx, b.Jobs, len(paths), opt.step("looking for changes"), func(k int) (err error) {
		if hashes[k], err = hashFile(filepath.Join(b.Folder, filepath.FromSlash(paths[k]))); err != nil {
			hashes[k] = "unread"
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal([]any{b.Settings, b.Document, paths, hashes})
	if err != nil {
		return nil, err
	}
	inputs := hashText(string(text))
	known := b.out.last[""]
	if known.Pairs == inputs {
		if m, err := ReadManifestFile(b.out.file(pairsFile)); err == nil {
			return m, nil
		}
	}
	m, err := Files(ctx, b.Folder, paths, opt)
	if err != nil {
		return nil, err
	}
	e, err := b.out.encode(pairsFile, m.Write)
	if err != nil {
		return nil, err
	}
	known.Pairs, known.Outputs = inputs, slices.DeleteFunc(slices.Clone(known.Outputs), func(o Output) bool { return o.Path == pairsFile })
	if _, err = b.out.keep(known, []encoded{e}); err != nil {
		return nil, err
	}
	return m, b.write("manifest.tsv", m.Write) // for people to see while the pairs are aligned
}

// write writes a file of the batch as a whole, if it is not there as it is to be.
func (b *batch) write(name string, write func(io.Writer) error) error {
	e, err := b.out.encode(name, write)
	if err != nil {
		return err
	}
	r := b.out.last[""] // what is known of the other files stays
	if found, err := hashFile(b.out.file(name)); err == nil && found == e.SHA256 && slices.ContainsFunc(r.Outputs, func(o Output) bool { return o == e.Output }) {
		return nil
	}
	r.Outputs = slices.DeleteFunc(slices.Clone(r.Outputs), func(o Output) bool { return o.Path == name })
	_, err = b.out.keep(r, []encoded{e})
	return err
}

// job is a pair that is to be aligned.
type job struct {
	line Line
	stem string // of its outputs
}

// jobsOf returns the lines that are to be aligned.
func (b *batch) jobsOf(m *Manifest) []job {
	var jobs []job
	for _, l := range m.Lines {
		version := l.Status == OtherVersion
		if !l.TwoSided() || l.Status == Stranger || l.Status == Skipped || version && !b.Versions {
			continue
		}
		jobs = append(jobs, job{line: l})
	}
	nameOutputs(jobs)
	return jobs
}

// nameOutputs gives the outputs of each pair a name: that of the English file, without
// its extension; where others have that too, and for versions, with the Chinese one and
// some digits of a hash behind it.
func nameOutputs(jobs []job) {
	stem := func(name string) string {
		name = strings.TrimSuffix(path.Clean(filepath.ToSlash(name)), path.Ext(name))
		if !filepath.IsLocal(filepath.FromSlash(name)) || strings.HasPrefix(name, stateFolder) {
			name = strings.TrimLeft(strings.ReplaceAll(path.Base(name), ":", "_"), ".")
		}
		return cmp.Or(name, "pair")
	}
	count := map[string]int{"manifest": 1, "metadata": 1, "summary": 1}
	for k, j := range jobs {
		if jobs[k].stem = stem(j.line.English); j.line.Status != OtherVersion {
			count[strings.ToLower(jobs[k].stem)]++
		}
	}
	for k, j := range jobs {
		if j.line.Status == OtherVersion || count[strings.ToLower(j.stem)] > 1 {
			jobs[k].stem += "+" + path.Base(stem(j.line.Chinese)) + "+" + hashText(j.line.key())[:8]
		}
	}
}

// begun checks that the output folder was begun by this batch: with the same settings,
// and for some of its files.
func (b *batch) begun(files map[string]bool) error {
	refused := func(why, do string) error {
		return &align.InputError{Code: align.OtherBatch, Op: "batch", Path: b.Out, Reason: why, Hint: do}
	}
	known, common := 0, 0
	for key, r := range b.out.last {
		switch {
		case key == "":
			continue
		case r.Settings != b.settings:
			return refused("it was begun with other options, another dictionary or another version of align", "name a new folder with -o, or run it as it was begun")
		case files[r.English] || files[r.Chinese]:
			common++
		}
		known++
	}
	if known > 0 && common == 0 {
		return refused("it was begun for other files", "name a new folder with -o")
	}
	return nil
}

// shardOf returns the shard, from 1, that a pair belongs to.
func shardOf(key string, shards int) int {
	sum := sha256.Sum256([]byte(key))
	return int(binary.BigEndian.Uint64(sum[:])%uint64(shards)) + 1
}

// alignAll aligns pairs. The results come in the order of jobs.
func (b *batch) alignAll(ctx context.Context, jobs []job) ([]Result, error) {
	results := make([]Result, len(jobs))
	var mu sync.Mutex
	progress := func(done, of int) {
		if b.Progress != nil {
			b.Progress("aligning", done, of)
		}
	}
	return results, parallel(ctx, b.Jobs, len(jobs), progress, func(k int) error {
		r, err := b.align(ctx, jobs[k])
		if err != nil {
			return err
		}
		r.Probability = jobs[k].line.result().Probability
		results[k] = r
		if b.Ended != nil {
			mu.Lock()
			defer mu.Unlock()
			b.Ended(r)
		}
		return nil
	})
}

// align aligns one pair, unless that was done before. An error ends the batch.
func (b *batch) align(ctx context.Context, j job) (Result, error) {
	r := record{Result: Result{ID: j.stem, English: j.line.English, Chinese: j.line.Chinese, Settings: b.settings}}
	names := [align.Sides]string{b.input(j.line.English), b.input(j.line.Chinese)}
	for _, name := range names {
		hash, err := hashFile(name)
		if err != nil {
			return b.fail(r, err)
		}
		r.InputHashes = append(r.InputHashes, hash)
	}
	b.out.mu.Lock()
	before, known := b.out.last[j.line.key()]
	b.out.mu.Unlock()
	if known && before.Settings == r.Settings && slices.Equal(before.InputHashes, r.InputHashes) {
		complete, edited, err := b.out.condition(before)
		if err != nil {
			return Result{}, err
		}
		if complete {
			return before.shown(edited), nil
		}
	}
	var files []encoded
	err := guard(func() (err error) {
		files, err = b.make(ctx, &r, j.stem, names)
		return err
	})
	if ctx.Err() != nil {
		return Result{}, ctx.Err()
	}
	if _, ended := errors.AsType[*writeError](err); ended {
		return Result{}, err
	}
	if err != nil {
		return b.fail(r, err)
	}
	if r, err = b.out.keep(r, files); err != nil {
		return Result{}, err
	}
	_, edited, err := b.out.condition(r)
	return r.shown(edited), err
}

// input returns the file that a path of the manifest stands for.
func (b *batch) input(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(b.Folder, name)
}

// fail records that a pair failed. One whose inputs could not be read is tried again
// by the next run.
func (b *batch) fail(r record, err error) (Result, error) {
	r.Status, r.Why = Failed, reasonOf(err)
	if failed, ok := errors.AsType[*align.InputError](err); ok {
		if failed.Code == align.WrongLanguage {
			exchanged := *failed
			exchanged.Hint = "see whether it stands in the wrong column"
			failed = &exchanged
		}
		r.Why = strings.ReplaceAll(failed.Error(), b.Folder+string(filepath.Separator), "")
	}
	r, err = b.out.keep(r, nil)
	return r.Result, err
}

// shown is the result as a person is to see it.
func (r record) shown(edited []string) Result {
	if len(edited) > 0 {
		r.Status, r.Why = Edited, strings.Join(edited, ", ")+": changed since batch wrote it, stays as it is"
		for _, o := range r.Outputs {
			if o.File != "" {
				r.Why += "; the new one is " + o.File
			}
		}
	}
	return r.Result
}

// make aligns two files, writes the outputs to temporary files and fills in the result.
func (b *batch) make(ctx context.Context, r *record, stem string, names [align.Sides]string) (files []encoded, err error) {
	opt := b.Options
	opt.LanguageA, opt.LanguageB = align.English, align.Chinese
	opt.Align.Jobs, opt.Align.Progress, opt.Anchors = 1, nil, ""
	pair, err := AlignFiles(ctx, names[align.EN], names[align.ZH], opt)
	if err != nil {
		return nil, err
	}
	for _, f := range b.Formats {
		write := b.Write(f)
		paths := OutputsOf(f, stem, write.Profile)
		write.Names = nil
		for _, p := range paths {
			write.Names = append(write.Names, path.Base(p))
		}
		for k, p := range paths { // a file at a time
			e, err := b.out.encode(p, func(w io.Writer) error {
				all := slices.Repeat([]io.Writer{io.Discard}, len(paths))
				all[k] = w
				_, err := f.WriteAll(all, pair.Alignment, write)
				return err
			})
			if err != nil {
				return nil, err
			}
			files = append(files, e)
		}
	}
	r.Status, r.Figures = Aligned, figures(pair.Alignment)
	if !pair.OnePiece() {
		c := r.Figures.Coverage
		r.Status, r.Why = Unsure, fmt.Sprintf("hardly anything could be aligned: %d%% of the English and %d%% of the Chinese text have a counterpart", align.Percent(c[align.EN]), align.Percent(c[align.ZH]))
	}
	return files, nil
}

// OutputsOf returns the files of a format for a pair whose outputs begin with stem.
func OutputsOf(f exchange.Format, stem, profile string) []string {
	extension := "." + f.Name
	if len(f.Extensions) > 0 {
		extension = f.Extensions[0]
	}
	return f.Paths(stem+extension, profile)
}

func figures(al *align.Alignment) *Figures {
	s := al.Summary()
	f := &Figures{
		Coverage: al.Coverage(), Pairs: s.Paragraphs.Pairs, OneSided: s.Paragraphs.OneSided, ToCheck: s.ToCheck,
		Removed: s.Editions[align.EN].Removed + s.Editions[align.ZH].Removed, Flags: map[align.FlagKind]int{},
	}
	for side := range align.Sides {
		doc := al.Document(side)
		f.Editions[side] = Edition{doc.Meta, doc.Script}
		f.Coverage[side] = math.Round(f.Coverage[side]*1e4) / 1e4
	}
	for _, r := range al.Rows(align.LevelParagraph) {
		for _, flag := range r.Flags {
			f.Flags[flag.Kind]++
		}
	}
	const enough = 5
	rows := al.Triage(align.ReviewTarget).Rows
	for _, r := range rows[:min(len(rows), enough)] {
		f.Look = append(f.Look, r.ID)
	}
	return f
}

// with returns the manifest with what became of its lines.
func (m *Manifest) with(results []Result) *Manifest {
	byKey := map[string]Result{}
	for _, r := range results {
		byKey[r.key()] = r
	}
	out := &Manifest{Lines: slices.Clone(m.Lines), Columns: m.Columns}
	for k := range out.Lines {
		l := &out.Lines[k]
		r, ok := byKey[l.key()]
		if !ok || !l.TwoSided() {
			continue
		}
		if r.Status == Aligned && (l.Status == OtherVersion || l.Status == Unsure) {
			continue // it is aligned, but what was said of it still holds
		}
		if l.Status == Failed || l.Status == Edited { // what was said of it holds no more
			l.Why = ""
		}
		l.Status, l.Why = r.Status, cmp.Or(r.Why, l.Why)
	}
	return out
}

// finish writes the files of the batch as a whole and puts the state in order. It
// returns the files.
func (b *batch) finish(report *BatchReport) ([]string, error) {
	names := []string{"manifest.tsv", "metadata.tsv", "summary.xlsx"}
	for k, write := range []func(io.Writer) error{report.Manifest.Write, b.metadata(report).Write, func(w io.Writer) error { return sheet.WriteBatch(w, report.rows()) }} {
		if err := b.write(names[k], write); err != nil {
			return nil, err
		}
	}
	current := map[string]bool{"": true}
	for _, r := range report.Results {
		current[r.key()] = true
	}
	if err := b.out.compact(func(r record) bool { return current[r.key()] }); err != nil {
		return nil, err
	}
	if !b.Merge {
		return names, nil
	}
	shardFiles, err := b.out.shardFiles("")
	if err != nil {
		return nil, err
	}
	for _, name := range shardFiles {
		if err := os.RemoveAll(b.out.state(name)); err != nil {
			return nil, writeFailed(err)
		}
	}
	return names, nil
}

// rows returns the rows of summary.xlsx.
func (r *BatchReport) rows() []sheet.BatchRow {
	byKey := map[string]Result{}
	for _, result := range r.Results {
		byKey[result.key()] = result
	}
	var rows []sheet.BatchRow
	for _, l := range r.Manifest.Lines {
		row := sheet.BatchRow{English: l.English, Chinese: l.Chinese, Probability: l.Probability, Status: string(l.Status), Why: l.Why}
		if result, ok := byKey[l.key()]; ok {
			for _, o := range result.Outputs {
				row.Outputs = append(row.Outputs, o.Path)
			}
			if f := result.Figures; f != nil {
				row.Aligned, row.Coverage, row.Pairs, row.OneSided, row.ToCheck, row.Look = true, f.Coverage, f.Pairs, f.OneSided, f.ToCheck, f.Look
				row.Flags = f.Flags
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// shardMark says that a shard is complete.
type shardMark struct {
	List     string `json:"list"` // hash of the manifest
	Settings string `json:"settings"`
}

func (b *batch) mark(m *Manifest) (shardMark, error) {
	var text bytes.Buffer
	err := m.Write(&text)
	return shardMark{hashText(text.String()), b.settings}, err
}

// completeShard marks the shard as complete.
func (b *batch) completeShard(m *Manifest) error {
	mark, err := b.mark(m)
	if err != nil {
		return err
	}
	e, err := b.out.encode("", func(w io.Writer) error { return json.NewEncoder(w).Encode(mark) })
	if err != nil {
		return err
	}
	return writeFailed(os.Rename(e.temporary, b.out.state("done"+b.out.suffix)))
}

// collectShards checks that all shards of this list are complete, and takes in their
// records. Where they were merged before there is nothing to check.
func (b *batch) collectShards(m *Manifest, jobs []job) error {
	if !slices.ContainsFunc(jobs, func(j job) bool { _, ok := b.out.last[j.line.key()]; return !ok }) {
		return nil
	}
	refused := func(format string, args ...any) error {
		return &align.InputError{Code: align.MissingFile, Op: "batch", Path: b.Out, Reason: fmt.Sprintf(format, args...), Hint: "run each shard with this list and these options before --merge"}
	}
	marks, err := b.out.shardFiles("done-")
	if err != nil {
		return err
	}
	shards := 0
	for _, name := range marks {
		var i, n int
		if _, err := fmt.Sscanf(name, "done-%d-of-%d", &i, &n); err != nil || i < 1 || i > n || shards != 0 && n != shards {
			return refused("it has shards of several ways to divide the list: %s and %s", marks[0], name)
		}
		shards = n
	}
	if shards == 0 {
		return refused("no shard is complete in it")
	}
	want, err := b.mark(m)
	if err != nil {
		return err
	}
	var missing []string
	for i := 1; i <= shards; i++ {
		suffix := fmt.Sprintf("-%d-of-%d", i, shards)
		data, err := os.ReadFile(b.out.state("done" + suffix))
		if errors.Is(err, fs.ErrNotExist) {
			missing = append(missing, fmt.Sprintf("%d/%d", i, shards))
			continue
		}
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		var mark shardMark
		if err := json.Unmarshal(data, &mark); err != nil || mark.List != want.List || mark.Settings != want.Settings {
			return refused("shard %d/%d was run with another list or other options", i, shards)
		}
		if err := b.out.loadRecords(b.out.state("results" + suffix + ".jsonl")); err != nil {
			return err
		}
	}
	if len(missing) > 0 {
		return refused("shards are missing: %s", strings.Join(missing, ", "))
	}
	return nil
}
