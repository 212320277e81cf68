package pairing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/language"
	"bitext/align/lexicon"
)

// FilesOptions says how to find out which files belong together.
type FilesOptions struct {
	Document document.Options
	Lexicon  *lexicon.Lexicon // nil: none
	Jobs     int              // goroutines; 0: one for each core

	// Progress, if not nil, is called with the step at work, and how many of its files
	// are done, by one goroutine at a time.
	Progress func(step string, done, of int)

	Log *slog.Logger // nil: no log
}

// List returns the files of a folder and the folders in it that may be editions, as paths
// from the folder with / between, sorted. Hidden files, alignments and tables, and what a
// browser saved along with a page are left out, and so is the folder except.
func List(folder, except string) ([]string, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if !info.IsDir() {
		return nil, &align.InputError{Code: align.NotAFile, Op: "read", Path: folder, Reason: "it is no folder", Hint: "give a folder, or a list of pairs (.tsv)"}
	}
	exceptInfo, _ := os.Stat(except)
	var files []string
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		relative, relErr := filepath.Rel(folder, name)
		if relErr != nil || err != nil && relative == "." {
			return cmp.Or(err, relErr)
		}
		if err != nil { // a folder that cannot be read says so when it is read as a file
			files = append(files, filepath.ToSlash(relative))
			return skip(entry)
		}
		if relative != "." && (strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$")) {
			return skip(entry)
		}
		info, err := os.Stat(name) // of what a link leads to
		switch {
		case err != nil: // a link to nothing says so when it is read
		case entry.IsDir() && relative != "." && (exceptInfo != nil && os.SameFile(info, exceptInfo) || savedAlong(name)):
			return fs.SkipDir
		case info.IsDir():
			return nil
		case isAlignment(name):
			return nil
		}
		files = append(files, filepath.ToSlash(relative))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	slices.Sort(files)
	return files, nil
}

