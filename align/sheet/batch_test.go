package sheet

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
)

func batchRows() []BatchRow {
	return []BatchRow{
		{English: "en/a.txt", Chinese: "zh/b.txt", Probability: 0.987, Status: "aligned", Why: "similarity 0.61", Outputs: []string{"en/a \"1\" #2.xlsx", "en/a.tsv"},
			Aligned: true, Coverage: [align.Sides]float64{0.9, 0.85}, Pairs: 12, OneSided: 3, ToCheck: 2, Flags: map[align.FlagKind]int{align.UnusualLength: 1, align.NumbersDiffer: 2}, Look: []string{"P3", "P9"}},
		{English: "=cmd|' /C calc'!A0", Probability: math.NaN(), Status: "stranger", Why: "nothing is like it"},
		{English: "long.txt", Chinese: "c.txt", Status: "aligned", Outputs: []string{strings.Repeat("x", 300) + ".xlsx"}},
	}
}

// The summary says the figures of each pair, and links to its file.
func TestWriteBatch(t *testing.T) {
	var b, again bytes.Buffer
	if err := WriteBatch(&b, batchRows()); err != nil {
		t.Fatal(err)
	}
	if err := WriteBatch(&again, batchRows()); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Errorf("a second time it has other bytes (%v)", err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{
		"A1": "Status\n状态", "A2": "aligned", "B2": "en/a.txt", "C2": "zh/b.txt", "E2": "12", "F2": "3", "G2": "2", "H2": "90%", "I2": "85%",
		"J2": "numbers differ 数字不一致 2; unusual length 长度悬殊 1", "K2": "P3, P9", "L2": "similarity 0.61", "M2": `a "1" #2.xlsx`,
		"B3": "=cmd|' /C calc'!A0", "D3": "", "E3": "", "H3": "", "M3": "",
	} {
		if got, err := f.GetCellValue(pairsSheet, cell); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
	}
	for cell, want := range map[string]string{"M2": `HYPERLINK("en/a%20%221%22%20%232.xlsx","a ""1"" #2.xlsx")`, "M4": "", "B3": ""} {
		if got, err := f.GetCellFormula(pairsSheet, cell); err != nil || got != want {
			t.Errorf("%s has the formula %q (%v), want %q", cell, got, err, want)
		}
	}
}
