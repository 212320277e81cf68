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

// sources returns the files that paths stand for: files themselves, and the alignments in
// folders and the folders in these, whatever else lies there. Where several files differ in
// their extension alone, as outputs of one pair do, the one in the format that carries most
// counts. Left is the others.
func sources(ctx context.Context, paths []string) (list []source, left []string, tables []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("read: %w", err)
		}
		if !info.IsDir() {
			list = append(list, source{path: path, id: stem(filepath.Base(path))})
			continue
		}
		inside, others, table, err := folder(ctx, path)
		if err != nil {
			return nil, nil, nil, err
		}
		if len(inside) == 0 {
			return nil, nil, nil, &align.InputError{Code: align.NoText, Op: "read", Path: path, Reason: "no alignment lies in the folder", Hint: "align what lies there with align batch, and add the folder that it makes"}
		}
		list, left, tables = append(list, inside...), append(left, others...), append(tables, table...)
	}
	return list, left, tables, nil
}

// stem returns a name without the extensions of a format.
func stem(name string) string {
	f, ok := byName(name)
	if !ok {
		return strings.TrimSuffix(name, filepath.Ext(name))
	}
	return cutEnd(name, f)
}

// folder returns the alignments in a folder, and the table of metadata that lies in it.
func folder(ctx context.Context, root string) (list []source, left, tables []string, err error) {
	type candidate struct {
		source
		parts int // that its format carries
	}
	best := map[string]candidate{}
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
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
			tables = append(tables, path)
			return nil
		case name == "manifest.tsv" || name == metadataName:
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
		left = append(left, before.path)
		c.also = append(best[id].also, before.path)
		best[id] = c
		return nil
	})
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read: %w", err)
	}
	for _, c := range best {
		list = append(list, c.source)
	}
	slices.SortFunc(list, func(a, b source) int { return cmp.Compare(a.id, b.id) })
	slices.Sort(left)
	return list, left, tables, nil
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
