package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads the XML of spreadsheets: elements, attributes and text, with names
// stripped of their prefix. It is several times as fast as encoding/xml, needs no
// memory for what it has passed, and takes nothing that encoding/xml would refuse;
// document types, which spreadsheets have none of, it does refuse.
type scanner struct {
	r     *bufio.Reader
	long  []byte // the piece at hand, if it is longer than the reader's buffer
	names []byte // of the elements that are open, one after the other
	ends  []int  // where each of them ends in names
	begun bool   // whether there was an element

	name  []byte // of the element that begins or ends
	attrs []byte // of the element that begins, as they stand there
	text  []byte // what stood there, decoded; all is valid until the next call of next
	empty bool   // the element that begins ends at once
}

// xmlToken is what a scanner found.
type xmlToken int

const (
	elementBegins xmlToken = iota
	elementEnds
	textFound
)

// longestPiece is how long a tag or a text may be. A cell has 32,767 characters,
// each of 10 bytes at most.
const longestPiece = 1 << 20

func newScanner(r io.Reader) *scanner { return &scanner{r: bufio.NewReaderSize(r, 1<<16)} }

// next returns the next token, and io.EOF at the end of a document that is whole.
func (s *scanner) next() (xmlToken, error) {
	if s.empty {
		s.empty = false
		return elementEnds, nil
	}
	for {
		c, err := s.r.ReadByte()
		if err == io.EOF {
			return 0, s.atEnd()
		}
		if err != nil {
			return 0, err
		}
		if c != '<' {
			if err := s.r.UnreadByte(); err != nil {
				return 0, err
			}
			return textFound, s.readText()
		}
		mark, err := s.r.Peek(2)
		if err != nil {
			return 0, errCutOff
		}
		switch {
		case mark[0] == '/':
			return elementEnds, s.readEnd()
		case mark[0] == '?':
			err = s.readInstruction()
		case mark[0] == '!' && mark[1] == '-':
			err = s.readComment()
		case mark[0] == '!' && mark[1] == '[':
			return textFound, s.readCDATA()
		case mark[0] == '!':
			err = syntaxError("a document type")
		default:
			return elementBegins, s.readBegin()
		}
		if err != nil {
			return 0, err
		}
	}
}

var errCutOff = errors.New("the end of it is missing")

func syntaxError(what string) error { return fmt.Errorf("XML syntax error: %.60q", what) }

func (s *scanner) atEnd() error {
	if len(s.ends) > 0 || !s.begun {
		return errCutOff
	}
	return io.EOF
}

// through reads up to and with a string that ends with a byte.
func (s *scanner) through(end string) ([]byte, error) {
	s.long = s.long[:0]
	for {
		piece, err := s.r.ReadSlice(end[len(end)-1])
		if err == nil && len(s.long) == 0 && bytes.HasSuffix(piece, []byte(end)) {
			return piece, nil
		}
		s.long = append(s.long, piece...)
		switch {
		case err == io.EOF:
			return s.long, io.EOF
		case err != nil && err != bufio.ErrBufferFull:
			return nil, err
		case len(s.long) > longestPiece:
			return nil, fmt.Errorf("a text or tag is longer than %d bytes", longestPiece)
		case err == nil && bytes.HasSuffix(s.long, []byte(end)):
			return s.long, nil
		}
	}
}

// readText reads text up to the next tag.
func (s *scanner) readText() error {
	text, err := s.through("<")
	if err == nil {
		text = text[:len(text)-1]
		err = s.r.UnreadByte()
	}
	if err != nil && err != io.EOF {
		return err
	}
	if bytes.Contains(text, []byte("]]>")) {
		return syntaxError("]]>")
	}
	s.text, err = decode(text)
	return err
}

// decode returns text with references replaced and line ends as line feeds.
func decode(text []byte) ([]byte, error) {
	if text = unixLines(text); bytes.IndexByte(text, '&') >= 0 {
		var err error
		if text, err = dereference(text); err != nil {
			return nil, err
		}
	}
	return text, characters(text)
}

func unixLines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

// characters refuses what is no character of XML.
func characters(text []byte) error {
	for k := 0; k < len(text); {
		if c := text[k]; c >= ' ' && c < utf8.RuneSelf || c == '\n' || c == '\t' || c == '\r' {
			k++
			continue
		}
		r, size := utf8.DecodeRune(text[k:])
		if r < ' ' || r == utf8.RuneError && size == 1 || r == 0xFFFE || r == 0xFFFF {
			return syntaxError("character " + strconv.QuoteRune(r))
		}
		k += size
	}
	return nil
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}

// dereference replaces references such as &lt; and &#10; by what they stand for.
func dereference(text []byte) ([]byte, error) {
	out := make([]byte, 0, len(text))
	for {
		before, rest, found := bytes.Cut(text, []byte("&"))
		out = append(out, before...)
		if !found {
			return out, nil
		}
		name, _, closed := strings.Cut(string(rest[:min(len(rest), 16)]), ";")
		number, numeric := strings.CutPrefix(name, "#")
		switch {
		case !closed:
			return nil, syntaxError("&" + name)
		case numeric:
			base := 10
			if strings.HasPrefix(number, "x") {
				number, base = number[1:], 16
			}
			n, err := strconv.ParseUint(number, base, 32)
			if err != nil || n > utf8.MaxRune || !utf8.ValidRune(rune(n)) {
				return nil, syntaxError("&" + name)
			}
			out = utf8.AppendRune(out, rune(n))
		case entities[name] != "":
			out = append(out, entities[name]...)
		default:
			return nil, syntaxError("&" + name)
		}
		text = rest[len(name)+1:]
	}
}

