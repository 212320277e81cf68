package exchange

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align/glossary"
)

func TestReadTBX(t *testing.T) {
	want := []glossary.Concept{{EN: []string{"tram", "streetcar"}, ZH: []string{"有轨电车"}}, {EN: []string{"bus"}}}
	for name, in := range map[string]string{
		"2008": `<martif><text><body><termEntry><descrip>x</descrip><langSet xml:lang="en-US"><tig><term>tram</term></tig><tig><term>streetcar</term></tig></langSet><langSet xml:lang="fr"><tig><term>tramway</term></tig></langSet><langSet xml:lang="zh-CN"><ntig><termGrp><term>有轨电车</term></termGrp></ntig></langSet></termEntry><termEntry><langSet xml:lang="en"><tig><term>bus</term></tig></langSet></termEntry></body></text></martif>`,
		"2019": `<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry><langSec xml:lang="zh"><termSec><term>有轨电车</term></termSec></langSec><langSec xml:lang="en"><termSec><term>tram</term></termSec><termSec><term>streetcar</term></termSec></langSec></conceptEntry><conceptEntry><langSec xml:lang="en"><termSec><term>bus</term></termSec></langSec></conceptEntry></body></text></tbx>`,
	} {
		got, err := ReadTBX(strings.NewReader(in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: want - got +:\n%s", name, diff)
		}
	}
	marked := `<tbx><conceptEntry><langSec xml:lang="en"><term>climate <hi>change</hi></term></langSec><langSec xml:lang="zh"><term> <ph>*</ph>气候变化
</term></langSec></conceptEntry></tbx>`
	want = []glossary.Concept{{EN: []string{"climate change"}, ZH: []string{"气候变化"}}}
	if got, err := ReadTBX(strings.NewReader(marked)); err != nil || !cmp.Equal(want, got) {
		t.Errorf("a term with marks in it: got %q, %v", got, err)
	}
	for in, want := range map[string]string{
		"": "no TBX file", "<tmx/>": "begins with <tmx>", "<tbx>": "line 1", "<tbx>&x;</tbx>": "entity",
		"<tbx>" + strings.Repeat("<a>", 100): "nested",
	} {
		if _, err := ReadTBX(strings.NewReader(in)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: got %v, want %q", in, err, want)
		}
	}
}

func FuzzReadTBX(f *testing.F) {
	f.Add(`<tbx><conceptEntry><langSec xml:lang="en"><term>x</term></langSec></conceptEntry></tbx>`)
	f.Fuzz(func(t *testing.T, in string) { ReadTBX(strings.NewReader(in)) })
}
