package document

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/document/pdf"
)

// placed is text at a place of a page, in Helvetica.
type placed struct {
	x, y, size float64
	text       string
}

// pdfFile returns a PDF with text on its pages.
func pdfFile(pages ...[]placed) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n", len(offsets))
		fmt.Fprintf(&b, format, args...)
		b.WriteString("\nendobj\n")
	}
	b.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for k := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*k)
	}
	object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for k, page := range pages {
		var content strings.Builder
		for _, p := range page {
			fmt.Fprintf(&content, "BT /F1 %g Tf %g %g Td (%s) Tj ET\n", p.size, p.x, p.y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(p.text))
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 600] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>", 5+2*k)
		object("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String())
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, at)
	return b.Bytes()
}

// lines places lines under each other, 12 points apart; a line that starts with a tab is
// indented.
func lines(x, y float64, texts ...string) []placed {
	var out []placed
	for k, t := range texts {
		indent := 0.0
		if strings.HasPrefix(t, "\t") {
			indent = 12
		}
		out = append(out, placed{x + indent, y - 12*float64(k), 10, strings.TrimPrefix(t, "\t")})
	}
	return out
}

// needsPDFium skips a test that would wait for PDFium to be compiled.
func needsPDFium(t testing.TB) {
	t.Helper()
	if folder, err := os.UserCacheDir(); testing.Short() && err == nil {
		if _, err := os.Stat(filepath.Join(folder, "align", "pdfium")); err != nil {
			t.Skip("PDFium is not compiled yet")
		}
	}
}

func TestPDF(t *testing.T) {
	needsPDFium(t)
	head := func(page int, chapter string) []placed {
		return []placed{{40, 570, 8, chapter}, {380, 570, 8, fmt.Sprint(page)}}
	}
	page := func(parts ...[]placed) []placed {
		var all []placed
		for _, p := range parts {
			all = append(all, p...)
		}
		return all
	}
	long := []string{"The ferry has left the quay at six every morning", "since the war, and nobody has ever asked it for a", "reason to go. It carries nurses, bakers and a few", "sleepy pupils to the other bank of the river, and", "in the evening it brings them home."}
	tests := []struct {
		name  string
		pages [][]placed
		want  []entry
	}{
		{"wrapped lines, a border by a short line", [][]placed{lines(40, 500, append(long[:4:4], "in the evening it sleeps.", "Then the bridge came, and with it the cars that", "nobody in the village had ever needed before it.")...)},
			[]entry{{strings.Join(long[:4], " ") + " in the evening it sleeps.", align.Body, ""}, {"Then the bridge came, and with it the cars that nobody in the village had ever needed before it.", align.Body, ""}}},
		{"a border by an indent, over full lines", [][]placed{lines(40, 500, long[0], long[1], long[2], "\t"+long[3], long[4])},
			[]entry{{strings.Join(long[:3], " "), align.Body, ""}, {strings.Join(long[3:], " "), align.Body, ""}}},
		{"hyphens", [][]placed{lines(40, 500, "The ferry has left the quay at six every morn-", "ing since the war, and nobody has ever asked a well-", "known captain for a reason to go on with a well-known", "service; but the council has now asked for one and all.")},
			[]entry{{"The ferry has left the quay at six every morning since the war, and nobody has ever asked a well-known captain for a reason to go on with a well-known service; but the council has now asked for one and all.", align.Body, ""}}},
		{"running heads and page numbers, a paragraph over two pages", [][]placed{
			page(head(11, "The last ferry"), lines(40, 530, long[:3]...)), page(head(12, "The last ferry"), lines(40, 530, long[3:]...)), page(head(13, "The last ferry"), lines(40, 530, "Another paragraph follows on a page of its own, it", "is short but it is one.")),
		}, []entry{
			{strings.Join(long, " "), align.Body, ""},
			{"The last ferry", align.Boilerplate, "running head"}, {"11", align.Boilerplate, "page number"}, {"The last ferry", align.Boilerplate, "running head"}, {"12", align.Boilerplate, "page number"},
			{"Another paragraph follows on a page of its own, it is short but it is one.", align.Body, ""},
			{"The last ferry", align.Boilerplate, "running head"}, {"13", align.Boilerplate, "page number"},
		}},
		{"marks of notes, notes behind the text, powers stay", [][]placed{page(
			[]placed{{40, 500, 10, "The ferry closed in 2016"}, {154, 504, 6, "2"}, {160, 500, 10, "after the flood of May."}, {40, 488, 10, "Its deck has 40 m"}, {119, 492, 6, "2"}, {124, 500 - 12, 10, "of oak and of pine."}},
			[]placed{{40, 80, 8, "2 The council said that it would be back by autumn."}},
		)}, []entry{{"The ferry closed in 2016 after the flood of May. Its deck has 40 m² of oak and of pine.", align.Body, ""}, {"2", align.Boilerplate, "note mark"}, {"The council said that it would be back by autumn.", align.Body, ""}, {"2", align.Boilerplate, "note mark"}}},
		{"two columns drawn row by row, a title over both", [][]placed{twoColumns()}, []entry{
			{"A town and its river", align.Title, ""},
			{"The left column tells of the ferry, which left every day at six in the morning, until it did not leave any more.", align.Body, ""},
			{"The right column tells of the bridge, which nobody had asked for and which now stands there alone in the rain.", align.Body, ""},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			diffEntries(t, tt.want, entries(t, "a.pdf", pdfFile(tt.pages...)))
		})
	}
}

