// Fitgen fits the parameters of package engine on the benchmark and writes them down.
//
//	BENCH=FOLDER go run ./internal/fitgen [-sets NAME,...] [-without SET/NNN,...] [-from start|fitted] OUT
//
// FOLDER is the folder of the benchmark; if it is relative, then to the root of the module.
// Without -sets all sets are used (see the table sets), and -without leaves out single
// documents of them. It needs python3.
package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/lexicon"
	"bitext/corpora/exchange"
)

// start are the parameters that the fit starts from, and the mean of its prior: the
// words and lengths count for something, units without counterpart are rare, and all else is
// even. Kinds stay as they are, as all text of the sets is of one kind.
var start = engine.Params{
	EnglishGain: 0.3, ChineseGain: 0.3, Null: -2, NextNull: -1, Cut: -1, NullToken: 0.05, Border: -1, InnerBorder: -1,
	LengthVariance: 10, LengthCap: 8, KindMismatch: 1, KindMatch: 0.7,
}

// set is a set of gold in the benchmark.
type set struct {
	name      string
	segmented bool
	make      []string // the command that makes it, with BENCH, OUT and ROOT (of the module) in it; nil: it lies in data/NAME
}

var sets = []set{
	{"mac-dev", true, nil},
	{"nejm-dev", true, nil},
	{"wmt-edited", false, editions("wmt21.tsv", "edited", "25")},
	{"wmt-hard", false, editions("wmt22.tsv", "hard", "25")},
	{"news-hard", false, editions("news-train.tsv", "hard", "25")},
	{"mac-removed", true, changed("removed")},
	{"mac-repeated", true, changed("repeated")},
	{"mac-foreign", true, changed("foreign")},
}

func editions(file, level, documents string) []string {
	return []string{"BENCH/make_editions.py", "BENCH/data/" + file, "OUT", "--level", level, "--docs", documents, "--seed", "3"}
}

// changed makes a set of MAC dev with other seeds than .ci/nulls.
func changed(how string) []string {
	return []string{"ROOT/.ci/nulls-change", "BENCH/data/mac-dev", how, "OUT", "1", "4"}
}

func main() {
	names := flag.String("sets", "", "the `names` of the sets to fit on, with commas between them")
	without := flag.String("without", "", "`documents` that are not used, as in mac-dev/001,mac-dev/002")
	from := flag.String("from", "start", "the `parameters` to start from: start, or fitted")
	deviation := flag.Float64("deviation", 2, "the standard deviation of the prior")
	flag.Parse()
	if flag.NArg() != 1 || *from != "start" && *from != "fitted" {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(*names, strings.Split(*without, ","), *from, *deviation, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "fitgen:", err)
		os.Exit(1)
	}
}

func run(names string, without []string, from string, deviation float64, out string) error {
	mod, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		return fmt.Errorf("go env GOMOD: %w", err)
	}
	root, bench := filepath.Dir(strings.TrimSpace(string(mod))), os.Getenv("BENCH")
	if bench == "" {
		return errors.New("BENCH is not set: it has to name the folder of the benchmark")
	}
	if !filepath.IsAbs(bench) {
		bench = filepath.Join(root, bench)
	}
	dir, err := os.MkdirTemp("", "fitgen")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var gold []engine.Gold
	var notes []string
	for _, s := range sets {
		if names != "" && !slices.Contains(strings.Split(names, ","), s.name) {
			continue
		}
		folder, err := s.folder(root, bench, dir)
		if err != nil {
			return err
		}
		list, sum, err := read(folder, s, without)
		if err != nil {
			return err
		}
		beads := 0
		for _, g := range list {
			beads += len(g.Beads)
		}
		notes = append(notes, fmt.Sprintf("%s: %d documents, %d beads, sha256 %.12x", s.name, len(list), beads, sum))
		gold = append(gold, list...)
	}
	lex, err := lexicon.Embedded()
	if err != nil {
		return err
	}
	begin := &start
	if from == "fitted" {
		begin = engine.Fitted()
	}
	opt := engine.FitOptions{Options: engine.Options{Lexicon: lex}, Deviation: deviation, Rounds: 2}
	result, err := engine.Fit(context.Background(), gold, begin, opt)
	if err != nil {
		return err
	}
	notes = append(notes, fmt.Sprintf("log likelihood %.1f at the start, %.1f at the end; prior of deviation %v around %s", result.LogLikelihood[0], result.LogLikelihood[1], deviation, from))
	for _, err := range result.Left {
		fmt.Fprintln(os.Stderr, "left out:", err)
	}
	return write(out, result.Params, notes)
}

