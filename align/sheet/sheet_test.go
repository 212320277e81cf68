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
	want := []string{"Summary", "Review", "Sentences", "Removed", "Help", "_align"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("Summary is not the sheet that opens")
	}
	for _, name := range want[:5] {
		if p, err := f.GetSheetProtection(name); err == nil && p.FormatColumns {
			t.Errorf("%s is protected: %+v", name, p)
		}
		layout, _ := f.GetPageLayout(name)
		if *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
			t.Errorf("%s: page layout %+v", name, layout)
		}
		if props, _ := f.GetSheetProps(name); !*props.FitToPage || len(*props.TabColorRGB) != 8 {
			t.Errorf("%s: %+v", name, props)
		}
	}
}

// With Protect only the cells to fill in can be changed, and Help says what no longer works.
func TestProtect(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample(), Options{Protect: true}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, name := range []string{"Summary", "Review", "Sentences", "Removed", "Help"} {
		p, err := f.GetSheetProtection(name)
		if err != nil || !p.AutoFilter || !p.FormatColumns || !p.FormatRows || !p.SelectLockedCells || p.Password != "" {
			t.Errorf("%s: protection %+v, %v", name, p, err)
		}
	}
	for _, tt := range []struct {
		f    *excelize.File
		want bool
	}{{f, true}, {open(t, sample()), false}} {
		rows, err := tt.f.GetRows(helpSheet)
		if got := slices.ContainsFunc(rows, func(r []string) bool { return len(r) > 0 && r[0] == "Locked cells 锁定" }); err != nil || got != tt.want {
			t.Errorf("Help speaks of locked cells: %v, %v; want %v", got, err, tt.want)
		}
	}
}

