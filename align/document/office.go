package document

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf16"

	"bitext/align"
)

// RTF and Word 97-2003 documents are converted to .docx by LibreOffice where it is
// installed. It runs in a temporary folder with a profile of its own, which turns macros
// and links off and sends requests to nowhere; the folder goes when it is done.

const (
	officeTime   = 60 * time.Second // for a file
	officeMemory = 2 << 20          // KiB of address space, where the system bounds it
)

// officeProfile holds the settings of LibreOffice that matter for files of strangers.
const officeProfile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
`

func readRTF(s *source, doc *align.Document) ([]block, error) {
	return readOffice(s, doc, "an RTF document", "rtf", "Rich Text Format")
}

func readDOC(s *source, doc *align.Document) ([]block, error) {
	if compound("EncryptedPackage")(s) || isProtectedDOC(s.data) {
		return nil, refuse(align.Encrypted, s.name, "the Word document is protected with a password", "open it, and save it without one")
	}
	return readOffice(s, doc, "an Office 97-2003 document (.doc)", "doc", "MS Word 97")
}

// readOffice has LibreOffice convert a document, and reads the outcome.
func readOffice(s *source, doc *align.Document, is, extension, filter string) ([]block, error) {
	program, err := exec.LookPath("soffice")
	if err != nil {
		return nil, refuse(align.UnsupportedFormat, s.name, "it is "+is+", which is read with LibreOffice, and that is not installed", asWord)
	}
	data, err := convert(program, s.data, extension, filter)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return nil, refuse(align.TooLarge, s.name, fmt.Sprintf("LibreOffice took more than %d seconds to open it", int(officeTime.Seconds())), asWord)
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuseFor(align.Damaged, s.name, "it is "+is+" that LibreOffice cannot open", "open it in Word, and save it as .docx", err)
	case err != nil:
		return nil, fmt.Errorf("read %s: LibreOffice: %w", s.name, err)
	}
	converted, err := newSource(s.name, data)
	if err != nil {
		return nil, err
	}
	return readDOCX(converted, doc)
}

// convert converts a document to .docx. The error wraps fs.ErrNotExist if LibreOffice did
// not write any.
func convert(program string, data []byte, extension, filter string) (converted []byte, err error) {
	folder, err := os.MkdirTemp("", "align-office-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	profile := filepath.Join(folder, "profile")
	in, out := filepath.Join(folder, "in."+extension), filepath.Join(folder, "out")
	settings := filepath.Join(profile, "user", "registrymodifications.xcu")
	if err := errors.Join(os.MkdirAll(filepath.Dir(settings), 0o700), os.Mkdir(out, 0o700)); err != nil {
		return nil, err
	}
	if err := errors.Join(os.WriteFile(settings, []byte(officeProfile), 0o600), os.WriteFile(in, data, 0o600)); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), officeTime)
	defer cancel()
	cmd := bounded(ctx, program, "-env:UserInstallation="+fileURL(profile), "--headless", "--norestore", "--nolockcheck", "--nodefault",
		"--infilter="+filter, "--convert-to", "docx:MS Word 2007 XML", "--outdir", out, in)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "HOME="+folder, "TMPDIR="+folder, "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "no_proxy=")
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Run(); ctx.Err() != nil {
		return nil, ctx.Err()
	} else if _, failed := errors.AsType[*exec.ExitError](err); err != nil && !failed {
		return nil, err
	}
	return os.ReadFile(filepath.Join(out, "in.docx"))
}

// fileURL returns the address of a file.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // C:/...
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// compoundFile is the signature of a compound file, in which Office kept documents until
// 2003, and WPS still does.
const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// compound returns a sniffer of compound files with one of the streams.
func compound(streams ...string) func(*source) bool {
	return func(s *source) bool {
		if !starting(compoundFile)(s) {
			return false
		}
		for _, name := range streams {
			if streamEntry(s.data, name) != nil {
				return true
			}
		}
		return false
	}
}

// compoundEntry is the size of an entry of the directory of a compound file.
const compoundEntry = 128

// streamEntry returns the entry of a stream in the directory of a compound file, nil if
// there is none. Sectors hold whole entries, so each stands at a multiple of its size.
func streamEntry(data []byte, name string) []byte {
	want := make([]byte, 0, 64)
	for _, u := range utf16.Encode([]rune(name)) {
		want = binary.LittleEndian.AppendUint16(want, u)
	}
	want = append(want, 0, 0)
	for at := 512; at+compoundEntry <= len(data); at += compoundEntry {
		entry := data[at : at+compoundEntry]
		if string(entry[:len(want)]) == string(want) && int(binary.LittleEndian.Uint16(entry[64:])) == len(want) {
			return entry
		}
	}
	return nil
}

// isProtectedDOC reports whether a Word 97-2003 document says that it is encrypted ([MS-DOC]
// 2.5.2, fEncrypted).
func isProtectedDOC(data []byte) bool {
	entry := streamEntry(data, "WordDocument")
	if entry == nil || len(data) < 512 {
		return false
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift < 7 || shift > 20 {
		return false
	}
	at := (int64(binary.LittleEndian.Uint32(entry[116:])) + 1) << shift
	return at+12 <= int64(len(data)) && binary.LittleEndian.Uint16(data[at+10:])&0x100 != 0
}

// isWPS reports whether a compound file is a document of WPS Writer.
func isWPS(s *source) bool {
	extension := strings.ToLower(filepath.Ext(s.name))
	return starting(compoundFile)(s) && (extension == ".wps" || extension == ".wpt")
}

// isET reports whether a compound file is a table of WPS Spreadsheets.
func isET(s *source) bool {
	extension := strings.ToLower(filepath.Ext(s.name))
	return starting(compoundFile)(s) && (extension == ".et" || extension == ".ett")
}