func skip(entry fs.DirEntry) error {
	if entry.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// savedAlong reports whether a folder holds the pictures and scripts of a web page that
// a browser saved beside it.
func savedAlong(folder string) bool {
	for _, end := range []string{"_files", ".files", "_文件"} {
		if stem, ok := strings.CutSuffix(folder, end); ok {
			for _, extension := range []string{".html", ".htm"} {
				if _, err := os.Stat(stem + extension); err == nil {
					return true
				}
			}
		}
	}
	return false
}

// isAlignment reports whether the extension of a file is that of a table or alignment
// and not of editions.
func isAlignment(name string) bool {
	_, ok := formatOf(name)
	return ok && !meantAsEdition(name)
}

// Files finds out which files of a folder belong together, by what they say and, where
// that is doubtful, by aligning them. Paths are from the folder, as List returns them. A
// file that cannot be read has a line that says why.
func Files(ctx context.Context, folder string, paths []string, opt FilesOptions) (*Manifest, error) {
	log := opt.Log
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	signatures, errs := make([]*Signature, len(paths)), make([]error, len(paths))
	err := parallel(ctx, opt.Jobs, len(paths), opt.step("reading"), func(k int) error {
		errs[k] = guard(func() error {
			doc, err := document.ReadFile(filepath.Join(folder, filepath.FromSlash(paths[k])), opt.Document)
			if err == nil {
				signatures[k] = Sign(paths[k], doc, opt.Lexicon)
			}
			return err
		})
		return nil
	})
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	alone := func(name string, l align.Language, status LineStatus, why string) {
		line := Line{English: name, Probability: math.NaN(), Status: status, Why: why}
		if l == align.Chinese {
			line.English, line.Chinese = "", name
		}
		m.Lines = append(m.Lines, line)
	}
	var sides [align.Sides][]*Signature
	for k, sig := range signatures {
		switch {
		case errs[k] != nil:
			alone(paths[k], "", unread(paths[k], errs[k]), reasonOf(errs[k]))
		case sig.Language == align.English:
			sides[align.EN] = append(sides[align.EN], sig)
		case sig.Language == align.Chinese:
			sides[align.ZH] = append(sides[align.ZH], sig)
		case sig.Language == "":
			alone(paths[k], "", Skipped, "there is no text to tell a language from")
		default:
			alone(paths[k], "", Skipped, "it looks "+language.Name(sig.Language))
		}
	}
	en, zh := sides[align.EN], sides[align.ZH]
	verify := func(asked []Candidate) ([][align.Sides]float64, error) {
		log.Info("checking", "candidates", len(asked))
		out := make([][align.Sides]float64, len(asked))
		return out, parallel(ctx, opt.Jobs, len(asked), opt.step("checking"), func(k int) error {
			err := guard(func() (err error) {
				out[k], err = coverage(ctx, folder, en[asked[k].EN].Path, zh[asked[k].ZH].Path, opt)
				return err
			})
			if err != nil && ctx.Err() == nil { // they are no pair; what is wrong is said when one is aligned
				log.Warn("not aligned", "english", en[asked[k].EN].Path, "chinese", zh[asked[k].ZH].Path, "error", err)
				return nil
			}
			return err
		})
	}
	candidates := Candidates(en, zh)
	log.Info("compared", "english", len(en), "chinese", len(zh), "candidates", len(candidates))
	pairs, err := Choose(candidates, verify)
	if err != nil {
		return nil, err
	}
	versions, err := Versions(en, zh, candidates, pairs, verify)
	if err != nil {
		return nil, err
	}
	var told [align.Sides]map[int]bool
	told[align.EN], told[align.ZH] = map[int]bool{}, map[int]bool{}
	for _, p := range pairs {
		told[align.EN][p.EN], told[align.ZH][p.ZH] = true, true
		status := Paired
		if p.Probability < sureProbability && !p.Verified {
			status = Unsure
		}
		m.Lines = append(m.Lines, Line{English: en[p.EN].Path, Chinese: zh[p.ZH].Path, Probability: p.Probability, Status: status, Why: p.why()})
	}
	for _, v := range versions {
		told[v.Side][v.Edition] = true
		line := Line{Probability: math.NaN(), Status: OtherVersion, Why: "version of " + sides[v.Side][v.Of].Path}
		if v.Side == align.EN {
			line.English = en[v.Edition].Path
		} else {
			line.Chinese = zh[v.Edition].Path
		}
		if v.HasCounterpart {
			line.English, line.Chinese, line.Probability = en[v.EN].Path, zh[v.ZH].Path, v.Probability
		}
		m.Lines = append(m.Lines, line)
	}
	nearest := [align.Sides]map[int]Candidate{{}, {}}
	for _, c := range candidates {
		for side, n := range [align.Sides]int{c.EN, c.ZH} {
			if c.Similarity > nearest[side][n].Similarity {
				nearest[side][n] = c
			}
		}
	}
	for side, own := range sides {
		for n, sig := range own {
			if told[side][n] {
				continue
			}
			why := "nothing is like it"
			if c, ok := nearest[side][n]; ok {
				other := zh[c.ZH].Path
				if align.Side(side) == align.ZH {
					other = en[c.EN].Path
				}
				why = fmt.Sprintf("the nearest is %s, similarity %.2f", other, c.Similarity)
			}
			alone(sig.Path, sig.Language, Stranger, why)
		}
	}
	slices.SortStableFunc(m.Lines, byPaths)
	return m, nil
}

// why says in words what a pair was told by.
func (c Candidate) why() string {
	if c.Verified {
		return fmt.Sprintf("%.0f%% of the English and %.0f%% of the Chinese text have a counterpart", c.Coverage[align.EN]*100, c.Coverage[align.ZH]*100)
	}
	return fmt.Sprintf("similarity %.2f, %.1f times the next", c.Similarity, c.margin())
}

// editionExtensions are the extensions of files that people mean as editions: one that
// cannot be read is a failure, while a picture is passed over.
var editionExtensions = []string{".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".docx"}

func meantAsEdition(name string) bool {
	return slices.Contains(editionExtensions, strings.ToLower(path.Ext(name)))
}

// unread returns the status of a file that could not be read.
func unread(name string, err error) LineStatus {
	if _, refused := errors.AsType[*align.InputError](err); refused && !meantAsEdition(name) {
		return Skipped
	}
	return Failed
}

// reasonOf returns why a file failed, without its path, which stands beside.
func reasonOf(err error) string {
	if refused, ok := errors.AsType[*align.InputError](err); ok {
		return refused.At("").Error()
	}
	if failed, ok := errors.AsType[*fs.PathError](err); ok {
		return failed.Err.Error()
	}
	return err.Error()
}

// coverage aligns two files quickly, paragraphs alone, and returns the coverage.
func coverage(ctx context.Context, folder, en, zh string, opt FilesOptions) (none [align.Sides]float64, err error) {
	var docs [align.Sides]*align.Document
	for side, name := range [align.Sides]string{en, zh} {
		if docs[side], err = document.ReadFile(filepath.Join(folder, filepath.FromSlash(name)), opt.Document); err != nil {
			return none, err
		}
		docs[side].Language = align.Side(side).Language()
	}
	al, err := engine.Align(ctx, docs[align.EN], docs[align.ZH], engine.Options{Lexicon: opt.Lexicon, Jobs: 1, Segmented: true})
	if err != nil {
		return none, err
	}
	return al.Coverage(), nil
}

// step returns a function that counts the files that a step has done.
func (opt FilesOptions) step(name string) func(done, of int) {
	return func(done, of int) {
		if opt.Progress != nil {
			opt.Progress(name, done, of)
		}
	}
}

// guard calls work and turns a panic, which one bad file may cause, into an error: it must not
// stop the others.
func guard(work func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("internal error: %v; please report it with the files", fault)
		}
	}()
	return work()
}

// parallel calls work with 0 to n-1 on some goroutines, one for each core if jobs is 0,
// until all are done, one fails or ctx ends. After each call it says how many are done.
func parallel(ctx context.Context, jobs, n int, progress func(done, of int), work func(k int) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(jobs, n) {
		wg.Go(func() {
			for k := range next {
				if err := work(k); err != nil {
					stop(err)
					return
				}
				mu.Lock()
				done++
				progress(done, n)
				mu.Unlock()
			}
		})
	}
feed:
	for k := range n {
		select {
		case next <- k:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}
