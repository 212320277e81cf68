package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineRule recognises lines of one sort by the ways in which they are worded.
type lineRule struct {
	wordings []wording
	pattern  expression // of all the wordings
}

// wording is one way in which lines of a sort are worded.
type wording struct {
	name     string
	pattern  string   // of the whole line
	examples []string // as they stand in papers
}

// worded returns the rule for lines that are worded in one of the ways.
func worded(wordings ...wording) lineRule {
	var patterns []string
	for _, w := range wordings {
		patterns = append(patterns, w.pattern)
	}
	return lineRule{wordings, expressionOf(func() string { return `^(?:` + strings.Join(patterns, "|") + `)$` })}
}

// matches reports whether a line, flattened, is of the rule's sort.
func (r lineRule) matches(flat string) bool { return r.pattern.matches(flat) }

// The parts that several patterns share.
const (
	name      = `(?:\p{Lu}[\p{L}.'’-]*|(?:de|van|von|al|bin|and|&|with),?)`
	clockTime = `(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?: ?[ap]\.?m\.?)?)`
	month     = `(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*`
	day       = `(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|` + month + `\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2} ` + month + `\.?,? \d{4})`

	hanName     = `[` + surnames + `]\p{Han}{1,2}`
	foreignName = `\p{Han}{1,8}(?:[·・．]\p{Han}{1,8}(?:[－-]\p{Han}{1,8})?){1,3}` // in Chinese characters

	// surnames holds the hundred most frequent Chinese surnames.
	surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严武乔柳"
)

// sectionNumber recognises lines that start with the number of a section.
var sectionNumber = worded(
	wording{"Chinese number", `[一二三四五六七八九十]{1,3}[、.．].*`, []string{"三、谁来付钱"}},
	wording{"Chinese number in brackets", `[（(][一二三四五六七八九十]{1,3}[)）].*`, []string{"（二）谁来付钱", "(十一)"}},
	wording{"chapter", `第[一二三四五六七八九十]{1,3}[章节部].*`, []string{"第三章 河流"}},
	wording{"digits before Chinese", `\d{1,2}[.、．] ?\p{Han}.*`, []string{"1. 谁来付钱", "12、河流"}},
	wording{"digits before English", `\d{1,2}\. \p{Lu}.*`, []string{"1. Who pays?"}},
	wording{"Roman number", `[IVX]{1,4}\. .*`, []string{"II. Who pays?"}})

