package document

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

	// captionBegin matches what stands under a picture and says so at its beginning.
	captionBegin = regexp.MustCompile(`(?:^[（(\[【]?(?:(?i:photo|image|picture|illustration|cartoon|graphic|photograph)s?(?i:(?: (?:by|credit|courtesy(?: of)?|from))| ?[:：/])|(?:图片来源|图源|资料图片?|资料照片|漫画|制图|图|摄影|配图|题图|供图|插图|图片)\s?[:：/／丨|]|图为).{0,200}$)`)

	// captionEnd matches what does so at its end, or as a whole; see creditAtEnd.
	captionEnd = regexp.MustCompile(`(?:[\[(（【](?i:(?:file )?photos?(?: by| ?/| provided)|image|picture|illustration|cartoon|资料图|图片来源|图源|图/|新华社(?:发|记者)|视觉中国|来源：视觉)[^\])）】]{0,60}[\])）】]\.?$)` +
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

// isCaption reports whether a line stands under a picture.
func isCaption(flat string) bool {
	return captionBegin.MatchString(flat) || creditAtEnd(flat) && captionEnd.MatchString(flat)
}

// creditAtEnd reports whether captionEnd, which is slow, may match: what it matches ends
// with a bracket, a capital, or a few Chinese characters, and perhaps a full stop.
func creditAtEnd(flat string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(flat, "."))
	return unicode.IsUpper(last) || strings.ContainsRune("])）】.' -发片社国图摄影", last)
}
