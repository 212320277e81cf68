package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
)

// edition makes a document of paragraphs. One that begins with "[furniture] "
// is boilerplate. Sentences end at a full stop with a space after it, or at 。.
func edition(name string, lang align.Language, script align.Script, paragraphs ...string) *align.Document {
	d := &align.Document{Name: name, Format: "html", Encoding: "UTF-8", Language: lang, Script: script}
	for i, text := range paragraphs {
		p := align.Paragraph{Text: text, Kind: align.Body, Pos: 3*i + 1, Language: lang}
		if rest, ok := strings.CutPrefix(text, "[furniture] "); ok {
			p.Text, p.Kind, p.Reason = rest, align.Boilerplate, "share bar"
		}
		for start := 0; start < len(p.Text); {
			end := len(p.Text)
			for _, stop := range []string{". ", "。"} {
				if k := strings.Index(p.Text[start:], stop); k >= 0 {
					end = min(end, start+k+len(stop))
				}
			}
			d.Sentences = append(d.Sentences, align.Sentence{Paragraph: i, Start: start, End: end})
			start = end
		}
		d.Paragraphs = append(d.Paragraphs, p)
	}
	return d
}

// bead makes a paragraph bead. Ids are written "1 2".
func bead(en, zh string, score float64, flags ...align.Flag) align.Bead {
	return align.Bead{EN: ids(en), ZH: ids(zh), Score: score, Flags: flags}
}

func ids(s string) []int {
	var list []int
	for _, f := range strings.Fields(s) {
		var n int
		fmt.Sscan(f, &n)
		list = append(list, n)
	}
	return list
}

// pairSentences gives each paragraph bead one sentence bead for each sentence
// of the shorter side; the last one takes what is left.
func pairSentences(al *align.Alignment) {
	of := func(d *align.Document, paragraphs []int) (list []int) {
		for _, p := range paragraphs {
			for id, s := range d.Sentences {
				if s.Paragraph == p {
					list = append(list, id)
				}
			}
		}
		return list
	}
	for parent, b := range al.Beads {
		en, zh := of(al.EN, b.EN), of(al.ZH, b.ZH)
		for len(en)+len(zh) > 0 {
			i, j := min(1, len(en)), min(1, len(zh))
			if len(en) == 1 || len(zh) == 1 || len(en) == 0 || len(zh) == 0 {
				i, j = len(en), len(zh)
			}
			s := align.Bead{EN: en[:i:i], ZH: zh[:j:j], Score: b.Score, Parent: parent}
			if i == 0 || j == 0 {
				s.Flags = []align.Flag{{Kind: align.NoCounterpart}}
			}
			al.Sentences = append(al.Sentences, s)
			en, zh = en[i:], zh[j:]
		}
	}
}

// sample is a short piece with a bead of every usual kind.
func sample() *align.Alignment {
	en := edition("night-buses.html", align.English, "",
		"[furniture] Home | Opinion | Video | Subscribe",
		"The last bus should not leave at nine",
		"By Lin Qiao",
		"At ten past nine on a weekday evening the stop outside the district hospital is full of people in uniform. They have finished a shift of twelve hours, and the last bus has gone. What remains is a taxi, a long walk or a colleague's scooter.",
		"The city says that night buses lose money. That is true: the two lines that were tried in 2019 cost 3.4 million yuan and earned 870,000.",
		"Yet nobody asks whether street lamps earn money.",
		"A service that carries nurses, cooks and cleaners home is of the same kind, and it is cheaper than it looks. A study by the transport institute puts the price of a night network of eleven lines at 0.4 percent of the transport budget.",
		"Other cities have understood this. Some run smaller buses after nine; others let passengers get off between stops, so that the last stretch in the dark is short.",
		"None of this is difficult. It takes a timetable, thirty drivers and the will to begin.",
		"[furniture] Share this article",
	)
	zh := edition("夜班公交.html", align.Chinese, align.Hans,
		"末班车不该九点就收",
		"林桥",
		"工作日晚上九点十分，区医院门外的车站站满了穿工作服的人。他们刚上完十二小时的班，末班车却已经开走。剩下的办法，是打车、走很远的路，或者坐同事的电动车。",
		"市里说，夜班公交亏钱。这话不假：2019年试开的两条线路花了340万元，只收回78万元。可是没有人问路灯赚不赚钱。",
		"把护士、厨师和保洁员送回家的服务，与路灯同属一类，而且没有看上去那么贵。交通研究所的一份报告估算，开十一条夜间线路只占交通预算的0.4%。",
		"笔者也曾在这样的夜里等过车。",
		"有的城市早就明白了这一点。有的九点后改用小巴；有的允许乘客在两站之间下车，让最后一段夜路短一些。",
		"这些都不难。需要的是一张时刻表、三十名司机和开始去做的决心。",
		"[furniture] 责任编辑：周明",
		"[furniture] 相关阅读",
	)
	en.Paragraphs[1].Kind, en.Paragraphs[2].Kind = align.Title, align.Byline
	zh.Paragraphs[0].Kind, zh.Paragraphs[1].Kind = align.Title, align.Byline
	al := &align.Alignment{EN: en, ZH: zh, Beads: []align.Bead{
		bead("0", "", 0.99),
		bead("1", "0", 0.98),
		bead("2", "1", 0.93),
		bead("3", "2", 0.995),
		bead("4 5", "3", 0.71, align.Flag{Kind: align.NumbersDiffer, Detail: "870000 / 780000"}),
		bead("6", "4", 0.96),
		bead("", "5", 0.52, align.Flag{Kind: align.NoCounterpart}),
		bead("7", "6", 0.94),
		bead("8", "7", 0.55, align.Flag{Kind: align.LowSupport}, align.Flag{Kind: align.UnusualLength}),
		bead("9", "", 0.99),
		bead("", "8", 0.99),
		bead("", "9", 0.99),
	}}
	pairSentences(al)
	return al
}

// of makes an alignment of paragraphs that match one to one.
func of(en, zh []string) *align.Alignment {
	al := &align.Alignment{
		EN: edition("a.txt", align.English, "", en...),
		ZH: edition("b.txt", align.Chinese, align.Hant, zh...),
	}
	for i := range max(len(en), len(zh)) {
		var b align.Bead
		if b.Score = 0.97; i < len(en) {
			b.EN = []int{i}
		}
		if i < len(zh) {
			b.ZH = []int{i}
		}
		al.Beads = append(al.Beads, b)
	}
	return al
}

// encode writes a workbook.
func encode(t testing.TB, al *align.Alignment) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := Write(&buf, al, Options{}); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// open writes a workbook and reads it back.
func open(t testing.TB, al *align.Alignment) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(encode(t, al)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// cellAt returns the content of a cell, unformatted.
func cellAt(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
