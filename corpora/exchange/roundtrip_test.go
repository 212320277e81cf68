package exchange

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"bitext/align"
)

// hostileTexts are texts that break careless codecs.
var hostileTexts = []string{
	"<b>5 < 6</b> &amp; \"it's\"", "]]> --> <!-- x --> <?x?>", "tab\there", "two\nlines", "carriage\rreturn", "\u202eabc\u202c שלום",
	"😀 𠀀𠮷 e\u0301", "=1+1", "'=1", "@分享", "a\\tb \\ {c}", "[1]:[2]:0.5", "# text = x", "x ~~~ y", "-1", "_", "P1\tx", "\u00a0nbsp\u3000", "<seg>", "|| ¶",
	"next\u0085line\u2028and\u2029para\vtab\ffeed", "bad \xff byte", "ctrl \x01\x1f\ufffe", "，。《》", "100 %", ";", "a;b", "“”", "<p>",
}

// text draws a text of a side, without white space around it.
func text(t *rapid.T, side align.Side, label string) string {
	words := [][]string{{"Rain", "falls", "on", "the", "port", "in", "2024", "."}, {"雨", "下", "在", "港口", "上", "。"}}[side]
	n := rapid.IntRange(1, 4).Draw(t, label)
	var parts []string
	for range n {
		if rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
			parts = append(parts, rapid.SampledFrom(hostileTexts).Draw(t, "hostile"))
		} else {
			parts = append(parts, rapid.SampledFrom(words).Draw(t, "word"))
		}
	}
	// A letter of the language stands in each, so that its side can be told.
	return words[0] + strings.TrimSpace(strings.Join(parts, [2]string{" ", ""}[side]))
}

// records draws the rows of one or two pieces.
func records(t *rapid.T, level align.Level) []Record {
	var list []Record
	next := [align.Sides]int{}
	pieces := rapid.IntRange(0, 2).Draw(t, "pieces")
	swapped := pieces > 0 && rapid.Bool().Draw(t, "swapped")
	for k := range max(pieces, 1) {
		var p *Piece
		if pieces > 0 {
			p = &Piece{ID: fmt.Sprintf("piece-%d", k), Swapped: swapped}
			p.Editions[align.EN] = Edition{File: "en.txt"}
			p.Editions[align.EN].Title, p.Editions[align.EN].Authors = "A <title> & more", []string{"Ann", "Bob"}
			p.Editions[align.ZH] = Edition{Script: align.Hant}
			p.Editions[align.ZH].Translator, p.Editions[align.ZH].URL = "译者", "https://example.org/?a=1&b=2"
			p.Editions[align.ZH].OriginalLanguage, p.Editions[align.ZH].Licence, p.Editions[align.ZH].Date, p.Editions[align.ZH].Publisher = "en", "CC BY 4.0", "2024-05-06", "报"
			next = [align.Sides]int{}
		}
		for n := range rapid.IntRange(1, 4).Draw(t, "rows") {
			r := noScore()
			r.ID, r.Piece = fmt.Sprintf("P%d", n+1), p
			if level == align.LevelSentence {
				r.ID += ".1"
			}
			both := rapid.IntRange(0, 4).Draw(t, "both")
			for side := range align.Sides {
				if both == int(side) { // a row without counterpart
					continue
				}
				var ids []int
				var units []string
				for range rapid.IntRange(1, 3).Draw(t, "units") {
					ids = append(ids, next[side])
					next[side]++
					units = append(units, text(t, side, "text"))
				}
				r.SetUnits(side, ids)
				r.setUnits(side, units)
			}
			if rapid.Bool().Draw(t, "scored") {
				r.Score = float64(rapid.IntRange(0, 10000).Draw(t, "score")) / 1e4
			}
			r.Status = rapid.SampledFrom([]align.Status{"", align.Confirmed, align.Fixed, align.Rejected}).Draw(t, "status")
			if rapid.Bool().Draw(t, "flagged") {
				r.Flags = []align.Flag{{Kind: align.NumbersDiffer, Detail: "5; 7 / <8>"}, {Kind: align.UnusualLength}}
			}
			if rapid.Bool().Draw(t, "commented") {
				r.Comment = "see " + strings.TrimSpace(rapid.SampledFrom(hostileTexts[:6]).Draw(t, "comment"))
			}
			list = append(list, r)
		}
	}
	return list
}

