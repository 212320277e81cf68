package charset

import (
	"bitext/align"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	simplifiedText  = "去年春天，这座城市种下了四万棵树。“谁来浇水？”老人问。"
	traditionalText = "去年春天，這座城市種下了四萬棵樹。「誰來澆水？」老人問。"
	englishText     = "Who waters them? “Not us,” said the mayor — and that’s that, in this café and in every other one of the town."
)

func TestEncodings(t *testing.T) {
	utf16 := func(e unicode.Endianness, b unicode.BOMPolicy) encoding.Encoding { return unicode.UTF16(e, b) }
	tests := []struct {
		want string
		e    encoding.Encoding
		text string
	}{
		{"UTF-8", encoding.Nop, simplifiedText},
		{"UTF-8", unicode.UTF8BOM, simplifiedText},
		{"UTF-8", encoding.Nop, englishText},
		{"GB18030", simplifiedchinese.GBK, simplifiedText},
		{"GB18030", simplifiedchinese.GB18030, simplifiedText + "𠮷"},
		{"GB18030", simplifiedchinese.GBK, "首页 新闻 评论"},
		{"GB18030", simplifiedchinese.GBK, "这是一个很短的句子。"},
		{"Big5", traditionalchinese.Big5, traditionalText},
		{"Big5", traditionalchinese.Big5, "這是一個很短的句子。"},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.UseBOM), simplifiedText},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.UseBOM), englishText},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM), simplifiedText},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM), traditionalText},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.IgnoreBOM), englishText},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.IgnoreBOM), englishText},
		{"windows-1252", charmap.Windows1252, englishText},
		{"GB18030", simplifiedchinese.GBK, "Prices rose, he said, “by far too much” — and nobody knew why."},
		{"shift_jis", japanese.ShiftJIS, "昨日の春、この町は四万本の木を植えました。だれが水をやるのでしょうか。これはとても大切な問題です。"},
	}
	for _, tt := range tests {
		data, err := tt.e.NewEncoder().Bytes([]byte(tt.text))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Decode(data)
		if got.Text != tt.text || got.Encoding != tt.want || got.Bad > 0 || err != nil {
			t.Errorf("%q in %s: got %+v, %v", tt.text, tt.want, got, err)
		}
	}
}

func page(charset, body string) string {
	return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + body + `</p></body></html>`
}

func TestDeclared(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(page("gb2312", simplifiedText))
	wrong, _ := simplifiedchinese.GBK.NewEncoder().String(page("utf-8", simplifiedText))
	silent, _ := simplifiedchinese.GBK.NewEncoder().String(simplifiedText)
	for _, tt := range []struct {
		name, data, want string
		guessed          bool
	}{
		{"gb2312 is read as GB18030", gbk, "GB18030", false},
		{"UTF-8 overrules what is declared", page("gb2312", simplifiedText), "UTF-8", false},
		{"a declared encoding that does not fit is overruled", wrong, "GB18030", true},
		{"nothing is declared", silent, "GB18030", true},
		{"UTF-8 needs no declaration", simplifiedText, "UTF-8", false},
	} {
		got, err := Decode([]byte(tt.data))
		if err != nil || got.Encoding != tt.want || got.Guessed != tt.guessed || !strings.Contains(got.Text, simplifiedText) {
			t.Errorf("%s: %+v, %v", tt.name, got, err)
		}
	}
}

// Text that is neither English nor Chinese is read as the page declares, so that it can be
// refused by its language.
func TestDeclaredJapanese(t *testing.T) {
	const text = "市議会は三月にプールを閉めた。"
	data, _ := japanese.ShiftJIS.NewEncoder().String(page("shift_jis", text))
	if got, err := Decode([]byte(data)); err != nil || got.Encoding != "shift_jis" || !strings.Contains(got.Text, text) {
		t.Errorf("%+v, %v", got, err)
	}
}