// bylineRule recognises the line that names the author or the source.
var bylineRule = worded(
	wording{"by somebody", `(?:By|BY|Words by|Text by|Written by|from) ` + name + `(?:,? ` + name + `){0,9}(?:\s*[|,(/–—-].{0,90})?`,
		[]string{"By Lin Yue", "By LIN YUE | Delta Daily | Updated: 2025-05-06 07:12", "By Lin Yue and Jo de Vries"}},
	wording{"by our reporter", `(?i:by (?:our|a) (?:staff|special|own) (?:reporter|writer|correspondent).{0,40})`, []string{"By our staff reporter", "by a special correspondent in Delta"}},
	wording{"name and paper", name + `(?: ` + name + `){1,4}\s*\|.{0,90}`, []string{"Lin Yue | Delta Daily"}},
	wording{"commentator or reporter", `[（(]?(?:本报|本刊|本网|特约|本台)?(?:特约|首席|高级)?(?:评论员|记者|撰稿人?|通讯员|编辑部)\s?[:：/丨|]?\s?[\p{Han}·・ 、]{0,24}[)）]?`, []string{"本报评论员", "本报记者 林月", "特约评论员：林月", "（本刊编辑部）"}},
	wording{"commentator or reporter of a named paper", `[（(]?(?:(?:本报|本网|本刊|\p{Han}{2,6}(?:网|报|社))(?:首席|特约)?(?:评论员|记者))[:：/ ]?[\p{Han}·・ 、]{0,24}[)）]?`, []string{"三江日报评论员 林月", "三江网记者：周舟"}},
	wording{"reporters, at the foot", `[(\[]?(?i:(?:additional |further )?reporting (?:and writing )?by) .{2,160}|` + name + `(?:(?:,| and)? ` + name + `){1,9} contributed (?:to this (?:report|story|article)|reporting).{0,40}`,
		[]string{"(Reporting by Lin Yue; editing by Jo de Vries)", "Additional reporting by Lin Yue", "Lin Yue contributed to this report."}},
	wording{"label of author or translator", `[（(]?(?:作者|原文作者|原作者|撰文|文|撰稿|记者|署名|作 ?者|译者|翻译|编译)\s?[:：/／丨|｜]\s?[^。]{1,120}`, []string{"作者：林月", "文/林月", "文｜林月 周舟", "译者：周舟"}},
	wording{"label of source", `(?:来源|稿源|(?i:source))\s?[:：]\s?[^。.]{1,60}`, []string{"来源：三江日报", "Source: Delta Daily"}},
	wording{"name, paper and date", `[\p{Han}·]{2,12}(?:[ |｜]+[\p{Han}·]{2,12}){0,2}[ |｜]+\d{4}[-/.年 ]{1,2}\d{1,2}[-/.月 ]{1,2}\d{1,2} ?日?(?: ?` + clockTime + `)?`, []string{"林月 三江日报 2025-05-06 07:12", "林月｜2025年5月6日"}},
	wording{"name or paper, then a label", `[\p{Han}·]{2,12}[ |｜]+(?:来源|作者|文|本报记者)[:：].{1,40}`, []string{"三江网 作者：林月"}},
	wording{"label behind the name", `[\p{Han}·]{2,12}(?: ?(?:译|编译)| (?:文|著|撰文))`, []string{"周舟 译", "林月 文"}},
	wording{"mark before the name", `[□◎]\s?[\p{Han}·・ ]{2,16}`, []string{"□ 林月", "◎林月 周舟"}})

// nameRule recognises a bare name.
var nameRule = worded(
	wording{"English name", `\p{Lu}[\p{L}.'’-]*(?: ` + name + `){1,4}`, []string{"Lin Yue", "Jo de Vries"}},
	wording{"Chinese names", `\p{Han}{2,4}(?:[ 、]\p{Han}{2,4}){0,3}`, []string{"林月", "林月、周舟"}},
	wording{"foreign name", foreignName, []string{"约翰·史密斯"}})

// signatureRule recognises a line under the title that can only be a name.
var signatureRule = worded(
	wording{"Chinese names", hanName + `(?:[ 、]` + hanName + `){0,3}`, []string{"林月", "林月 周小舟"}},
	wording{"foreign name", foreignName, []string{"让·雅克-卢梭", "约翰·史密斯"}})

// dateRule recognises the line that tells when and where a piece appeared.
var dateRule = worded(
	wording{"day, with what stands around it", `(?i:[（(\[【]?` +
		`(?:(?:last )?updated?(?: (?:on|at))?|published(?: (?:on|at))?|posted(?: on)?|created|发布(?:时间|日期)?|更新(?:时间|于)?|时间|日期|发表(?:时间|于)|发稿时间)?\s?[:：]?\s?` +
		`(?:` + clockTime + `,? )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?` +
		day + `\s?(?:星期[一二三四五六日天])?(?:[ ,T|]*(?:at )?` + clockTime + `)?(?: ?(?:[a-z]{2,4}|\(?(?:gmt|utc)[+-]?\d*\)?))?\s?[|,，;；]?\s?` +
		`(?:(?:来源|稿源|作者|source|字号|责任编辑|编辑|updated)\s?[:：].{0,80}|\p{Han}{2,12}(?:网|报|社|日报|晚报).{0,12}|[|].{0,60})?[)）\]】]?)`,
		[]string{"2025-05-06 07:12", "Updated: 2025-05-06 07:12", "Published: May 6, 2025", "6 May 2025", "Tuesday, May 6, 2025", "2025年5月6日 07:12 来源：三江网",
			"发布时间：2025-05-06", "2025年5月6日 星期二", "（2025年5月6日）"}})