// expected returns what a format has to read back of what was written: rows that it does not
// carry are gone, and so is what it does not carry of the others.
func expected(f Format, opt WriteOptions, list []Record) []Record {
	carries := f.CarriesIn(opt) &^ f.Unread
	var want []Record
	for _, r := range list {
		if r.Status == align.Rejected && f.CarriesIn(opt)&Rejects == 0 || r.null() && carries&Nulls == 0 {
			continue
		}
		clean := func(s string) string {
			if carries&Breaks == 0 {
				s = spaced(s)
			}
			if carries&Controls == 0 {
				s = strings.Map(func(r rune) rune {
					if isControl(r) {
						return utf8.RuneError
					}
					return r
				}, s)
			}
			s = strings.ToValidUTF8(s, "\uFFFD")
			switch f.Name {
			case "conllu":
				s = spaced(norm.NFC.String(s))
			case "hunalign": // a mark of the format
				s = strings.ReplaceAll(s, hunalignJoint, " ~ ")
			case "docx", "csv": // whose line ends are one character
				s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", map[string]string{"docx": "\n", "csv": ""}[f.Name])
			}
			return s
		}
		w := noScore()
		if carries&Texts != 0 {
			w.Text = align.TextPair{EN: clean(r.Text.EN), ZH: clean(r.Text.ZH)}
		}
		keep := func(p Part, set func()) {
			if carries&p != 0 {
				set()
			}
		}
		keep(RowIDs, func() { w.ID = r.ID })
		keep(UnitIDs, func() { w.EN, w.ZH = r.EN, r.ZH })
		keep(Scores, func() { w.Score = r.Score })
		keep(Statuses, func() { w.Status = r.Status })
		keep(Flags, func() { w.Flags = r.Flags })
		keep(Comments, func() { w.Comment = clean(r.Comment) })
		keep(Units, func() {
			for side := range align.Sides {
				for _, u := range r.Units[side] {
					w.Units[side] = append(w.Units[side], clean(u))
				}
				if len(r.Units[side]) > 0 && carries&Texts != 0 {
					w.setUnits(side, w.Units[side])
				}
			}
		})
		keep(Metadata, func() { w.Piece = r.Piece })
		want = append(want, w)
	}
	return want
}

// roundTrip writes rows and reads them back.
func roundTrip(f Format, opt WriteOptions, list []Record) ([]Record, error) {
	files := []*bytes.Buffer{{}}
	opt.Names = []string{"x" + f.Name}
	if f.Files != nil {
		files, opt.Names = nil, nil
		for _, end := range f.Files(opt.Profile) {
			files, opt.Names = append(files, &bytes.Buffer{}), append(opt.Names, "x"+end)
		}
	}
	var writers []io.Writer
	for _, b := range files {
		writers = append(writers, b)
	}
	out, err := f.NewWriter(writers, opt)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if err := out.Write(r); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	open := func(name string) (io.ReadCloser, error) {
		if k := slices.Index(opt.Names, name); k >= 0 {
			return io.NopCloser(bytes.NewReader(files[k].Bytes())), nil
		}
		return nil, fs.ErrNotExist
	}
	var readers []io.Reader
	for _, b := range files {
		readers = append(readers, bytes.NewReader(b.Bytes()))
	}
	in, err := f.Open(readers, ReadOptions{Open: open})
	if err != nil {
		return nil, err
	}
	var got []Record
	for {
		r, err := in.Decode()
		if err == io.EOF {
			return got, nil
		}
		if err != nil {
			return nil, err
		}
		r.Line = 0
		got = append(got, r)
	}
}

