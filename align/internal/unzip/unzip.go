// Package unzip reads zip archives within limits. Documents, workbooks and dictionaries
// come from anywhere; an archive that was made to fill the memory is refused before it
// is unpacked.
package unzip

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"
)

// Limits are on the members of an archive that are read. Package archive/zip unpacks no
// more of a member than its header says, so the headers are all there is to check.
type Limits struct {
	Member uint64 // bytes that a member may unpack to
	All    uint64 // bytes that all members together may unpack to; 0 for 1 GiB
	Ratio  uint64 // bytes that all members together may unpack to, a byte of the archive
	Free   uint64 // bytes that all members together may unpack to, whatever the ratio
}

// Limits on every archive.
const (
	maxUnpacked = 1 << 30 // bytes of all members together, whatever the limits say
	maxMembers  = 1 << 16
)

// LimitError reports an archive that is outside the limits.
type LimitError struct {
	Packed   uint64 // bytes
	Unpacked uint64 // bytes that it may unpack to
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("its %d kB unpack to over %d MB", e.Packed>>10, e.Unpacked>>20)
}

// Archive is an open archive. Several goroutines may read it.
type Archive struct {
	size    uint64 // bytes
	most    uint64 // bytes that all members together may unpack to
	member  uint64 // bytes that a member may unpack to
	names   []string
	members map[string]*zip.File // by key

	mu   sync.Mutex
	read map[*zip.File]bool
	left uint64 // bytes that the members not read so far may unpack to
}

// Open reads the index of an archive.
func Open(data []byte, limits Limits) (*Archive, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(zr.File) > maxMembers {
		return nil, fmt.Errorf("it has more than %d members", maxMembers)
	}
	if err := checkApart(zr.File); err != nil {
		return nil, err
	}
	size := uint64(len(data))
	most := min(cmp.Or(limits.All, maxUnpacked), max(limits.Free, limits.Ratio*size))
	a := &Archive{
		size: size, most: most, left: most, member: limits.Member,
		members: make(map[string]*zip.File, len(zr.File)), read: map[*zip.File]bool{},
	}
	for _, f := range zr.File {
		if !a.Has(f.Name) {
			a.names = append(a.names, f.Name)
		}
		a.members[key(f.Name)] = f
	}
	return a, nil
}

// checkApart refuses an archive in which two members are packed into the same bytes, so that
// a small archive unpacks to any size.
func checkApart(files []*zip.File) error {
	type stretch struct{ from, to int64 }
	packed := make([]stretch, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return fmt.Errorf("%.60q: %w", f.Name, err)
		}
		packed = append(packed, stretch{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(packed, func(a, b stretch) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for k := 1; k < len(packed); k++ {
		if packed[k].from < packed[k-1].to {
			return errors.New("two of its members are packed into the same bytes")
		}
	}
	return nil
}

// key returns the name by which a member is looked up. Programs write the names of the parts of a
// document with slashes of either kind and letters of either case.
func key(name string) string {
	return strings.ToLower(path.Clean("/" + strings.ReplaceAll(name, `\`, "/")))
}

// Names returns the names of the members, as they are written, in their order. A name may
// lead out of a folder.
func (a *Archive) Names() []string { return a.names }

// Has reports whether there is a member of a name.
func (a *Archive) Has(name string) bool { return a.members[key(name)] != nil }

// Open returns a reader of a member. The error is a *LimitError if the member, or all
// that were opened so far, unpack to more than the limits allow.
func (a *Archive) Open(name string) (io.ReadCloser, error) {
	f := a.members[key(name)]
	if f == nil {
		return nil, fmt.Errorf("%.60q is missing", name)
	}
	if f.UncompressedSize64 > a.member {
		return nil, &LimitError{f.CompressedSize64, a.member}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.read[f] {
		if f.UncompressedSize64 > a.left {
			return nil, &LimitError{a.size, a.most}
		}
		a.read[f] = true
		a.left -= f.UncompressedSize64
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(name), err)
	}
	return r, nil
}

// Read returns the content of a member, on the conditions of Open.
func (a *Archive) Read(name string) ([]byte, error) {
	r, err := a.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(name), err)
	}
	return data, nil
}
