// Package charset tells in which encoding a text is written, and decodes it.
//
// An encoding is found in this order:
//
//  1. a byte order mark;
//  2. valid UTF-8, which text in another encoding hardly ever is by accident, so
//     it overrules what a page declares;
//  3. the encoding that an HTML or XML file declares;
//  4. UTF-8 with a few bad bytes among many characters of several bytes;
//  5. that of the candidates below in which all bytes are valid and the text reads
//     most like English or Chinese, then the same with a few bad bytes;
//  6. the guess of package chardet, for languages that are refused later, by name.
//
// A few are half a percent: browsers and Word open such files, too. A U+FFFD stands in
// the text for what could not be decoded.
//
// A two-byte encoding is told from another by the characters that come out: the
// thousand most frequent characters make up nine tenths of a Chinese text, but
// hardly a fifth of GB bytes read as Big5, or the other way around. The text alone is
// judged, without tags and scripts.
package charset

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
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
	"golang.org/x/text/transform"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// Text is a text that was decoded.
type Text struct {
	Text     string // in UTF-8, without byte order mark
	Encoding string // the encoding that it was in: UTF-8, UTF-16LE, GB18030, Big5 ...
	Guessed  bool   // whether the encoding was told by the text alone
	Bad      int    // how many U+FFFD stand for bytes that could not be decoded
}

// Notices returns a line for each thing that a reader of the text should know: that its
// encoding was guessed, and where bytes could not be decoded.
func (t Text) Notices() []string {
	var lines []string
	if t.Guessed {
		lines = append(lines, "nothing in it says its encoding; read as "+t.Encoding)
	}
	if t.Bad > 0 {
		at := strings.IndexRune(t.Text, utf8.RuneError)
		place := fmt.Sprintf("on line %d", 1+strings.Count(t.Text[:at], "\n"))
		if at == len(t.Text)-utf8.RuneLen(utf8.RuneError) {
			place = "at its very end, so that the end may be missing"
		}
		lines = append(lines, fmt.Sprintf("not all of it is valid %s: � stands for bytes that are not (%d, the first %s)", t.Encoding, t.Bad, place))
	}
	return lines
}

// candidate is an encoding that a text may be in, with the name under which it is
// reported.
type candidate struct {
	name     string
	encoding encoding.Encoding
}

var (
	utf8Text = candidate{"UTF-8", textunicode.UTF8}
	utf16LE  = candidate{"UTF-16LE", textunicode.UTF16(textunicode.LittleEndian, textunicode.IgnoreBOM)}
	utf16BE  = candidate{"UTF-16BE", textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM)}
	western  = candidate{"windows-1252", charmap.Windows1252}

	chinese    = []candidate{{"GB18030", simplifiedchinese.GB18030}, {"Big5", traditionalchinese.Big5}}
	candidates = append(slices.Clip(chinese), utf16LE, utf16BE, western)

	// byteOrderMarks holds the marks in the order in which to look: that of UTF-32LE
	// starts as that of UTF-16LE does.
	byteOrderMarks = []struct {
		mark string
		candidate
	}{
		{"\xef\xbb\xbf", utf8Text},
		{"\xff\xfe\x00\x00", candidate{"UTF-32LE", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}},
		{"\x00\x00\xfe\xff", candidate{"UTF-32BE", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)}},
		{"\xff\xfe", utf16LE},
		{"\xfe\xff", utf16BE},
		{"\x84\x31\x95\x33", chinese[0]},
	}
)

const (
	plausible   = 0.5       // how sure an encoding has to be: real text scores 0.8 and more, bytes read in the wrong encoding under 0.3
	badOf       = 200       // among so many bytes one may be bad
	spoiled     = 4         // characters that one bad byte may spoil
	sureUTF8    = 4         // characters of several bytes for each bad byte that show a text to be UTF-8
	sampleBytes = 64 << 10  // of the text that are scored; the whole is decoded in the end
	peekBytes   = 256 << 10 // of a stream that are looked at
	chardetSure = 0.6       // confidence below which chardet guesses
)

