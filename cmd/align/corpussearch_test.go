package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// exampleTokens are the words of one text of each side, as a tagger has them.
const exampleTokens = "# text = The slowest machine in our port is the printer\n1\tThe\tthe\tDET\t_\t_\t_\t_\t_\t_\n2\tslowest\tslow\tADJ\t_\t_\t_\t_\t_\t_\n" +
	"3\tmachine\tmachine\tNOUN\t_\t_\t_\t_\t_\t_\n4\tin\tin\tADP\t_\t_\t_\t_\t_\t_\n5\tour\twe\tPRON\t_\t_\t_\t_\t_\t_\n6\tport\tport\tNOUN\t_\t_\t_\t_\t_\t_\n" +
	"7\tis\tbe\tAUX\t_\t_\t_\t_\t_\t_\n8\tthe\tthe\tDET\t_\t_\t_\t_\t_\t_\n9\tprinter\tprinter\tNOUN\t_\t_\t_\t_\t_\t_\n\n" +
	"# text = 与其等大管子，不如给雨水留个去处\n1\t与其\t与其\tSCONJ\t_\t_\t_\t_\t_\t_\n2\t等\t等\tVERB\t_\t_\t_\t_\t_\t_\n3\t大\t大\tADJ\t_\t_\t_\t_\t_\t_\n4\t管子\t管子\tNOUN\t_\t_\t_\t_\t_\t_\n" +
	"5\t，\t，\tPUNCT\t_\t_\t_\t_\t_\t_\n6\t不如\t不如\tVERB\t_\t_\t_\t_\t_\t_\n7\t给\t给\tADP\t_\t_\t_\t_\t_\t_\n8\t雨水\t雨水\tNOUN\t_\t_\t_\t_\t_\t_\n9\t留\t留\tVERB\t_\t_\t_\t_\t_\t_\n10\t个\t个\tNOUN\t_\t_\t_\t_\t_\t_\n11\t去处\t去处\tNOUN\t_\t_\t_\t_\t_\t_\n"

// Every question in the help of align corpus search has a command that runs as it stands there, and finds what
// the pieces in testdata have.
func TestSearchExamples(t *testing.T) {
	dir := t.TempDir()
	pieces, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	do := func(args ...string) (stdout, stderr string) {
		t.Helper()
		var out, err bytes.Buffer
		if code := run(t.Context(), args, streams{&out, &err}); code != exitDone {
			t.Errorf("%q: exit code %d: %s", args, code, &err)
		}
		return out.String(), err.String()
	}
	for corpus, list := range map[string][]string{"corpora/news": {"ports.txt", "sponge-city.txt", "pensions.txt", "water-tariff.html"}, "novels": {"night-clinic.txt"}} {
		if err := os.MkdirAll(filepath.Dir(corpus), 0o777); err != nil {
			t.Fatal(err)
		}
		do("corpus", "init", corpus)
		for _, name := range list {
			piece, kind, _ := strings.Cut(name, ".")
			do("pair", filepath.Join(pieces, piece, "en."+kind), filepath.Join(pieces, piece, "zh."+kind), "-o", piece+".jsonl")
			do("corpus", "add", corpus, piece+".jsonl")
		}
	}
	for name, text := range map[string]string{
		"meta.tsv": "id\tgenre\tdirection\tyear\nports\teditorial\ten>zh\t2025\nwater-tariff\tcolumn\ten>zh\t2025\n", "tokens.conllu": exampleTokens,
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	do("corpus", "add", "corpora/news", "--meta", "meta.tsv", "--tokens", "tokens.conllu")
	t.Chdir("corpora")
	// What the answer has, on stdout or stderr; rows that the pieces do not have are none.
	want := map[string]string{
		"news tariff": "new water [tariff], which", "news tariff --translations": "4 rows", "news 水价 --translations": "\ntariff ", "news tariff --not 关税 --not 水价": "1 row\n", "news tariff 水价": "3 rows",
		"news reform --collocates --span 4": "1 row\n", "news 改革 --collocates": "1 row\n", "news '*tion' --frequency": "question ", "news --frequency --ngram 3": "\n8 7 billion ",
		"news --keyness --where genre=editorial": "\nport ", "news --keyness --against ../novels": "\nwater ", "news pension --dispersion": "\npensions ", "news make --sort right --limit 100": " [made] by those",
		`news '[lemma="take"] []{0,3} [word="off"]'`: "0 rows", "news '把*了'": "[把", "news 'zh:/(看看|想想|试试|走走)/'": "0 rows", `news '[lemma="be"] [word=".*ed"]' --not 被 --not 由`: "[be ",
		"news water --sort other --limit 0": "[water] in Tannery Lane", `news '[lemma="record" & pos="VERB"]'`: "0 rows", `news '[pos="ADJ"] []? [word="水"]' --frequency`: "0 different", "news water --where direction='en>zh' --where year=2025": "[water]",
		"news water --where 'score=<0.5'": "0 rows", "news water --where status=ok": "0 rows", "news however --sample 100 --seed 7 --limit 0 -o however.xlsx": "wrote however.xlsx",
		"news water --limit 0 --to tsv > water.tsv": "Row\tLeft\tHit", "news water --limit 0 --json": `"hit":"water"`,
	}
	asked := 0
	for line := range strings.Lines(searchExamples) {
		command, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "    align corpus search ")
		if !ok {
			continue
		}
		asked++
		plain, _, _ := strings.Cut(command, " > ") // the shell writes the file
		stdout, stderr := do(append([]string{"corpus", "search"}, shellWords(plain)...)...)
		if answer, ok := want[command]; !ok || !strings.Contains(stdout+stderr, answer) {
			t.Errorf("%s: want %q in\n%s%s", command, answer, stdout, stderr)
		}
	}
	if asked != len(want) || asked < 20 {
		t.Errorf("%d questions were asked, and %d answers are known", asked, len(want))
	}
}

// shellWords takes a command apart as a shell does: at spaces that do not stand in single quotes.
func shellWords(command string) (words []string) {
	word, quoted, begun := "", false, false
	for _, r := range command + " " {
		switch {
		case r == '\'':
			quoted, begun = !quoted, true
		case r == ' ' && !quoted:
			if begun {
				words = append(words, word)
			}
			word, begun = "", false
		default:
			word, begun = word+string(r), true
		}
	}
	return words
}
