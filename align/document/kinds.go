package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
)

// How the kind of a paragraph is found.
//
// The prose of a piece, its whole sentences, shows where the piece is. Above
// the first paragraph of prose stand the title, its standfirst, byline and
// date, and the head of the page; below the last one the author note and the
// foot of the page. Within, only what can be nothing else is furniture:
//
//	HOME | WORLD | OPINION        furniture, anywhere
//	A river needs a budget        title: the first line left
//	By Lin Yue | Updated: ...     byline
//	Every spring the river ...    prose
//	Who pays?                     heading: a short line between prose
//	Advertisement                 furniture, anywhere
//	It is the towns that ...      prose
//	The author teaches law ...    author note: at the end
//	Related reading               furniture, and the headlines under it too
//	Towns that learned to float

// line is a block as the rules see it.
type line struct {
	flat  string // see flatten
	size  int    // in words, a Chinese character counting as half a word
	prose bool   // a whole sentence or more
	whole bool   // a whole sentence, too long to be a prompt
	ended bool   // ends as a sentence does, with a full stop
}

// proseSize is how long a sentence has to be, in words, to show that a piece is
// there.
const proseSize = 14

func lineOf(b block) line {
	l := line{flat: flatten(b.text)}
	han, words, inWord := 0, 0, false
	for _, r := range l.flat {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || r == '-'
		switch {
		case unicode.Is(unicode.Han, r):
			han++
			inWord = false
		case letter && !inWord:
			words++
			inWord = true
		case !letter:
			inWord = false
		}
	}
	l.size = words + (han+1)/2
	tail := strings.TrimRight(l.flat, "\"'”’」』)）]】 ")
	last, _ := utf8.DecodeLastRuneInString(tail)
	l.ended = strings.ContainsRune(".。．;；", last)
	l.whole = l.size >= 8 && (l.ended || strings.ContainsRune("?？", last)) && !strings.HasSuffix(tail, "..")
	l.prose = l.size >= proseSize && (l.ended || strings.ContainsRune("?!？！…:：—", last)) || l.size >= 4*proseSize
	return l
}

// dropInvisible is a mapping that removes characters without width.
func dropInvisible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// classifier holds the blocks of a document while their kinds are found.
type classifier struct {
	blocks      []block
	lines       []line
	first, last int // the first and last block of prose; len(blocks) and -1 if there is none
}

// classify gives every block its kind. What the format said stays, except that
// furniture is furniture even if marked as heading or body.
func classify(blocks []block) {
	c := &classifier{blocks: blocks, lines: make([]line, len(blocks))}
	for i, b := range blocks {
		c.lines[i] = lineOf(b)
	}
	c.apply(anywhere)
	c.takeLists()
	c.measure()
	for range 2 { // each can uncover work for the other
		c.takeAuthorNotes()
		c.measure()
		c.apply(outside)
		c.measure()
	}
	c.takeBelow()
	c.measure()
	c.takeHead()
	c.takeSignedNotes()
	for i := range c.blocks {
		if c.blocks[i].kind == "" {
			c.blocks[i].kind = c.innerKind(i)
		}
	}
}

// open reports whether furniture rules may decide on block i.
func (c *classifier) open(i int) bool {
	k := c.blocks[i].kind
	return k == "" || k == align.Body || k == align.Heading
}

func (c *classifier) take(i int, reason string) {
	c.blocks[i].kind, c.blocks[i].reason = align.Boilerplate, reason
}

func (c *classifier) furniture(i int) bool { return c.blocks[i].kind == align.Boilerplate }

// apply tries the rules of a zone on the blocks in it. Furniture that the format
// knows no better name for gets that of the rule.
func (c *classifier) apply(where zone) {
	for i := range c.blocks {
		if where == outside && c.first < i && i < c.last && !c.furniture(i) || captionPattern.MatchString(c.lines[i].flat) {
			continue
		}
		cell := where == outside && c.blocks[i].kind == align.Body
		if vague := vagueReasons[c.blocks[i].reason]; !vague && (cell || !c.open(i)) {
			continue
		}
		if reason := match(c.lines[i], where); reason != "" {
			c.take(i, reason)
		}
	}
}

