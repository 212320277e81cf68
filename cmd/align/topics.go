package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/review"
)

// newCodesTopic returns the help topic that lists the codes of refusals and conflicts.
func newCodesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "codes",
		Short: "Codes of refusals and conflicts, for programs",
		Long: `The line about an input that is refused (exit code 3) ends in a code in brackets;
so does each conflict that align apply lists (exit code 4). With --json a refusal is
the object {"refused": {"code": ..., "op": ..., "path": ..., "reason": ..., "hint": ...}}
on stdout, and each conflict has a field "code". The words of a message may change
from version to version, its code stays.

Refusals:
` + codeList(align.RefusalCodes()) + `
Conflicts in a reviewed workbook:
` + strings.TrimSuffix(codeList(review.ConflictCodes()), "\n"),
	}
}

// codeList writes a line for each code.
func codeList(codes []align.CodeMeaning) string {
	var b strings.Builder
	for _, c := range codes {
		fmt.Fprintf(&b, "  %-19s %s\n", c.Code, c.Meaning)
	}
	return b.String()
}