// few returns how many of n bytes may be bad.
func few(n int) int { return (n + badOf/2) / badOf }

// fewBad reports whether the bad characters of a text may come from a few bad bytes of n:
// a bad byte spoils some characters after it in an encoding of two bytes.
func fewBad(bad, n int) bool { return bad <= spoiled*few(n) }

// Decode decodes a text. An error is an *align.InputError without a path: the bytes are
// text in no encoding that is known, or too many of them are damaged.
func Decode(data []byte) (Text, error) {
	how, err := find(data)
	if err != nil {
		return Text{}, err
	}
	t := how.decode(data[how.mark:])
	t.Guessed = how.guessed
	if c, ok := misread(data); ok && how.name == utf8Text.name {
		return Text{}, &align.InputError{Code: align.Damaged, Op: "read", Reason: "its characters are those of " + c.name + " text that was taken for windows-1252 and saved again",
			Hint: "fetch it again, or open the original with its own encoding"}
	}
	if !fewBad(t.Bad, len(data)) {
		return Text{}, damaged(t, "")
	}
	return t, nil
}

// misread returns the encoding in which Chinese was written before it was decoded as
// windows-1252 and encoded as UTF-8: 你好 has become ä½ å¥½. Most of such a text is
// letters and marks of the west, whose bytes read as Chinese.
func misread(data []byte) (candidate, bool) {
	const enough = 20 // characters
	text := utf8Text.sample(visible(data))
	if s := likeness(text); s.beyond < enough || s.beyond <= s.ascii {
		return candidate{}, false
	}
	var before []byte
	for _, r := range text {
		if b, ok := charmap.Windows1252.EncodeRune(r); ok {
			before = append(before, b)
		} else if r <= 0xff { // five bytes are no characters in windows-1252
			before = append(before, byte(r))
		} else {
			return candidate{}, false
		}
	}
	return best(append([]candidate{utf8Text}, chinese...), before, spoiled*few(len(before)))
}

// NewReader returns a reader of the text that r holds, decoded. The encoding is found by
// the first 256 KB; bytes that are damaged are read as U+FFFD.
func NewReader(r io.Reader) (io.Reader, error) {
	in := bufio.NewReaderSize(r, peekBytes)
	head, err := in.Peek(peekBytes)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if cut := lastStart(head); len(head) == peekBytes && utf8.Valid(head[:cut]) {
		head = head[:cut] // the end of the peek may have gone through a character
	}
	how, err := find(head)
	if err != nil {
		return nil, err
	}
	in.Discard(how.mark)
	return transform.NewReader(in, how.encoding.NewDecoder()), nil
}

// lastStart returns where the last character of UTF-8 begins.
func lastStart(data []byte) int {
	at := max(0, len(data)-1)
	for at > 0 && !utf8.RuneStart(data[at]) {
		at--
	}
	return at
}

// found says how a text is to be decoded.
type found struct {
	candidate
	mark    int // bytes of the byte order mark
	guessed bool
}