func TestReviewRows(t *testing.T) {
	f := open(t, sample())
	tests := map[string]string{
		"A1": "ID\n编号", "C1": "English\n英文",
		"A2": "P1", "B2": "open 未审", "C2": "The last bus should not leave at nine", "D2": "末班车不该九点就收", "E2": "0.98",
		"I2": "1\ntitle", "K2": "1-1", "L2": "8", "M2": "9",
		"F5": "numbers differ 数字不一致: 870000 / 780000", "G5": "", "H5": "", "I5": "4–5", "J5": "4", "K5": "2-1",
		"C7": "", "I7": "", "J7": "6", "K7": "0-1", "L7": "", "M7": "14",
		"A9": "P8", "A10": "",
	}
	for cell, want := range tests {
		if got := cellAt(t, f, reviewSheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if en := cellAt(t, f, reviewSheet, "C5"); !strings.HasSuffix(en, "870,000.\n¶ Yet nobody asks whether street lamps earn money.") {
		t.Errorf("C5 = %q", en)
	}
	for cell, want := range map[string]string{
		"E5": `[>=0.9]0.00"  sure 可靠";[>=0.6]0.00"  check 核对";0.00"  doubtful 存疑"`,
		"E7": `0.00"  no counterpart 无对应"`,
	} {
		id, _ := f.GetCellStyle(reviewSheet, cell)
		if style, err := f.GetStyle(id); err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != want {
			t.Errorf("the format of %s is not %s", cell, want)
		}
	}
	if panes, err := f.GetPanes(reviewSheet); err != nil || len(panes.Selection) != 1 || panes.Selection[0].ActiveCell != "B2" {
		t.Errorf("the cursor does not stand in the first status: %+v, %v", panes, err)
	}
}

// Both texts, the score and the status go into the 1,225 pixels that a window of 1,290 has for
// cells, at the zoom that is written.
func TestSeenAtOnce(t *testing.T) {
	const pixels = 7 // of a unit of width
	sum := 0.0
	for _, c := range reviewColumns[:colScore+1] {
		sum += c.width * pixels * zoom / 100
	}
	if sum > 1225 {
		t.Errorf("%g pixels", sum)
	}
}

// A workbook of a reader of Chinese has the Chinese words first, and is read as any other.
func TestChineseFirst(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, sample(), Options{Reader: align.Chinese}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"B1": "状态\nStatus", "B2": "未审 open", "C1": "英文\nEnglish"} {
		if got := cellAt(t, f, reviewSheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if got := cellAt(t, f, summarySheet, "A3"); !strings.HasPrefix(got, "先核对这 ") {
		t.Errorf("A3 = %q", got)
	}
	for cell, want := range map[string]string{"A1": "对齐审校 Alignment review", "A6": "编号 ID", "G6": "审校进度 Progress on Review"} {
		if got := cellAt(t, f, summarySheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if flags, err := f.SearchSheet(reviewSheet, "无对应 no counterpart"); err != nil || len(flags) == 0 {
		t.Errorf("no flag begins with its Chinese words: %v", err)
	}
	f.SetCellStr(reviewSheet, "B2", "无误 ok")
	b.Reset()
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	r, err := Apply(&b)
	if err != nil || len(r.Changes) != 1 || r.Changes[0].Kind != review.Confirmed || len(r.Conflicts) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// Words that a reviewer has changed are marked, and the row says so; the text stays what it is.
func TestChangedWordsAreMarked(t *testing.T) {
	al := sample()
	al.EN.Paragraphs[3].Source = al.EN.Paragraphs[3].Text
	al.EN.Paragraphs[3].Text = strings.Replace(al.EN.Paragraphs[3].Text, "twelve hours", "ten long hours", 1)
	for k, s := range al.EN.Sentences {
		if s.Paragraph == 3 && s.End == len(al.EN.Paragraphs[3].Source) {
			al.EN.Sentences[k].End = len(al.EN.Paragraphs[3].Text)
		}
	}
	f := open(t, al)
	runs, err := f.GetCellRichText(reviewSheet, "C4")
	var marked []string
	var whole strings.Builder
	for _, r := range runs {
		whole.WriteString(r.Text)
		if r.Font != nil && r.Font.Bold {
			marked = append(marked, r.Text)
		}
	}
	if err != nil || whole.String() != al.EN.Paragraphs[3].Text || !slices.Equal(marked, []string{"ten long"}) {
		t.Errorf("%q with %q marked, %v", whole.String(), marked, err)
	}
	if got := cellAt(t, f, reviewSheet, "F4"); got != "edited 已改动" {
		t.Errorf("F4 = %q", got)
	}
	sameAlignment(t, f, al)
}

func TestSentenceRows(t *testing.T) {
	f := open(t, sample())
	tests := map[string]string{
		"A4": "P3.1", "I4": "3.1", "A6": "P3.3",
		"A7": "P4.1", "C7": "The city says that night buses lose money.",
		"A9": "P4.3", "I9": "5.1", "J9": "4.3",
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
	if got := rows[3][:6]; !slices.Equal(got, []string{"R3", "", "责任编辑：周明", "share bar 分享栏", "Chinese 中文", "block 块 25  after 在后 ¶ 8"}) {
		t.Errorf("row 4 = %q", got)
	}
}

// Of a run of rows with one reason the first is seen, and the others are folded.
func TestRemovedRunsAreFolded(t *testing.T) {
	menu := []string{"[furniture] Home", "[furniture] Opinion", "[furniture] Video", "[furniture] Subscribe", "Text."}
	al := of(menu, []string{"[furniture] 首页", "[furniture] 评论", "文字。"})
	al.Beads = []align.Bead{bead("0", "", 1), bead("1", "", 1), bead("2", "", 1), bead("3", "", 1), bead("", "0", 1), bead("", "1", 1), bead("4", "2", 1)}
	f := open(t, al)
	for row, want := range map[int]uint8{2: 0, 3: 1, 4: 1, 5: 1, 6: 0, 7: 0} {
		level, err := f.GetRowOutlineLevel(removedSheet, row)
		if visible, _ := f.GetRowVisible(removedSheet, row); err != nil || level != want || visible != (want == 0) {
			t.Errorf("row %d is of level %d, visible %v, %v", row, level, visible, err)
		}
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
		for col, c := range reviewColumns {
			if got := locked(sheet, letter(col)+"4"); got == c.fill {
				t.Errorf("%s %s: locked = %v", sheet, letter(col)+"4", got)
			}
		}
		if !locked(sheet, "C1") {
			t.Errorf("%s: heading is not locked", sheet)
		}
	}
	if !locked(removedSheet, "C2") || locked(removedSheet, "B2") {
		t.Error("Removed: only Restore should be open")
	}
}

func TestTextTooLongForACellIsLocked(t *testing.T) {
	f := open(t, of([]string{strings.Repeat("word ", 9000)}, []string{"字"}))
	id, _ := f.GetCellStyle(reviewSheet, "C2")
	if style, err := f.GetStyle(id); err != nil || !style.Protection.Locked {
		t.Errorf("locked = %v, %v", style.Protection, err)
	}
}

func TestTables(t *testing.T) {
	f := open(t, sample())
	for sheet, dropDowns := range map[string]map[string]string{
		reviewSheet: {
			"B2:B9": `"open 未审,ok 无误,fixed 已改,rejected 不采用"`,
			"G2:G9": `"merge up 并入上行,split 拆分,move up 上移,move down 下移,unpair 拆开配对,drop 删除"`,
		},
		sentencesSheet: {"B2:B16": `"open 未审,ok 无误,fixed 已改,rejected 不采用"`, "G2:G16": `"merge up 并入上行,split 拆分,move up 上移,move down 下移,unpair 拆开配对,drop 删除"`},
		removedSheet:   {"B2:B5": `"yes 是"`},
	} {
		got := make(map[string]string)
		validations, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, dv := range validations {
			got[dv.Sqref] = dv.Formula1
			if dv.Prompt == nil || len([]rune(*dv.Prompt)) > 255 {
				t.Errorf("%s %s has no prompt that Excel can show", sheet, dv.Sqref)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(dropDowns) {
			t.Errorf("%s: drop-downs %v, want %v", sheet, got, dropDowns)
		}
		if panes, err := f.GetPanes(sheet); err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 1 {
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
	if err != nil || len(formats["E2:E9"]) != 1+int(align.Bands) || len(formats["B2:B9"]) != 3 {
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
		if len(r) >= rightHalf+3 {
			facts[r[rightHalf]] = strings.Join(r[rightHalf+1:], ", ")
		}
	}
	for name, want := range map[string]string{
		"Paragraphs 段落":                  "8, 8",
		"Removed furniture 剔除的页面杂项":      "2, 2",
		"Words EN, chars ZH 英文词、中文字":     "179, 295",
		"Text with a counterpart 有对应的文字": "88%, 84%",
		"sure 可靠  ≥ 0.90":                "5, 9",
		"check 核对  0.60 – 0.89":          "1, 3",
		"doubtful 存疑  < 0.60":            "1, 2",
		"no counterpart 无对应":             "1, 1",
		"1-1":                            "6, 14",
		"open 未审":                        "8, 179, 295",
	} {
		if facts[name] != want {
			t.Errorf("%s: %q, want %q", name, facts[name], want)
		}
	}
	if got, want := cellAt(t, f, summarySheet, "A3"), "Check these 5 rows: then about 99 % of all rows are right (now 82.3 %)."; got != want {
		t.Errorf("A3 = %q, want %q", got, want)
	}
	if linked, target, err := f.GetCellHyperLink(summarySheet, "A7"); err != nil || !linked || target != "Review!B7" {
		t.Errorf("first link: %v %q, %v", linked, target, err)
	}
	for cell, want := range map[string]string{"A7": "P6", "C7": "48 of 100 such rows are wrong 每…", "A9": "P4"} {
		if got := cellAt(t, f, summarySheet, cell); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
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
		if err := Write(new(bytes.Buffer), al, Options{}); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.want)
		}
	}
	if err := Write(new(bytes.Buffer), nil, Options{}); err == nil {
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
	if err := Write(full{}, sample(), Options{}); err == nil {
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
		cell := fmt.Sprintf("C%d", i+2)
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
