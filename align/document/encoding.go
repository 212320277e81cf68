package document

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	textunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// A text's encoding is found in this order:
//
//  1. a byte order mark;
//  2. valid UTF-8, which text in another encoding hardly ever is by accident, so
//     it overrules what a page declares;
//  3. the encoding an HTML or XML file declares, if the bytes are valid in it;
//  4. that of the candidates below in which the bytes are valid and read most
//     like English or Chinese;
//  5. the guess of package chardet, for languages that are refused later, by name.
//
// A two-byte encoding is told from another by the characters that come out: the
// thousand most frequent characters make up nine tenths of a Chinese text, but
// hardly a fifth of GB bytes read as Big5, or the other way around.

// candidate is an encoding that a text may be in, with the name under which it is
// reported.
type candidate struct {
	name     string
	encoding encoding.Encoding
}

var (
	utf16LE = candidate{"UTF-16LE", textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)}
	utf16BE = candidate{"UTF-16BE", textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)}

	candidates = []candidate{
		{"GB18030", simplifiedchinese.GB18030},
		{"Big5", traditionalchinese.Big5},
		utf16LE,
		utf16BE,
		{"windows-1252", charmap.Windows1252},
	}

	// byteOrderMarks holds the marks in the order in which to look: that of UTF-32LE
	// starts as that of UTF-16LE does.
	byteOrderMarks = []struct {
		mark string
		candidate
	}{
		{"\xef\xbb\xbf", candidate{"UTF-8", encoding.Nop}},
		{"\xff\xfe\x00\x00", candidate{"UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}},
		{"\x00\x00\xfe\xff", candidate{"UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)}},
		{"\xff\xfe", utf16LE},
		{"\xfe\xff", utf16BE},
		{"\x84\x31\x95\x33", candidate{"GB18030", simplifiedchinese.GB18030}},
	}
)

// How sure an encoding has to be. Real text scores 0.8 and more, bytes read in
// the wrong encoding under 0.3.
const (
	plausible   = 0.5
	sampleBytes = 64 << 10 // of a file that are scored; the whole is decoded in the end
	chardetSure = 0.6      // confidence below which chardet guesses
)

// decodeText returns data as UTF-8 without byte order mark, and the encoding it
// was in.
func decodeText(name string, data []byte) (text, from string, err error) {
	for _, b := range byteOrderMarks {
		if rest, ok := bytes.CutPrefix(data, []byte(b.mark)); ok {
			text, from, ok := b.decode(rest)
			if !ok || strings.ContainsRune(text, 0) {
				return "", "", refuse(name, "it starts as "+b.name+" but is damaged", "save it again as UTF-8")
			}
			return text, from, nil
		}
	}
	hasNUL := bytes.IndexByte(data, 0) >= 0
	if !hasNUL && utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	if hasNUL {
		if text, from, ok := bestOf([]candidate{utf16LE, utf16BE}, data); ok {
			return text, from, nil
		}
		return "", "", refuse(name, "it is not text (it holds NUL bytes)", "save it as UTF-8 text or as a Word document")
	}
	if text, from, ok := asDeclared(data); ok {
		return text, from, nil
	}
	if text, from, ok := bestOf(candidates, data); ok {
		return text, from, nil
	}
	if text, from, ok := byChardet(data); ok {
		return text, from, nil
	}
	if cutOff(data) {
		return "", "", refuse(name, "it stops in the middle of a character: the end of it is missing", "fetch or save it again")
	}
	return "", "", invalidUTF8(name, data)
}

// cutOff reports whether data is text but for its last character.
func cutOff(data []byte) bool {
	for n := 1; n < utf8.UTFMax && n < len(data); n++ {
		if _, _, ok := bestOf(candidates[:2], data[:len(data)-n]); ok || utf8.Valid(data[:len(data)-n]) {
			return true
		}
	}
	return false
}

// bestOf returns the text in the candidate in which it reads best, if it is
// plausible in any.
func bestOf(candidates []candidate, data []byte) (text, from string, ok bool) {
	var best candidate
	top := plausible
	for _, c := range candidates {
		head := data[:min(len(data), sampleBytes)]
		decoded, err := c.encoding.NewDecoder().Bytes(head)
		if err != nil {
			continue
		}
		if len(head) < len(data) { // the cut may have gone through a character
			decoded = decoded[:max(0, len(decoded)-8)]
		}
		if score := likeness(string(decoded)); score > top {
			best, top = c, score
		}
	}
	return best.decode(data)
}

// byChardet decodes data in the encoding that package chardet is sure of.
func byChardet(data []byte) (text, from string, ok bool) {
	guess := chardet.Detect(data[:min(len(data), sampleBytes)])
	if guess.Confidence < chardetSure {
		return "", "", false
	}
	return encodingNamed(guess.Encoding).decode(data)
}

var declarations = lazyregexp.New(`(?i)(?:<\?xml[^>]{0,200}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})`)

// asDeclared decodes data in the encoding that the head of an HTML or XML file names,
// if it reads well in it.
func asDeclared(data []byte) (text, from string, ok bool) {
	m := declarations().FindSubmatch(data[:min(len(data), 4096)])
	if m == nil {
		return "", "", false
	}
	text, from, ok = encodingNamed(string(m[1])).decode(data)
	sample := strings.ToValidUTF8(text[:min(len(text), sampleBytes)], "")
	return text, from, ok && likeness(sample) >= plausible
}

// encodingNamed returns the encoding that the web knows by a name, with the name under
// which it is reported; the zero candidate if there is none.
func encodingNamed(name string) candidate {
	e, err := htmlindex.Get(name)
	if err != nil {
		return candidate{}
	}
	if e == simplifiedchinese.GBK { // a superset is in use under the older names
		e = simplifiedchinese.GB18030
	}
	if i := slices.IndexFunc(candidates, func(c candidate) bool { return c.encoding == e }); i >= 0 {
		return candidates[i]
	}
	if known, err := htmlindex.Name(e); err == nil {
		name = known
	}
	return candidate{name, e}
}

// decode decodes data, and reports whether all of it is valid in the encoding. Nothing
// is valid in the zero candidate.
func (c candidate) decode(data []byte) (text, from string, ok bool) {
	if c.encoding == nil {
		return "", "", false
	}
	decoded, err := c.encoding.NewDecoder().Bytes(data)
	if err != nil || !utf8.Valid(decoded) || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", "", false
	}
	return string(decoded), c.name, true
}

// likeness tells, from 0 to 1, how much a text looks like English or Chinese:
// the share of its characters beyond ASCII that such texts are made of. Text
// with control characters or undecodable bytes is not like it at all.
func likeness(text string) float64 {
	var ascii, beyond, common, western int
	for _, r := range language.Simplified(text) {
		switch {
		case r == utf8.RuneError || unicode.Is(unicode.Co, r):
			return 0
		case r < 0x20 && !strings.ContainsRune("\t\n\v\f\r", r), r >= 0x7f && r < 0xa0:
			return 0
		case r < utf8.RuneSelf:
			ascii++
		default:
			beyond++
			if strings.ContainsRune(commonHan, r) || isCJKPunctuation(r) {
				common++
			} else if strings.ContainsRune(westernMarks, r) || unicode.Is(unicode.Latin, r) {
				western++
			}
		}
	}
	if beyond == 0 {
		return 1
	}
	// Western text is mostly ASCII: its quotes and accents stand alone.
	if western*8 > ascii {
		western = 0
	}
	return float64(common+western) / float64(beyond)
}

// isCJKPunctuation reports whether r is punctuation, or a letter or digit of
// full width, that Chinese text is set with.
func isCJKPunctuation(r rune) bool {
	return r >= 0x3000 && r <= 0x301f || r >= 0xff01 && r <= 0xff5e || strings.ContainsRune("“”‘’—…·", r)
}

// westernMarks are the characters beyond ASCII and accented letters that are
// frequent in English text.
const westernMarks = "‘’“”–—…•€£©®™\u00a0§°·×"

// commonHan holds the most frequent characters of Chinese, simplified.
const commonHan = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种" +
	"事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已" +
	"工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表" +
	"化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反" +
	"受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权" +
	"思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运九六七八百千亿元增长率经" +
	"济投资企业市场政策改革城市农村环境问题社会责任未来网络技术数据人工智能创新服务评论作者编辑记者来源新闻首页版权所有联系我"

// invalidUTF8 refuses a file that is valid in no encoding, and says where its
// first bad byte is.
func invalidUTF8(name string, data []byte) *align.InputError {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return refuse(fmt.Sprintf("%s: line %d", name, 1+bytes.Count(data[:at], []byte("\n"))),
		fmt.Sprintf("byte %d is not valid UTF-8, and no other encoding fits", at+1),
		"save it again as UTF-8")
}