// find finds the encoding of data.
func find(data []byte) (found, error) {
	for _, b := range byteOrderMarks {
		if bytes.HasPrefix(data, []byte(b.mark)) {
			return found{candidate: b.candidate, mark: len(b.mark)}, nil
		}
	}
	nul := bytes.Count(data, []byte{0})
	if utf8.Valid(data) && nul <= few(len(data)) {
		return found{candidate: utf8Text}, nil
	}
	if nul > few(len(data)) {
		if c, ok := best([]candidate{utf16LE, utf16BE}, data, 0); ok {
			return found{candidate: c, guessed: true}, nil
		}
		return found{}, &align.InputError{Code: align.UnknownEncoding, Op: "read", Reason: "it is not text (it holds NUL bytes)",
			Hint: "save it as UTF-8 text or as a Word document"}
	}
	seen := visible(data)
	declared, said := declaration(data)
	if said {
		if t := declared.decode(data); fewBad(t.Bad, len(data)) && likeness(declared.sample(seen)).of() >= plausible {
			return found{candidate: declared}, nil
		}
	}
	if several, bad := countUTF8(data); bad <= few(len(data)) && several >= sureUTF8*bad {
		return found{candidate: utf8Text, guessed: declared.encoding != utf8Text.encoding}, nil
	}
	list := candidates
	if said && isEastAsian(declared.name) {
		list = chinese // such a page is no mojibake of the west
	}
	for _, tolerated := range []int{0, spoiled * few(len(seen))} {
		if c, ok := best(list, seen, tolerated); ok {
			return found{candidate: c, guessed: true}, nil
		}
		list = chinese // any bytes are windows-1252, but for five of them
	}
	if c, ok := byChardet(data); ok && !said {
		return found{candidate: c, guessed: true}, nil
	}
	if said {
		if t := declared.decode(data); isEastAsian(declared.name) && fewBad(t.Bad, len(data)) { // of a language that is refused later, by name
			return found{candidate: declared}, nil
		}
		return found{}, damaged(declared.decode(data), "it declares "+declared.name+"; ")
	}
	at := badUTF8(data)
	return found{}, &align.InputError{Code: align.UnknownEncoding, Op: "read",
		Reason: fmt.Sprintf("byte %d, on line %d, is not valid UTF-8, and no other encoding fits", at+1, 1+bytes.Count(data[:at], []byte("\n"))),
		Hint:   "save it again as UTF-8"}
}

// badUTF8 returns where the first byte is that is not valid UTF-8.
func badUTF8(data []byte) int {
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// damaged refuses a text in which too much could not be decoded.
func damaged(t Text, declares string) error {
	line := 1 + strings.Count(t.Text[:max(0, strings.IndexRune(t.Text, utf8.RuneError))], "\n")
	return &align.InputError{Code: align.Damaged, Op: "read",
		Reason: fmt.Sprintf("%sit is damaged: read as %s, it has bytes that are no characters (%d, the first on line %d)", declares, t.Encoding, t.Bad, line),
		Hint:   "fetch it again, or save it again as UTF-8"}
}

// countUTF8 counts the characters of several bytes in data that are valid UTF-8, and the
// bytes that are not, NUL among them.
func countUTF8(data []byte) (several, bad int) {
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1, r == 0:
			bad++
		case size > 1:
			several++
		}
		data = data[size:]
	}
	return several, bad
}

// best returns the candidate in which data reads best, if it is plausible in any with no
// more bad characters than tolerated.
func best(list []candidate, data []byte, tolerated int) (best candidate, ok bool) {
	top := plausible
	for _, c := range list {
		l := likeness(c.sample(data))
		if l.bad <= tolerated && l.of() > top {
			best, top = c, l.of()
		}
	}
	return best, best.encoding != nil
}

// byChardet returns the encoding that package chardet is sure of, if all data is valid
// in it.
func byChardet(data []byte) (candidate, bool) {
	guess := chardet.Detect(data[:min(len(data), sampleBytes)])
	if guess.Confidence < chardetSure {
		return candidate{}, false
	}
	c := named(guess.Encoding)
	return c, c.encoding != nil && c.decode(data).Bad == 0
}

var declarations = lazyregexp.New(`(?i)(?:<\?xml[^>]{0,200}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})`)

// declaration returns the encoding that the head of an HTML or XML file names.
func declaration(data []byte) (c candidate, ok bool) {
	m := declarations().FindSubmatch(data[:min(len(data), 4096)])
	if m == nil {
		return candidate{}, false
	}
	c = named(string(m[1]))
	return c, c.encoding != nil
}

