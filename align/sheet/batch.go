package sheet

import (
	"fmt"
	"io"
	"maps"
	"math"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// pairsSheet is the sheet of a batch.
const pairsSheet = "Pairs"

var batchColumns = []column{
	{head: "Status\n状态", width: 11}, {head: "English\n英文", width: 34}, {head: "Chinese\n中文", width: 34}, {head: "Probability\n成对概率", width: 11},
	{head: "Pairs\n对应行", width: 9}, {head: "Alone\n无对应", width: 9}, {head: "To check\n待核对", width: 9},
	{head: "Covered, English\n英文覆盖率", width: 11}, {head: "Covered, Chinese\n中文覆盖率", width: 11},
	{head: "Flags\n提示", width: 34}, {head: "Look at\n先看", width: 22}, {head: "Why\n说明", width: 44}, {head: "Open\n打开", width: 34},
}

// BatchRow is a row of the summary of a batch: a pair, or a file without counterpart.
type BatchRow struct {
	English, Chinese string  // paths
	Probability      float64 // that the two belong together; NaN if unknown
	Status, Why      string
	Outputs          []string // the files of the pair, from the folder of the summary

	Aligned                  bool                   // whether the rest is known
	Coverage                 [align.Sides]float64   // see align.Alignment.Coverage
	Pairs, OneSided, ToCheck int                    // rows
	Flags                    map[align.FlagKind]int // rows with a flag
	Look                     []string               // IDs of the rows to look at first
}

// WriteBatch writes the summary of a batch as a workbook with a row a pair and a link to its
// first output. Equal rows give equal bytes.
func WriteBatch(w io.Writer, rows []BatchRow) error {
	wb := newWorkbook(nil)
	err := wb.write(w, "Summary of a batch", []sheet{{name: pairsSheet, write: func() { wb.writeBatch(rows) }}})
	if err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

func (wb *workbook) writeBatch(rows []BatchRow) {
	p := wb.open(pairsSheet, sureInk, batchColumns, len(rows)+1, true)
	text := style{face: hansFace, size: 10, wrap: true, ruled: true, text: true, indent: 1}
	centred := style{face: hansFace, size: 10, ruled: true, across: "center"}
	share := centred
	share.number = "0%"
	score := centred
	score.number = wb.scoreFormat(false)
	for _, r := range rows {
		var p99, pairs, alone, check, en, zh any
		if !math.IsNaN(r.Probability) {
			p99 = align.ShownScore(r.Probability)
		}
		if r.Aligned {
			pairs, alone, check, en, zh = r.Pairs, r.OneSided, r.ToCheck, r.Coverage[align.EN], r.Coverage[align.ZH]
		}
		var flags []string
		for _, kind := range slices.Sorted(maps.Keys(r.Flags)) {
			flags = append(flags, fmt.Sprintf("%s %s %d", kind, kind.Chinese(), r.Flags[kind]))
		}
		open := p.cell(text, "")
		if len(r.Outputs) > 0 {
			open = p.link(text, r.Outputs[0])
		}
		flagged, why := strings.Join(flags, "; "), review.Show(r.Why)
		p.row(0, p.cell(centred, r.Status), p.cell(text, review.Show(r.English)), p.cell(text, review.Show(r.Chinese)), p.cell(score, p99),
			p.cell(centred, pairs), p.cell(centred, alone), p.cell(centred, check), p.cell(share, en), p.cell(share, zh),
			p.cell(text, flagged), p.cell(text, strings.Join(r.Look, ", ")), p.cell(text, why), open)
	}
	p.close()
}

// link makes a cell that opens a file, by its path from the folder of the workbook. Files
// with names too long for a formula have no link.
func (p *page) link(l style, file string) excelize.Cell {
	const maxString = 255 // characters of a text in a formula
	shown := strings.ReplaceAll(path.Base(file), `"`, `""`)
	target := (&url.URL{Path: file}).EscapedPath()
	c := p.cell(l, path.Base(file))
	if len([]rune(shown)) <= maxString && len(target) <= maxString {
		c.Formula = fmt.Sprintf(`HYPERLINK("%s","%s")`, strings.ReplaceAll(target, `"`, `""`), shown)
	}
	return c
}