// vagueReasons are the reasons that only tell where on the page a block stands.
var vagueReasons = map[string]bool{"outside the article": true, "page footer": true, "sidebar": true, "list of links": true, "form": true, "button": true}

// match returns the reason of the first rule of a zone that matches, "" if none.
func match(l line, where zone) string {
	for k := range furniture {
		if r := &furniture[k]; r.where == where && r.matches(l) {
			return r.reason
		}
	}
	return ""
}

// measure finds the first and the last block of prose that is not furniture.
func (c *classifier) measure() {
	c.first, c.last = len(c.blocks), -1
	for i, l := range c.lines {
		if l.prose && (c.blocks[i].kind == "" || c.blocks[i].kind == align.Body) {
			c.first = min(c.first, i)
			c.last = i
		}
	}
}

// takeLists takes the headlines that stand under "Related reading", "Most
// popular" and the like, up to the next prose. Headlines without a blank line
// between are a list that ends with the next blank line. A heading of the piece
// after the list stays if the format or its number tells that it is one.
func (c *classifier) takeLists() {
	prose := c.lastProse()
	for i := 0; i < len(c.blocks); i++ {
		if !c.furniture(i) || !headsList(c.lines[i]) {
			continue
		}
		reason := c.blocks[i].reason
		ended := func(j int) bool { return c.blocks[j].group != c.blocks[i].group && j <= prose }
		grouped := i+1 < len(c.blocks) && c.blocks[i+1].group == c.blocks[i].group
		j := i + 1
		for ; j < len(c.blocks); j++ {
			if grouped && ended(j) {
				break
			}
			if headsList(c.lines[j]) {
				break
			}
			if c.furniture(j) {
				if c.blocks[j].reason == "outside the article" && headline(c.lines[j]) {
					c.take(j, reason)
				}
				continue
			}
			if other := match(c.lines[j], outside); other != "" {
				c.take(j, other)
				continue
			}
			if !c.open(j) || !headline(c.lines[j]) || authorNotePattern.MatchString(c.lines[j].flat) ||
				captionPattern.MatchString(c.lines[j].flat) || sectionNumber.MatchString(c.lines[j].flat) && c.proseAt(j+1) {
				break
			}
			if c.blocks[j].kind == align.Heading && c.proseAt(j+1) {
				break
			}
			c.take(j, reason)
		}
		i = j - 1
	}
}

func (c *classifier) proseAt(i int) bool { return i < len(c.lines) && c.lines[i].prose }

// lastProse returns the last block of prose that is not about the author, -1 if
// there is none.
func (c *classifier) lastProse() int {
	for i := len(c.lines) - 1; i >= 0; i-- {
		if c.lines[i].prose && !c.furniture(i) && !authorNotePattern.MatchString(c.lines[i].flat) {
			return i
		}
	}
	return -1
}

func headsList(l line) bool {
	for k := range furniture {
		if r := &furniture[k]; r.heads && r.matches(l) {
			return true
		}
	}
	return false
}

// headline reports whether a line could be an item of a list of headlines.
func headline(l line) bool {
	return l.size <= 24 && (!l.ended || strings.HasSuffix(l.flat, "..."))
}

// takeAuthorNotes types what is said of the author at the end of the piece, and
// a disclaimer beside it.
func (c *classifier) takeAuthorNotes() {
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.furniture(i) || !c.open(i) || c.lines[i].size > 110 {
			if c.furniture(i) || c.blocks[i].kind == align.AuthorNote {
				continue
			}
			return
		}
		flat := c.lines[i].flat
		switch {
		case authorNotePattern.MatchString(flat), namedAuthorPattern.MatchString(flat) && c.lines[i].size <= 70:
			c.blocks[i].kind = align.AuthorNote
		case c.lines[i].prose && !strings.HasPrefix(flat, "译注") && !strings.HasPrefix(flat, "译者注"):
			return
		}
	}
}

