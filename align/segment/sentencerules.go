package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// sentenceRule drops sentence boundaries of UAX #29.
type sentenceRule struct {
	name    string
	example string // with ‖ where the boundary is dropped
	joins   func(left, right string, lang align.Language) bool
}

// sentenceRules are tried in order, on texts that are not empty.
var sentenceRules = []sentenceRule{
	{"soft break", "a line that goes\n‖on in the next", softBreak},
	{"list number", "1. ‖Build more homes.", listNumber},
	{"title", "Mr. ‖Chen agreed.", titleAbbreviation},
	{"initial", "J. ‖K. ‖Rowling wrote it.", initial},
	{"numbered", "See No. ‖10 and Fig. ‖2.", numbered},
	{"abbreviation", "The U.S. ‖Congress met.", abbreviation},
	{"lower case", "“Really?” ‖she asked.", lowerCase},
	{"attribution", "“We must act!” ‖Ms. Lin said.", attributionEN},
	{"attribution, Chinese", "“增长了3.5%。”‖她说。", attributionZH},
	{"embedded quotation", "他问“为什么？”‖然后走了。", embedded},
	{"book title", "《怎么办？》‖是一本书。", bookTitle},
	{"ellipsis", "他想了想......‖没有回答。", ellipsis},
}

// softBreak: a line break without closing punctuation before it.
func softBreak(left, _ string, _ align.Language) bool {
	bare := strings.TrimRightFunc(left, unicode.IsSpace)
	if !strings.ContainsAny(left[len(bare):], "\n\r\v\f\u0085\u2028\u2029") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(trimClosers(bare))
	return !strings.ContainsRune(endings+":：;；", r)
}

// listNumber: nothing but a number or a letter stands before.
func listNumber(left, _ string, _ align.Language) bool { return listNumberRE().MatchString(left) }

var listNumberRE = lazyregexp.New(`^\s*(?:[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)）．]\s*)+$`)

// titleAbbreviation: a title is followed by a name.
func titleAbbreviation(left, _ string, _ align.Language) bool {
	return titles[lastWord(left)]
}

var titles = wordSet("Mr Mrs Ms Mx Messrs Mmes Dr Prof Profs Rev Hon Sen Sens Rep Reps Gov Govs Gen Col Maj Capt Lt Cmdr Sgt Adm Pres Supt Insp Fr St Mt Ft v vs cf viz")

// Unfinished reports whether a text breaks off in the middle of a sentence: after a
// title, which needs a name ("In this free-for-all, Mr."). The paragraph behind it
// goes on with the sentence.
func Unfinished(text string) bool { return titles[lastWord(text)] }

// initial: a single capital before a name.
func initial(left, right string, _ align.Language) bool {
	w := lastWord(left)
	return len(w) == 1 && 'A' <= w[0] && w[0] <= 'Z' && w != "I" && startsCapital(right) && !starters[firstWord(right)]
}

// numbered: an abbreviation that a number follows.
func numbered(left, right string, _ align.Language) bool {
	return numberedWords[lastWord(left)] && IsDigit(firstRune(right))
}

var numberedWords = wordSet("No Nos no nos Fig Figs Vol Vols Art Arts Sec Secs Ch Chap Eq Sect p pp par Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec c ca approx est")

// abbreviation: an abbreviation that may stand in the middle of a sentence, without
// a word behind it that begins one.
func abbreviation(left, right string, _ align.Language) bool {
	w := lastWord(left)
	if !abbreviations[w] && !dotted().MatchString(w) {
		return false
	}
	return startsCapital(right) && !starters[firstWord(right)] || IsDigit(firstRune(right))
}

var (
	abbreviations = wordSet("Inc Corp Co Cos Ltd Bros Jr Sr Ave Blvd Rd Dept Univ Assn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun e.g i.e al")
	dotted        = lazyregexp.New(`^(?:\pL\.)+\pL$`)
	starters      = wordSet("The A An In On At It Its He She They We You I But And Or So Yet Nor For If When While As After Before Since Because Although Though This That These Those There Here What Who Why How Where Which Not No Now Then Their His Her Our My Your By With From To Of Is Are Was Were Some Many Most Such Even Only Still Instead However Meanwhile Moreover Nevertheless")
)

// lowerCase: no sentence begins with a small letter.
func lowerCase(left, right string, lang align.Language) bool {
	return lang == align.English && unicode.IsLower(firstRune(right))
}

// attributionEN: the name of the speaker behind a quotation.
func attributionEN(left, right string, _ align.Language) bool {
	return endsQuotation(left) && attributionENRE().MatchString(right)
}

var attributionENRE = lazyregexp.New(`^(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen)\. )?(?:\p{Lu}[\pL'’-]+ ){1,3}(?:said|says|asked|asks|added|adds|wrote|writes|told|argued|argues|warned|warns|noted|notes|replied|recalled|explained|insisted|declared)\b`)

// attributionZH: the speaker behind a quotation. An attribution with a colon belongs
// to the next quotation.
func attributionZH(left, right string, _ align.Language) bool {
	return endsQuotation(left) && attributionZHRE().MatchString(right)
}

var attributionZHRE = lazyregexp.New(`^[^，。！？；：、“”「」\s]{0,16}?(?:说|說|道|问|問|表示|指出|认为|認為|称|稱|写道|寫道|回答|强调|強調|补充|補充|介绍|介紹|坦言|回忆|回憶|感叹|感嘆|解释|解釋|警告|呼吁|呼籲|答)(?:道|，|,|。|；|$)`)

// embedded: a quotation in the middle of a sentence, without a colon, a comma or a
// sentence end before it.
func embedded(left, right string, _ align.Language) bool {
	if !endsQuotation(left) || !isHan(firstRune(right)) {
		return false
	}
	open := strings.LastIndexAny(left, "“「『")
	if open <= 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(left[:open])
	return isHan(before)
}

// bookTitle: a title that ends with a question mark or the like.
func bookTitle(left, _ string, _ align.Language) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(left, unicode.IsSpace))
	return r == '》' || r == '〉'
}

// ellipsis: dots after which a Chinese sentence goes on.
func ellipsis(left, right string, _ align.Language) bool {
	return strings.HasSuffix(left, "..") && isHan(firstRune(right))
}

// endsQuotation reports whether text ends with a closing quote behind closing
// punctuation.
func endsQuotation(text string) bool {
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	bare := strings.TrimRight(text, "”’」』\"'")
	r, _ := utf8.DecodeLastRuneInString(bare)
	return len(bare) < len(text) && strings.ContainsRune(endings, r)
}

// trimClosers cuts closing quotes and brackets off the end of text.
func trimClosers(text string) string { return strings.TrimRight(text, closers+"\"')]") }

// lastWord returns the word before a full stop at the end of text, inner stops
// included ("U.S"); "" if text ends otherwise.
func lastWord(text string) string {
	text, ok := strings.CutSuffix(strings.TrimRightFunc(text, unicode.IsSpace), ".")
	if !ok {
		return ""
	}
	before := strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '.' })
	return text[len(before):]
}

// firstWord returns the letters that text begins with, after opening quotes.
func firstWord(text string) string {
	text = strings.TrimLeft(text, openers+"\"'")
	return strings.TrimSuffix(text, strings.TrimLeftFunc(text, unicode.IsLetter))
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func startsCapital(text string) bool { return unicode.IsUpper(firstRune(text)) }

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
