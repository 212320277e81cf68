package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// devices are the names that Windows keeps for devices, with any extension (Naming Files,
// Paths, and Namespaces).
var devices = []string{
	"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
	"COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
	"LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
}

// forbidden says why a file of Windows cannot have a name; "" if it can.
func forbidden(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	switch stem = strings.ToUpper(strings.TrimRight(stem, " ")); {
	case slices.Contains(devices, stem):
		return fmt.Sprintf("Windows keeps the name %s for a device", stem)
	case strings.ContainsAny(name, `<>:"/\|?*`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' }):
		return `a name on Windows holds none of < > : " / \ | ? *`
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
		return "a name on Windows does not end in a full stop or a space"
	}
	return ""
}

// expandPatterns has the commands below one see the files that patterns in their arguments stand
// for, which shells do elsewhere and cmd.exe and PowerShell do not. Arguments of search and show
// are words.
func expandPatterns(parent *cobra.Command) {
	for _, cmd := range parent.Commands() {
		expandPatterns(cmd)
		check, run := cmd.Args, cmd.RunE
		if check == nil || run == nil || cmd.Name() == "search" || cmd.Name() == "show" {
			continue
		}
		cmd.Args = func(cmd *cobra.Command, args []string) error { return check(cmd, expand(args)) }
		cmd.RunE = func(cmd *cobra.Command, args []string) error { return run(cmd, expand(args)) }
	}
}

// expand puts the files that match in the place of each pattern, sorted by name: * stands for
// any characters but separators, ? for one. A pattern that nothing matches stays.
func expand(args []string) []string {
	var all []string
	for _, arg := range args {
		if _, err := os.Stat(arg); err == nil || !strings.ContainsAny(arg, "*?") {
			all = append(all, arg)
			continue
		}
		// On Windows no escape is known, and brackets are common in names of downloads.
		found, err := filepath.Glob(strings.ReplaceAll(arg, "[", "[[]"))
		if err != nil || len(found) == 0 {
			found = []string{arg}
		}
		all = append(all, found...)
	}
	return all
}