// takeSignedNotes types what starts with the name in the byline and stands at the
// end of the piece: it is about the author.
func (c *classifier) takeSignedNotes() {
	var names []string
	for i, b := range c.blocks {
		if b.kind == align.Byline {
			names = append(names, authorNames(c.lines[i].flat)...)
		}
	}
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.furniture(i) && !vagueReasons[c.blocks[i].reason] {
			continue
		}
		l := c.lines[i]
		about := l.size <= 80 && slices.ContainsFunc(names, func(n string) bool {
			return len(l.flat) > len(n)+8 && strings.EqualFold(l.flat[:len(n)], n)
		})
		switch {
		case about:
			c.blocks[i].kind, c.blocks[i].reason = align.AuthorNote, ""
		case l.prose && !c.furniture(i) && c.blocks[i].kind != align.AuthorNote:
			return
		}
	}
}

var nameInByline = regexp.MustCompile(`(?:\p{Lu}[\p{L}.'’-]+ ){1,3}\p{Lu}[\p{L}.'’-]+|` + foreignName + `|\p{Han}{2,4}`)

// authorNames returns the names in a byline.
func authorNames(byline string) []string {
	byline, _, _ = strings.Cut(byline, "|")
	for _, prefix := range []string{"By ", "BY ", "作者", "文", "记者", "撰文"} {
		byline = strings.TrimLeft(strings.TrimPrefix(byline, prefix), ":：/／ ")
	}
	return nameInByline.FindAllString(byline, 4)
}

// takeBelow takes what is left under the line that ends the page's article: the
// editor, the copyright, the licence. Teasers of other pieces stand there.
func (c *classifier) takeBelow() {
	prose, end := 0, -1
	for i, l := range c.lines {
		switch {
		case c.furniture(i) && endsArticle[c.blocks[i].reason] && prose >= 3:
			if end < 0 {
				end, prose = i, -prose/4
			}
		case l.prose && !c.furniture(i) && c.open(i):
			prose++
		}
	}
	if end < 0 || prose > 0 {
		return
	}
	for i := end + 1; i < len(c.blocks); i++ {
		if c.open(i) && c.lines[i].size <= 60 {
			c.take(i, "below the article")
		}
	}
}

// endsArticle holds the reasons of furniture that stands under an article.
var endsArticle = map[string]bool{"editor contact": true, "copyright": true, "licence number": true}

// takeHead types title, standfirst, byline and date above the prose, and
// bylines and dates below it.
func (c *classifier) takeHead() {
	title := c.findTitle()
	credit, under := c.lastCredit(title), -1
	if found := c.below(title); title >= 0 && len(found) > 0 {
		under = found[0]
	}
	for i := range c.blocks {
		inside := c.first <= i && i <= c.last && i > credit
		if inside || !c.open(i) || i == title {
			continue
		}
		l := c.lines[i]
		between := title >= 0 && i > title && i < credit
		switch {
		case isByline(l), between && namePattern.MatchString(l.flat), under == i && signature.MatchString(l.flat):
			c.blocks[i].kind = align.Byline
		case isDate(l):
			c.blocks[i].kind = align.Date
		case captionPattern.MatchString(l.flat):
			c.blocks[i].kind = align.Caption
		case between && l.size <= 70:
			c.blocks[i].kind = align.Standfirst
		}
	}
	for k, i := range c.below(title) {
		if k < 3 && c.open(i) && c.lines[i].size <= 90 && standfirstPattern.MatchString(c.lines[i].flat) {
			c.blocks[i].kind = align.Standfirst
		}
	}
}

// findTitle returns the block that is the title, -1 if there is none. Where the
// format names none it is the first heading above the prose, else the first
// line there that can be one.
func (c *classifier) findTitle() int {
	if i := slices.IndexFunc(c.blocks, func(b block) bool { return b.kind == align.Title }); i >= 0 {
		return i
	}
	guess := -1
	for i, b := range c.blocks {
		l := c.lines[i]
		switch {
		case guess >= 0 && i < c.first && headsPage[b.reason] && c.titleBelow(i):
			c.take(guess, "page header") // the name of the site, above its menu
			guess = -1
		case i >= c.first || guess >= 0 || isByline(l) || isDate(l) || captionPattern.MatchString(l.flat):
		case b.kind == align.Heading, b.kind == "" && titleLike(l):
			guess = i
		}
	}
	if guess >= 0 {
		c.blocks[guess].kind = align.Title
	}
	return guess
}

