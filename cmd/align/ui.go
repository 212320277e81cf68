package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"bitext/align"
)

// uiLanguage is the language of the reader, as --ui names it: "" is English.
type uiLanguage align.Language

func (l *uiLanguage) String() string { return string(*l) }
func (l *uiLanguage) Type() string   { return "language" }

func (l *uiLanguage) Set(value string) error {
	switch align.Language(value) {
	case align.English, align.Chinese:
		*l = uiLanguage(value)
		return nil
	}
	return fmt.Errorf("it is en or zh")
}

// in returns a writer that says the lines written to it in the language of the reader.
func (l uiLanguage) in(w io.Writer) io.Writer {
	if align.Language(l) == align.Chinese {
		return &translator{w}
	}
	return w
}

// translator writes the lines that are written to it in Chinese. Lines that are not in the
// catalogue, and what is no whole line, stay as they are.
type translator struct{ to io.Writer }

func (t *translator) Write(p []byte) (int, error) {
	lines := strings.SplitAfter(string(p), "\n")
	for k, line := range lines {
		if text, whole := strings.CutSuffix(line, "\n"); whole {
			lines[k] = inChinese(text) + "\n"
		}
	}
	if _, err := io.WriteString(t.to, strings.Join(lines, "")); err != nil {
		return 0, err
	}
	return len(p), nil
}

// catalogueText is the catalogue of messages: pairs of lines, the English one and the
// Chinese one. In the English line {} stands for any text, {+} for a text that is itself said
// in Chinese (or is one word, as the ID of a row), {#} for a number and {s} for an s or
// nothing; in the Chinese line {1} is the first such text.
//
//go:embed ui_zh.txt
var catalogueText string

// translation is a message of the catalogue with texts in it.
type translation struct {
	english    *regexp.Regexp
	head, tail string // what stands before the first text, and behind the last
	said       []bool // which of the texts are said in Chinese, too
	chinese    string
}

// hole is a place for a text in a message.
var hole = regexp.MustCompile(`\{[+#s]?\}`)

func newTranslation(english, chinese string) translation {
	t := translation{chinese: chinese}
	pattern, last := "^", 0
	for _, at := range hole.FindAllStringIndex(english, -1) {
		if last == 0 {
			t.head = english[:at[0]]
		}
		pattern += regexp.QuoteMeta(english[last:at[0]])
		last = at[1]
		switch english[at[0]:at[1]] {
		case "{s}":
			pattern += "s?"
		case "{#}":
			pattern += `([0-9][0-9.]*)`
			t.said = append(t.said, false)
		case "{+}":
			pattern += `((?:“.*?”|[^:;“])*?)`
			t.said = append(t.said, true)
		default:
			pattern += "(.*?)"
			t.said = append(t.said, false)
		}
	}
	t.tail = english[last:]
	t.english = regexp.MustCompile(pattern + regexp.QuoteMeta(t.tail) + "$")
	return t
}

// catalogue reads the catalogue: messages without any text in them by their English words,
// and the others in their order.
var catalogue = sync.OnceValues(func() (fixed map[string]string, others []translation) {
	fixed = map[string]string{}
	var english string
	for line := range strings.Lines(catalogueText) {
		switch line = strings.TrimRight(line, "\n"); {
		case line == "" || strings.HasPrefix(line, "#"):
		case english == "":
			english = line
		default:
			if strings.Contains(english, "{") {
				others = append(others, newTranslation(english, line))
			} else {
				fixed[english] = line
			}
			english = ""
		}
	}
	return fixed, others
})

// Separators are what stands between the parts of a message, what: where: why; what to do,
// and between those of a list. A quotation before one belongs to the part.
var (
	separators     = regexp.MustCompile(`“.*?”(; |: |, | → | in | is |$)|(: |; | \[)`)
	listSeparators = regexp.MustCompile(`“.*?”(; |: |, | → | in | is |$)|(, )`)
)

// fullWidth has the marks between parts of a message in Chinese.
var fullWidth = map[string]string{": ": "：", "; ": "；", ", ": "、"}

// inChinese returns a message in Chinese: as a whole, or else part by part.
func inChinese(line string) string {
	text := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(text)]
	if chinese, ok := lookUp(text); ok {
		return indent + chinese
	}
	for _, by := range []*regexp.Regexp{separators, listSeparators} {
		if chinese, ok := inParts(text, by); ok {
			return indent + chinese
		}
	}
	return line
}

// inParts says the parts of a message in Chinese, and reports whether any of them is known.
func inParts(text string, by *regexp.Regexp) (chinese string, known bool) {
	var parts []string // and the separators between them
	last := 0
	for _, at := range by.FindAllStringSubmatchIndex(text, -1) {
		from, to := max(at[2], at[4]), max(at[3], at[5])
		if mark := text[from:to]; mark != "" && by.ReplaceAllString(mark, "") == "" {
			parts = append(parts, text[last:from], mark)
			last = to
		}
	}
	if last == 0 {
		return "", false
	}
	parts = append(parts, text[last:])
	for k := 0; k < len(parts); k += 2 {
		said := inChinese(parts[k])
		known = known || said != parts[k]
		parts[k] = said
	}
	for k := 1; k < len(parts); k += 2 {
		parts[k] = cmp.Or(fullWidth[parts[k]], parts[k])
	}
	return strings.Join(parts, ""), known
}

// lookUp finds a message in the catalogue.
func lookUp(text string) (chinese string, ok bool) {
	fixed, others := catalogue()
	if chinese, ok := fixed[text]; ok {
		return chinese, true
	}
	for _, m := range others {
		if strings.HasPrefix(text, m.head) && strings.HasSuffix(text, m.tail) {
			if chinese, ok := m.say(text); ok {
				return chinese, true
			}
		}
	}
	return "", false
}

// say says a text in Chinese, if it is the message.
func (m translation) say(text string) (chinese string, ok bool) {
	found := m.english.FindStringSubmatch(text)
	if found == nil {
		return "", false
	}
	var holes []string
	for k, hole := range found[1:] {
		if m.said[k] {
			said := inChinese(hole)
			if said == hole && strings.Contains(hole, " ") {
				return "", false
			}
			hole = said
		}
		holes = append(holes, "{"+strconv.Itoa(k+1)+"}", hole)
	}
	return strings.NewReplacer(holes...).Replace(m.chinese), true
}
