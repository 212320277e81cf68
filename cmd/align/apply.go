package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/review"
	"bitext/align/sheet"
	"bitext/corpora/pairing"
)

// applyOptions are the options of align apply.
type applyOptions struct {
	*shared
	destination
	dryRun  bool
	compare bool
	deleted string
	mark    string
}

func newApply(s *shared) *cobra.Command {
	o := &applyOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "apply REVIEWED [OTHER --compare]",
		Short: "Read a reviewed workbook back",
		Long: `Apply reads a workbook that a person has reviewed, lists what was changed, and
writes the alignment as reviewed to what -o names, in any format that pair has.
Without -o it only lists the changes. The workbook itself is never touched.

Rows are found by ID, however the sheet was sorted, filtered or rearranged. Texts
may be edited, cut and pasted between cells, rows deleted after their text was
moved, rows inserted; the Help sheet of the workbook says what the actions do.
Every paragraph of both editions ends in exactly one row, or was dropped.

What cannot be understood is a conflict: it is listed with its row, nothing is
written, and the exit code is 4. With --force all else is applied, and what is in
conflict stays as it was. With --mark a copy of the workbook shows each conflict as
a coloured cell with a note, so that the reviewer settles them there.

A row that was deleted with its texts is a conflict too; with --deleted drop its
texts are left out.

With --compare, two reviewers' workbooks of the same alignment are compared: how
far they agree about the rows, Cohen's kappa on links, statuses; -o writes a
workbook of the disagreements side by side. An arbiter fills in its column
Decision, and apply takes it for one review of both.`,
		Example: `  align apply reviewed.xlsx
  align apply reviewed.xlsx -o final.xlsx -o final.jsonl
  align apply reviewed.xlsx -o memory.tmx --level sentence --reviewed-only --profile memoq
  align apply reviewed.xlsx -o bilingual.docx
  align apply reviewed.xlsx --dry-run --json
  align apply reviewed.xlsx --mark marked.xlsx
  align apply reviewed.xlsx --deleted drop -o final.xlsx
  align apply --compare first.xlsx second.xlsx -o differences.xlsx
  align apply differences.xlsx -o final.xlsx
  align apply reviewed.xlsx --to tsv --level sentence > final.tsv`,
		Args: func(cmd *cobra.Command, args []string) error {
			if o.compare {
				return exactly(2, "two workbooks with --compare")(cmd, args)
			}
			return exactly(1, "a reviewed workbook")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.deleted != "" && o.deleted != deletedDrop {
				return usagef("apply: --deleted %s: it can be %s alone", o.deleted, deletedDrop)
			}
			if o.compare {
				return o.runCompare(cmd.Context(), args[0], args[1])
			}
			return o.run(cmd.Context(), args[0])
		},
	}
	f := cmd.Flags()
	o.destination.flags(f, s)
	f.BoolVar(&o.compare, "compare", false, "compare the workbooks of two reviewers")
	f.BoolVar(&o.dryRun, "dry-run", false, "list the changes and write nothing")
	f.StringVar(&o.mark, "mark", "", "write a copy of the reviewed workbook with every conflict as a coloured cell and a note")
	f.StringVar(&o.deleted, "deleted", "", "what becomes of the texts of deleted rows: drop leaves them out; without it such a row is a conflict")
	f.BoolVar(&o.force, "force", false, "write in spite of conflicts, and replace existing files")
	return cmd
}

// deletedDrop is the value of --deleted.
const deletedDrop = "drop"

func (o *applyOptions) run(ctx context.Context, path string) error {
	outputs, err := o.plan("apply", "", o.json)
	if err != nil {
		return err
	}
	if o.dryRun {
		outputs = nil
	}
	w, err := newWriter(o.out, outputs, []string{path}, o.force)
	if err != nil {
		return err
	}
	marks, err := o.planMark(path)
	if err != nil {
		return err
	}
	p := o.newProgress()
	defer p.done()
	r, err := pairing.ReadReviewed(path, o.deleted == deletedDrop)
	if err != nil {
		return err
	}
	p.step("writing", 0.6, 1)
	stuck := len(r.Conflicts) > 0 && !o.force
	if stuck {
		outputs = nil
	} else if err := w.write(ctx, func(out []io.Writer, to output) error { return o.encode(out, to, r.Alignment) }); err != nil {
		return err
	}
	if err := marks.write(ctx, func(out []io.Writer, _ output) error { return pairing.MarkReviewed(out[0], path, r.Conflicts) }); err != nil {
		return err
	}
	p.done()
	if err := o.report(r, slices.Concat(outputs, marks.outputs)); err != nil {
		return err
	}
	if stuck {
		hint := "settle what is listed (--mark FILE.xlsx shows it in a copy of the workbook)"
		if o.mark != "" {
			hint = "settle what " + o.mark + " shows"
		}
		return needsPersonf("apply: %s: %s, so nothing was written; %s, or leave it as it was with --force", path, count(len(r.Conflicts), "conflict"), hint)
	}
	return nil
}

