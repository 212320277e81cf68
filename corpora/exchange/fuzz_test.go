package exchange

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"

	"bitext/align"
)

// drain reads a file to its end or its first error. Files beside it are the file itself.
func drain(f Format, files ...string) {
	var readers []io.Reader
	for _, text := range files {
		readers = append(readers, strings.NewReader(text))
	}
	in, err := f.Open(readers, ReadOptions{Open: func(name string) (io.ReadCloser, error) {
		if name == "" {
			return nil, fs.ErrNotExist
		}
		return io.NopCloser(strings.NewReader(files[0])), nil
	}})
	for err == nil {
		_, err = in.Decode()
	}
}

func FuzzReadXLIFF(f *testing.F) {
	f.Add(`<xliff version="1.2"><file source-language="en" target-language="zh"><body><trans-unit id="1"><source>A <g id="1">b</g></source><target state="final">甲</target><note>n</note></trans-unit></body></file></xliff>`)
	f.Add(`<xliff version="2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="u"><notes><note>n</note></notes><segment><source>甲<cp hex="0001"/></source><target>A</target></segment></unit></file></xliff>`)
	f.Fuzz(func(t *testing.T, text string) {
		drain(XLIFF, text)
		checkXLIFF(strings.NewReader(text), nil, func(Finding) {})
	})
}

func FuzzReadXCES(f *testing.F) {
	f.Add(`<cesAlign><linkGrp fromDoc="en/a.xml" toDoc="zh/a.xml"><link xtargets="1.1 1.2;1" certainty=".5"/></linkGrp><s id="1">x</s></cesAlign>`)
	f.Add(`<linkGrp toDoc="a.zh.xml" fromDoc="a.en.xml"><link type="1-1" xtargets="1:1;1:1" status="man"/></linkGrp>`)
	f.Fuzz(func(t *testing.T, text string) { drain(XCES, text) })
}

func FuzzReadTEI(f *testing.F) {
	f.Add(`<teiCorpus><TEI n="p"><bibl xml:lang="en"><title>t</title></bibl><linkGrp corresp="x.en.xml x.zh.xml"><link n="P1" cert="1" target="x.en.xml#en.s1 x.zh.xml#zh.s1"/></linkGrp><s xml:id="en.s1">x</s></TEI></teiCorpus>`)
	f.Fuzz(func(t *testing.T, text string) { drain(TEI, text) })
}

func FuzzReadDOCX(f *testing.F) {
	for _, layout := range []string{LayoutColumns, LayoutStacked} {
		var b bytes.Buffer
		if err := DOCX.Write(&b, sample(), WriteOptions{Layout: layout}); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, data []byte) { drain(DOCX, string(data)) })
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add("# sent_id = P1.s0\n# text = A b\n# row = 1\n1\tA\ta\tX\t_\t_\t_\t_\t_\t_\n2-3\tb\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\n", "1\t甲\t_\t_\t_\t_\t_\t_\t_\t_\n\n")
	f.Fuzz(func(t *testing.T, en, zh string) { drain(CoNLLU, en, zh) })
}

func FuzzReadLines(f *testing.F) {
	f.Add("A\nB\n", "甲\n乙\n")
	f.Fuzz(func(t *testing.T, en, zh string) { drain(Lines, en, zh) })
}

func FuzzReadHunalign(f *testing.F) {
	f.Add("A ~~~ B\t甲\t0.5\n<p>\t<p>\t0\n0\t0\t1\n2\t1\t0.5\n")
	f.Fuzz(func(t *testing.T, text string) {
		drain(Hunalign, text)
		drain(Ladder, text)
		drain(Vecalign, text)
	})
}

func FuzzReadCWB(f *testing.F) {
	f.Add("C_EN\tC_ZH\ts\t{id}\ns1 s2\ts1\n")
	f.Fuzz(func(t *testing.T, text string) { drain(CWB, text) })
}

func FuzzCheckTMX(f *testing.F) {
	f.Add(`<tmx version="1.4"><header srclang="en"/><body><tu tuid="1"><tuv xml:lang="en"><seg>A <bpt i="1"/>b</seg></tuv></tu></body></tmx>`)
	rules, _ := RulesOf(profileMoses)
	f.Fuzz(func(t *testing.T, text string) {
		checkTMX(strings.NewReader(text), rules, func(Finding) {})
		TMX.Check([]io.Reader{strings.NewReader(text)}, ReadOptions{}, rules, func(Finding) {})
	})
}

func FuzzReadRules(f *testing.F) {
	f.Add("languages: en zh\nforbidden: a+\n")
	f.Fuzz(func(t *testing.T, text string) { ReadRules(strings.NewReader(text)) })
}

// Tokens, put together, are the text without its white space.
func FuzzTokens(f *testing.F) {
	tokens, err := NewTokens()
	if err != nil {
		f.Fatal(err)
	}
	f.Add("第6届的20万人 don't U.S.")
	f.Fuzz(func(t *testing.T, text string) {
		for side := range align.Sides {
			var b strings.Builder
			for _, token := range tokens.Of(text, side) {
				if token.Form == "" {
					t.Errorf("%q has an empty token", text)
				}
				b.WriteString(token.Form)
			}
			want := strings.Map(printed, text)
			if got := b.String(); strings.ToValidUTF8(got, "\uFFFD") != strings.ToValidUTF8(want, "\uFFFD") {
				t.Errorf("%q became %q", want, got)
			}
		}
	})
}
