package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func TestParseLanguage(t *testing.T) {
	for code, want := range map[string]string{
		"EN": "en", "en-GB": "en", "eng": "en", "en_US": "en", "English (United Kingdom)": "en", "英语": "en",
		"ZH": "zh", "zh_CN": "zh Hans", "zh-TW": "zh Hant", "cmn": "zh", "zho": "zh", "chi": "zh", "yue": "zh", "zh-Hant-HK": "zh Hant",
		"Chinese (Simplified)": "zh Hans", "中文": "zh", "繁體中文": "zh Hant", "cmn-Hans": "zh Hans",
		"fr": "fr", "fr-CN": "fr", "de-DE": "de", "": "",
	} {
		lang, script := parseLanguage(code)
		if got := strings.TrimSpace(string(lang) + " " + string(script)); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

// golden is a row of two English units and a row without Chinese one, of a piece.
func golden() []Record {
	p := &Piece{ID: "ferry"}
	p.Editions[align.EN].Title = "Night & ferry"
	p.Editions[align.ZH] = Edition{Script: align.Hans, File: "zh.txt"}
	a, b := noScore(), noScore()
	a.ID, a.Piece, a.EN, a.ZH, a.Score, a.Status = "P1.1", p, []int{0, 1}, []int{0}, 0.98, align.Confirmed
	a.setUnits(align.EN, []string{"It rains.", "<Bring> a\tcoat."})
	a.setUnits(align.ZH, []string{"下雨了，带上外套。"})
	b.ID, b.Piece, b.EN, b.Score = "P1.2", p, []int{2}, 0.5
	b.setUnits(align.EN, []string{"The end."})
	return []Record{a, b}
}

// files writes rows in a format and returns its files by the ends of their names.
func files(t *testing.T, f Format, opt WriteOptions, rows []Record) map[string]string {
	t.Helper()
	ends := []string{""}
	if f.Files != nil {
		ends = f.Files(opt.Profile)
		for _, end := range ends {
			opt.Names = append(opt.Names, "x"+end)
		}
	}
	buffers, writers := make([]bytes.Buffer, len(ends)), make([]io.Writer, len(ends))
	for k := range buffers {
		writers[k] = &buffers[k]
	}
	w, err := f.NewWriter(writers, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for k, end := range ends {
		out[end] = buffers[k].String()
	}
	return out
}

// Formats that no program here reads are as their descriptions say.
func TestGolden(t *testing.T) {
	for _, test := range []struct {
		format  Format
		profile string
		want    map[string]string // of each file, what it holds
	}{
		{Hunalign, "", map[string]string{"": "It rains. ~~~ <Bring> a coat.\t下雨了，带上外套。\t0.9800\nThe end.\t\t0.5000\n"}},
		{Ladder, "", map[string]string{"": "0\t0\t0.9800\n2\t1\t0.5000\n3\t1\t0.0000\n"}},
		{Vecalign, "", map[string]string{"": "[0, 1]:[0]:0.0200\n[2]:[]:0.5000\n"}},
		{Sketch, "", map[string]string{"": "English\tChinese Simplified\n" +
			`<doc id="ferry" title="Night &amp; ferry"><seg>It rains.</seg><seg>&lt;Bring&gt; a coat.</seg>` + "\t" + `<doc id="ferry" file="zh.txt" script="Hans"><seg>下雨了，带上外套。</seg>` + "\n" +
			"<seg>The end.</seg></doc>\t</doc>\n"}},
		{Lines, profileParaConc, map[string]string{".EN.txt": "It rains. <Bring> a coat.\n", ".ZH.txt": "下雨了，带上外套。\n"}},
		{XCES, profileOPUS, map[string]string{
			".xml": xmlHead + `<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">` + "\n" + `<cesAlign version="1.0">` + "\n" +
				`<linkGrp targType="s" fromDoc="x.en.xml" toDoc="x.zh.xml">` + "\n" +
				`<link id="P1.1" xtargets="s0 s1;s0" certainty="0.9800"/>` + "\n" + `<link id="P1.2" xtargets="s2;" certainty="0.5000"/>` + "\n</linkGrp>\n</cesAlign>\n",
			".zh.xml": xmlHead + `<text xml:lang="zh">` + "\n" + `<s id="s0">下雨了，带上外套。</s>` + "\n</text>\n"}},
		{XCES, profileInterText, map[string]string{
			".xml": xmlHead + `<linkGrp toDoc="x.zh.xml" fromDoc="x.en.xml">` + "\n" +
				`<link type="1-2" xtargets="1:1;1:1 1:2" status="man"/>` + "\n" + `<link type="0-1" xtargets=";1:3" status="auto"/>` + "\n</linkGrp>\n",
			".zh.xml": xmlHead + `<text xml:lang="zh">` + "\n" + `<p id="1">` + "\n" + `<s id="1:1">下雨了，带上外套。</s>` + "\n</p>\n</text>\n"}},
		{Vertical, "", map[string]string{
			".en-zh.map": "0,1\t0\n2\t-1\n", ".zh-en.map": "0\t0,1\n-1\t2\n",
			".zh.vert": `<doc id="ferry" file="zh.txt" script="Hans">` + "\n" + `<seg id="s0" row="P1.1" score="0.9800" status="ok">` + "\n" +
				"下雨\t_\t_\n<g/>\n了\t_\t_\n<g/>\n，\t_\t_\n<g/>\n带上\t_\t_\n<g/>\n外套\t_\t_\n<g/>\n。\t_\t_\n</seg>\n</doc>\n"}},
		{CWB, "", map[string]string{".beads": "X_EN\tX_ZH\ts\t{id}\ns0 s1\ts0\n", ".regions": "X_EN\ts\tX_ZH\ts\n0\t8\t0\t5\t2:1\n"}},
	} {
		got := files(t, test.format, WriteOptions{Profile: test.profile}, golden())
		for end, want := range test.want {
			if diff := cmp.Diff(want, got[end]); diff != "" {
				t.Errorf("%s %s %s: want - got +:\n%s", test.format.Name, test.profile, end, diff)
			}
		}
	}
}

// A profile of TMX has the codes of its program, and the source language first.
func TestTMXProfiles(t *testing.T) {
	rows := golden()[:1]
	rows[0].Piece.Swapped = true
	for profile, want := range map[string][2]string{"standard": {"zh-Hans", "en"}, profileTrados: {"zh-CN", "en-US"}, profileMemoQ: {"zh", "en"}, profileOmegaT: {"ZH-CN", "EN"}} {
		text := files(t, TMX, WriteOptions{Profile: profile}, rows)[""]
		first, second := strings.Index(text, `<tuv xml:lang="`+want[0]+`"`), strings.Index(text, `<tuv xml:lang="`+want[1]+`"`)
		if first < 0 || second < first || !strings.Contains(text, `srclang="`+want[0]+`"`) {
			t.Errorf("%s: %s", profile, text)
		}
	}
}

// The card and Croissant say what made the set, and what is in it.
func TestDatasetCard(t *testing.T) {
	rows := golden()
	rows[0].Piece.Editions[align.ZH].Licence = "CC BY 4.0 | <b>"
	opt := WriteOptions{Tool: Tool{Version: "v1.2", Dictionary: "CC-CEDICT", Model: "usual"}}
	got := files(t, HuggingFace, opt, rows)
	for _, want := range []string{`license_name: "CC BY 4.0 | \u003cb\u003e"`, "size_categories:\n- n<1K", "| made by align | v1.2 |", "| rows | 2 |", `CC BY 4.0 \| \<b\>`} {
		if !strings.Contains(got["/README.md"], want) {
			t.Errorf("the card does not say %q:\n%s", want, got["/README.md"])
		}
	}
	var about struct {
		ConformsTo string `json:"conformsTo"`
		License    string `json:"license"`
	}
	if err := json.Unmarshal([]byte(got["/croissant.json"]), &about); err != nil || about.ConformsTo != "http://mlcommons.org/croissant/1.1" || !strings.HasPrefix(about.License, "CC BY") {
		t.Errorf("%+v, %v", about, err)
	}
}

// A report counts what was left out and what the format does not carry.
func TestReport(t *testing.T) {
	rows := golden()
	rows[1].Status = align.Rejected
	w, err := Lines.NewWriter([]io.Writer{io.Discard, io.Discard}, WriteOptions{MinScore: 0.4})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range append(rows, Record{Row: align.Row{Text: align.TextPair{EN: "x", ZH: "一"}, Bead: align.Bead{Score: 0.1}}}) {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := w.Report.LeftOut(), "1 score too low, 1 rejected in review"; got != want {
		t.Errorf("left out: got %q, want %q", got, want)
	}
	if got, want := w.Report.Losses(), "row ids of 1, unit ids of 1, borders of units of 1, scores of 1, statuses of 1, metadata of 1"; got != want {
		t.Errorf("lost: got %q, want %q", got, want)
	}
	if e := w.Report.English; e != (EditionFigures{2, 5}) || w.Report.Chinese != (EditionFigures{1, 7}) || *w.Report.MeanScore != 0.98 {
		t.Errorf("figures: %+v", w.Report)
	}
}

// What XLIFF asks for and readers pass over.
func TestCheckXLIFF(t *testing.T) {
	in := `<xliff version="1.9"><file source-language="en" target-language="zh"><body>
<trans-unit id="1"><source>A</source><target>甲</target></trans-unit>
<trans-unit id="1"><source>B<bpt id="2"/></source><target></target></trans-unit>
<trans-unit><source>C</source><target>丙<ept id="3"/></target></trans-unit></body></file></xliff>`
	var got []string
	found := func(f Finding) { got = append(got, f.String()) }
	checkXLIFF(strings.NewReader(in), nil, found)
	rows := XLIFF.Check([]io.Reader{strings.NewReader(in)}, ReadOptions{}, nil, found)
	want := []string{
		`against the format: version "1.9" is none of XLIFF`, "against the format: a file has no original",
		"1: against the format: the id stands twice in its file", `1: codes do not pair: <bpt> number "2" does not end in its text`,
		"against the format: a trans-unit has no id", `codes do not pair: <ept> number "3" has no beginning before it`, "1: missing side: Chinese",
	}
	if diff := cmp.Diff(want, got); diff != "" || rows != 3 {
		t.Errorf("%d rows; want - got +:\n%s", rows, diff)
	}
}

// Words are those that a file gives, where it has the text.
func TestTokensGiven(t *testing.T) {
	tokens, err := NewTokens()
	if err != nil {
		t.Fatal(err)
	}
	if err := tokens.Read(strings.NewReader("# text = 港口很大\n1\t港口很\tx\tNOUN\t_\t_\t_\t_\t_\t_\n2\t大\t_\t_\tVA\t_\t_\t_\t_\tSpaceAfter=No\n\n")); err != nil {
		t.Fatal(err)
	}
	want := []Token{{Form: "港口很", Lemma: "x", Tag: "NOUN"}, {Form: "大", Tag: "VA", Glued: true}}
	if diff := cmp.Diff(want, tokens.Of("港口很大", align.ZH)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	want = []Token{{Form: "第6", Glued: true}, {Form: "届", Glued: true}, {Form: "的", Glued: true}, {Form: "20万", Glued: true}, {Form: "人", Glued: true}}
	if diff := cmp.Diff(want, tokens.Of("第6届的20万人", align.ZH)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	want = []Token{{Form: "Don't"}, {Form: "go", Glued: true}, {Form: "!", Glued: true}}
	if diff := cmp.Diff(want, tokens.Of("Don't go!", align.EN)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}