// standfirstRule recognises a summary that says that it is one.
var standfirstRule = worded(
	wording{"English label", `(?i:summary|abstract|in brief|key points?)\s?[:：】].*`, []string{"Summary: The river costs more than it gives."}},
	wording{"Chinese label", `(?:摘要|提要|核心提示|内容提要|导语|导读|编者按|阅读提示|核心阅读)\s?[:：】].*`, []string{"摘要：河流的账不好算。", "核心提示：渡口要关了"}})

// captionStart recognises captions by their beginning.
var captionStart = worded(
	wording{"English credit", `[（(\[【]?(?i:photo|image|picture|illustration|cartoon|graphic|photograph)s?(?i:(?: (?:by|credit|courtesy(?: of)?|from))| ?[:：/]).{0,200}`,
		[]string{"Photo by Lin Yue", "Image: Delta Daily"}},
	wording{"Chinese label", `[（(\[【]?(?:图片来源|图源|资料图片?|资料照片|漫画|制图|图|摄影|配图|题图|供图|插图|图片)\s?[:：/／丨|].{0,200}`, []string{"图片来源：三江网", "资料图片：渡口", "漫画：周舟"}},
	wording{"what the picture shows", `[（(\[【]?图为.{0,200}`, []string{"图为清晨的渡口。"}})

// captionEnd recognises captions by their end, or as a whole; see creditAtEnd.
var captionEnd = worded(
	wording{"credit in brackets", `.*[\[(（【](?i:(?:file )?photos?(?: by| ?/| provided)|image|picture|illustration|cartoon|资料图|图片来源|图源|图/|新华社(?:发|记者)|视觉中国|来源：视觉)[^\])）】]{0,60}[\])）】]\.?`,
		[]string{"The ferry at noon. [Photo/Agencies]", "清晨的渡口（资料图）"}},
	wording{"agency behind a sentence", `.{4,400}(?:[.。”"]|\s)\s?(?:[\p{Lu}][\p{Lu}.' -]+ ?/ ?)?(?:XINHUA|REUTERS|AFP|VCG|GETTY IMAGES|AGENCIES|ASSOCIATED PRESS)`, []string{"The ferry at noon. LIN YUE/XINHUA"}},
	wording{"agency alone", `(?:XINHUA|REUTERS|AFP|VCG|AP|新华社(?:发|图片)?|视觉中国|资料图片?)`, []string{"资料图", "REUTERS"}},
	wording{"photographer and paper", `\p{Lu}[\p{Lu}.' -]{3,40} ?/ ?(?:FOR )?\p{Lu}[\p{Lu}.' -]{1,40}`, []string{"LIN YUE / DELTA DAILY"}},
	wording{"taken by", `.{0,150}(?:新华社|中新社|本报|图虫|视觉中国)?(?:记者|通讯员|特约)?\s?\p{Han}{2,4}\s?摄(?:影)?[)）]?`, []string{"渡口的清晨。新华社记者 林月 摄"}})

