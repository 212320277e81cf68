package pairing

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"bitext/align"
	"bitext/align/document"
)

// stateFolder is the folder under the output folder of a batch where the batch keeps
// what it has done:
//
//	results.jsonl         a record a line: what was made of a pair; see record
//	results-3-of-8.jsonl  the same of a shard, until shards are merged
//	done-3-of-8           the shard is complete; says which list it had
//	pairs.tsv             which files belong together, as it was found out
//	lock, lock-3-of-8     held by the process at work
//	tmp, tmp-3-of-8       files that are not whole yet
//
// A record is written before the files it is about take their names. So after a crash at
// any moment each file in the output folder is either known by its hash or foreign, and a
// record whose files are not all there is work to be done again.
const stateFolder = ".align"

// newSuffix is what the name of an output ends in whose own name a file has that a
// person changed.
const newSuffix = ".new"

// record is a line of the results: what was made of a pair or, without files, by the
// batch as a whole.
type record struct {
	Result
	Pairs string `json:"pairs,omitempty"` // hash of the folder that pairs.tsv was made from
}

// Output is a file that a batch has made.
type Output struct {
	Path   string `json:"path"`           // from the output folder, with / between
	File   string `json:"file,omitempty"` // where it lies instead, because a person has changed the file at Path
	SHA256 string `json:"sha256"`
}

// outFolder is the output folder of a batch: what was made in it before, and the only
// way that files come into it.
type outFolder struct {
	root, suffix string // suffix is "-3-of-8" for a shard
	locks        []*os.File
	count        atomic.Int64 // of temporary files

	mu   sync.Mutex
	log  *os.File
	last map[string]record          // by Line.key: the newest record of a pair; "" for the batch as a whole
	made map[string]map[string]bool // by path: the hashes of all files that were ever made for it
}

// openOut opens an output folder: one that a batch began, an empty one, or one that is
// not there yet. Another process at work in it is an error.
func openOut(root, suffix string) (*outFolder, error) {
	o := &outFolder{root: root, suffix: suffix, last: map[string]record{}, made: map[string]map[string]bool{}}
	if err := os.MkdirAll(root, 0o777); err != nil {
		return nil, writeFailed(err)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if len(entries) > 0 && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == stateFolder }) {
		return nil, &align.InputError{Code: align.OtherBatch, Op: "batch", Path: root, Reason: "it is not empty, and no batch has begun it", Hint: "name a new folder with -o"}
	}
	if err := os.MkdirAll(o.state(""), 0o777); err != nil {
		return nil, writeFailed(err)
	}
	if err := o.lock("lock", suffix != ""); err != nil {
		return nil, err
	}
	if suffix != "" {
		if err := o.lock("lock"+suffix, false); err != nil {
			o.close()
			return nil, err
		}
	}
	if err := o.load(); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

func (o *outFolder) state(name string) string { return filepath.Join(o.root, stateFolder, name) }

func (o *outFolder) results() string { return o.state("results" + o.suffix + ".jsonl") }

func (o *outFolder) temporary() string { return o.state("tmp" + o.suffix) }

