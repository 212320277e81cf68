package exchange

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"bitext/align"
	"bitext/align/segment"
)

// hostile is an alignment whose texts would break a careless page.
func hostile() *align.Alignment {
	en := &align.Document{Name: `<b>en</b>.txt`, Language: align.English, Paragraphs: []align.Paragraph{
		{Text: "</script><script>alert(1)</script>", Kind: align.Title},
		{Text: `One "quoted" & <i>tagged</i>. Two.`, Kind: align.Body},
		{Text: "\u202Ereversed", Kind: align.Body},
		{Text: "Share <this>", Kind: align.Boilerplate, Reason: "share bar"},
		{Text: "Dropped.", Kind: align.Boilerplate, Reason: align.DroppedReason + "caption"},
	}}
	zh := &align.Document{Name: "zh.txt", Language: align.Chinese, Script: align.Hant, Paragraphs: []align.Paragraph{
		{Text: "標題", Kind: align.Title}, {Text: "一。二。", Kind: align.Body},
	}}
	segment.Document(en)
	segment.Document(zh)
	return &align.Alignment{
		EN: en, ZH: zh,
		Beads: []align.Bead{
			{EN: []int{0}, ZH: []int{0}, Score: .95, Status: align.Confirmed, Comment: "<u>fine</u>"},
			{EN: []int{1}, ZH: []int{1}, Score: .5, Flags: []align.Flag{{Kind: align.NumbersDiffer, Detail: "<1> / 2"}}},
			{EN: []int{2}, Score: .8, Flags: []align.Flag{{Kind: align.NoCounterpart}}},
			{EN: []int{3}, Score: 1}, {EN: []int{4}, Score: 1},
		},
		Sentences: []align.Bead{
			{EN: []int{0}, ZH: []int{0}, Score: .95}, {EN: []int{1}, ZH: []int{1}, Score: .5, Parent: 1},
			{EN: []int{2}, ZH: []int{2}, Score: .5, Parent: 1}, {EN: []int{3}, Score: .8, Parent: 2}, {EN: []int{4}, Score: 1, Parent: 3}, {EN: []int{5}, Score: 1, Parent: 4},
		},
	}
}

func page(t *testing.T) string {
	t.Helper()
	var b, again bytes.Buffer
	if err := HTML.Write(&b, hostile(), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := HTML.Write(&again, hostile(), WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("equal alignments give different pages")
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	text := page(t)
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	elements, attributes := map[string]int{}, map[string]int{}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			elements[n.Data]++
			for _, a := range n.Attr {
				attributes[a.Key]++
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
		}
	}
	for name, want := range map[string]int{"script": 1, "style": 1, "section": 3, "i": 0, "u": 0, "this": 0, "details": 3} {
		if elements[name] != want {
			t.Errorf("%d <%s>, want %d", elements[name], name, want)
		}
	}
	if outside := regexp.MustCompile(`(?i)https?:|url\(|@import`).FindString(text); outside != "" {
		t.Errorf("the page is not self-contained: %q", outside)
	}
	for _, want := range []string{`lang="zh-Hant"`, "numbers differ 数字不一致: &lt;1&gt; / 2", "status 状态: ok", "comment 备注: &lt;u&gt;fine&lt;/u&gt;", "share bar", "doubtful", `href="#P2"`,
		`<li class="fault" title="A number, date or amount`, "<td>numbers differ 数字不一致</td>", "<li>status", "<li>comment", "Dropped in review", "<td>caption</td>"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not hold %q", want)
		}
	}
}

// In a real browser: nothing is refused or fetched, and a sentence is marked with
// its counterpart. Without a browser the test is skipped, or fails if ALIGN_REQUIRE_TOOLS is
// set.
func TestHTMLInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	switch {
	case browser == "" && os.Getenv("ALIGN_REQUIRE_TOOLS") != "":
		t.Fatal("there is no chromium")
	case browser == "":
		t.Skip("there is no chromium")
	}
	file := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(file, []byte(page(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browser), chromedp.NoSandbox)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	var fetched, said []string
	listen := func(event any) {
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			fetched = append(fetched, e.Request.URL)
		case *runtime.EventExceptionThrown:
			said = append(said, e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			said = append(said, string(e.Type))
		}
	}
	if err := chromedp.Listen(ctx, listen); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		t.Fatal(err)
	}
	marked, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`
		document.querySelector('#P2 .en [data-b="3"]').dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
		Array.from(document.querySelectorAll(".on")).map(s => s.textContent.trim())`))
	if err != nil {
		t.Fatal(err)
	}
	width, err := chromedp.Run(ctx, chromedp.Evaluate[string](`getComputedStyle(document.body).maxWidth`))
	if err != nil {
		t.Fatal(err)
	}
	folded, err := chromedp.Run(ctx, chromedp.Evaluate[[]int](`
		["beforeprint", "afterprint"].map(event => {
			window.dispatchEvent(new Event(event));
			return document.querySelectorAll("details:not([open])").length;
		})`))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(folded, []int{0, 3}) {
		t.Errorf("while printing, and after it, %v parts are folded, want none and 3", folded)
	}
	if strings.Join(marked, "|") != "Two.|二。" {
		t.Errorf("marked %q", marked)
	}
	if width == "none" {
		t.Error("the style sheet was refused")
	}
	if len(fetched) != 1 {
		t.Errorf("fetched %q, want the page alone", fetched)
	}
	if len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
}