// What is written is read back, as far as the table says that the format carries it.
func TestRoundTrip(t *testing.T) {
	for _, f := range Formats() {
		if f.NewEncoder == nil || !f.CanRead() {
			continue
		}
		options := []WriteOptions{{}}
		for _, p := range f.Profiles {
			options = append(options, WriteOptions{Profile: p})
		}
		for _, l := range f.Layouts {
			if l == LayoutStacked { // whose sides are told by their letters
				continue
			}
			options = append(options, WriteOptions{Layout: l})
		}
		for _, opt := range options {
			t.Run(f.Name+" "+opt.Profile+opt.Layout, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) { checkRoundTrip(t, f, opt) })
			})
		}
	}
}

func checkRoundTrip(t *rapid.T, f Format, opt WriteOptions) {
	opt.Level = rapid.SampledFrom([]align.Level{align.LevelParagraph, align.LevelSentence}).Draw(t, "level")
	list := records(t, opt.Level)
	for _, r := range list {
		if unlabelled := f.Carries&Metadata == 0 && f.Carries&(RowIDs|UnitIDs|Units) != 0; unlabelled && r.Piece != nil {
			r.Piece.Swapped = false // its readers take the left side for English
		}
	}
	if f.Name == Ladder.Name && len(list) > 0 { // whose ids go up by one through the file
		list = ofFirstPiece(list)
	}
	want := expected(f, opt, list)
	got, err := roundTrip(f, opt, list)
	if err != nil {
		if len(want) == 0 {
			return // a table without a row is no table
		}
		t.Fatal(err)
	}
	hasPieces := f.CarriesIn(opt)&^f.Unread&Metadata != 0
	for k := range got {
		got[k].Text.EN, got[k].Text.ZH = strings.ToValidUTF8(got[k].Text.EN, "\uFFFD"), strings.ToValidUTF8(got[k].Text.ZH, "\uFFFD")
		if f.CarriesIn(opt)&UnitIDs == 0 {
			got[k].EN, got[k].ZH = nil, nil
		}
		if f.CarriesIn(opt)&Statuses == 0 {
			got[k].Status = "" // InterText says that somebody looked, no more
		}
		if !hasPieces || got[k].Piece == nil {
			got[k].Piece = nil
			continue
		}
	}
	for k := range want {
		if want[k].Piece == nil && k < len(got) && got[k].Piece != nil && got[k].Piece.ID == "" {
			got[k].Piece = nil // the script of the texts alone
		}
		want[k].Score, got = round(want[k].Score), roundAll(got)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateNaNs(), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("want - got +:\n%s", diff)
	}
}

func ofFirstPiece(list []Record) []Record {
	return slices.DeleteFunc(list, func(r Record) bool { return r.Piece != list[0].Piece })
}

func round(p float64) float64 { return math.Round(p*1e4) / 1e4 }

func roundAll(list []Record) []Record {
	for k := range list {
		list[k].Score = round(list[k].Score)
	}
	return list
}

// A text of 32,000 characters goes through every format.
func TestLongTexts(t *testing.T) {
	r := noScore()
	r.ID, r.EN, r.ZH = "P1", []int{0}, []int{0}
	r.Text = align.TextPair{EN: strings.TrimSpace(strings.Repeat("Long & <b>. ", 3000)), ZH: strings.Repeat("长，", 16000)}
	for _, f := range Formats() {
		if f.NewEncoder == nil || !f.CanRead() {
			continue
		}
		got, err := roundTrip(f, WriteOptions{}, []Record{r})
		if err != nil || len(got) != 1 || f.Has(Texts&^f.Unread) && got[0].Text != r.Text {
			t.Errorf("%s: %d rows, %v", f.Name, len(got), err)
		}
	}
}
