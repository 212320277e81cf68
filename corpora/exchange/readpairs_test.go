package exchange

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func TestReadTMX(t *testing.T) {
	tests := []struct {
		name, in string
		want     []align.TextPair
	}{
		{"plain", `<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>Rain.</seg></tuv><tuv xml:lang="zh"><seg>雨。</seg></tuv></tu></body></tmx>`,
			[]align.TextPair{{EN: "Rain.", ZH: "雨。"}}},
		{"regions, case, doctype, old lang", `<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body><tu><tuv lang="ZH_tw"><seg>雨。</seg></tuv><tuv xml:lang="EN-us"><seg>Rain.</seg></tuv></tu></body></tmx>`,
			[]align.TextPair{{EN: "Rain.", ZH: "雨。"}}},
		{"native codes", `<tmx><body><tu><tuv xml:lang="en"><seg>A <bpt i="1">&lt;b&gt;</bpt>bold<ept i="1">&lt;/b&gt;</ept> <hi>step</hi><ph>{<sub>note</sub>}</ph>.</seg></tuv><tuv xml:lang="zh"><seg>大胆的一步。</seg></tuv></tu></body></tmx>`,
			[]align.TextPair{{EN: "A bold step.", ZH: "大胆的一步。"}}},
		{"other languages, the first of several, one side", `<tmx><body><tu><tuv xml:lang="fr"><seg>Pluie.</seg></tuv><tuv xml:lang="en-GB"><seg>Rain.</seg></tuv><tuv xml:lang="en-US"><seg>Rains.</seg></tuv></tu><tu><tuv xml:lang="fr"><seg>Non.</seg></tuv></tu></body></tmx>`,
			[]align.TextPair{{EN: "Rain."}}},
	}
	for _, test := range tests {
		got, err := textsOf(TMX.Read(strings.NewReader(test.in), ReadOptions{}))
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
	var wide bytes.Buffer
	for _, u := range utf16.Encode([]rune("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + tests[0].in)) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	if got, err := textsOf(TMX.Read(&wide, ReadOptions{})); err != nil || !cmp.Equal(got, tests[0].want) {
		t.Errorf("UTF-16: %v, %v", got, err)
	}
}

func TestReadTMXRefuses(t *testing.T) {
	tests := map[string]string{
		"":              "no TMX file",
		"<html></html>": "begins with <html>",
		"<tmx><body>":   "line 1",
		"<tmx>&entity;": "entity",
		`<?xml version="1.0" encoding="GB18030"?><tmx/>`:                                         "save it as UTF-8",
		"<tmx>" + strings.Repeat("<a>", 100):                                                     "nested",
		`<!DOCTYPE t [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><tmx><body><tu>&c;</tu></body></tmx>`: "entity",
	}
	for in, want := range tests {
		if _, err := TMX.Read(strings.NewReader(in), ReadOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: got %v, want an error with %q", in, err, want)
		}
	}
}

func TestReadTables(t *testing.T) {
	want := []align.TextPair{{EN: "Rain.", ZH: "雨。"}, {EN: "=Snow", ZH: "雪，\n下雪"}}
	tests := []struct {
		name, in string
		read     func(string) ([]align.TextPair, error)
		want     []align.TextPair
	}{
		{"ours", "id\ten_ids\tzh_ids\ttype\ten\tzh\tscore\tflags\nP1\t0\t0\t1-1\tRain.\t雨。\t1\t\nP2\t1\t1\t1-1\t=Snow\t雪，\\n下雪\t1\t\n", tsv, want},
		{"our CSV", "\uFEFFid,en_ids,zh_ids,type,en,zh,score,flags\r\nP1,0,0,1-1,Rain.,雨。,1,\r\nP2,1,1,1-1,'=Snow,\"雪，\n下雪\",1,\r\n", csvPairs, want},
		{"headings", "中文\tnote\tEnglish\n雨。\tshort\tRain.\n", tsv, want[:1]},
		{"by script, a group first", "7\tRain.\t雨。\n", tsv, want[:1]},
		{"a backslash in a foreign table", "C:\\new\t雨。\n", tsv, []align.TextPair{{EN: `C:\new`, ZH: "雨。"}}},
		{"one side", "Rain.\t雨。\n\t雪。\n", tsv, []align.TextPair{{EN: "Rain.", ZH: "雨。"}, {ZH: "雪。"}}},
	}
	for _, test := range tests {
		got, err := test.read(test.in)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
	for _, in := range []string{"", "one\ttwo\n", "只有\t中文\n"} {
		if _, err := tsv(in); err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

func tsv(in string) ([]align.TextPair, error) {
	return textsOf(TSV.Read(strings.NewReader(in), ReadOptions{}))
}
func csvPairs(in string) ([]align.TextPair, error) {
	return textsOf(CSV.Read(strings.NewReader(in), ReadOptions{}))
}

func textsOf(rows []align.Row, err error) (texts []align.TextPair, _ error) {
	for _, r := range rows {
		texts = append(texts, r.Text)
	}
	return texts, err
}

// A column of scores is read; what is no number is no score.
func TestReadScores(t *testing.T) {
	rows, err := CSV.Read(strings.NewReader("en,zh,score\nRain.,雨。,0.5\nSnow.,雪。,high\n"), ReadOptions{})
	if err != nil || len(rows) != 2 || rows[0].Bead.Score != 0.5 || !math.IsNaN(rows[1].Bead.Score) {
		t.Errorf("%+v, %v", rows, err)
	}
}

func FuzzReadTMX(f *testing.F) {
	f.Add(`<tmx><body><tu><tuv xml:lang="en"><seg>A <bpt>x</bpt></seg></tuv></tu></body></tmx>`)
	f.Fuzz(func(t *testing.T, in string) { TMX.Read(strings.NewReader(in), ReadOptions{}) })
}

func FuzzReadTables(f *testing.F) {
	f.Add("en\tzh\nRain.\t雨。\n")
	f.Fuzz(func(t *testing.T, in string) {
		tsv(in)
		csvPairs(in)
	})
}