// twoColumns returns a page with a title over two columns, drawn row by row.
func twoColumns() []placed {
	left := []string{"The left column tells of the", "ferry, which left every day", "at six in the morning, until", "it did not leave any more."}
	right := []string{"The right column tells of the", "bridge, which nobody had", "asked for and which now", "stands there alone in the rain."}
	page := []placed{{130, 540, 16, "A town and its river"}}
	for k := range left {
		y := 500 - 12*float64(k)
		page = append(page, placed{40, y, 10, left[k]}, placed{220, y, 10, right[k]})
	}
	return page
}

func TestPDFRefuses(t *testing.T) {
	needsPDFium(t)
	tests := []struct {
		name string
		data []byte
		code align.Code
		says string
	}{
		{"a scan", pdfFile(nil, nil), align.Scanned, "none of the 2 pages"},
		{"a scan with numbers", pdfFile([]placed{{200, 30, 10, "1"}}, []placed{{200, 30, 10, "2"}}), align.Scanned, "scan"},
		{"cut off", []byte("%PDF-1.7\n..."), align.Damaged, "damaged PDF"},
		{"locked", []byte(lockedPDF), align.Encrypted, "password"},
	}
	for _, tt := range tests {
		_, err := Read(bytes.NewReader(tt.data), "a.pdf", Options{})
		r, ok := errors.AsType[*align.InputError](err)
		if !ok || r.Code != tt.code || !strings.Contains(r.Error(), tt.says) {
			t.Errorf("%s: %v, want %s saying %q", tt.name, err, tt.code, tt.says)
		}
	}
}

// lockedPDF is a PDF whose password nobody knows.
const lockedPDF = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n" +
	"3 0 obj\n<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> /U <2102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20> >>\nendobj\n" +
	"trailer << /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] >>\nstartxref\n0\n%%EOF\n"

func FuzzPDF(f *testing.F) {
	needsPDFium(f)
	f.Add(pdfFile(twoColumns()))
	f.Add(pdfFile(lines(40, 500, "a", "b"), nil))
	f.Add([]byte(lockedPDF))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.pdf", append([]byte("%PDF-"), data...)) })
}

// FuzzLayout puts pieces anywhere on pages: no text is lost, whatever their places are.
func FuzzLayout(f *testing.F) {
	f.Add("one two three-\nfour 1 *\n第一 頁，", []byte("\x05\x50\x0a\x05\x44\x0a\x80\x50\x06\x80\x44\x0a"))
	f.Add("12", []byte{0, 0, 0, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, text string, places []byte) {
		words := strings.Fields(strings.ToValidUTF8(text, "x"))
		var pages []pdf.Page
		letters := 0
		for k := 0; k+3 <= len(places) && k < 3000 && len(words) > 0; k += 3 {
			if k%90 == 0 {
				pages = append(pages, nil)
			}
			word := words[k/3%len(words)]
			word = strings.ToValidUTF8(word[:min(len(word), 20)], "")
			size := float64(places[k+2]%32) / 2
			piece := pdf.Piece{Text: word, Left: 2 * float64(places[k]), Base: 3 * float64(places[k+1]), Size: size, Spaced: places[k+2]&32 != 0, Made: places[k+2]&64 != 0, Turned: places[k+2]&128 != 0}
			piece.Right = piece.Left + size*float64(len(word))/2
			pages[len(pages)-1] = append(pages[len(pages)-1], piece)
			letters += len(lettersOf(word))
		}
		for _, b := range newLayout(pages).blocks() {
			letters -= len(lettersOf(b.text))
		}
		if letters != 0 {
			t.Errorf("%d bytes of letters were lost", letters)
		}
	})
}
