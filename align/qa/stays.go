package qa

import (
	"strings"
	"unicode"

	"bitext/align/internal/lazyregexp"
)

// Texts that stay as they are in a translation
//
// Code, links, addresses, names of accounts, acronyms and lines of a bibliography
// have no translation.

// stays reports whether a text without Chinese words is one that no translator
// translates.
func stays(text string) bool {
	if strings.TrimSpace(address().ReplaceAllString(text, " ")) == "" || reference().MatchString(text) {
		return true
	}
	if code().MatchString(text) || strings.ContainsAny(text, "{}") && strings.ContainsAny(text, ";=:") {
		return true
	}
	for _, word := range strings.FieldsFunc(address().ReplaceAllString(text, " "), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word != strings.ToUpper(word) {
			return false
		}
	}
	return true
}

var (
	// address matches a link, an e-mail address, the name of an account or a tag.
	address = lazyregexp.New(`(?i)https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(\.[\w-]+)+|[@#][\w.-]+|\b[\w-]+(\.[\w-]+)*\.(com|org|net|edu|gov|io|cn|uk)(/\S*)?`)

	// code matches a line of a program or of a shell.
	code = lazyregexp.New(`^\s*(\$|>>>|//|/\*|#!|#include\b|import [\w.{*]+|from \S+ import\b|def \w+\(|func \w*\(?|var \w+ |const \w+ |let \w+ =|return\b.*;|if ?\(.*\)|for ?\(.*\)|</?\w+[^>]*>)|\w+\([^()]*\);?\s*$|[;{}]\s*$|^\s*[\w.\[\]]+ ?(=|:=|\+=|==|->|=>) ?\S`)

	// reference matches a line of a bibliography: names, a year in parentheses or
	// behind a comma, and a volume, pages or a publisher.
	reference = lazyregexp.New(`^(\[?\d+[\].]\s*)?\p{Lu}[\p{L}'’-]+,? .*\(?\b(1[5-9]|20)\d\d[a-z]?\b\)?.*(\b(pp?|vol|no|ed|eds)\.|\d+\s*[(:]\s*\d+|\d+[-–]\d+|\bdoi\b|\bPress\b|\bJournal\b|\bUniversity\b|: \p{Lu})`)
)
