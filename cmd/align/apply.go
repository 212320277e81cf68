package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"bitext/align/sheet"
	"bitext/corpora"
)

// applyOptions are the options of align apply.
type applyOptions struct {
	*shared
	destination
	dryRun bool
}

func newApply(s *shared) *cobra.Command {
	o := &applyOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "apply REVIEWED",
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
conflict stays as it was.`,
		Example: `  align apply reviewed.xlsx
  align apply reviewed.xlsx -o final.xlsx -o final.jsonl
  align apply reviewed.xlsx --dry-run --json
  align apply reviewed.xlsx --to tsv --level sentence > final.tsv`,
		Args: exactly(1, "a reviewed workbook"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	o.destination.flags(f)
	f.BoolVar(&o.dryRun, "dry-run", false, "list the changes and write nothing")
	f.BoolVar(&o.force, "force", false, "write in spite of conflicts, and replace existing files")
	return cmd
}

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
	r, err := corpora.ReadReviewed(path)
	if err != nil {
		return err
	}
	stuck := len(r.Conflicts) > 0 && !o.force
	if stuck {
		outputs = nil
	} else if err := w.write(ctx, func(out io.Writer, format string) error {
		return o.encode(out, format, r.Alignment)
	}); err != nil {
		return err
	}
	if err := o.report(r, outputs); err != nil {
		return err
	}
	if stuck {
		return needsPerson{fmt.Errorf("apply: %s: %s, so nothing was written; settle what is listed, or leave it as it was with --force", path, count(len(r.Conflicts), "conflict"))}
	}
	return nil
}

// changeReport is what apply says to machines.
type changeReport struct {
	Changes          []sheet.Change   `json:"changes"`
	Conflicts        []sheet.Conflict `json:"conflicts"`
	OperationsPer100 float64          `json:"operations_per_100_pairs"`
	Outputs          []string         `json:"outputs"` // what was written
}

// report says what was changed: on stdout, unless the alignment goes there.
func (o *applyOptions) report(r *sheet.Reviewed, outputs []output) error {
	c := changeReport{append([]sheet.Change{}, r.Changes...), append([]sheet.Conflict{}, r.Conflicts...), r.OperationsPer100(), []string{}}
	to := o.out
	for _, x := range outputs {
		c.Outputs = append(c.Outputs, x.path)
		if x.path == stdout {
			to = o.err
		}
	}
	if o.json {
		e := json.NewEncoder(o.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(c)
	}
	if o.quiet {
		return nil
	}
	var err error
	say := func(format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(to, format, args...)
		}
	}
	say("%s, %.1f review operations per 100 pairs\n", count(len(c.Changes), "change"), c.OperationsPer100)
	for _, x := range c.Changes {
		say("  %s\n", oneLine(x.String()))
	}
	if len(c.Conflicts) > 0 {
		say("%s\n", count(len(c.Conflicts), "conflict"))
	}
	for _, x := range c.Conflicts {
		say("  %s\n", oneLine(x.String()))
	}
	for _, path := range c.Outputs {
		if path != stdout {
			fmt.Fprintf(o.err, "wrote %s\n", oneLine(path))
		}
	}
	return err
}

// count writes a number with what it counts.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
