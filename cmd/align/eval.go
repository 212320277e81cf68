package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"bitext/align/eval"
	"bitext/corpora/pairing"
)

// evalOptions are the options of align eval.
type evalOptions struct {
	*shared
	byDocument bool
	level      string
}

func newEval(s *shared) *cobra.Command {
	o := &evalOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "eval GOLD AUTO",
		Short: "Compare alignments with gold ones",
		Long: `Eval compares an alignment with a gold one, or a folder of alignments with a folder
of gold ones, file by file of the same name. Files are beads (.align), .jsonl,
review workbooks (.xlsx), translation memories (.tmx) or tables (.tsv, .csv). They
are compared by the ids of their units where these are the same, or else by their
texts. What was made along with a workbook is compared with it by ids, even if the
reviewer split, added or edited paragraphs.

Strict counts a pair as right if it is right as a whole, lax if it shares a link
with a gold pair; null is about units without counterpart. Review operations are the
fewest merges, splits and moves that turn AUTO into GOLD. The calibration error
says how far the scores are from the share that is right.`,
		Example: `  align eval gold.align auto.align
  align eval gold/ auto/ --by-document
  align eval gold.align review.xlsx --json`,
		Args: exactly(2, "two files or folders, the gold and the automatic alignment"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(args[0], args[1]) },
	}
	cmd.Flags().BoolVar(&o.byDocument, "by-document", false, "say it for each document too")
	cmd.Flags().StringVar(&o.level, "level", "paragraph", "which beads of a workbook count: paragraph or sentence")
	return cmd
}

func (o *evalOptions) run(gold, auto string) error {
	level, err := parseLevel("eval", o.level)
	if err != nil {
		return err
	}
	judged, err := pairing.Evaluate(gold, auto, level)
	if err != nil {
		return err
	}
	all := &eval.Counts{}
	r := report{}
	for _, d := range judged {
		all.Add(d.Counts)
		if o.byDocument {
			r.Documents = append(r.Documents, documentReport{d.Name, newFigures(d.Counts)})
		}
	}
	r.figures = newFigures(all)
	r.Confusion, r.Reliability = confusion(all), reliability(all)
	if o.json {
		return o.printJSON(r)
	}
	return r.print(o.out)
}

// report holds the figures of eval.
type report struct {
	figures
	Confusion   []confusionRow   `json:"confusion"`
	Reliability []reliabilityRow `json:"reliability"`
	Documents   []documentReport `json:"by_document,omitempty"`
}

type documentReport struct {
	Name string `json:"name"`
	figures
}

type figures struct {
	Count            int        `json:"documents"`
	Perfect          int        `json:"perfect"`
	Gold             int        `json:"gold_pairs"`
	Auto             int        `json:"auto_pairs"`
	Strict           eval.Rate  `json:"strict"`
	Lax              eval.Rate  `json:"lax"`
	Null             *eval.Rate `json:"null"` // null if neither has units without counterpart
	OperationsPer100 float64    `json:"operations_per_100_pairs"`
	CalibrationError *float64   `json:"calibration_error"` // null if AUTO has no scores
}

func newFigures(c *eval.Counts) figures {
	f := figures{c.Documents, c.Perfect, c.Gold, c.Auto, c.StrictRate(), c.LaxRate(), nil, c.OperationsPer100(), nil}
	if c.NullGold+c.NullAuto > 0 {
		f.Null = new(c.NullRate())
	}
	if c.Scored() > 0 {
		f.CalibrationError = new(c.CalibrationError())
	}
	return f
}

// confusionRow is one cell of the confusion table.
type confusionRow struct {
	Gold  string `json:"gold"`
	Auto  string `json:"auto"`
	Count int    `json:"count"`
}

// confusion lists the cells, the fullest first.
func confusion(c *eval.Counts) []confusionRow {
	rows := []confusionRow{}
	for s, n := range c.Confusion {
		rows = append(rows, confusionRow{s.Gold, s.Auto, n})
	}
	slices.SortFunc(rows, func(a, b confusionRow) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Gold, b.Gold), cmp.Compare(a.Auto, b.Auto))
	})
	return rows
}

// reliabilityRow is one bin of the reliability table that is not empty.
type reliabilityRow struct {
	From  float64 `json:"from"`
	Beads int     `json:"beads"`
	Score float64 `json:"mean_score"`
	Right float64 `json:"right"` // share of the beads
}

func reliability(c *eval.Counts) []reliabilityRow {
	rows := []reliabilityRow{}
	for k, b := range c.Reliability {
		if n := float64(b.Beads); n > 0 {
			rows = append(rows, reliabilityRow{float64(k) / eval.Bins, b.Beads, b.Score / n, float64(b.Right) / n})
		}
	}
	return rows
}

// print writes the report for people.
func (r report) print(w io.Writer) error {
	p := printer{w: w}
	rate := func(name string, x *eval.Rate) {
		if x == nil {
			p.printf("%-8s –\n", name)
			return
		}
		p.printf("%-8s P %.4f  R %.4f  F1 %.4f\n", name, x.P, x.R, x.F1)
	}
	for _, d := range r.Documents {
		null := "–"
		if d.Null != nil {
			null = fmt.Sprintf("%.4f", d.Null.F1)
		}
		p.printf("%s: strict F1 %.4f, lax F1 %.4f, null F1 %s, %.1f operations per 100 pairs\n", oneLine(d.Name), d.Strict.F1, d.Lax.F1, null, d.OperationsPer100)
	}
	p.printf("%s, %d perfect; %s, %d automatic\n", count(r.Count, "document"), r.Perfect, count(r.Gold, "gold pair"), r.Auto)
	rate("strict", &r.Strict)
	rate("lax", &r.Lax)
	rate("null", r.Null)
	p.printf("%.1f review operations per 100 pairs\n", r.OperationsPer100)
	if r.CalibrationError == nil {
		p.printf("\ncalibration error –: the automatic alignment has no scores\n")
	} else {
		p.printf("\ncalibration error %.4f\n  score  beads  mean   right\n", *r.CalibrationError)
	}
	for _, b := range r.Reliability {
		p.printf("  %.1f+   %5d  %.3f  %.3f\n", b.From, b.Beads, b.Score, b.Right)
	}
	p.printf("\n  gold  auto  pairs\n")
	for _, c := range r.Confusion {
		p.printf("  %-5s %-5s %5d\n", c.Gold, c.Auto, c.Count)
	}
	return p.err
}
