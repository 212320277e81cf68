package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

func TestSheets(t *testing.T) {
	f := open(t, sample())
	want := []string{"Review", "Sentences", "Removed", "Summary", "Help", "_align"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("Review is not the sheet that opens")
	}
	for _, name := range want[:5] {
		p, err := f.GetSheetProtection(name)
		if err != nil || !p.AutoFilter || !p.Sort || !p.FormatColumns || !p.FormatRows || !p.SelectLockedCells || p.Password != "" {
			t.Errorf("%s: protection %+v, %v", name, p, err)
		}
		layout, _ := f.GetPageLayout(name)
		if *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
			t.Errorf("%s: page layout %+v", name, layout)
		}
		if props, _ := f.GetSheetProps(name); !*props.FitToPage {
			t.Errorf("%s is not fit to the page", name)
		}
	}
}

func TestReviewRows(t *testing.T) {
	f := open(t, sample())
	tests := map[string]string{
		"A1": "ID\n编号", "E1": "English\n英文",
		"A2": "P1", "B2": "1\ntitle", "D2": "1-1", "E2": "The last bus should not leave at nine", "F2": "末班车不该九点就收", "G2": "0.98",
		"B5": "4–5", "C5": "4", "D5": "2-1", "H5": "numbers differ 数字不一致: 870000 / 780000", "I5": "open", "J5": "", "K5": "",
		"B7": "", "C7": "6", "D7": "0-1", "E7": "",
		"A9": "P8", "A10": "",
	}
	for cell, want := range tests {
		if got := cellAt(t, f, reviewSheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if en := cellAt(t, f, reviewSheet, "E5"); !strings.HasSuffix(en, "870,000.\n¶ Yet nobody asks whether street lamps earn money.") {
		t.Errorf("E5 = %q", en)
	}
	id, _ := f.GetCellStyle(reviewSheet, "G5")
	want := `[>=0.9]0.00"  sure 可靠";[>=0.6]0.00"  check 核对";0.00"  doubtful 存疑"`
	if style, err := f.GetStyle(id); err != nil || *style.CustomNumFmt != want {
		t.Errorf("the format of scores is not %s", want)
	}
}

func TestSentenceRows(t *testing.T) {
	f := open(t, sample())
	tests := map[string]string{
		"A4": "P3.1", "B4": "3.1", "A6": "P3.3",
		"A7": "P4.1", "E7": "The city says that night buses lose money.",
		"A9": "P4.3", "B9": "5.1", "C9": "4.3",
	}
	for cell, want := range tests {
		if got := cellAt(t, f, sentencesSheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
}

func TestRemovedRows(t *testing.T) {
	f := open(t, sample())
	rows, err := f.GetRows(removedSheet)
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := rows[3][:5]; !slices.Equal(got, []string{"R3", "Chinese 中文", "block 块 25\nafter 在后 ¶ 8", "share bar", "责任编辑：周明"}) {
		t.Errorf("row 4 = %q", got)
	}
}

func TestWhatCanBeEdited(t *testing.T) {
	f := open(t, sample())
	locked := func(sheet, cell string) bool {
		id, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return style.Protection == nil || style.Protection.Locked
	}
	for _, sheet := range []string{reviewSheet, sentencesSheet} {
		for col := range reviewColumns {
			cell := letter(col) + "4"
			want := !slices.Contains([]int{colEN, colZH, colStatus, colAction, colComment}, col)
			if got := locked(sheet, cell); got != want {
				t.Errorf("%s %s: locked = %v", sheet, cell, got)
			}
		}
		if !locked(sheet, "E1") {
			t.Errorf("%s: heading is not locked", sheet)
		}
	}
	if !locked(removedSheet, "E2") || locked(removedSheet, "F2") {
		t.Error("Removed: only Restore should be open")
	}
}

func TestTextTooLongForACellIsLocked(t *testing.T) {
	f := open(t, of([]string{strings.Repeat("word ", 9000)}, []string{"字"}))
	id, _ := f.GetCellStyle(reviewSheet, "E2")
	if style, err := f.GetStyle(id); err != nil || !style.Protection.Locked {
		t.Errorf("locked = %v, %v", style.Protection, err)
	}
}

func TestTables(t *testing.T) {
	f := open(t, sample())
	for sheet, dropDowns := range map[string]map[string]string{
		reviewSheet: {
			"I2:I9": `"open,ok,fixed,rejected"`,
			"J2:J9": `"merge up,split,move up,move down,unpair,drop"`,
		},
		sentencesSheet: {"I2:I16": `"open,ok,fixed,rejected"`, "J2:J16": `"merge up,split,move up,move down,unpair,drop"`},
		removedSheet:   {"F2:F5": `"yes"`},
	} {
		got := make(map[string]string)
		validations, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, dv := range validations {
			got[dv.Sqref] = dv.Formula1
		}
		if fmt.Sprint(got) != fmt.Sprint(dropDowns) {
			t.Errorf("%s: drop-downs %v, want %v", sheet, got, dropDowns)
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.XSplit != 1 || panes.YSplit != 1 {
			t.Errorf("%s: panes %+v, %v", sheet, panes, err)
		}
		last := letter(len(reviewColumns) - 1)
		if sheet == removedSheet {
			last = letter(len(removedColumns) - 1)
		}
		if visible, err := f.GetColVisible(sheet, last); err != nil || visible {
			t.Errorf("%s: the hash is visible: %v, %v", sheet, visible, err)
		}
		names := make(map[string]string)
		for _, n := range f.GetDefinedName() {
			if n.Scope == sheet {
				names[n.Name] = n.RefersTo
			}
		}
		if names["_xlnm.Print_Titles"] != sheet+"!$1:$1" || !strings.HasPrefix(names["_xlnm._FilterDatabase"], "'"+sheet+"'!$A$1:") {
			t.Errorf("%s: names %v", sheet, names)
		}
	}
	formats, err := f.GetConditionalFormats(reviewSheet)
	if err != nil || len(formats["G2:G9"]) != int(align.Bands) || len(formats["I2:I9"]) != 3 {
		t.Errorf("conditional formats %v, %v", formats, err)
	}
}

func TestSummary(t *testing.T) {
	f := open(t, sample())
	rows, err := f.GetRows(summarySheet)
	if err != nil {
		t.Fatal(err)
	}
	facts := make(map[string]string)
	for _, r := range rows {
		if len(r) >= 3 {
			facts[r[0]] = r[1] + ", " + r[2]
		}
	}
	for name, want := range map[string]string{
		"Paragraphs 段落": "8, 8",
		"Removed as page furniture 剔除的页面杂项":    "2, 2",
		"Paragraphs with a counterpart 有对应的段落": "100.0%, 87.5%",
		"sure 可靠  ≥ 0.90":                      "5, 9",
		"check 核对  0.60 – 0.89":                "1, 3",
		"doubtful 存疑  < 0.60":                  "2, 3",
		"To check: doubtful or flagged 待检查":    "3, 3",
		"1-1":     "6, 14",
		"open 未审": "8, 15",
	} {
		if facts[name] != want {
			t.Errorf("%s: %q, want %q", name, facts[name], want)
		}
	}
	if linked, target, err := f.GetCellHyperLink(summarySheet, "E6"); err != nil || !linked || target != "Review!A7" {
		t.Errorf("first link: %v %q, %v", linked, target, err)
	}
	if got := cellAt(t, f, summarySheet, "E6"); got != "P6" {
		t.Errorf("row to look at first = %q", got)
	}
	cells, err := f.GetPictureCells(summarySheet)
	if err != nil || len(cells) != 1 {
		t.Fatalf("pictures at %v, %v", cells, err)
	}
	pictures, err := f.GetPictures(summarySheet, cells[0])
	if err != nil || len(pictures) != 1 {
		t.Fatalf("%d pictures, %v", len(pictures), err)
	}
	img, err := png.Decode(bytes.NewReader(pictures[0].File))
	if err != nil || img.Bounds().Dx() != plotWidth || len(pictures[0].File) > 50_000 {
		t.Errorf("picture of %d bytes, %v", len(pictures[0].File), err)
	}
	middle := img.At(plotLeft+plotSide/5, plotTop+plotSide/5)
	if want := plotPalette()[plotBand]; fmt.Sprint(middle) != fmt.Sprint(want) {
		t.Errorf("the third paragraph is drawn in %v, want %v", middle, want)
	}
}

func TestEmptySheets(t *testing.T) {
	for name, al := range map[string]*align.Alignment{
		"nothing":      of(nil, nil),
		"one side":     of([]string{"Alone."}, nil),
		"no sentences": of([]string{"One."}, []string{"一。"}),
		"removed only": of([]string{"[furniture] Menu"}, nil),
	} {
		t.Run(name, func(t *testing.T) { sameAlignment(t, open(t, al), al) })
	}
}

func TestInconsistentAlignment(t *testing.T) {
	tests := []struct {
		name   string
		change func(*align.Alignment)
		want   string
	}{
		{"no edition", func(al *align.Alignment) { al.ZH = nil }, "an edition is missing"},
		{"no such paragraph", func(al *align.Alignment) { al.Beads[0].EN[0] = 99 }, "there is no English paragraph 99"},
		{"negative", func(al *align.Alignment) { al.Beads[0].EN[0] = -1 }, "there is no English paragraph -1"},
		{"twice", func(al *align.Alignment) { al.Beads[1].ZH[0] = 1 }, "Chinese paragraph 1 stands in two beads"},
		{"not at all", func(al *align.Alignment) { al.Beads = al.Beads[:11] }, "Chinese paragraph 9 stands in no bead"},
		{"empty bead", func(al *align.Alignment) { al.Beads = append(al.Beads, align.Bead{}) }, "paragraph bead 12 is empty"},
		{"no parent", func(al *align.Alignment) { al.Sentences[0].Parent = 50 }, "there is no paragraph bead 50"},
		{"sentence lost", func(al *align.Alignment) { al.Sentences = al.Sentences[1:] }, "English sentence 0 stands in no bead"},
		{"sentence outside", func(al *align.Alignment) { al.EN.Sentences[0].End = 5000 }, "lie outside its paragraph"},
		{"sentence twice", func(al *align.Alignment) { al.EN.Sentences[1] = al.EN.Sentences[0] }, "does not follow on the one before"},
		{"sentence of none", func(al *align.Alignment) { al.ZH.Sentences[0].Paragraph = 50 }, "there is no paragraph 50"},
	}
	for _, tt := range tests {
		al := sample()
		tt.change(al)
		if err := Write(new(bytes.Buffer), al); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
	if err := Write(new(bytes.Buffer), nil); err == nil {
		t.Error("nil: no error")
	}
}

func TestSameBytesEveryTime(t *testing.T) {
	want := encode(t, sample())
	for range 10 {
		if !bytes.Equal(encode(t, sample()), want) {
			t.Fatal("two runs differ")
		}
	}
	zr, err := zip.NewReader(bytes.NewReader(want), int64(len(want)))
	if err != nil {
		t.Fatal(err)
	}
	if zr.File[0].Name != "[Content_Types].xml" {
		t.Errorf("first entry is %s", zr.File[0].Name)
	}
	for _, f := range zr.File {
		if f.ModifiedDate != 0 || f.ModifiedTime != 0 {
			t.Errorf("%s has a date: %v", f.Name, f.Modified)
		}
	}
}

// full is a writer without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriterFails(t *testing.T) {
	if err := Write(full{}, sample()); err == nil {
		t.Error("no error")
	}
}

// libreOffice returns the program of LibreOffice. Without LibreOffice the test is skipped,
// or fails if ALIGN_REQUIRE_TOOLS is set; with -short it is skipped.
func libreOffice(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("starting LibreOffice takes seconds")
	}
	soffice, err := exec.LookPath("soffice")
	switch {
	case err != nil && os.Getenv("ALIGN_REQUIRE_TOOLS") != "":
		t.Fatal("LibreOffice (soffice) is not installed")
	case err != nil:
		t.Skip("LibreOffice (soffice) is not installed")
	}
	return soffice
}

// TestLibreOffice has LibreOffice read a workbook and save it again: nothing
// may get lost on the way.
func TestLibreOffice(t *testing.T) {
	soffice := libreOffice(t)
	var en, zh []string
	for _, s := range hostile {
		en, zh = append(en, s), append(zh, s)
	}
	slices.Sort(en)
	slices.Sort(zh)
	al := of(en, zh)
	pairSentences(al)
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.xlsx"), filepath.Join(dir, "out")
	if err := os.WriteFile(in, encode(t, al), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--convert-to", "xlsx", "--outdir", out, in)
	if message, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, message)
	}
	f, err := excelize.OpenFile(filepath.Join(out, "in.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sameAlignment(t, f, al)
	for i, s := range en {
		cell := fmt.Sprintf("E%d", i+2)
		want, _ := review.ShowUnits([]string{s})
		if got := cellAt(t, f, reviewSheet, cell); got != want {
			t.Errorf("%s = %.80q, want %.80q", cell, got, want)
		}
	}
	if validations, err := f.GetDataValidations(reviewSheet); err != nil || len(validations) != 2 {
		t.Errorf("%d drop-downs are left, %v", len(validations), err)
	}
}

func BenchmarkWrite10000(b *testing.B) {
	al := sample()
	var en, zh []string
	for i := range 10000 {
		en = append(en, al.EN.Paragraphs[3+i%5].Text)
		zh = append(zh, al.ZH.Paragraphs[2+i%5].Text)
	}
	al = of(en, zh)
	b.ReportAllocs()
	for b.Loop() {
		encode(b, al)
	}
}
