package document

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// cueTiming matches the line of a subtitle that says when it is shown, in SubRip with a comma
// before the milliseconds, in WebVTT with a point and, where they are none, without hours.
var cueTiming = lazyregexp.New(`^\s*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?)(?:\s|$)`)

// startsAsSubtitles reports whether one of the first lines of a text says when a subtitle is
// shown.
func startsAsSubtitles(s *source) bool {
	const enough = 20 // lines; of a style sheet of WebVTT, too
	head := s.text.Text[:min(len(s.text.Text), 4096)]
	lines := splitLines(head)
	for k, l := range lines[:min(len(lines), enough)] {
		if cueTiming().MatchString(l) {
			return k < 3 || strings.HasPrefix(strings.TrimPrefix(head, "\ufeff"), "WEBVTT")
		}
	}
	return false
}

// readSubtitles reads subtitles in SubRip or WebVTT: each is a paragraph, with its time. Its
// lines are joined but where the language changes. Numbers, names, positions, styles and
// marks of speakers and fonts are no text.
func readSubtitles(s *source, _ *align.Document) ([]block, error) {
	var blocks []block
	var cue *block // that is read; nil between two
	var text []string
	finish := func() {
		if cue != nil {
			cue.text = joinBroken(text)
			blocks = append(blocks, *cue)
		}
		cue, text = nil, nil
	}
	lines := splitLines(s.text.Text)
	for n, l := range lines {
		if m := cueTiming().FindStringSubmatch(l); m != nil {
			if k := len(text) - 1; k >= 0 && isNumber(text[k]) { // of this cue; the blank line before is missing
				text = text[:k]
			}
			finish()
			cue = &block{kind: align.Body, pos: n + 1, group: n, start: cueTime(m[1]), end: cueTime(m[2])}
			continue
		}
		if isBlank(l) {
			finish()
			continue
		}
		if cue != nil {
			text = append(text, strings.TrimSpace(cueText(l)))
		}
	}
	finish()
	return blocks, nil
}

func isNumber(line string) bool {
	_, err := strconv.ParseUint(strings.TrimSpace(line), 10, 32)
	return err == nil
}

var cueMarks = lazyregexp.New(`</?(?:[a-zA-Z][^<>]*|\d[\d:.]*)?>|\{\\[^{}]*\}`)

// cueText returns a line of a subtitle without marks.
func cueText(line string) string {
	return strings.TrimSpace(html.UnescapeString(cueMarks().ReplaceAllString(strings.ReplaceAll(line, `\N`, " "), "")))
}

// cueTime reads a time that cueTiming matched.
func cueTime(text string) time.Duration {
	text, fraction, _ := strings.Cut(strings.ReplaceAll(text, ",", "."), ".")
	seconds := 0
	for part := range strings.SplitSeq(text, ":") {
		n, _ := strconv.Atoi(part) // three digits at most
		seconds = 60*seconds + n
	}
	milliseconds, _ := strconv.Atoi((fraction + "000")[:3])
	return time.Duration(seconds)*time.Second + time.Duration(milliseconds)*time.Millisecond
}
