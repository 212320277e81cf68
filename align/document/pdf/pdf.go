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
	Spaced      bool    // there is room for a space before it, though the file has none
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
	c := collector{p: p, text: text.TextPage, chars: map[int]int{}}
	for k := range count.Count {
		if err := c.add(k); err != nil {
			return nil, err
		}
	}
	return c.page(), nil
}

// collector collects the pieces of a page.
type collector struct {
	p      pdfium.Pdfium
	text   references.FPDF_TEXTPAGE
	pieces []turnedPiece
	ended  bool    // the next character begins a piece
	spaced bool    // behind a space that PDFium made up
	height float64 // of the box of the characters of the last piece
	chars  map[int]int
}

// turnedPiece is a piece before the page is turned so that it can be read.
type turnedPiece struct {
	Piece
	turn                         int // quarter turns to the left in which it runs
	fromX, fromY, untilX, untilY float64
}

// add adds a character of the page.
func (c *collector) add(k int) error {
	char, err := c.p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: c.text, Index: k})
	if err != nil {
		return err
	}
	r := rune(char.Unicode)
	switch {
	case r == '\r' || r == '\n':
		c.ended, c.spaced = true, false
		return nil
	case r == ' ' || r == '\u00a0':
		made, err := c.p.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: c.text, Index: k})
		if err != nil {
			return err
		}
		if made.IsGenerated {
			c.ended, c.spaced = true, true
			return nil
		}
		r = ' '
	case r == 2: // PDFium's sign for a hyphen at the end of a line
		r = '\u00ad'
	case r == 0:
		r = unicode.ReplacementChar
	case r == '\t':
		r = ' '
	case r < ' ':
		return nil
	}
	origin, err := c.p.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: c.text, Index: k})
	if err != nil {
		return err
	}
	loose, err := c.p.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: c.text, Index: k})
	if err != nil {
		return err
	}
	box := loose.Rect
	height := float64(box.Top - box.Bottom)
	if c.ended || len(c.pieces) == 0 || math.Abs(height-c.height) > 0.1 || !c.follows(origin.X, origin.Y) {
		if err := c.begin(k); err != nil {
			return err
		}
		last := &c.pieces[len(c.pieces)-1]
		last.fromX, last.fromY, last.Spaced = origin.X, origin.Y, c.spaced
		c.ended, c.spaced, c.height = false, false, height
	}
	last := &c.pieces[len(c.pieces)-1]
	last.Text += string(r)
	last.untilX, last.untilY = origin.X, origin.Y
	switch last.turn {
	case 0:
		last.untilX = max(origin.X, float64(box.Right))
	case 1:
		last.untilY = max(origin.Y, float64(box.Top))
	case 2:
		last.untilX = min(origin.X, float64(box.Left))
	case 3:
		last.untilY = min(origin.Y, float64(box.Bottom))
	}
	c.chars[last.turn]++
	return nil
}

// follows reports whether a character at a place goes on in the last piece.
func (c *collector) follows(x, y float64) bool {
	last := c.pieces[len(c.pieces)-1]
	along, off := x-last.untilX, y-last.fromY
	switch last.turn {
	case 1:
		along, off = y-last.untilY, x-last.fromX
	case 2:
		along = -along
	case 3:
		along, off = last.untilY-y, x-last.fromX
	}
	return math.Abs(off) < 0.05*last.Size+0.2 && along > -last.Size && along < last.Size
}

// begin begins a piece with character k.
func (c *collector) begin(k int) error {
	size, err := c.p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: c.text, Index: k})
	if err != nil {
		return err
	}
	piece := turnedPiece{}
	piece.Size = size.FontSize
	if m, err := c.p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: c.text, Index: k}); err == nil {
		piece.Size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
		piece.turn = int(math.Round(math.Atan2(float64(m.Matrix.B), float64(m.Matrix.A))/(math.Pi/2))+4) % 4
	}
	if !(piece.Size > 0.1 && piece.Size < 10000) {
		piece.Size = 1
	}
	c.pieces = append(c.pieces, piece)
	return nil
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
