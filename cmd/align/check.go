package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// checkOptions are the options of align check.
type checkOptions struct {
	*shared
	from    string
	profile string
	limit   int
}

func newCheck(s *shared) *cobra.Command {
	o := &checkOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Say what is wrong in alignments and translation memories, and where",
		Long: `Check reads alignments and parallel corpora in any format that convert reads, and
lists with line numbers what a person has to look at: malformed XML, wrong language
codes, empty segments and missing sides, markup that got into the text, codes that do
not pair, duplicates, suspicious lengths, damaged characters, other languages, and what
a format asks for that validators do not know.

--profile adds the rules of a program (` + strings.Join(exchange.RuleNames(), ", ") + `) or of a client, from a file
with lines such as

  languages: en-GB zh-CN
  max-characters: 500
  forbidden: (?i)confidential
  reviewed: yes

(also max-tokens, max-ratio, min-score, both-sides). The exit code is 4 if anything was
found.`,
		Example: `  align check memory.tmx
  align check memory.tmx table.xlsx --profile trados
  align check delivery.xlf --profile client.rules --json
  align check corpus.en --from moses`,
		Args: atLeastOne("a file"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVar(&o.from, "from", "", "`FORMAT` of the files instead of the one that their names or beginnings tell")
	f.StringVar(&o.profile, "profile", "", "the rules of a program or, in `FILE`, of a client")
	f.IntVar(&o.limit, "limit", 100, "how many findings of a kind are listed in a file; 0 for all")
	return cmd
}

// checked is what was found in a file, for machines.
type checked struct {
	File     string             `json:"file"`
	Format   string             `json:"format"`
	Rows     int                `json:"rows"`
	Findings []exchange.Finding `json:"findings"` // as many of a kind as --limit says
	Counts   map[string]int     `json:"counts"`   // of all, by kind
}

func (o *checkOptions) run(ctx context.Context, files []string) error {
	var rules *exchange.Rules
	var err error
	if o.profile != "" {
		if rules, err = pairing.ReadRules(o.profile); err != nil {
			return err
		}
	}
	if o.limit < 0 {
		return usagef("check: --limit %d: it is a number, or 0 for all", o.limit)
	}
	var results []checked
	all := 0
	for _, path := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		c := checked{File: path, Findings: []exchange.Finding{}, Counts: map[string]int{}}
		f, rows, err := pairing.Check(path, o.from, rules, func(f exchange.Finding) {
			all++
			if c.Counts[f.Kind]++; o.limit == 0 || c.Counts[f.Kind] <= o.limit {
				c.Findings = append(c.Findings, f)
			}
		})
		if err != nil {
			return err
		}
		c.Format, c.Rows = f.Name, rows
		slices.SortStableFunc(c.Findings, func(a, b exchange.Finding) int { return cmp.Compare(a.Line, b.Line) })
		results = append(results, c)
	}
	if err := o.report(results); err != nil {
		return err
	}
	if all > 0 {
		return needsPersonf("check: %s in %s: look at what is listed", count(all, "finding"), count(len(files), "file"))
	}
	return nil
}

func (o *checkOptions) report(results []checked) error {
	if o.json {
		return o.printJSON(results)
	}
	if o.quiet {
		return nil
	}
	p := printer{w: o.out}
	for _, c := range results {
		for _, f := range c.Findings {
			where := c.File
			if f.Line > 0 {
				where = fmt.Sprintf("%s:%d", c.File, f.Line)
			}
			p.printf("%s: %s\n", oneLine(where), oneLine(f.String()))
		}
		p.printf("%s: %s, %s", oneLine(c.File), c.Format, count(c.Rows, "row"))
		kinds := make([]string, 0, len(c.Counts))
		for kind := range c.Counts {
			kinds = append(kinds, kind)
		}
		slices.Sort(kinds)
		for _, kind := range kinds {
			p.printf("; %d %s", c.Counts[kind], kind)
		}
		p.printf("\n")
	}
	return p.err
}
