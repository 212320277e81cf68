package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"unicode/utf16"

	"bitext/align"
)

// compoundWith returns a compound file whose directory names a stream, with the flags of a
// Word document behind the directory.
func compoundWith(stream string, flags uint16) []byte {
	data := make([]byte, 512+512+4096)
	copy(data, compoundFile)
	binary.LittleEndian.PutUint16(data[30:], 9) // sectors of 512 bytes
	entry := data[512+128:]
	for k, u := range utf16.Encode([]rune(stream)) {
		binary.LittleEndian.PutUint16(entry[2*k:], u)
	}
	binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(stream)+2))
	binary.LittleEndian.PutUint32(entry[116:], 1)
	binary.LittleEndian.PutUint16(data[1024+10:], flags)
	return data
}

func TestOfficeRefuses(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	tests := []struct {
		name string
		data []byte
		code align.Code
	}{
		{"a.rtf", []byte(`{\rtf1 x}`), align.UnsupportedFormat},
		{"a.doc", compoundWith("WordDocument", 0), align.UnsupportedFormat},
		{"locked.doc", compoundWith("WordDocument", 0x100), align.Encrypted},
		{"locked.docx", compoundWith("EncryptedPackage", 0), align.Encrypted},
		{"a.xls", compoundWith("Workbook", 0), align.UnsupportedFormat},
		{"a.wps", compoundWith("WordDocument", 0), align.UnsupportedFormat},
	}
	for _, tt := range tests {
		_, err := Read(bytes.NewReader(tt.data), tt.name, Options{})
		if r, ok := errors.AsType[*align.InputError](err); !ok || r.Code != tt.code || r.Hint == "" {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.code)
		}
	}
}

// LibreOffice converts without fetching what a document links to, and leaves nothing behind.
func TestOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil || testing.Short() {
		if os.Getenv("ALIGN_REQUIRE_TOOLS") != "" && !testing.Short() {
			t.Fatal(err)
		}
		t.Skip("needs LibreOffice")
	}
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	text := `{\rtf1\ansi\uc1 {\b The ferry}\par It leaves at six in the morning\u8212-every day.\par {\field{\*\fldinst INCLUDEPICTURE "` + server.URL + `/a.png" \\d}{\fldrslt }}\par}`
	diffEntries(t, []entry{{"The ferry", align.Title, ""}, {"It leaves at six in the morning—every day.", align.Body, ""}}, entries(t, "a.rtf", []byte(text)))
	if n := asked.Load(); n > 0 {
		t.Errorf("LibreOffice asked the server %d times", n)
	}
	_, err := Read(bytes.NewReader(compoundWith("WordDocument", 0)), "a.doc", Options{})
	if r, ok := errors.AsType[*align.InputError](err); !ok || r.Code != align.Damaged {
		t.Errorf("a damaged document: %v", err)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