// headsPage holds the reasons of furniture that stands above the title.
var headsPage = map[string]bool{"navigation": true, "breadcrumb": true, "login": true, "search box": true}

// titleBelow reports whether a line under block i, above the prose, can be the
// title.
func (c *classifier) titleBelow(i int) bool {
	for _, j := range c.below(i) {
		if j < c.first && c.open(j) && titleLike(c.lines[j]) && !isByline(c.lines[j]) && !isDate(c.lines[j]) {
			return true
		}
	}
	return false
}

// lastCredit returns the last byline or date among the few blocks under the
// title, -1 if there is none. A standfirst may stand between.
func (c *classifier) lastCredit(title int) int {
	last := -1
	if title < 0 {
		return last
	}
	for k, i := range c.below(title) {
		if k >= 5 || k >= 2 && last < 0 && i > c.first || c.lines[i].size > 70 {
			break
		}
		if k := c.blocks[i].kind; k == align.Byline || k == align.Date || c.open(i) && (isByline(c.lines[i]) || isDate(c.lines[i])) {
			last = i
		}
	}
	return last
}

// below returns the few blocks close under block i that are no furniture.
func (c *classifier) below(i int) []int {
	var found []int
	for j := i + 1; j < min(len(c.blocks), i+100) && len(found) < 6; j++ {
		if !c.furniture(j) {
			found = append(found, j)
		}
	}
	return found
}

func isByline(l line) bool { return l.size <= 30 && bylinePattern.MatchString(l.flat) }

func isDate(l line) bool { return l.size <= 30 && datePattern.MatchString(l.flat) }

// innerKind types a block that is neither furniture nor head.
func (c *classifier) innerKind(i int) align.Kind {
	l := c.lines[i]
	switch {
	case captionPattern.MatchString(l.flat):
		return align.Caption
	case !c.proseNext(i):
	case headingLike(l), sectionNumber.MatchString(l.flat) && l.size <= 20 && !l.ended:
		return align.Heading
	}
	return align.Body
}

// proseNext reports whether the next block that is no furniture is prose or a
// heading of its own.
func (c *classifier) proseNext(i int) bool {
	for _, j := range c.below(i) {
		return c.lines[j].prose || c.blocks[j].kind == align.Heading || c.blocks[j].kind == align.Caption
	}
	return false
}

// titleLike reports whether a line could be the title of a piece.
func titleLike(l line) bool {
	first, _ := utf8.DecodeRuneInString(l.flat)
	return l.size >= 2 && l.size <= 28 && !l.ended && !unicode.IsLower(first) && !strings.HasSuffix(l.flat, ",") && !strings.HasSuffix(l.flat, "，")
}

// headingLike reports whether a line could head a section.
func headingLike(l line) bool {
	last, _ := utf8.DecodeLastRuneInString(l.flat)
	return titleLike(l) && l.size <= 12 && !strings.ContainsAny(l.flat, "“”\"「」。") && !strings.ContainsRune(",，:：—…", last)
}

