package qa

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
)

// Texts that stay as they are in a translation
//
// Code, links, addresses, names of people, products and accounts, acronyms, credits of
// pictures and lines of a bibliography have no translation. They are told by what they
// lack: the words in small letters that make a phrase of English.

// stays reports whether a text without Chinese words is one that no translator
// translates.
func stays(text string) bool {
	return reference().MatchString(text) || credit().MatchString(text) && len(strings.Fields(text)) <= longCredit || isCode(text) || !isPhrase(text)
}

// longCredit is the number of words from which a text is more than a credit.
const longCredit = 15

// isPhrase reports whether a text has the words of an English phrase: two in small
// letters, one of them with meaning, or one in a sentence with its stop. A title in
// capitals has grammar words between more names than a name has.
func isPhrase(text string) bool {
	text = address().ReplaceAllString(text, " ")
	words, small, grammar := 0, 0, 0
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune("'’-", r) }) {
		words++
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case grammarWords[word]:
			grammar++
		case unicode.IsLower(first) && utf8.RuneCountInString(word) > 1:
			small++
		}
	}
	ended := strings.ContainsAny(text[max(0, len(strings.TrimRight(text, " \"”’)"))-1):], ".!?")
	return small > 1 || small == 1 && grammar > 0 || ended && words > 1 && small+grammar > 0 || grammar > 0 && words > longName
}

// longName is the number of words that a name with grammar words has at most: Lord of
// the Rings.
const longName = 5

// grammarWords are words that every English text has.
var grammarWords = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields("a an the of to in on at by for from with and or but not no is are was were be been has have had do does did can will would should could may " +
		"this that these those it its you your we our they their he his she her i my who what which when where why how as if than then so") {
		set[word] = true
	}
	return set
}()

// isCode reports whether three tenths of the words of a text are those of a program, of
// a shell or of a table of figures, or if it begins or ends as a statement does.
func isCode(text string) bool {
	text = strings.TrimSpace(text)
	if text == "" {
		return false
	}
	code, all := 0, 0
	for _, word := range strings.Fields(text) {
		all++
		if codeWord().MatchString(word) {
			code++
		}
	}
	return statement().MatchString(text) || 10*code >= 3*all || strings.ContainsAny(text[len(text)-1:], "{}") || code > 1 && strings.HasSuffix(text, ";")
}

var (
	// address matches a link, an e-mail address, the name of an account or a tag.
	address = lazyregexp.New(`(?i)https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(\.[\w-]+)+|[@#][\w.-]+|\b[\w-]+(\.[\w-]+)*\.(com|org|net|edu|gov|io|cn|uk)(/\S*)?`)

	// codeWord matches a word with signs of code in it, an option, a path, a name in
	// camel case, a call, an operator or a bare figure.
	codeWord = lazyregexp.New(`[_={}<>─│$;\\|\[\]#@` + "`" + `]|::|\(\)|//|&&|\w\(\S|^--?[a-z]|^\.[a-z]|[a-z]:[a-z]|^\.?\w+(/[\w.-]+)+$|[a-z][A-Z]|[a-z]\.[a-zA-Z]{2}|^\W*[0-9][0-9.,:]*\W*$|^[-+*/%!~^&]+$`)

	// statement matches the beginning of a statement of a program, or a declaration of a
	// style sheet.
	statement = lazyregexp.New(`^\s*(>>>|//|/\*|#!|#include\b|import [\w.{*]+( (from|as) [^\n]*)?(\n|$)|from \S+ import\b|(def|func|function) \w*\(|(var|const|let) \w+|class \w+[ (:{]*[({:]|return\b.*;|if ?\(.*\)|for ?\(.*\)|</?\w+[^>]*>|[a-z-]+:\s*[\w-]+( [\w.%-]+)*;|[a-z-]+: [a-z]+-[a-z-]+$)`)

	// reference matches a line of a bibliography: a surname with initials and a year, or
	// names, a year in parentheses or behind a comma, and a volume, pages or a publisher.
	reference = lazyregexp.New(`^(\[?\d+[\].]?\s*)?(\p{Lu}[\p{L}'’-]+, \p{Lu}\..*\b(1[5-9]|20)\d\d[a-z]?[).,;:]|\p{Lu}[\p{L}'’-]+,? .*\(?\b(1[5-9]|20)\d\d[a-z]?\b\)?.*(\b(pp?|vol|no|ed|eds)\.|\d+\s*[(:]\s*\d+|\d+[-–]\d+|\bdoi\b|\bPress\b|\bJournal\b|\bUniversity\b|: \p{Lu}))`)

	// chineseCredit matches the words of a line that says who translated a text and for
	// whom.
	chineseCredit = lazyregexp.New(`译者|譯者|校对|校對|译文|譯文|编译|編譯|原创翻译|翻译计划|翻譯計劃|转载|轉載|选题`)

	// credit matches the beginning of the credit of a picture or of a source.
	credit = lazyregexp.New(`(?i)^\W*((photo(graph)?|image|picture|illustration|screenshot|video|cover|graphic|artwork|figure)s?( (by|credits?|sources?|courtesy|via|from)\b| ?[:：©])|(via|sources?|credits?|courtesy of) ?[:：])`)
)