// A few bad bytes are survived, wherever they stand, and said.
func TestBadBytes(t *testing.T) {
	long := func(s string) string { return strings.Repeat(s+"\n", 40) }
	encode := func(e encoding.Encoding, s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	spoil := func(s, bad string, at ...int) string {
		for _, i := range at {
			s = s[:i] + bad + s[i:]
		}
		return s
	}
	// A page whose text is nearly all English but for its tags.
	scripts := "<script>" + strings.Repeat("var a = 1; function f() { return a }; ", 300) + "</script>"
	gbk, big5, utf16 := simplifiedchinese.GBK, traditionalchinese.Big5, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for _, tt := range []struct{ name, data, want string }{
		{"a character cut in two in a GBK page", spoil(encode(gbk, page("gb2312", long(simplifiedText))), "\xc4", 300), "GB18030"},
		{"bad bytes in a GBK text", spoil(encode(gbk, long(simplifiedText)), "\xff", 400, 900), "GB18030"},
		{"a GBK page that is mostly script", spoil(encode(gbk, page("gb2312", scripts+long(simplifiedText))), "\xff", 12000), "GB18030"},
		{"the same without declaration", spoil(encode(gbk, "<p>"+scripts+long(simplifiedText)+"</p>"), "\xff", 12000), "GB18030"},
		{"bad bytes in a Big5 text", spoil(encode(big5, long(traditionalText)), "\xff", 400), "Big5"},
		{"bad bytes in a Big5 page", spoil(encode(big5, page("big5", long(traditionalText))), "\xff", 500), "Big5"},
		{"a bad byte in a UTF-8 text", spoil(long(simplifiedText), "\xe4", 3, 900), "UTF-8"},
		{"a bad byte in a declared UTF-8 page of English", spoil(page("utf-8", long(englishText)), "\xe4", 300), "UTF-8"},
		{"a bad byte in a UTF-8 text of English", spoil(long(englishText), "\x92", 10), "UTF-8"},
		{"NULs in UTF-8", spoil(long(simplifiedText), "\x00", 0, 300), "UTF-8"},
		{"NULs in GBK", spoil(encode(gbk, long(simplifiedText)), "\x00", 0, 300), "GB18030"},
		{"a lone surrogate in UTF-16", spoil(encode(utf16, long(simplifiedText)), "\x00\xd8", 300), "UTF-16LE"},
		{"the end of UTF-16 is cut", encode(utf16, long(simplifiedText)) + "x", "UTF-16LE"},
		{"the end of UTF-8 is cut", long(simplifiedText) + "\xe4\xbd", "UTF-8"},
	} {
		got, err := Decode([]byte(tt.data))
		if err != nil || got.Encoding != tt.want || got.Bad == 0 || len(got.Notices()) == 0 {
			t.Errorf("%s: %s, %d bad, %v, %v", tt.name, got.Encoding, got.Bad, got.Notices(), err)
			continue
		}
		if lost := 40 - strings.Count(got.Text, "春天") - strings.Count(got.Text, "waters them"); !strings.Contains(tt.name, "end") && (lost < 0 || lost > 2) {
			t.Errorf("%s: %d of 40 lines are lost", tt.name, lost)
		}
	}
}

// What is not text, or more damaged than a few bytes, is refused with a reason.
func TestRefused(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(page("gb2312", strings.Repeat(simplifiedText, 20)))
	latin := func(s string) string { // what comes of text that is taken for Latin-1
		var out []rune
		for _, b := range []byte(s) {
			out = append(out, rune(b))
		}
		return string(out)
	}
	for _, tt := range []struct {
		name, data string
		code       align.Code
		says       string
	}{
		{"a program", "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00\x90\x80", align.UnknownEncoding, "NUL"},
		{"noise", strings.Repeat("\x81\x8d\x8f\x90\x9d\x01\x02\xff\xfe\xfd", 40), align.UnknownEncoding, "no other encoding"},
		{"a page that declares GB and is damaged all over", strings.ReplaceAll(gbk, "\xca", "\xff\xff"), align.Damaged, "GB18030"},
		{"UTF-8 taken for Latin-1", page("utf-8", latin(simplifiedText)), align.Damaged, "those of UTF-8 text"},
		{"GB taken for Latin-1", latin(gbk), align.Damaged, "those of GB18030 text"},
		{"UTF-16 damaged all over", "\xff\xfe" + strings.Repeat("\x00\xdc", 50), align.Damaged, "UTF-16LE"},
	} {
		_, err := Decode([]byte(tt.data))
		refused, ok := errors.AsType[*align.InputError](err)
		if !ok || refused.Code != tt.code || !strings.Contains(refused.Reason, tt.says) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// A stream is decoded as a file is.
func TestReader(t *testing.T) {
	for _, e := range []encoding.Encoding{encoding.Nop, unicode.UTF8BOM, simplifiedchinese.GBK, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)} {
		want := strings.Repeat("英文,中文,"+simplifiedText+"\n", 10_000)
		data, err := e.NewEncoder().String(want)
		if err != nil {
			t.Fatal(err)
		}
		r, err := NewReader(strings.NewReader(data))
		if err != nil {
			t.Errorf("%v: %v", e, err)
			continue
		}
		if got, err := io.ReadAll(r); string(got) != want || err != nil {
			t.Errorf("%v: %d bytes instead of %d, %v", e, len(got), len(want), err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(simplifiedText))
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte(page("gb2312", "\xc4\xe3\xff")))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Decode(data)
		if err == nil && (!utf8.ValidString(got.Text) || got.Encoding == "" || strings.Count(got.Text, "\ufffd") != got.Bad) {
			t.Errorf("%q: %+v", data, got)
		}
	})
}