// authorNoteRule recognises notes on the author, and the note that the views are the
// author's own.
var authorNoteRule = worded(
	wording{"about the author", inBrackets(`(?i:(?:about the author|(?:the|this) (?:writer|author|columnist|contributor)s?\b(?:,.{0,80},)?(?: .{0,40})? (?:is|are|was|were|teaches|works|serves|holds|can be reached)\b)).*`),
		[]string{"The author is a professor of law at Delta University.", "The writer, a former captain, is a member of the port council."}},
	wording{"whose views", inBrackets(`(?i:the (?:views?|opinions?) (?:expressed|in this|here|do|does|don['’]t|are|set forth|of the author)|(?:all )?(?:views|opinions) expressed|(?:the )?views (?:don['’]t|do not) (?:necessarily )?(?:represent|reflect)).*`),
		[]string{"The views don't necessarily represent those of Delta Daily.", "The opinions expressed here do not necessarily reflect those of the newspaper."}},
	wording{"where the article comes from", inBrackets(`(?i:this article (?:represents|reflects|does not|was (?:first|originally)|first appeared|is (?:an )?(?:edited|adapted|excerpt)|originally appeared)).*`),
		[]string{"This article first appeared in Delta Daily."}},
	wording{"Chinese, about the author", inBrackets(`(?:本文)?作者(?:单位|简介|介绍)?\s?(?:系|为|是|单位|简介|介绍|来自|现任|：\p{Han}{2,4}(?:，|,|系|为)).*`), []string{"（作者系三江大学教授）", "作者为三江大学教授。", "作者：林月，三江大学教授"}},
	wording{"Chinese, affiliation", inBrackets(`(?:作者)?(?:单位)[:：].*`), []string{"作者单位：三江大学"}},
	wording{"Chinese, whose views", inBrackets(`(?:声明：|注：)?(?:本文|文章|以上)(?:内容|观点|言论)?(?:仅|只|纯属|均)?(?:为|代表|反映|属)?作者(?:个人|本人)?(?:的)?(?:观点|看法|意见|立场).*`), []string{"本文仅代表作者个人观点", "本文仅代表作者观点，不代表本报立场。"}},
	wording{"Chinese, not the paper's views", inBrackets(`.{0,40}不代表(?:本报|本网|本刊|本平台|本站|编辑部|所在机构).{0,10}(?:观点|立场).{0,4}`), []string{"文中看法不代表本刊立场。"}},
	wording{"Chinese, name and office", inBrackets(`\p{Han}{2,4}，?(?:系|现任)\p{Han}[^。]{2,60}(?:教授|研究员|学者|院长|主任|所长|记者|评论员|作家|律师|博士|会长|顾问|讲师|教师|专家)`), []string{"林月，现任三江大学法学院教授"}},
	wording{"Chinese, in brackets", `[（(【\[](?:作者)?[\p{Han}·、 ]{2,24}(?:系|为|是|分别为|分别系)[^）)】]{2,80}[）)】\]]`, []string{"（林月为三江大学教授）"}})

// inBrackets returns a pattern that matches with and without brackets around.
func inBrackets(pattern string) string { return `[（(【\[*]?(?:` + pattern + `)[）)】\]]?` }

// namedAuthorRule recognises an author note that starts with the name.
var namedAuthorRule = worded(
	wording{"English", `(?:` + name + `,? ){2,5}(?:[^.]{0,140}, )?(?:is|was|are|teaches|writes|works)\b (?:an?|the|currently|at|as|for|in|on|about|both|[A-Z])?.{0,80}\b(?i:professor|director|fellow|researcher|economist|columnist|lecturer|journalist|writer|author|editor|commentator|scholar|analyst|president|dean|founder|lawyer|teacher|consultant|member|university|institute|college|academy)\b.*`,
		[]string{"Lin Yue is a professor of law at Delta University.", "Jo de Vries, a former captain, writes for the Harbour College."}},
	wording{"Chinese", `(?:` + hanName + `|` + foreignName + `)，[^，。]{0,30}(?:经济学家|教授|研究员|学者|院长|主任|所长|作家|律师|记者|评论员|博士|会长|顾问|讲师|教师)[^。]{0,60}。?`, []string{"林月，三江大学教授。", "约翰·史密斯，三江大学经济学家"}})

// isCaption reports whether a line stands under a picture.
func isCaption(flat string) bool {
	return captionStart.matches(flat) || creditAtEnd(flat) && captionEnd.matches(flat)
}

// creditAtEnd reports whether captionEnd, which is slow, may match: the lines that it
// matches end with a bracket, a capital, or a few Chinese characters, and perhaps a
// full stop.
func creditAtEnd(flat string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(flat, "."))
	return unicode.IsUpper(last) || strings.ContainsRune("])）】.' -发片社国图摄影", last)
}
