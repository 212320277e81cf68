package segment

import (
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// A verdict says whether a place is a border between two sentences.
type verdict int

const (
	unknown  verdict = iota // the next rule decides
	border                  // a sentence ends
	noBorder                // the sentence goes on
)

// A sentenceRule knows one reason why a place is a border, or is none.
type sentenceRule struct {
	name    string
	example string // ‖ stands at the borders that the rule finds, ¦ at the places where it finds none
	judge   func(*place) verdict
}

// sentenceRules are asked in order; the first that knows decides.
var sentenceRules = []sentenceRule{
	{"inside a title", "《怎么办？¦新人。¦旧人》是一本书。", insideTitle},
	{"SB6: digit behind a dot", "It grew by 3.¦5 and .¦2 percent.", digitBehind},
	{"list number", "1. ¦Build more homes.", listNumber},
	{"list item", "a) Build homes. ‖b) Build roads. ‖• Pay.", listItemBehind},
	{"full-width dot", "馬丁．¦路德．¦金來過。", fullWidthDot},
	{"possessive", "Pell Inc.¦'s men left.", possessive},
	{"no blank behind", "Open index.¦html now.‖Then wait.‖We did.", noBlank},
	{"Latin mark before Han", "他在Yahoo!¦工作，写 Corwin Inc. ¦的历史。", latinBeforeHan},
	{"SB8a: continuation", "“好！”¦、“坏？”¦——都是书名。", goesOn},
	{"speech on the next line", "山说：\n¦“回来！”", speechBelow},
	{"dash", "— Are you coming? ‖— Never! ‖— Why?", dash},
	{"inside a phrase", "They sang “Oh! ¦Susanna” on the deck.", insidePhrase},
	{"title of a person", "Mr. ¦Chen met St. ¦Clair.", personTitle},
	{"needs what follows", "Cities, e.g. ¦Bern, and Smith vs. ¦Jones.", joiningWord},
	{"numbered", "See No. ¦10 and Fig. ¦2 of Sept. ¦4.", numbered},
	{"time of day", "It left at 9 p.m. ¦Eastern, and at 10 p.m. ‖Nobody saw it.", timeOfDay},
	{"initial", "Here J. ¦K. ¦Rowling had a plan B. ‖Everyone knew.", initial},
	{"acronym", "The U.S. ¦Senate met in D.C. ‖Critics left the U.S. ‖They came back.", acronym},
	{"company", "He ran Pell Inc. ‖Workers of Pell Inc. ¦Chairman Orme stayed.", company},
	{"abbreviation", "On Ash Ave. ¦near Dept. ¦5 it closes on Sat. ‖Bring a friend.", abbreviation},
	{"name with a mark", "The Yahoo! ¦Finance page is old.", nameWithMark},
	{"stammer", "“I... ¦I can't.”", stammer},
	{"SB8: small letter", "“Really?” ¦she asked. He paused... ¦and left. ‖iPhones rang.", smallLetter},
	{"attribution", "“We must act!” ¦Ms. Lin said.", attributionEN},
	{"speech announced", "他说：“好！”‖他走了。", announced},
	{"goes on with the quotation", "“为什么？”¦这个问题没有人答。", quotationGoesOn},
	{"attribution, Chinese", "“增长了3.5%。”¦她说。", attributionZH},
	{"embedded", "他问“为什么？”¦然后走了。", embedded},
	{"omission, Chinese", "他想了想......¦没有回答。", omission},
}

// verdict asks the rules; a place that none knows is a border.
func (s *scanner) verdict() verdict {
	for _, rule := range sentenceRules {
		if v := rule.judge(&s.place); v != unknown {
			return v
		}
	}
	return border
}

func when(condition bool, v verdict) verdict {
	if condition {
		return v
	}
	return unknown
}

// insideTitle: no sentence ends within the title of a work, nor behind its last mark.
func insideTitle(p *place) verdict {
	if p.pair >= 0 && strings.ContainsRune(titleMarks, p.pairs[p.pair].kind) {
		return noBorder
	}
	for i := p.inside; i >= 0; i = p.outer(i) {
		if b := p.pairs[i]; strings.ContainsRune(titleMarks, b.kind) && p.pairs[b.mate].at-b.at < 300 {
			return noBorder
		}
	}
	return unknown
}

// digitBehind: a decimal, a version, a time.
func digitBehind(p *place) verdict {
	return when(p.isStop(".．") && p.at == p.end && IsDigit(p.after()), noBorder)
}

// listNumber: nothing but a number or a letter stands before.
func listNumber(p *place) verdict {
	if p.at-p.start > 40 {
		return unknown
	}
	return when(listNumberRE().MatchString(p.text[p.start:p.at]), noBorder)
}

var listNumberRE = lazyregexp.New(`^\s*(?:[(（]?(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）．]\s*)+$`)

// listItemBehind: a bullet, or a number in brackets, begins the next item of a list.
func listItemBehind(p *place) verdict {
	if !p.blank && !p.listed || isHan(p.after()) {
		return unknown
	}
	right := p.right()
	if IsLetter(p.after()) && !strings.ContainsAny(head(right, 10), ")）") {
		return unknown
	}
	return when(itemRE().MatchString(right), border)
}

var itemRE = lazyregexp.New(`^(?:[•◦‣▪●■]|[(（]?(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[)）]\s|[(（](?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[)）]|[①-⓿❶-➓])`)

// fullWidthDot: ． parts names and initials unless the text ends its sentences with it.
func fullWidthDot(p *place) verdict {
	if !p.isStop("．") || p.at > p.end {
		return unknown
	}
	last := lastRune(p.left())
	return when(!p.dotted || IsLetter(last) && !IsLetter(lastRune(strings.TrimSuffix(p.left(), string(last)))), noBorder)
}

// possessive: 's behind a mark makes the sentence go on.
func possessive(p *place) verdict {
	return when(p.isStop(".!?") && !p.blank && possessiveRE().MatchString(head(p.text[p.end:], 8)), noBorder)
}

var possessiveRE = lazyregexp.New(`^['’]s(?:[^\pL]|$)`)

// noBlank: a Latin mark without white space behind it stands in addresses, names of
// files, programs and initials, unless a word ends before it and one with a capital
// begins behind it.
func noBlank(p *place) verdict {
	if p.blank || p.pair >= 0 || p.at > p.end || !p.isStop(".!?") {
		return unknown
	}
	if after := p.after(); !IsLetter(after) && !IsDigit(after) {
		return unknown
	}
	if !capitalWord().MatchString(p.right()) || p.inAddress() {
		return noBorder
	}
	w := lastWord(p.left())
	switch last := lastRune(p.left()); {
	case !IsLetter(last), isPlain(w) && !isAbbreviation(w):
		return border
	case w != "" && isAbbreviation(w) && len(w) > 1 && !titles(w):
		return unknown
	}
	return noBorder
}

var capitalWord = lazyregexp.New(`^(?:\p{Lu}\p{Ll}|[AI](?:[ ,'’]|$))`)

// isPlain reports whether a word has a small letter at its end and no stops in it.
func isPlain(w string) bool {
	return unicode.IsLower(lastRune(w)) && !strings.Contains(w, ".")
}

// inAddress reports whether the place stands in an address of the web or of mail.
func (p *place) inAddress() bool {
	left := tail(p.text[p.start:p.end], 200)
	left = left[strings.LastIndexAny(left, " \n\t\u3000")+1:]
	return strings.Contains(left, "://") || strings.Contains(left, "www.") || strings.Contains(left, "@")
}

// latinBeforeHan: the mark of a name or of an abbreviation in a text whose own sentences
// end with full-width marks. A question mark belongs to a name with a capital alone.
func latinBeforeHan(p *place) verdict {
	left := strings.TrimRight(p.left(), " ")
	if !isHan(p.after()) || !p.isStop(".!?") || !IsLetter(lastRune(left)) {
		return unknown
	}
	if p.pair >= 0 && strings.ContainsAny(string(p.before(p.pair)), ":：") {
		return unknown
	}
	if p.isStop(".") {
		return when(p.wide || isAbbreviation(p.word), noBorder)
	}
	return when(p.wide && unicode.IsUpper(firstRune(lastWord(left))), noBorder)
}

// goesOn: a comma, a colon or the like, or a mark that closes, cannot begin a sentence.
func goesOn(p *place) verdict {
	r := p.after()
	if p.at > p.end && strings.ContainsRune("—–―", r) && p.pair >= 0 {
		return when(!p.blank, noBorder)
	}
	if isMark(r) {
		return when(!strings.HasPrefix(p.right(), "..") && r != '…' && !fileName().MatchString(p.right()), noBorder)
	}
	return when(r == '-' && !p.blank || strings.ContainsRune(",:;，：；、·‧/)）]］】〕》〉%", r), noBorder)
}

// speechBelow: a colon announces the speech on the line below.
func speechBelow(p *place) verdict {
	return when(p.isStop(":：") && strings.ContainsRune("“‘「『〝«\"'＂", p.after()), noBorder)
}

// fileName matches a dot that belongs to what follows: ".5", ".pdf".
var fileName = lazyregexp.New(`^\.[\pL0-9]`)

// dash: a dash behind a sentence begins speech, if speech began the sentence with a dash
// or a full stop stands before; a dash behind a question within a sentence goes on.
func dash(p *place) verdict {
	if !strings.ContainsRune("—–―-", p.after()) {
		return unknown
	}
	rest := p.right()
	behind := strings.TrimLeft(rest, "—–―-")
	if rest[0] == '-' && !(p.blank && strings.HasPrefix(behind, " ")) {
		return unknown
	}
	r := firstRune(strings.TrimLeft(strings.TrimLeftFunc(behind, unicode.IsSpace), "“‘\"'「『"))
	if IsLetter(r) && !unicode.IsUpper(r) {
		return noBorder
	}
	begin := strings.TrimLeftFunc(p.text[p.start:min(p.start+8, len(p.text))], unicode.IsSpace)
	speech := strings.HasPrefix(begin, "—") || strings.HasPrefix(begin, "–") || strings.HasPrefix(begin, "―") || strings.HasPrefix(begin, "- ")
	if speech || p.isStop(".。") || p.blank && unicode.IsUpper(r) {
		return border
	}
	return noBorder
}

// insidePhrase: within quotation marks or brackets in the middle of a sentence, which no
// mark ends before they close: the title of a song, a remark.
func insidePhrase(p *place) verdict {
	for i := p.inside; i >= 0; i = p.outer(i) {
		if p.isPhrase(i) {
			return noBorder
		}
	}
	return unknown
}

// isPhrase reports whether the sentence goes on behind pair i, and is not what a speaker
// said.
func (p *place) isPhrase(i int) bool {
	open, close := p.pairs[i], p.pairs[p.pairs[i].mate]
	longest := 300
	if !strings.ContainsRune(roundMarks, open.kind) && !p.asks() {
		longest = 60 // a full stop parts a title in two, or sentences that somebody said
	}
	if close.at-open.at > longest {
		return false
	}
	last := lastRune(strings.TrimRightFunc(tail(p.text[open.end:close.at], 20), unicode.IsSpace))
	if isMark(last) || strings.ContainsRune(",，—–", last) || strings.ContainsRune(closers, last) {
		return false
	}
	before := p.before(i)
	if strings.ContainsRune(roundMarks, open.kind) {
		return before != 0
	}
	behind := head(p.text[close.end:], 80)
	return !strings.ContainsRune(":：,，", before) && strings.TrimSpace(behind) != "" && !saysBehind().MatchString(behind)
}

// saysBehind matches a comma and who speaks.
var saysBehind = lazyregexp.New(`^[,，]?\s*(?:(?:\pL[\pL.'’-]* ){0,4}(?:` + verbsEN + `)\b|[^，。！？；：“”]{0,8}(?:说|說|道|问|問|喊|叫|答)[，。：])`)

// personTitle: a title is followed by a name. St. is a saint unless a name stands before
// it: a street.
func personTitle(p *place) verdict {
	w := p.word
	switch {
	case w == "" || p.pair >= 0:
		return unknown
	case w == "St":
		return when(!p.behindName(), noBorder)
	case suffixes(w):
		return when(!p.behindName() && unicode.IsUpper(p.after()), noBorder)
	}
	return when(titles(w) && (unicode.IsUpper(p.after()) || isHan(p.after())), noBorder)
}

// behindName reports whether a word with a capital, which is more than the first of a
// sentence, stands before the abbreviation.
func (p *place) behindName() bool {
	m := nameBefore().FindStringSubmatch(p.left())
	return m != nil && !starters(m[1]) && !(p.word == "St" && saintly(m[1]))
}

var (
	nameBefore = lazyregexp.New(`(\p{Lu}[\pL'’-]+),? \pL+$`)
	saintly    = wordSet("Port East West North South Lake Fort Mont Mount Upper Lower Bay Sault Via Rue") // East St. Louis
)

// joiningWord: an abbreviation that cannot end a sentence.
func joiningWord(p *place) verdict { return when(joining(p.word) && p.pair < 0, noBorder) }

// numbered: an abbreviation that a number follows.
func numbered(p *place) verdict {
	if !numberedWords(p.word) || p.pair >= 0 {
		return unknown
	}
	return when(IsDigit(firstRune(p.bare())) || unicode.Is(unicode.Sc, p.after()) || partWords(p.word) && partNumber().MatchString(p.right()), noBorder)
}

var partNumber = lazyregexp.New(`^(?:[IVXLC]{1,6}|[A-Z])\b[^'’]`)

// timeOfDay: a day, a zone or a small letter goes on behind "p.m.", a sentence begins
// with other words.
func timeOfDay(p *place) verdict {
	if !times(p.word) || p.pair >= 0 {
		return unknown
	}
	if behindTime().MatchString(p.right()) || strings.ContainsRune(roundMarks, p.after()) || p.lang == align.Chinese {
		return noBorder
	}
	return when(p.beginsNew(), border)
}

// beginsNew reports whether the place is followed by a capital, a number or a quotation.
func (p *place) beginsNew() bool {
	r := firstRune(p.bare())
	return unicode.IsUpper(r) || IsDigit(r) || unicode.Is(unicode.Sc, r) || p.bare() != p.right() && !strings.ContainsRune(roundMarks, p.after())
}

// goesOnSmall reports whether a small letter follows.
func (p *place) goesOnSmall() bool { return unicode.IsLower(firstRune(p.bare())) && !p.isBrand() }

// isBrand reports whether the next word begins with a small letter and has a capital or a
// digit in it: iPhone, eBay, mRNA.
func (p *place) isBrand() bool { return brand().MatchString(p.bare()) }

var brand = lazyregexp.New(`^\p{Ll}{1,3}['’]?(?:\p{Lu}|[0-9]+\p{Ll})`)

// initial: a single capital before a name, unless a noun before says that it is no
// initial ("plan B"), or a word that begins sentences follows.
func initial(p *place) verdict {
	w := p.word
	if p.pair >= 0 || p.at == p.end && !unicode.IsUpper(p.after()) {
		return unknown
	}
	if len(w) != 1 && !(dotted().MatchString(w) && w == strings.ToUpper(w) && !acronyms(w)) || w != strings.ToUpper(w) || !unicode.IsUpper(firstRune(p.bare())) {
		return unknown
	}
	noun := strings.ToLower(lastWord(strings.TrimRight(strings.TrimSuffix(strings.TrimRight(p.left(), " "), w), " ")))
	next := p.nextWord()
	if starters(next) && len(next) > 1 || next == "A" || next == "I" && !strings.HasPrefix(p.bare(), "I.") || lettered(noun) && len(w) == 1 {
		return border
	}
	return when(w != "I" || len(next) == 1, noBorder)
}

// acronym: "U.S." and the like may end a sentence; an office or a name may go with it.
func acronym(p *place) verdict {
	w := p.word
	if !acronyms(w) || p.pair >= 0 || p.goesOnSmall() || !p.beginsNew() {
		return unknown
	}
	if behindCountry(p.nextWord()) || IsDigit(p.after()) || indefinite().MatchString(p.left()) {
		return noBorder
	}
	return border
}

// indefinite matches a word before an acronym that needs a noun behind it.
var indefinite = lazyregexp.New(`(?i:\b(?:an?|former|every|any|no|some|most|two|three|many)) [\pL.]+$`)

// company: "Inc." and "Jr." end names; an office or another part of the name may follow.
func company(p *place) verdict {
	w := p.word
	if !firms(w) && !suffixes(w) || p.pair >= 0 || !unicode.IsUpper(firstRune(p.bare())) {
		return unknown
	}
	next := p.nextWord()
	if firms(w) && behindFirm(next) || suffixes(w) && behindName(next) || w == "Co" && !p.behindName() && !strings.HasSuffix(p.left(), "& Co") {
		return noBorder
	}
	return border
}

// abbreviation: other abbreviations go on with numbers, brackets and small letters.
func abbreviation(p *place) verdict {
	w := p.word
	if p.pair >= 0 || !isAbbreviation(w) {
		return unknown
	}
	switch r := p.after(); {
	case unicode.IsUpper(r) || p.isBrand():
		if dotted().MatchString(w) && w == strings.ToLower(w) {
			return when(!starters(p.nextWord()), noBorder)
		}
		if dayOrMonth().MatchString(p.right()) && shortened(w) && !streets(w) && unicode.IsUpper(firstRune(w)) || (w == "Univ" || w == "Dept" || w == "Assn") && !starters(p.nextWord()) {
			return noBorder
		}
		return when(shortened(w) || streets(w), border)
	case unicode.IsLower(r), strings.ContainsRune(roundMarks, r):
		return noBorder
	case IsDigit(r):
		return when(!strings.Contains("no in sec min p.m a.m", w), noBorder)
	}
	return unknown
}

var dayOrMonth = lazyregexp.New(`^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? [0-9]`)

// nameWithMark: the mark belongs to the name of a company or a show.
func nameWithMark(p *place) verdict {
	if !p.isStop("!") || p.at == p.end || !unicode.IsUpper(p.after()) || starters(p.nextWord()) {
		return unknown
	}
	return when(markedNames(lastWord(p.left())), noBorder)
}

// stammer: the word before the dots is begun again.
func stammer(p *place) verdict {
	if !p.isOmission() || p.pair >= 0 {
		return unknown
	}
	left, bare := p.left(), p.bare()
	if last := lastRune(left); isHan(last) {
		return when(last == p.after(), noBorder)
	}
	w := lastWord(left)
	return when(w != "" && len(bare) >= len(w) && strings.EqualFold(bare[:len(w)], w) && !IsLetter(firstRune(bare[len(w):])), noBorder)
}

// smallLetter: a small letter goes on with the sentence, unless a full stop behind a
// whole word stands before, or the word is a name such as iPhone.
func smallLetter(p *place) verdict {
	r := p.after()
	if !unicode.IsLower(r) && !(p.at != p.end && unicode.IsLower(firstRune(p.bare()))) {
		return unknown
	}
	if p.lang == align.Chinese && !strings.ContainsAny(p.marks(), ".!?") {
		return unknown
	}
	switch {
	case p.lang == align.Chinese && p.wide && p.isStop("."):
		return noBorder
	case p.isBrand():
		return border
	case p.isStop(".") && p.pair < 0 && unicode.IsLower(r) && isWord(p.word):
		return border
	case !unicode.IsLower(r) && !strings.ContainsRune("\"“‘'", r):
		return unknown
	}
	return noBorder
}

// isWord reports whether a full stop behind w ends a sentence.
func isWord(w string) bool { return isPlain(w) && len(w) > 1 && !isAbbreviation(w) }

const verbsEN = `said|says|asked|asks|added|adds|wrote|writes|told|tells|argued|argues|warned|warns|noted|notes|replied|replies|recalled|recalls|explained|explains|insisted|insists|declared|answered|answers|cried|cries|shouted|whispered|called|continued|muttered|murmured|exclaimed|demanded|wondered|observed|remarked|protested|screamed|yelled|snapped|thought|repeated|admitted|concluded|suggested|announced|begged|urged|objected`

// attributionEN: the speaker behind a quotation, unless one was named before it.
func attributionEN(p *place) verdict {
	if p.pair < 0 || strings.ContainsRune(roundMarks, p.pairs[p.pair].kind) || strings.ContainsRune(":,：，", p.before(p.pair)) {
		return unknown
	}
	m := attributionENRE().FindStringSubmatch(p.right())
	return when(m != nil && !nobody(m[1]) && (!p.isStop(".") || m[2] == ""), noBorder)
}

var (
	attributionENRE = lazyregexp.New(`^(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Mme|Lt|Col|Capt|Sgt|Rev|Fr|Sir|Lady|Lord)\.? )?(\p{Lu}[\pL'’-]*) (?:\p{Lu}[\pL.'’-]* ){0,3}(?:(?:told|tells|asked|asks|reminded|warned|answered) (?:[Tt]he |his |her |my |an? )?\pL+(?: \p{Lu}\pL+){0,2}[,.;:]|(?:` + verbsEN + `)(?:[,.;:!?]|$| \pL+ly[,.;:]| (?:again|then|back|aloud|softly)[,.;:]|( (?:in|on|at|to|as|with|from|after|before|when|while|during|of)\b)))`)
	nobody          = wordSet("Nobody None Nothing Few Many Some Everybody Everyone Others People Voters He She They We You It Who No Not Never All The This That Then")
)

// announced: speech that a colon announces, or a comma behind a verb of speaking, ends
// the sentence when it ends.
func announced(p *place) verdict {
	if p.pair < 0 || strings.ContainsRune(roundMarks, p.pairs[p.pair].kind) {
		return unknown
	}
	switch r := p.before(p.pair); {
	case strings.ContainsRune(":：", r):
		return when(!partOf().MatchString(p.right()), border)
	case strings.ContainsRune(",，", r):
		return when(saysBefore().MatchString(tail(p.text[p.start:p.pairs[p.pair].at], 60)), border)
	}
	return unknown
}

// partOf matches what makes even speech behind a colon a part of the sentence.
var partOf = lazyregexp.New(`^(?:的[^确確士]|之[类類]|等[等，、]|便|就[^这這在是算])`)

var saysBefore = lazyregexp.New(`(?:说|說|道|问|問|喊|叫|答|嚷|吼|叹|嘆|告诉[^，]{1,6}|(?:` + verbsEN + `)[^,]{0,20})[,，]\s*$`)

// quotationGoesOn: the quotation is a part of the sentence, and the words behind it show
// that: “…？”这个问题.
func quotationGoesOn(p *place) verdict {
	return when(p.pair >= 0 && p.quotationGoesOn(), noBorder)
}

func (p *place) quotationGoesOn() bool {
	return !strings.ContainsRune(roundMarks, p.pairs[p.pair].kind) && goesOnRE().MatchString(p.right()) && !goesOnNot().MatchString(p.right())
}

var (
	goesOnRE  = lazyregexp.New(`^(?:的|地[一叫喊哭笑大惊驚]|之[^前後后间間]|之[后後前][，,]|等[，、。等]|是|[这這那](?:[一两兩几幾三]?[个個句样樣种種番类類则則首篇段本部条條声聲话話些]|[一几幾三兩两]字|口号|口號)|[一二两兩三四五六七八九十几幾数數0-9]+[个個]?(?:大|小)?(?:字|词|詞|句)|一[声聲][，,]|字[样樣眼，。、]|[和与與或及跟]["“‘「『〝＂«]|就[^这這在是算]|便|成了|成为|成為|也好|[为為](?:题|題|名|由|例)|以外|以后[，,]|一[词詞语語问問]|[时時][，,])`)
	goesOnNot = lazyregexp.New(`^(?:的确|的確|的士|是的|是啊|是不是|是否|是吗|是嗎|地[铁鐵球图圖点點])`)
)

// attributionZH: the speaker behind a quotation, unless nobody speaks, or speech is a
// thing (的解释). Who listens may be named (她问办事员, 告诉《三江日报》). An attribution with a
// colon belongs to the next quotation, and so does one that goes on behind a comma with other
// words.
func attributionZH(p *place) verdict {
	if p.pair < 0 || strings.ContainsRune(roundMarks, p.pairs[p.pair].kind) {
		return unknown
	}
	m := attributionZHRE().FindStringSubmatch(p.right())
	return when(m != nil && !silent().MatchString(m[1]), noBorder)
}

var (
	attributionZHRE = lazyregexp.New(`^([^，。！？；：、“”‘’「」『』"＂《》\s]{0,16}?)(?:(?:(?:说|說|问|問|喊|叫|嚷|吼|答|叹|嘆|骂|罵|劝|勸|讲|講|应|應|补|補|补充|補充|追问|追問|反问|反問|回答|回应|回應|解释|解釋|介绍|介紹|表示|指出|强调|強調|感叹|感嘆|感慨|坦言|回忆|回憶|警告|呼吁|呼籲|念|嘟囔|嘟嚷|喃喃|嘀咕|咕哝|重复|重複|提醒|承认|承認|抱怨|宣布|宣佈|插嘴|大喊|大叫|尖叫|认为|認為|称|稱|道|建议|建議|命令|吩咐|请求|請求|恳求|哀求|安慰|怒斥|惊呼|驚呼|高呼|直言|自嘲|打断|打斷|自言自语|自言自語|提议|提議|催促|附和)(?:道|着|著|了|起来|起來)?|(?:补|補|加|添|问|問|说|說|回|喊|骂|罵|叹|嘆|应|應|答|嘟囔|重复|重複)了?(?:他|她|我)?[一两几][句声聲]|(?:写|寫|笑|想|哭)道|(?:苦笑|冷笑|大笑|暗笑)|(?:叫|喊|嚷|吼|笑|哭)了?起[来來]|(?:告诉|告訴|问|問|提醒|劝|勸|骂|罵|叫|喊|回答|对|對|安慰|警告|吩咐|命令)(?:记者|記者|我们|我們|他们|他們|她们|她們|大家|对方|對方|众人|眾人|[他她我你])|(?:告诉|告訴|问|問|质问|質問|询问|詢問|追问|追問|反问|反問|提醒|劝|勸|警告|吩咐|命令|安慰|催促|责备|責備|训斥|訓斥|反驳|反駁)[^，。！？；：、“”‘’「」『』"＂《》\s出过過题題路完倒罪到号號世着著了起][^，。！？；：、“”‘’「」『』"＂《》\s]{0,5}|(?:告诉|告訴|对|對|向)《[^《》。！？]{1,12}》(?:记者|記者)?(?:说|說|表示)?))(?:[。！？.!?；;]|[，,]\s*["“‘「『〝＂«]|\s*["“‘「『〝＂«]|\s*$)`)
	silent          = lazyregexp.New(`没|沒|未|无人|無人|不|别|別|的$|^[这這那](?:[是就样樣时時]|一[次刻])|谁|誰|很少|[听聽]|难|難`)
)

// reach is how many bytes before a quotation tell whether somebody speaks.
const reach = 40

// embedded: a quotation or a bracket in the middle of a Chinese sentence. Within it a
// question mark ends no sentence, unless somebody else goes on; a full stop does.
func embedded(p *place) verdict {
	if p.pair < 0 || !isHan(p.after()) {
		return unknown
	}
	before, begin := p.before(p.pair), p.start
	if at := p.pairs[p.pair].at; at < p.start { // sentences within the quotation ended before: 喊着“救命！救命！”跑了
		begin = max(0, at-reach)
		before = lastRune(strings.TrimRightFunc(p.text[begin:at], unicode.IsSpace))
		if !isHan(before) || speechNext().MatchString(p.right()) {
			return unknown
		}
	}
	if before == 0 || isMark(before) || strings.ContainsRune(":：,，", before) {
		return when(strings.ContainsRune(roundMarks, p.pairs[p.pair].kind) && before != 0 && !isMark(before) && !p.isStop("。.．｡"), noBorder)
	}
	said := tail(p.text[begin:p.pairs[p.pair].at], reach)
	if saidZH().MatchString(said) && newSubject().MatchString(p.right()) {
		return border
	}
	return when(!p.isStop("。.．｡"), noBorder)
}

var (
	saidZH     = lazyregexp.New(`(?:说|說|问|問|喊|叫|道|答)(?:了|着|著|过|過|我|你|他|她|大家)?\s*$`)
	speechNext = lazyregexp.New(`^[^，。！？；：、“”‘’「」『』"＂《》\s]{1,16}[:：]`)
	newSubject = lazyregexp.New(`^(?:[我你他她它]|没人|沒人|没有人|沒有人|无人|無人|谁也|誰也|大家|众人|眾人|于是|於是|但|可是|不过|不過|然而)`)
)

// omission: Chinese dots of omission go on, unless they stand behind a long clause, or
// before a quotation or a time.
func omission(p *place) verdict {
	if !p.isOmission() || p.pair >= 0 {
		return unknown
	}
	r := p.after()
	if !isHan(r) {
		return when(IsDigit(r) && !p.blank, noBorder)
	}
	right := p.right()
	if timeBegins().MatchString(right) {
		return border
	}
	clause := p.left()
	if i := strings.LastIndexFunc(clause, unicode.IsPunct); i >= 0 {
		clause = clause[i+len(string(firstRune(clause[i:]))):]
	}
	if strings.HasPrefix(p.marks(), "。") {
		return when(unfinishedZH().MatchString(clause), noBorder)
	}
	han := 0
	for _, r := range clause {
		if isHan(r) {
			han++
		}
	}
	return when(han < 7 || connective().MatchString(right), noBorder)
}

var (
	timeBegins   = lazyregexp.New(`^(?:第[一二三四五六七八九十0-9]+[天年日]|[一二两兩三四五六七八九十几幾数數0-9]+[个個]?(?:年|天|月|小时|小時|分钟|分鐘)[以之]?[后後]|后来|後來|次日|翌日|那[天年]|当[天晚]|這時|这时)`)
	unfinishedZH = lazyregexp.New(`(?:^|[，、])(?:不过|不過|可是|但是|但|而且|因为|因為|如果|所以|然后|然後|也许|也許|比如|那个|那個|这个|這個|[我你他她从從那这這是])$`)
	connective   = lazyregexp.New(`^(?:然后|然後|但|可是|不过|不過|而|却|卻|也|就|还|還|又|并|並|[这這]些|等|以及|或|和|都|的|地|得|了|吗|嗎|呢|吧|啊)`)
)
