package document

import (
	"strings"
	"testing"

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
		text, from, err := decodeText("a.txt", data)
		if text != tt.text || from != tt.want || err != nil {
			t.Errorf("%q in %s: got %q in %s, %v", tt.text, tt.want, text, from, err)
		}
	}
}

func TestDeclaredEncodings(t *testing.T) {
	page := func(charset, body string) string {
		return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=` + charset + `"></head><body><p>` + body + `</p></body></html>`
	}
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(page("gb2312", simplifiedText))
	wrong, _ := simplifiedchinese.GBK.NewEncoder().String(page("utf-8", simplifiedText))
	for _, tt := range []struct{ name, data, want string }{
		{"gb2312 is read as GB18030", gbk, "GB18030"},
		{"UTF-8 overrules what is declared", page("gb2312", simplifiedText), "UTF-8"},
		{"a declared encoding that does not fit is overruled", wrong, "GB18030"},
	} {
		doc, err := Read(strings.NewReader(tt.data), "a.html", Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if doc.Encoding != tt.want || doc.Paragraphs[0].Text != simplifiedText {
			t.Errorf("%s: %s, %+v", tt.name, doc.Encoding, doc.Paragraphs)
		}
	}
}
