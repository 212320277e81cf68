package document

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func meta(t *testing.T, name string, data []byte) align.Meta {
	t.Helper()
	doc, err := Read(bytes.NewReader(data), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Meta
}

const ferryText = "Every morning at six the ferry takes two hundred people across the river, and every evening it brings them all back, for the price of an egg."

func TestMeta(t *testing.T) {
	page := func(head, body string) string {
		return "<html><head>" + head + "</head><body>" + body + "<p>" + ferryText + "</p></body></html>"
	}
	tests := []struct {
		name, file, text string
		want             align.Meta
	}{
		{"Open Graph and links", "a.html", page(`<title>Let the ferry stay - Delta Daily</title><meta property="og:title" content="Let the ferry stay - Delta Daily">
			<meta property="og:site_name" content="Delta Daily"><meta name="author" content="By Lin Yue and Jo de Vries in Delta"><meta property="article:published_time" content="2025-05-06T23:12:00+08:00">
			<link rel="canonical" href="/ferry"><meta property="og:url" content="https://delta.example/ferry"><meta name="article:author" content="https://delta.example/lin">`,
			`<h1>Let the ferry stay</h1><a rel="nofollow license" href="https://creativecommons.org/licenses/by/4.0/">CC</a>`),
			align.Meta{Title: "Let the ferry stay", Authors: []string{"Lin Yue", "Jo de Vries"}, Publisher: "Delta Daily", URL: "https://delta.example/ferry", Date: "2025-05-06",
				Licence: "https://creativecommons.org/licenses/by/4.0/"}},
		{"JSON-LD overrules the rest", "a.html", page(`<meta name="author" content="staff"><script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},
			{"@type":"NewsArticle","headline":"Let the <b>ferry</b> stay","author":[{"name":"Lin Yue"},"Jo Li"],"translator":{"name":"Zhou Zhou"},"datePublished":"May 6, 2025",
			"publisher":{"@id":"https://delta.example/#organization"},"translationOfWork":{"inLanguage":"zh-CN"}}]}</script><meta property="og:site_name" content="Delta Daily">`, ""),
			align.Meta{Title: "Let the ferry stay", Authors: []string{"Lin Yue", "Jo Li"}, Translator: "Zhou Zhou", Publisher: "Delta Daily", Date: "2025-05-06", OriginalLanguage: align.Chinese}},
		{"Dublin Core, a saved page, the time in the article", "a.html", "<!-- saved from url=(0027)https://delta.example/ferry -->" +
			page(`<meta name="DC.creator" content="Yue, Lin"><meta name="DC.title" content="Let the ferry stay">`, `<time datetime="2020-01-01">old</time><article><time datetime="2025-05-06">6 May</time>`),
			align.Meta{Title: "Let the ferry stay", Authors: []string{"Yue, Lin"}, URL: "https://delta.example/ferry", Date: "2025-05-06"}},
		{"what the page shows", "a.html", page("", "<h1>Let the ferry stay</h1><p>By LIN YUE | Delta Daily | Updated: 2025-05-06 07:12</p>"),
			align.Meta{Title: "Let the ferry stay", Authors: []string{"LIN YUE"}, Publisher: "Delta Daily", Date: "2025-05-06"}},
		{"values that say nothing", "a.html", page(`<meta property="og:title" content="{{title}}"><meta name="author" content=" - "><meta property="og:url" content="javascript:alert(1)">
			<link rel="canonical" href="https://user:secret@delta.example/"><script type="application/ld+json">{"headline": {</script>`, ""), align.Meta{}},
		{"front matter", "a.md", "---\ntitle: The river\nauthor: [林月, 周舟]\ntranslator: 'Jo Li'\ndate: 2025/5/6\nsource: Delta Daily\nurl: https://delta.example/river\noriginal_language: en-GB\nlicense: CC BY 4.0\n---\n\n" + ferryText,
			align.Meta{Title: "The river", Authors: []string{"林月", "周舟"}, Translator: "Jo Li", Publisher: "Delta Daily", URL: "https://delta.example/river", Date: "2025-05-06", OriginalLanguage: align.English, Licence: "CC BY 4.0"}},
		{"front matter in link definitions", "a.md", "[#]: subject: (The river)\n[#]: author: (Lin Yue https://delta.example/)\n[#]: translator: ( )\n\n# 河\n\n" + ferryText,
			align.Meta{Title: "河", Authors: []string{"Lin Yue"}}},
		{"text", "a.txt", "河流的账\n\n作者：林月 译者：周舟\n\n2025年5月6日 07:12 来源：三江网\n\n" + strings.Repeat("河流的账不好算，可是总得有人来算。", 3),
			align.Meta{Title: "河流的账", Authors: []string{"林月"}, Translator: "周舟", Date: "2025-05-06"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, meta(t, tt.file, []byte(tt.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("properties of a Word document", func(t *testing.T) {
		core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>The river</dc:title><dc:creator>Lin Yue; Jo Li</dc:creator></cp:coreProperties>`
		body := "<w:body><w:p><w:r><w:t>" + ferryText + "</w:t></w:r></w:p></w:body>"
		got := meta(t, "a.docx", docxParts(t, body, "", map[string]string{"docProps/core.xml": core}))
		if diff := cmp.Diff(align.Meta{Title: "The river", Authors: []string{"Lin Yue", "Jo Li"}}, got); diff != "" {
			t.Error(diff)
		}
		if got := meta(t, "a.docx", docxParts(t, body, "", map[string]string{"docProps/core.xml": core[:60]})); got.Title != "" {
			t.Errorf("damaged properties: %+v", got)
		}
	})
}

func TestBylines(t *testing.T) {
	for byline, want := range map[string]align.Meta{
		"By Lin Yue":                            {Authors: []string{"Lin Yue"}},
		"By QIAO LIN (Jinwan Herald)":           {Authors: []string{"QIAO LIN"}, Publisher: "Jinwan Herald"},
		"Edmund Choi | Published 17 Sept. 2025": {Authors: []string{"Edmund Choi"}, Date: "2025-09-17"},
		"Lin Yue, translated by Jo Li":          {Authors: []string{"Lin Yue"}, Translator: "Jo Li"},
		"作者：VM (Vicky) Brasseur选题：lkxed译者：译者ID校对：wxy": {Authors: []string{"VM (Vicky) Brasseur"}},
		"来源：东域日报 作者：沈若平 2025-03-17 09:32":             {Authors: []string{"沈若平"}, Publisher: "东域日报", Date: "2025-03-17"},
		"高文晖 青澜时报 2025-07-21 07:48":                   {Authors: []string{"高文晖"}, Publisher: "青澜时报", Date: "2025-07-21"},
		"文｜林月 周舟":    {Authors: []string{"林月", "周舟"}},
		"林月 散文｜三江日报": {Authors: []string{"林月", "散文"}, Publisher: "三江日报"},
		"（本报记者 林月）":  {Authors: []string{"林月"}},
		"本报评论员":      {Authors: []string{"本报评论员"}},
		"贺知秋 译":      {Translator: "贺知秋"},
		"亨里克·阿尔托－默瑟": {Authors: []string{"亨里克·阿尔托－默瑟"}},
	} {
		c := claims{}
		c.addByline(plainValue(byline))
		if diff := cmp.Diff(want, c.meta()); diff != "" {
			t.Errorf("%s: %s", byline, diff)
		}
	}
}

func TestISODay(t *testing.T) {
	for value, want := range map[string]string{
		"2025-05-06": "2025-05-06", "2025-05-06T23:59:59.000+08:00": "2025-05-06", "2025/5/6": "2025-05-06", "2025 年 5 月 6 日": "2025-05-06", "20250506": "2025-05-06",
		"May 6, 2025": "2025-05-06", "Tue, 06 May 2025 07:12:00 GMT": "2025-05-06", "Sept. 6th, 2025": "2025-09-06", "Updated: 2025-05-06 07:12": "2025-05-06",
		"05/06/2025": "", "2025-02-30": "", "2025-05": "", "2025-05-06 to 2025-05-07": "", "120250506": "", "soon": "", "": "",
	} {
		if got := isoDay(value); got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

// checkMeta fails if the values are not clean and bounded.
func checkMeta(t *testing.T, m align.Meta) {
	t.Helper()
	for _, v := range append([]string{m.Title, m.Translator, m.Publisher, m.URL, m.Date, string(m.OriginalLanguage), m.Licence}, m.Authors...) {
		if len([]rune(v)) > maxNames*maxValue || strings.TrimSpace(v) != v || strings.ContainsFunc(v, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }) {
			t.Fatalf("bad value %q", v)
		}
	}
}

func FuzzMeta(f *testing.F) {
	f.Add("og:title", "A\x00<b>\u202eb", "May 6, 2025", `{"headline":"x","author":[{"name":"y"}]}`)
	f.Add("author", strings.Repeat("a,", 10000), "By x | y (z)", `[[{"@graph":null}]]`)
	f.Fuzz(func(t *testing.T, key, value, byline, linked string) {
		page := `<meta name="` + key + `" content="` + value + `"><script type="application/ld+json">` + linked + `</script><p>By ` + byline + `<p>` + ferryText
		doc, err := Read(strings.NewReader(page), "a.html", Options{})
		if err == nil {
			checkMeta(t, doc.Meta)
		}
	})
}