func (s *scanner) readCDATA() error {
	text, err := s.through("]]>")
	if err == io.EOF {
		return errCutOff
	}
	if err != nil {
		return err
	}
	text, ok := bytes.CutPrefix(text, []byte("![CDATA["))
	if !ok || len(text) < 3 || len(s.ends) == 0 {
		return syntaxError("<![")
	}
	s.text = unixLines(text[:len(text)-3])
	return characters(s.text)
}

func (s *scanner) readComment() error {
	text, err := s.through("-->")
	if err == io.EOF {
		return errCutOff
	}
	if err != nil {
		return err
	}
	text, ok := bytes.CutPrefix(text, []byte("!--"))
	if !ok || len(text) < 3 || bytes.Contains(text[:len(text)-3], []byte("--")) || text[0] == '>' || bytes.HasSuffix(text, []byte("--->")) {
		return syntaxError("<!-")
	}
	return nil
}

// readInstruction passes over <?...?>. The encoding has been seen to by then.
func (s *scanner) readInstruction() error {
	text, err := s.through("?>")
	if err == io.EOF {
		return errCutOff
	}
	if err != nil {
		return err
	}
	target, rest, _ := bytes.Cut(bytes.Trim(text, "?>"), []byte(" "))
	if len(text) < 4 || !isName(target) || string(target) == "xml" && !versionOne.Match(rest) {
		return syntaxError("<" + string(text))
	}
	return nil
}

// versionOne is the version of XML that spreadsheets are written in.
var versionOne = regexp.MustCompile(`^\s*version\s*=\s*["']1\.0["']`)

// readEnd reads </name>.
func (s *scanner) readEnd() error {
	tag, err := s.through(">")
	if err == io.EOF {
		return errCutOff
	}
	if err != nil {
		return err
	}
	name := bytes.TrimRight(tag[1:len(tag)-1], " \t\r\n")
	depth := len(s.ends) - 1
	if depth < 0 {
		return syntaxError("</" + string(name))
	}
	begin := 0
	if depth > 0 {
		begin = s.ends[depth-1]
	}
	if !bytes.Equal(name, s.names[begin:]) {
		return syntaxError("</" + string(name))
	}
	s.name = local(name)
	s.names, s.ends = s.names[:begin], s.ends[:depth]
	return nil
}

// readBegin reads <name attributes> or <name attributes/>.
func (s *scanner) readBegin() error {
	tag, err := s.through(">")
	for err == nil && insideQuotes(tag) { // a value may hold >
		var more []byte
		whole := bytes.Clone(tag)
		if more, err = s.through(">"); bytes.IndexByte(more, '<') >= 0 || len(whole)+len(more) > longestPiece {
			return syntaxError("<" + string(whole))
		}
		tag = append(whole, more...)
	}
	if err == io.EOF {
		return errCutOff
	}
	if err != nil {
		return err
	}
	tag, s.empty = bytes.CutSuffix(tag[:len(tag)-1], []byte("/"))
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	name := tag[:end]
	if !isName(name) {
		return syntaxError("<" + string(name))
	}
	s.begun = true
	s.attrs = tag[end:]
	for rest := s.attrs; ; {
		var value []byte
		var ok bool
		if _, value, rest, ok = cutAttr(rest); !ok {
			return syntaxError("<" + string(tag))
		}
		if value == nil {
			break
		}
		if bytes.IndexByte(value, '<') >= 0 {
			return syntaxError("<" + string(tag))
		}
		if _, err := decode(value); err != nil {
			return err
		}
	}
	if s.name = local(name); !s.empty {
		s.names = append(s.names, name...)
		s.ends = append(s.ends, len(s.names))
	}
	return nil
}

// insideQuotes reports whether a tag breaks off in the value of an attribute.
func insideQuotes(tag []byte) bool {
	if bytes.IndexByte(tag, '\'') < 0 {
		return bytes.Count(tag, []byte(`"`))%2 != 0
	}
	quote := byte(0)
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// cutAttr cuts the first attribute off; value is nil if there is none left.
func cutAttr(attrs []byte) (name, value, rest []byte, ok bool) {
	trimmed := bytes.TrimLeft(attrs, " \t\r\n")
	if len(trimmed) == 0 {
		return nil, nil, nil, true
	}
	name, rest, found := bytes.Cut(trimmed, []byte("="))
	if !found || len(trimmed) == len(attrs) {
		return nil, nil, nil, false
	}
	name = bytes.TrimRight(name, " \t\r\n")
	rest = bytes.TrimLeft(rest, " \t\r\n")
	if !isName(name) || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil, false
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return nil, nil, nil, false
	}
	return name, rest[1 : 1+end : 1+end], rest[2+end:], true
}

// attr returns the value of an attribute of the element that begins, nil if it has
// none.
func (s *scanner) attr(name string) []byte {
	for rest := s.attrs; ; {
		var key, value []byte
		if key, value, rest, _ = cutAttr(rest); value == nil {
			return nil
		}
		if string(local(key)) == name {
			value, _ = decode(value)
			return value
		}
	}
}

// local returns a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// isName reports whether a name is one of those that spreadsheets have: of ASCII
// characters, with a prefix or without.
func isName(name []byte) bool {
	begin := true
	colon := false
	for _, c := range name {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_':
		case !begin && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		case !begin && !colon && c == ':':
			begin, colon = true, true
			continue
		default:
			return false
		}
		begin = false
	}
	return !begin
}