// folder returns the folder of a set, and makes the set there if it does not lie in the
// benchmark.
func (s set) folder(root, bench, dir string) (string, error) {
	if s.make == nil {
		return filepath.Join(bench, "data", s.name), nil
	}
	out := filepath.Join(dir, s.name)
	args := slices.Clone(s.make)
	for k := range args {
		args[k] = strings.NewReplacer("BENCH", bench, "OUT", out, "ROOT", root).Replace(args[k])
	}
	if text, err := exec.Command("python3", args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("python3 %s: %w: %s", strings.Join(args, " "), err, text)
	}
	return out, nil
}

// read reads the gold of a folder, and returns a hash of it all.
func read(folder string, s set, without []string) (gold []engine.Gold, sum [sha256.Size]byte, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.align"))
	if err != nil || len(files) == 0 {
		return nil, sum, fmt.Errorf("%s: there is no gold in it (%w)", folder, err)
	}
	hash := sha256.New()
	for _, file := range files {
		stem := strings.TrimSuffix(file, ".align")
		name := s.name + "/" + filepath.Base(stem)
		if slices.ContainsFunc(without, func(w string) bool { return w == name || strings.HasPrefix(name, w+"-") && w != "" }) {
			continue
		}
		g := engine.Gold{Name: name, Segmented: s.segmented}
		for _, side := range []struct {
			ext      string
			language align.Language
			to       **align.Document
		}{{".zh", align.Chinese, &g.ZH}, {".en", align.English, &g.EN}} {
			data, err := os.ReadFile(stem + side.ext)
			if err != nil {
				return nil, sum, err
			}
			hash.Write(data)
			if *side.to, err = document.ReadFile(stem+side.ext, document.Options{Segmented: s.segmented}); err != nil {
				return nil, sum, err
			}
			(*side.to).Language = side.language
		}
		f, err := os.Open(file)
		if err != nil {
			return nil, sum, err
		}
		defer f.Close()
		rows, err := exchange.Beads.Read(f, exchange.ReadOptions{})
		if err != nil {
			return nil, sum, fmt.Errorf("%s: %w", file, err)
		}
		for _, row := range rows {
			g.Beads = append(g.Beads, align.Bead{EN: row.ZH, ZH: row.EN}) // the gold has Chinese on the left
		}
		fmt.Fprint(hash, g.Beads)
		gold = append(gold, g)
	}
	return gold, [sha256.Size]byte(hash.Sum(nil)), nil
}

// write writes the parameters as Go source.
func write(file string, p *engine.Params, notes []string) error {
	var b strings.Builder
	b.WriteString("// Code generated by internal/fitgen; DO NOT EDIT.\n\npackage engine\n\n// Fitted returns the parameters that are built in. They were fitted on\n//\n")
	for _, note := range notes {
		fmt.Fprintf(&b, "//   - %s\n", note)
	}
	b.WriteString("func Fitted() *Params {\n\treturn &Params{\n")
	v := reflect.ValueOf(*p)
	for k := range v.NumField() {
		fmt.Fprintf(&b, "%s: %s,\n", v.Type().Field(k).Name, literal(v.Field(k), true))
	}
	b.WriteString("}\n}\n")
	source, err := format.Source([]byte(b.String()))
	if err != nil {
		return err
	}
	return os.WriteFile(file, source, 0o644)
}

// literal returns a value of Params as Go source, with its type if that has to be said.
func literal(v reflect.Value, typed bool) string {
	var parts []string
	switch v.Kind() {
	case reflect.Struct:
		for k := range v.NumField() {
			parts = append(parts, v.Type().Field(k).Name+": "+literal(v.Field(k), true))
		}
	case reflect.Array:
		for k := range v.Len() {
			parts = append(parts, literal(v.Index(k), false))
		}
	default:
		return fmt.Sprint(v.Interface())
	}
	name := ""
	if typed {
		name = strings.ReplaceAll(v.Type().String(), "engine.", "")
	}
	return name + "{" + strings.Join(parts, ", ") + "}"
}