// shardFiles returns the names of the files of shards that begin like that, sorted.
func (o *outFolder) shardFiles(prefix string) ([]string, error) {
	entries, err := os.ReadDir(o.state(""))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && strings.Contains(e.Name(), "-of-") {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// lock takes the lock of a name, for the time until close. A lock file that a killed
// process left says nothing: the lock itself went with the process.
func (o *outFolder) lock(name string, share bool) error {
	f, err := os.OpenFile(o.state(name), os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return writeFailed(err)
	}
	held, err := lockFile(f, share)
	switch {
	case err != nil:
		f.Close()
		return writeFailed(&fs.PathError{Op: "lock", Path: f.Name(), Err: err})
	case held:
		who, _ := io.ReadAll(io.LimitReader(f, 100))
		f.Close()
		return fmt.Errorf("batch: %s: another align batch is at work in it%s; wait until it has ended, or name another folder with -o", o.root, who)
	}
	o.locks = append(o.locks, f)
	if share { // one of several
		return nil
	}
	host, _ := os.Hostname()
	if err := f.Truncate(0); err != nil {
		return writeFailed(err)
	}
	_, err = fmt.Fprintf(f, " (process %d on %s)", os.Getpid(), host)
	return writeFailed(err)
}

// load reads the records, those of an interrupted run too, and makes ready to add to them.
func (o *outFolder) load() error {
	for _, name := range slices.Compact([]string{o.state("results.jsonl"), o.results()}) {
		if err := o.loadRecords(name); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(o.temporary()); err != nil {
		return writeFailed(err)
	}
	if err := os.Mkdir(o.temporary(), 0o777); err != nil {
		return writeFailed(err)
	}
	var err error
	o.log, err = os.OpenFile(o.results(), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	return writeFailed(err)
}

// loadRecords reads a file of records. Of our own file a last line that a crash cut short
// is taken away.
func (o *outFolder) loadRecords(name string) error {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	whole := bytes.LastIndexByte(data, '\n') + 1
	if whole < len(data) && name == o.results() {
		if err := os.Truncate(name, int64(whole)); err != nil {
			return writeFailed(err)
		}
	}
	for n, line := range bytes.Split(data[:whole], []byte("\n")) {
		if len(line) == 0 {
			continue
		}
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			return &align.InputError{Code: align.Damaged, Op: "read", Path: name, Reason: fmt.Sprintf("line %d is damaged: %v", n+1, err), Hint: "take the line out; its pair is aligned again", Err: err}
		}
		o.know(r)
	}
	return nil
}

// know takes in a record.
func (o *outFolder) know(r record) {
	o.last[r.key()] = r
	for _, out := range r.Outputs {
		o.own(out.Path, out.SHA256)
	}
}

// own says that a file of a hash may be replaced where it stands for path.
func (o *outFolder) own(path, hash string) {
	if o.made[path] == nil {
		o.made[path] = map[string]bool{}
	}
	o.made[path][hash] = true
}

// encoded is an output whose file is whole but has not got its name yet.
type encoded struct {
	Output
	temporary string
}

// encode writes an output to a temporary file.
func (o *outFolder) encode(path string, write func(io.Writer) error) (e encoded, err error) {
	name := filepath.Join(o.temporary(), strconv.FormatInt(o.count.Add(1), 10))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return e, writeFailed(err)
	}
	e.Path, e.temporary = path, f.Name()
	hash := sha256.New()
	if err = write(io.MultiWriter(f, hash)); err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(f.Name())
		if failed, ok := errors.AsType[*fs.PathError](err); ok { // of the disk, not of what is written
			err = writeFailed(&fs.PathError{Op: "write", Path: o.file(path), Err: failed.Err})
		}
		return e, err
	}
	e.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return e, nil
}

// keep records what was made and gives the files their names. A file that a person has
// changed keeps its own.
func (o *outFolder) keep(r record, files []encoded) (record, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for k, f := range files {
		for name := f.Path; ; name += newSuffix {
			foreign, err := o.foreign(f.Path, name, f.SHA256)
			if err != nil {
				return r, err
			}
			if !foreign {
				if name != f.Path {
					files[k].File = name
				}
				break
			}
		}
		r.Outputs = append(r.Outputs, files[k].Output)
	}
	if err := o.append(r); err != nil {
		return r, err
	}
	for _, f := range files {
		target := o.file(cmp.Or(f.File, f.Path))
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return r, writeFailed(err)
		}
		if err := os.Rename(f.temporary, target); err != nil {
			return r, writeFailed(&fs.PathError{Op: "write", Path: target, Err: errors.Unwrap(err)})
		}
	}
	return r, nil
}

// append adds a record to the results.
func (o *outFolder) append(r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if _, err := o.log.Write(append(line, '\n')); err != nil {
		return writeFailed(err)
	}
	if err := o.log.Sync(); err != nil {
		return writeFailed(err)
	}
	o.know(r)
	return nil
}

func (o *outFolder) file(path string) string {
	return filepath.Join(o.root, filepath.FromSlash(path))
}

// foreign reports whether the file of a name is none that was made for path, so that a
// person must have changed it.
func (o *outFolder) foreign(path, name, hash string) (bool, error) {
	found, err := hashFile(o.file(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	return found != hash && !o.made[path][found], nil
}

// condition tells what has become of the outputs of a record: whether all files are
// there, as they were made or changed by a person, and which were changed.
func (o *outFolder) condition(r record) (complete bool, edited []string, err error) {
	complete = true
	for _, out := range r.Outputs {
		found, err := hashFile(o.file(out.Path))
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return false, nil, err
		case err != nil || found != out.SHA256 && o.made[out.Path][found]:
			complete = false
			continue
		case found != out.SHA256:
			edited = append(edited, out.Path)
		}
		if found != out.SHA256 { // the new one stands beside it
			if _, err := os.Stat(o.file(out.File)); out.File == "" || err != nil {
				complete = false
			}
		}
	}
	return complete, edited, nil
}

// compact writes the newest records alone, in the order of their keys, so that the state of a
// complete batch does not depend on how it came about.
func (o *outFolder) compact(keep func(record) bool) error {
	e, err := o.encode("", func(w io.Writer) error {
		for _, key := range slices.Sorted(maps.Keys(o.last)) {
			if r := o.last[key]; keep(r) {
				if err := json.NewEncoder(w).Encode(r); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := o.log.Close(); err != nil {
		return writeFailed(err)
	}
	return writeFailed(os.Rename(e.temporary, o.results()))
}

// close gives the folder free.
func (o *outFolder) close() {
	if o.log != nil { // else another process may be at work in it
		o.log.Close()
		os.RemoveAll(o.temporary())
	}
	for _, f := range o.locks {
		if o.suffix == "" || strings.HasSuffix(f.Name(), o.suffix) {
			f.Truncate(0)
		}
		f.Close()
	}
}

// writeError is an error of the output folder: its disk is full, it may not be written.
// It ends a batch, which goes on where it stopped when it is run again.
type writeError struct{ err error }

func (e *writeError) Error() string {
	return fmt.Sprintf("batch: %v; mend that and run the same command again: it goes on where it stopped", e.err)
}

func (e *writeError) Unwrap() error { return e.err }

func writeFailed(err error) error {
	if _, ok := errors.AsType[*writeError](err); err == nil || ok {
		return err
	}
	return &writeError{err}
}

// hashFile returns the SHA-256 of a file.
func hashFile(name string) (string, error) {
	f, err := document.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", fmt.Errorf("read: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
