package main

import "github.com/spf13/cobra"

// completionExamples shows how each shell loads its completion at once.
var completionExamples = map[string]string{
	"bash":       "  source <(align completion bash)",
	"zsh":        "  source <(align completion zsh)",
	"fish":       "  align completion fish | source",
	"powershell": "  align completion powershell | Out-String | Invoke-Expression",
}

// refineBuiltin gives the two commands that cobra brings, help and completion,
// the same as all others: examples, and exit code 2 for wrong usage.
func refineBuiltin(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Example = "  align help pair"
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if cmd, rest, err := root.Find(args); err != nil || len(rest) > 0 {
					return noCommand(cmd, args[len(args)-1])
				}
				return nil
			}
		case "completion":
			cmd.Example = completionExamples["bash"]
			cmd.Args = func(_ *cobra.Command, args []string) error {
				if len(args) > 0 {
					return usagef("completion is for bash, zsh, fish and powershell, not %q", args[0])
				}
				return nil
			}
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
			for _, shell := range cmd.Commands() {
				shell.Example = completionExamples[shell.Name()]
				shell.Args = exactly(0, "no arguments")
			}
		}
	}
}
