package corpora

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// source is a file to be added, or several that belong together.
type source struct {
	path   string
	format string   // "": as the name or the beginning of the file tells
	id     string   // of its piece, if the file does not say
	also   []string // files with the same name in other formats, which may say more of the piece
}

// found is what paths stand for.
type found struct {
	sources []source
	left    []string            // files of which another with the same name is a source
	tables  []*pairing.Metadata // of folders
	toCheck int                 // pairs of batches that these are not sure of
}

// findSources returns what paths stand for: files themselves, and the alignments in folders and the
// folders in these, whatever else lies there. Where several files differ in their extension
// alone, as outputs of one pair do, the one in the format that carries most counts.
func findSources(ctx context.Context, paths []string) (*found, error) {
	all := &found{left: []string{}}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("read: %w", err)
		}
		if !info.IsDir() {
			all.sources = append(all.sources, source{path: path, id: stem(filepath.Base(path))})
			continue
		}
		before := len(all.sources)
		if err := all.folder(ctx, path); err != nil {
			return nil, err
		}
		if len(all.sources) == before {
			return nil, &align.InputError{Code: align.NoText, Op: "read", Path: path, Reason: "no alignment lies in the folder", Hint: "align what lies there with align batch, and add the folder that it makes"}
		}
	}
	return all, nil
}

// stem returns a name without the extensions of a format.
func stem(name string) string {
	f, ok := byName(name)
	if !ok {
		return strings.TrimSuffix(name, filepath.Ext(name))
	}
	return cutEnd(name, f)
}

// files in the output folder of a batch that are no alignments: the first says which files
// belong together, the second holds the figures of all.
const (
	manifestName = "manifest.tsv"
	summaryName  = "summary.xlsx"
)

// isBatch reports whether a folder is one that a batch has made.
func isBatch(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, manifestName))
	return err == nil
}

// unsureOf counts the pairs that a manifest says a person should check.
func unsureOf(path string) (n int, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("read: %w", err)
	}
	lines := strings.Split(string(data), "\n")
	column := slices.Index(strings.Split(strings.TrimSuffix(lines[0], "\r"), "\t"), "status")
	for _, line := range lines[1:] {
		if cells := strings.Split(line, "\t"); column >= 0 && column < len(cells) && cells[column] == "check" {
			n++
		}
	}
	return n, nil
}

// folder adds the alignments in a folder, and what the table of metadata and the manifest say
// that lie in it.
func (all *found) folder(ctx context.Context, root string) error {
	type candidate struct {
		source
		parts int // that its format carries
	}
	best := map[string]candidate{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err := cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		name := entry.Name()
		switch {
		case path != root && strings.HasPrefix(name, "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || !entry.Type().IsRegular():
			return nil
		case name == metadataName && filepath.Dir(path) == filepath.Clean(root):
			table, err := pairing.ReadMetadataFile(path)
			all.tables = append(all.tables, table)
			return err
		case name == manifestName && filepath.Dir(path) == filepath.Clean(root):
			n, err := unsureOf(path)
			all.toCheck += n
			return err
		case name == manifestName || name == metadataName || name == summaryName && isBatch(filepath.Dir(path)):
			return nil
		}
		f, ok := byName(path)
		if !ok {
			return nil
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		id := filepath.ToSlash(cutEnd(relative, f))
		c := candidate{source{path: path, format: f.Name, id: id}, bits.OnesCount32(uint32(f.Carries &^ f.Unread))}
		before, twice := best[id]
		if !twice {
			best[id] = c
			return nil
		}
		if before.parts >= c.parts {
			c, before = before, c
		}
		all.left = append(all.left, before.path)
		c.also = append(best[id].also, before.path)
		best[id] = c
		return nil
	})
	if _, ok := errors.AsType[*align.InputError](err); ok {
		return err
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	for _, id := range slices.Sorted(maps.Keys(best)) {
		all.sources = append(all.sources, best[id].source)
	}
	slices.Sort(all.left)
	return nil
}

// byName returns the format with texts that a name in a folder tells: of a format of several
// files only that of the first counts, if the others lie beside it.
func byName(path string) (exchange.Format, bool) {
	for _, f := range pairing.Formats() {
		if !f.CanRead() || !f.Has(exchange.Texts&^f.Unread) {
			continue
		}
		if f.Files == nil {
			if f.HasExtension(path) || slices.Contains(f.Others, strings.ToLower(filepath.Ext(path))) {
				return f, true
			}
			continue
		}
		for _, profile := range append(slices.Clone(f.Profiles), "") {
			ends := f.Files(profile)
			if strings.HasPrefix(ends[0], "/") || !strings.HasSuffix(strings.ToLower(path), strings.ToLower(ends[0])) {
				continue
			}
			if !slices.ContainsFunc(f.Paths(path, profile), func(p string) bool { _, err := os.Stat(p); return err != nil }) {
				return f, true
			}
		}
	}
	return exchange.Format{}, false
}

// cutEnd takes the end of a name away by which its format is known.
func cutEnd(path string, f exchange.Format) string {
	if f.Files != nil {
		for _, profile := range append(slices.Clone(f.Profiles), "") {
			if end := f.Files(profile)[0]; strings.HasSuffix(strings.ToLower(path), strings.ToLower(end)) {
				return path[:len(path)-len(end)]
			}
		}
	}
	return strings.TrimSuffix(path, filepath.Ext(path))
}

// about returns what a file says of its first piece; nil if that is nothing, or if it cannot
// be read.
func about(path string, level align.Level) *exchange.Piece {
	in, err := pairing.Open(path, "", level)
	if err != nil {
		return nil
	}
	defer in.Close()
	r, err := in.Decode()
	if err != nil {
		return nil
	}
	return r.Piece
}

// fill fills in what is not known of a piece from what is said of it elsewhere.
func fill(p *exchange.Piece, from *exchange.Piece) {
	for side := range align.Sides {
		to, e := &p.Editions[side], from.Editions[side]
		to.File = cmp.Or(to.File, e.File)
		to.Script = cmp.Or(to.Script, e.Script)
		to.Title = cmp.Or(to.Title, e.Title)
		if len(to.Authors) == 0 {
			to.Authors = e.Authors
		}
		to.Translator = cmp.Or(to.Translator, e.Translator)
		to.Publisher = cmp.Or(to.Publisher, e.Publisher)
		to.URL = cmp.Or(to.URL, e.URL)
		to.Date = cmp.Or(to.Date, e.Date)
		to.OriginalLanguage = cmp.Or(to.OriginalLanguage, e.OriginalLanguage)
		to.Licence = cmp.Or(to.Licence, e.Licence)
	}
}

// hashFiles returns the hash of files and of how they are read.
func hashFiles(paths []string, how string) (string, error) {
	h := sha256.New()
	io.WriteString(h, how)
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return "", fmt.Errorf("read: %w", err)
		}
		_, err = io.Copy(h, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return "", fmt.Errorf("read: %s: %w", path, err)
		}
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