// planMark plans the copy with marks of a reviewed workbook.
func (o *applyOptions) planMark(path string) (*writer, error) {
	var outputs []output
	switch {
	case o.mark == "" || o.dryRun:
	case !strings.EqualFold(filepath.Ext(o.mark), ".xlsx"):
		return nil, usagef("apply: --mark %s: the copy is a workbook; use .xlsx", o.mark)
	case slices.Contains(o.outputs, o.mark):
		return nil, usagef("apply: --mark %s: it is an output too; name another file", o.mark)
	default:
		outputs = []output{{path: o.mark}}
	}
	return newWriter(o.out, outputs, []string{path}, o.force)
}

// changeReport is the summary of apply for machines.
type changeReport struct {
	Changes          []review.Change   `json:"changes"`
	Conflicts        []review.Conflict `json:"conflicts"`
	OperationsPer100 float64           `json:"operations_per_100_pairs"`
	Outputs          []string          `json:"outputs"` // the files that were written
}

// report lists the changes: on stdout, unless the alignment goes there.
func (o *applyOptions) report(r *review.Reviewed, outputs []output) error {
	c := changeReport{append([]review.Change{}, r.Changes...), append([]review.Conflict{}, r.Conflicts...), r.OperationsPer100(), paths(outputs)}
	to := o.out
	if slices.Contains(c.Outputs, stdout) {
		to = o.err
	}
	if o.json {
		return o.printJSON(c)
	}
	if o.quiet {
		return nil
	}
	p := printer{w: o.ui.in(to)}
	p.printf("%s, %.1f review operations per 100 pairs\n", count(len(c.Changes), "change"), c.OperationsPer100)
	for _, x := range c.Changes {
		p.printf("  %s\n", oneLine(x.String()))
	}
	if len(c.Conflicts) > 0 {
		p.printf("%s\n", count(len(c.Conflicts), "conflict"))
	}
	for _, x := range c.Conflicts {
		p.printf("  %s [%s]\n", oneLine(x.String()), x.Code)
	}
	o.wrote(outputs)
	o.saidLeftOut(&p, false)
	return p.err
}

// runCompare compares two reviews of one workbook.
func (o *applyOptions) runCompare(ctx context.Context, pathA, pathB string) error {
	if o.dryRun || o.to != "" || len(o.outputs) > 1 {
		return usagef("apply: --compare takes at most one -o, a workbook, and neither --to nor --dry-run")
	}
	var outputs []output
	for _, path := range o.outputs {
		if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
			return usagef("apply: -o %s: a comparison is a workbook; use .xlsx", path)
		}
		outputs = append(outputs, output{path: path})
	}
	w, err := newWriter(o.out, outputs, []string{pathA, pathB}, o.force)
	if err != nil {
		return err
	}
	var reviews [2]pairing.Review
	for k, path := range []string{pathA, pathB} {
		if err := ctx.Err(); err != nil {
			return err
		}
		if reviews[k], err = pairing.ReadReview(path, o.deleted == deletedDrop); err != nil {
			return err
		}
		if c := reviews[k].Conflicts; len(c) > 0 && !o.force {
			return needsPersonf("apply: %s: it has %s, the first is %s; settle them, or compare without what is in conflict with --force", path, count(len(c), "conflict"), c[0])
		}
	}
	c, err := review.Compare(reviews[0].Reviewed, reviews[1].Reviewed)
	if err != nil {
		return &align.InputError{Code: align.OtherEditions, Op: "compare", Path: pathA + " and " + pathB, Reason: err.Error(), Hint: "give two reviews of one workbook", Err: err}
	}
	if err := w.write(ctx, func(out []io.Writer, _ output) error {
		return sheet.WriteComparison(out[0], c, reviews[0].Original, [2]review.Returned{reviews[0].Returned, reviews[1].Returned})
	}); err != nil {
		return err
	}
	if o.json {
		return o.printJSON(c)
	}
	if o.quiet {
		return nil
	}
	fmt.Fprintln(o.ui.in(o.out), c)
	o.wrote(outputs)
	return nil
}
