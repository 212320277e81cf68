package main

import (
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
// Chinese one. In the English line {} stands for any text and {s} for an s or nothing; in
// the Chinese line {1} is the first such text.
//
//go:embed ui_zh.txt
var catalogueText string

// translation is a message of the catalogue.
type translation struct {
	english *regexp.Regexp
	chinese string
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
			if pattern := regexp.QuoteMeta(english); strings.Contains(english, "{") {
				pattern = strings.NewReplacer(`\{\}`, "(.*?)", `\{s\}`, "s?").Replace(pattern)
				others = append(others, translation{regexp.MustCompile("^" + pattern + "$"), line})
			} else {
				fixed[english] = line
			}
			english = ""
		}
	}
	return fixed, others
})

// separators are what stands between the parts of an error: what: where: why; what to do.
var separators = regexp.MustCompile(`: |; | \[`)

// inChinese returns a line in Chinese: as a whole, or else part by part.
func inChinese(line string) string {
	text := strings.TrimLeft(line, " ")
	if chinese, ok := lookUp(text); ok {
		return line[:len(line)-len(text)] + chinese
	}
	var b strings.Builder
	last := 0
	for _, at := range append(separators.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
		part := line[last:at[0]]
		if chinese, ok := lookUp(part); ok {
			part = chinese
		}
		b.WriteString(part + line[at[0]:at[1]])
		last = at[1]
	}
	return b.String()
}

// lookUp finds a message in the catalogue.
func lookUp(text string) (chinese string, ok bool) {
	fixed, others := catalogue()
	if chinese, ok := fixed[text]; ok {
		return chinese, true
	}
	for _, m := range others {
		if found := m.english.FindStringSubmatch(text); found != nil {
			var holes []string
			for k, hole := range found[1:] {
				holes = append(holes, "{"+strconv.Itoa(k+1)+"}", hole)
			}
			return strings.NewReplacer(holes...).Replace(m.chinese), true
		}
	}
	return "", false
}