// sectionNumber matches the numbers of sections: "三、", "（二）", "1. ", "II. ".
var sectionNumber = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部]|\d{1,2}[.、．] ?\p{Han}|[IVX]{1,4}\. |\d{1,2}\. \p{Lu})`)

const (
	name      = `(?:\p{Lu}[\p{L}.'’-]*|(?:de|van|von|al|bin|and|&|with),?)`
	clockTime = `(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[ap]\.?m\.?)?)`
	isoDate   = `(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,? \d{4})`
)

// foreignName matches a foreign name in Chinese characters.
const foreignName = `\p{Han}{1,8}(?:[·・．]\p{Han}{1,8}(?:[－-]\p{Han}{1,8})?){1,3}`

// surnames holds the hundred most frequent Chinese surnames.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武乔柳"

var (
	// bylinePattern matches the line that names the author or the source.
	bylinePattern = regexp.MustCompile(`^(?:(?:By|BY|Words by|Text by|Written by|from) ` + name + `(?:,? ` + name + `){0,9}(?:\s*[|,(/–—-].{0,90})?` +
		`|(?i:by (?:our|a) (?:staff|special|own) (?:reporter|writer|correspondent).{0,40})` +
		`|` + name + `(?: ` + name + `){1,4}\s*\|.{0,90}` +
		`|[（(]?(?:本报|本刊|本网|特约|本台)?(?:特约|首席|高级)?(?:评论员|记者|撰稿人?|通讯员|编辑部)\s?[:：/丨|]?\s?[\p{Han}·・ 、]{0,24}[)）]?` +
		`|[（(]?(?:(?:本报|本网|本刊|\p{Han}{2,6}(?:网|报|社))(?:首席|特约)?(?:评论员|记者))[:：/ ]?[\p{Han}·・ 、]{0,24}[)）]?` +
		`|[（(]?(?:作者|撰文|文|撰稿|记者|署名|作 ?者|译者|翻译|编译)\s?[:：/／丨|｜]\s?[^。]{1,60}` +
		`|(?:来源|稿源|(?i:source))\s?[:：]\s?[^。.]{1,60}` +
		`|[\p{Han}·]{2,12}(?:[ |｜]+[\p{Han}·]{2,12}){0,2}[ |｜]+\d{4}[-/.年 ]{1,2}\d{1,2}[-/.月 ]{1,2}\d{1,2} ?日?(?: ?` + clockTime + `)?` +
		`|[\p{Han}·]{2,12}[ |｜]+(?:来源|作者|文|本报记者)[:：].{1,40}` +
		`|[\p{Han}·]{2,12}(?: ?(?:译|编译)| (?:文|著|撰文))` +
		`|[□◎]\s?[\p{Han}·・ ]{2,16})$`)

	// namePattern matches a bare name.
	namePattern = regexp.MustCompile(`^(?:\p{Lu}[\p{L}.'’-]*(?: ` + name + `){1,4}|\p{Han}{2,4}(?:[ 、]\p{Han}{2,4}){0,3}|` + foreignName + `)$`)

	// signature matches a line under the title that can only be a name.
	signature = regexp.MustCompile(`^(?:[` + surnames + `]\p{Han}{1,2}(?:[ 、][` + surnames + `]\p{Han}{1,2}){0,3}|` + foreignName + `)$`)

	// datePattern matches the line that tells when and where a piece appeared.
	datePattern = regexp.MustCompile(`(?i)^[（(\[【]?(?:(?:last )?updated?(?: (?:on|at))?|published(?: (?:on|at))?|posted(?: on)?|created|发布(?:时间|日期)?|更新(?:时间|于)?|时间|日期|发表(?:时间|于)|发稿时间)?\s?[:：]?\s?(?:` + clockTime + `,? )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?` + isoDate + `\s?(?:星期[一二三四五六日天])?(?:[ ,T|]*(?:at )?` + clockTime + `)?(?: ?(?:[a-z]{2,4}|\(?(?:gmt|utc)[+-]?\d*\)?))?\s?[|,，;；]?\s?(?:(?:来源|稿源|作者|source|字号|责任编辑|编辑|updated)\s?[:：].{0,80}|\p{Han}{2,12}(?:网|报|社|日报|晚报).{0,12}|[|].{0,60})?[)）\]】]?$`)

	// standfirstPattern matches a summary that says it is one.
	standfirstPattern = regexp.MustCompile(`(?i)^(?:summary|abstract|in brief|key points?|摘要|提要|核心提示|内容提要|导语|导读|编者按|阅读提示|核心阅读)\s?[:：】]`)

	// captionPattern matches what stands under a picture.
	captionPattern = regexp.MustCompile(`(?:^[（(\[【]?(?:(?i:photo|image|picture|illustration|cartoon|graphic|photograph)s?(?i:(?: (?:by|credit|courtesy(?: of)?|from))| ?[:：/])|(?:图片来源|图源|资料图片?|资料照片|漫画|制图|图|摄影|配图|题图|供图|插图|图片)\s?[:：/／丨|]|图为).{0,200}$)` +
		`|(?:[\[(（【](?i:(?:file )?photos?(?: by| ?/| provided)|image|picture|illustration|cartoon|资料图|图片来源|图源|图/|新华社(?:发|记者)|视觉中国|来源：视觉)[^\])）】]{0,60}[\])）】]\.?$)` +
		`|(?:^.{4,400}(?:[.。”"]|\s)\s?(?:[\p{Lu}][\p{Lu}.' -]+ ?/ ?)?(?:XINHUA|REUTERS|AFP|VCG|GETTY IMAGES|AGENCIES|ASSOCIATED PRESS)$)|^(?:XINHUA|REUTERS|AFP|VCG|AP|新华社(?:发|图片)?|视觉中国|资料图片?)$` +
		`|(?:^\p{Lu}[\p{Lu}.' -]{3,40} ?/ ?(?:FOR )?\p{Lu}[\p{Lu}.' -]{1,40}$)|(?:^.{0,150}(?:新华社|中新社|本报|图虫|视觉中国)?(?:记者|通讯员|特约)?\s?\p{Han}{2,4}\s?摄(?:影)?[)）]?$)`)

	// authorNotePattern matches what a paper says of its author, or that the
	// views are the author's own.
	authorNotePattern = regexp.MustCompile(`^[（(【\[*]?(?:(?i:(?:about the author|(?:the|this) (?:writer|author|columnist|contributor)s?\b(?:,.{0,80},)?(?: .{0,40})? (?:is|are|was|were|teaches|works|serves|holds|can be reached)\b|the (?:views?|opinions?) (?:expressed|in this|here|do|does|don['’]t|are|set forth|of the author)|(?:all )?(?:views|opinions) expressed|this article (?:represents|reflects|does not|was (?:first|originally)|first appeared|is (?:an )?(?:edited|adapted|excerpt)|originally appeared)|(?:the )?views (?:don['’]t|do not) (?:necessarily )?(?:represent|reflect))).*` +
		`|(?:本文)?作者(?:单位|简介|介绍)?\s?(?:系|为|是|单位|简介|介绍|来自|现任|：\p{Han}{2,4}(?:，|,|系|为)).*|(?:作者)?(?:单位)[:：].*|(?:声明：|注：)?(?:本文|文章|以上)(?:内容|观点|言论)?(?:仅|只|纯属|均)?(?:为|代表|反映|属)?作者(?:个人|本人)?(?:的)?(?:观点|看法|意见|立场).*|.{0,40}不代表(?:本报|本网|本刊|本平台|本站|编辑部|所在机构).{0,10}(?:观点|立场).{0,4}|\p{Han}{2,4}，?(?:系|现任)\p{Han}[^。]{2,60}(?:教授|研究员|学者|院长|主任|所长|记者|评论员|作家|律师|博士|会长|顾问|讲师|教师|专家))[）)】\]]?$` +
		`|^[（(【\[](?:作者)?[\p{Han}·、 ]{2,24}(?:系|为|是|分别为|分别系)[^）)】]{2,80}[）)】\]]$`)

	// namedAuthorPattern matches an author note that starts with the name.
	namedAuthorPattern = regexp.MustCompile(`^(?:` + name + `,? ){2,5}(?:[^.]{0,140}, )?(?:is|was|are|teaches|writes|works)\b (?:an?|the|currently|at|as|for|in|on|about|both|[A-Z])?.{0,80}\b(?i:professor|director|fellow|researcher|economist|columnist|lecturer|journalist|writer|author|editor|commentator|scholar|analyst|president|dean|founder|lawyer|teacher|consultant|member|university|institute|college|academy)\b` +
		`|^(?:[` + surnames + `]\p{Han}{1,2}|` + foreignName + `)，[^，。]{0,30}(?:经济学家|教授|研究员|学者|院长|主任|所长|作家|律师|记者|评论员|博士|会长|顾问|讲师|教师)[^。]{0,60}。?$`)
)
