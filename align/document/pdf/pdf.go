// Package pdf reads the text of a PDF with the places where it stands on its pages.
//
// PDFium reads the file, compiled to WebAssembly and run in wazero: a damaged or hostile
// file meets a sandbox without files, network or clock, and with a bound on its memory.
// Compiling PDFium takes a few seconds; the outcome is kept in the user's cache folder.
package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// ErrEncrypted is the error for a PDF that needs a password.
var ErrEncrypted = errors.New("it needs a password")

// ErrLimit is the error for a PDF that takes more time or memory than it may, or has more
// pages or text.
var ErrLimit = errors.New("it takes more time or memory than a document may")

const (
	maxPages      = 5000
	maxMemory     = 384 << 20        // bytes of PDFium's memory
	maxTime       = 90 * time.Second // for a file
	maxCharacters = 16 << 20         // in a file
)

// Piece is a stretch of text on a line in type of one size, as the file draws it. Places are
// in points (1/72 inch) from the left and the bottom of the page, as it is read.
type Piece struct {
	Text        string
	Left, Right float64 // where the first character begins and the last one ends
	Base        float64 // of the line that the characters stand on
	Size        float64 // of the type
	Spaced      bool    // a space stands before it
	Made        bool    // PDFium made the space up: the file only has room there
	Turned      bool    // it does not run as most of the page does
}

// Page is the text of a page, in the order in which the file draws it.
type Page []Piece

// Info is what a PDF says of itself; fields may be empty.
type Info struct{ Title, Author string }

// Read reads the text of a PDF. The error is or wraps ErrEncrypted or ErrLimit, or says
// how the file is damaged.
func Read(ctx context.Context, data []byte) (pages []Page, info Info, err error) {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			pages, err = nil, fmt.Errorf("PDFium: %v", r)
		}
		if ctx.Err() != nil {
			pages, err = nil, ErrLimit
		}
	}()
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory >> 16).
		WithCloseOnContextDone(true)
	if cache := compilationCache(); cache != nil {
		defer cache.Close(context.WithoutCancel(ctx))
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig: wazero.NewFSConfig(), RuntimeConfig: config,
	})
	if err != nil {
		return nil, Info{}, err
	}
	defer pool.Close()
	runtime.GC() // what compiling took, some 300 MB, before the document takes its own
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, Info{}, err
	}
	defer instance.Close()
	return read(instance, data)
}

// compilationCache returns the cache of the compiled PDFium, nil if there can be none.
func compilationCache() wazero.CompilationCache {
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "align", "pdfium"))
	if err != nil {
		return nil
	}
	return cache
}

func read(p pdfium.Pdfium, data []byte) ([]Page, Info, error) {
	opened, err := p.OpenDocument(&requests.OpenDocument{File: &data})
	if errors.Is(err, pdfiumerrors.ErrPassword) || errors.Is(err, pdfiumerrors.ErrSecurity) {
		return nil, Info{}, ErrEncrypted
	}
	if err != nil {
		return nil, Info{}, err
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, Info{}, err
	}
	if count.PageCount > maxPages {
		return nil, Info{}, fmt.Errorf("%w: %d pages", ErrLimit, count.PageCount)
	}
	pages := make([]Page, count.PageCount)
	left := maxCharacters
	for i := range pages {
		if pages[i], err = readPage(p, opened.Document, i, &left); err != nil {
			return nil, Info{}, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	said := func(tag string) string {
		if meta, err := p.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: opened.Document, Tag: tag}); err == nil {
			return meta.Value
		}
		return ""
	}
	return pages, Info{said("Title"), said("Author")}, nil
}

func readPage(p pdfium.Pdfium, document references.FPDF_DOCUMENT, index int, left *int) (Page, error) {
	page, err := p.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: document, Index: index})
	if err != nil {
		return nil, err
	}
	defer p.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: page.Page})
	text, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &page.Page}})
	if err != nil {
		return nil, err
	}
	defer p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, err
	}
	if *left -= count.Count; *left < 0 {
		return nil, ErrLimit
	}
	c := collector{p: p, text: text.TextPage, space: -1, chars: map[int]int{}}
	runes, err := c.runes(count.Count)
	if err != nil {
		return nil, err
	}
	for k, r := range runes {
		if err := c.add(k, r); err != nil {
			return nil, err
		}
	}
	if err := c.end(); err != nil {
		return nil, err
	}
	return c.page(), nil
}

// collector collects the pieces of a page. Asking PDFium for a place takes several calls
// into the sandbox, so the places of a piece are those of its first and last character, and
// a piece ends where type may change: at spaces, and between letters, digits and marks.
type collector struct {
	p      pdfium.Pdfium
	text   references.FPDF_TEXTPAGE
	pieces []turnedPiece
	run    []rune      // of the piece that is not ended yet
	from   int         // index of its first character
	space  int         // index of the space before it, -1 if there is none
	height float64     // of the box of the last character of the last piece
	chars  map[int]int // by their turn
}

// turnedPiece is a piece before the page is turned so that it can be read.
type turnedPiece struct {
	Piece
	turn                         int // quarter turns to the left in which it runs
	fromX, fromY, untilX, untilY float64
}

