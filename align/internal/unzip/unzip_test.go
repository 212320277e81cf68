package unzip

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// member is a member of an archive to be made.
type member struct {
	name, content string
	says          uint64 // how long its header says it is, 0 for the truth
}

func archive(t testing.TB, members ...member) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, m := range members {
		header := &zip.FileHeader{Name: m.name, UncompressedSize64: uint64(len(m.content))}
		packed := bytes.NewBufferString(m.content)
		if len(m.content) > 100 {
			header.Method = zip.Deflate
			packed.Reset()
			fw, err := flate.NewWriter(packed, flate.BestCompression)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(fw, m.content)
			fw.Close()
		}
		header.CompressedSize64 = uint64(packed.Len())
		if m.says > 0 {
			header.UncompressedSize64 = m.says
		}
		w, err := zw.CreateRaw(header)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(packed.Bytes())
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead(t *testing.T) {
	a, err := Open(archive(t, member{`Xl\A.xml`, "one", 0}, member{"/../b.xml", "two", 0}, member{"b.xml", "three", 0}), Limits{Member: 5, Free: 8})
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Names(); !slices.Equal(got, []string{`Xl\A.xml`, "/../b.xml"}) {
		t.Errorf("names %q", got)
	}
	for range 2 { // a member that is read again counts once
		for name, want := range map[string]string{"xl/a.XML": "one", "/b.xml": "three", "xl/../b.xml": "three"} {
			if got, err := a.Read(name); err != nil || string(got) != want {
				t.Errorf("%s: %q, %v, want %q", name, got, err, want)
			}
		}
	}
	if _, err := a.Read("c.xml"); a.Has("c.xml") || !a.Has("B.xml") || err == nil || err.Error() != `"c.xml" is missing` {
		t.Errorf("got %v", err)
	}
}

func TestLimits(t *testing.T) {
	spaces := strings.Repeat(" ", 2<<20)
	for _, test := range []struct {
		name    string
		data    []byte
		limits  Limits
		why     string
		isLimit bool
	}{
		{"within", archive(t, member{"a", spaces, 0}), Limits{Member: 2 << 20, Free: 2 << 20}, "", false},
		{"within the ratio", archive(t, member{"a", spaces, 0}), Limits{Member: 2 << 20, Ratio: 1000}, "", false},
		{"a member", archive(t, member{"a", spaces, 0}), Limits{Member: 1 << 20, Free: 4 << 20}, "its 2 kB unpack to over 1 MB", true},
		{"the ratio", archive(t, member{"a", spaces, 0}), Limits{Member: 4 << 20, Ratio: 100, Free: 1 << 20}, "unpack to over 1 MB", true},
		{"all together", archive(t, member{"a", spaces, 0}, member{"b", spaces, 0}), Limits{Member: 2 << 20, Free: 3 << 20}, "unpack to over 3 MB", true},
		{"longer than it says", archive(t, member{"a", spaces, 9}), Limits{Member: 9, Free: 9}, "a: zip: not a valid zip file", false},
		{"shorter than it says", archive(t, member{"a", spaces, 3 << 20}), Limits{Member: 4 << 20, Free: 4 << 20}, "a: unexpected EOF", false},
		{"half", archive(t, member{"a", "a", 0})[:20], Limits{}, "zip", false},
		{"many members", archive(t, slices.Repeat([]member{{"a", "a", 0}}, maxMembers+1)...), Limits{}, "members", false},
	} {
		a, err := Open(test.data, test.limits)
		if err == nil {
			for _, name := range a.Names() {
				if err == nil {
					_, err = a.Read(name)
				}
			}
		}
		limit, isLimit := errors.AsType[*LimitError](err)
		if (err == nil) != (test.why == "") || !strings.Contains(fmt.Sprint(err), test.why) || isLimit != test.isLimit {
			t.Errorf("%s: got %v, %v, want %q", test.name, err, limit, test.why)
		}
	}
}

// No archive unpacks to more than the limits allow.
func FuzzOpen(f *testing.F) {
	limits := Limits{Member: 1 << 16, Ratio: 100, Free: 1 << 17}
	f.Add(archive(f, member{"a", strings.Repeat("a", 1<<16), 0}, member{"b", strings.Repeat("b", 1<<15), 0}))
	f.Add(archive(f, member{"a", "longer", 3}, member{"a/../b", "shorter", 9}))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data, limits)
		if err != nil {
			return
		}
		total := 0
		for _, name := range a.Names() {
			content, err := a.Read(name)
			if err == nil {
				total += len(content)
			}
			if !a.Has(name) || len(content) > int(limits.Member) || total > max(int(limits.Free), int(limits.Ratio)*len(data)) {
				t.Fatalf("%q: %d bytes of %d in all", name, len(content), total)
			}
		}
	})
}

// An archive in which two members are packed into the same bytes is refused.
func TestOverlap(t *testing.T) {
	data := archive(t, member{"a", "one", 0})
	at := bytes.Index(data, []byte("PK\x01\x02"))
	end := bytes.Index(data, []byte("PK\x05\x06"))
	entry, tail := data[at:end], slices.Clone(data[end:])
	tail[8], tail[10] = 2, 2 // members
	binary.LittleEndian.PutUint32(tail[12:], uint32(2*len(entry)))
	twice := slices.Concat(data[:at], entry, entry, tail)
	if _, err := Open(twice, Limits{Member: 5, Free: 8}); err == nil || !strings.Contains(err.Error(), "the same bytes") {
		t.Errorf("got %v", err)
	}
}