// isEastAsian reports whether an encoding has characters of two bytes.
func isEastAsian(name string) bool {
	return slices.Contains([]string{"GB18030", "Big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"}, name)
}

// named returns the encoding that the web knows by a name, with the name under which it
// is reported; the zero candidate if there is none.
func named(name string) candidate {
	e, err := htmlindex.Get(name)
	if err != nil {
		return candidate{}
	}
	if e == simplifiedchinese.GBK { // a superset is in use under the older names
		e = simplifiedchinese.GB18030
	}
	known := append(slices.Clip(candidates), utf8Text)
	if i := slices.IndexFunc(known, func(c candidate) bool { return c.encoding == e }); i >= 0 {
		return known[i]
	}
	if web, err := htmlindex.Name(e); err == nil {
		name = web
	}
	return candidate{name, e}
}

// decode decodes data.
func (c candidate) decode(data []byte) Text {
	decoded, err := c.encoding.NewDecoder().Bytes(data)
	if err != nil { // of a decoder that gives up: the rest is lost
		decoded = append(decoded, string(utf8.RuneError)...)
	}
	text := strings.ToValidUTF8(strings.ReplaceAll(string(decoded), "\x00", string(utf8.RuneError)), string(utf8.RuneError))
	return Text{Text: text, Encoding: c.name, Bad: strings.Count(text, string(utf8.RuneError))}
}

// sample decodes the head of data, to be scored.
func (c candidate) sample(data []byte) string {
	if len(data) <= sampleBytes {
		return c.decode(data).Text
	}
	text := c.decode(data[:sampleBytes]).Text
	return text[:max(0, len(text)-8)] // the cut may have gone through a character
}

// visible returns the text of a page without its tags, comments, scripts and styles; all
// of data if it holds no tags. In the encodings of Chinese < and > are no part of a
// character.
func visible(data []byte) []byte {
	if !bytes.Contains(data, []byte("</")) {
		return data
	}
	var text []byte
	for len(data) > 0 && len(text) < sampleBytes {
		open := bytes.IndexByte(data, '<')
		if open < 0 {
			return append(text, data...)
		}
		text = append(text, data[:open]...)
		end := ">"
		for _, x := range []struct{ open, end string }{{"<!--", "-->"}, {"<script", "</script"}, {"<style", "</style"}} {
			if rest := data[open:]; len(rest) >= len(x.open) && strings.EqualFold(string(rest[:len(x.open)]), x.open) {
				end = x.end
			}
		}
		shut := bytes.Index(data[open:], []byte(end))
		if shut < 0 {
			return text
		}
		data = data[open+shut+len(end):]
	}
	return text
}

// score counts the characters of a text that was perhaps decoded in a wrong way.
type score struct{ ascii, beyond, common, western, bad int }

// of returns, from 0 to 1, how much the text looks like English or Chinese: the share of
// its characters beyond ASCII that such texts are made of.
func (s score) of() float64 {
	if s.beyond == 0 {
		return 1
	}
	western := s.western
	if western*8 > s.ascii { // western text is mostly ASCII: its quotes and accents stand alone
		western = 0
	}
	return float64(s.common+western) / float64(s.beyond)
}

// likeness counts the characters of a text. Controls, characters for private use and
// bytes that could not be decoded are bad.
func likeness(text string) score {
	var s score
	for _, r := range language.Simplified(text) {
		switch {
		case r == utf8.RuneError, unicode.Is(unicode.Co, r), r < 0x20 && !strings.ContainsRune("\t\n\v\f\r", r), r >= 0x7f && r < 0xa0:
			s.bad++
		case r < utf8.RuneSelf:
			s.ascii++
		default:
			s.beyond++
			if strings.ContainsRune(commonHan, r) || isCJKPunctuation(r) {
				s.common++
			} else if strings.ContainsRune(westernMarks, r) || unicode.Is(unicode.Latin, r) {
				s.western++
			}
		}
	}
	return s
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