// runes returns the characters of the page.
func (c *collector) runes(count int) ([]rune, error) {
	if count == 0 {
		return nil, nil
	}
	text, err := c.p.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: c.text, Count: count})
	if err == nil {
		if runes := []rune(strings.TrimSuffix(text.Text, "\x00")); len(runes) == count {
			return runes, nil
		}
	}
	runes := make([]rune, count) // some character has no sign in Unicode, or two
	for k := range runes {
		char, err := c.p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: c.text, Index: k})
		if err != nil {
			return nil, err
		}
		if runes[k] = rune(char.Unicode); runes[k] == 0 {
			runes[k] = unicode.ReplacementChar
		}
	}
	return runes, nil
}

// add adds a character of the page.
func (c *collector) add(k int, r rune) error {
	switch {
	case r == '\r' || r == '\n':
		err := c.end()
		c.space = -1
		return err
	case unicode.IsSpace(r) && r != '\u3000':
		err := c.end()
		c.space = k
		return err
	case r == 2, r == '\ufffe': // PDFium's signs for a hyphen at the end of a line
		r = '\u00ad'
	case unicode.IsControl(r):
		return nil
	}
	if n := len(c.run); n > 0 {
		border := classOf(r) != classOf(c.run[n-1]) || c.run[n-1] == '\u00ad'
		if !border && classOf(r) == digits { // 87 with a note 1 is no 871
			var err error
			if border, err = c.shifted(k); err != nil {
				return err
			}
		}
		if border {
			if err := c.end(); err != nil {
				return err
			}
		}
	}
	if len(c.run) == 0 {
		c.from = k
	}
	c.run = append(c.run, r)
	return nil
}

// class is a class of characters between which and others the type may change.
type class int

const (
	letters class = iota
	digits
	chinese
	marks // of notes
)

func classOf(r rune) class {
	switch {
	case '0' <= r && r <= '9':
		return digits
	case r >= 0x2e80:
		return chinese
	case r == '*', r == '†', r == '‡', r == '§', r == '[', 0x2460 <= r && r < 0x2500:
		return marks
	}
	return letters
}

// shifted reports whether a character stands higher or lower than the one before it.
func (c *collector) shifted(k int) (bool, error) {
	var y [2]float64
	for i := range y {
		origin, err := c.p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: c.text, Index: k - i})
		if err != nil {
			return false, err
		}
		y[i] = origin.Y
	}
	return math.Abs(y[0]-y[1]) > 0.5, nil
}

// end ends the piece.
func (c *collector) end() error {
	if len(c.run) == 0 {
		return nil
	}
	origin, err := c.p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: c.text, Index: c.from})
	if err != nil {
		return err
	}
	until := c.from + len(c.run) - 1
	loose, err := c.p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: c.text, Index: until})
	if err != nil {
		return err
	}
	piece := turnedPiece{fromX: origin.X, fromY: origin.Y, untilX: origin.X, untilY: origin.Y}
	piece.Text, piece.Spaced = string(c.run), c.space >= 0
	box := loose.Rect
	if height := float64(box.Top - box.Bottom); len(c.pieces) == 0 || math.Abs(height-c.height) > 0.05 {
		if piece.Size, piece.turn, err = c.typeOf(c.from); err != nil {
			return err
		}
		c.height = height
	} else {
		last := c.pieces[len(c.pieces)-1]
		piece.Size, piece.turn = last.Size, last.turn
	}
	switch piece.turn {
	case 0:
		piece.untilX = max(origin.X, float64(box.Right))
	case 1:
		piece.untilY = max(origin.Y, float64(box.Top))
	case 2:
		piece.untilX = min(origin.X, float64(box.Left))
	case 3:
		piece.untilY = min(origin.Y, float64(box.Bottom))
	}
	if piece.Spaced {
		made, err := c.p.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: c.text, Index: c.space})
		if err != nil {
			return err
		}
		piece.Made = made.IsGenerated
	}
	c.chars[piece.turn] += len(c.run)
	c.pieces = append(c.pieces, piece)
	c.run, c.space = nil, -1
	return nil
}

// typeOf returns the size of the type of a character, as it is shown, and the quarter
// turns in which it runs.
func (c *collector) typeOf(k int) (size float64, turn int, err error) {
	font, err := c.p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: c.text, Index: k})
	if err != nil {
		return 0, 0, err
	}
	size = font.FontSize
	if m, err := c.p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: c.text, Index: k}); err == nil {
		size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
		turn = int(math.Round(math.Atan2(float64(m.Matrix.B), float64(m.Matrix.A))/(math.Pi/2))+4) % 4
	}
	if !(size > 0.1 && size < 10000) {
		size = 1
	}
	return size, turn, nil
}

// page turns the pieces so that most of the text runs from left to right.
func (c *collector) page() Page {
	turn := 0
	for t := range 4 {
		if c.chars[t] > c.chars[turn] {
			turn = t
		}
	}
	page := make(Page, 0, len(c.pieces))
	for _, t := range c.pieces {
		piece := t.Piece
		piece.Turned = t.turn != turn
		switch turn {
		case 0:
			piece.Left, piece.Right, piece.Base = t.fromX, t.untilX, t.fromY
		case 1:
			piece.Left, piece.Right, piece.Base = t.fromY, t.untilY, -t.fromX
		case 2:
			piece.Left, piece.Right, piece.Base = -t.fromX, -t.untilX, -t.fromY
		case 3:
			piece.Left, piece.Right, piece.Base = -t.fromY, -t.untilY, t.fromX
		}
		page = append(page, piece)
	}
	return page
}
