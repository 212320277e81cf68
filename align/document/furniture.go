package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// rule recognises one kind of page furniture by the words of a paragraph.
//
// Precision decides: a paragraph that argues about copyright or about Twitter is
// not furniture. So an expression describes the whole paragraph or how it starts,
// never a word somewhere in it; a paragraph longer than size is out of reach; and a rule whose words could stand in an article only looks
// outside of it, before the first paragraph of prose and after the last.
type rule struct {
	reason  string
	where   zone
	size    int // most words, a Chinese character counting as half a word
	pattern expression
	match   func(flat string) bool // instead of a pattern
	needs   []string               // one of them, in lower case, stands in every line that a slow pattern matches
	whole   bool                   // it takes whole sentences, too
	heads   bool                   // it is the heading of a list of furniture

	examples []string // in both languages
}

// zone is where in a document a rule looks.
type zone int

const (
	anywhere zone = iota
	outside       // not between the first and the last paragraph of prose
)

// The words that bars, menus and footers are made of.
const (
	shareWords = `share(?: (?:this|on|to|via|with))*(?: (?:article|story|page|post))?|分享(?:到|至|给好友|本文|文章)?|(?:分享|转发)(?:到|至)(?:微信|微博|朋友圈|qq空间|qq)+|转发(?:到|至)?|一键分享`
	networks   = `电邮|电子邮件|line|threads|bluesky|facebook|twitter|x|linkedin|whatsapp|wechat|(?:sina )?weibo|pinterest|reddit|telegram|e-?mail|print|copy link|instagram|youtube|tiktok|messenger|more|qzone|qq|` +
		`微信(?:好友|朋友圈|扫一扫)?|朋友圈|(?:新浪|腾讯)?微博|qq空间|qq好友|人人网|豆瓣|开心网|抖音|快手|知乎|今日头条|贴吧|复制链接|邮件|打印|收藏|更多`
	sections = `home(?:page)?|front page|china|world|asia|africa|europe|americas|u\.?s\.?|uk|international|national|news|latest(?: news)?|breaking|biz|business|economy|finance|markets?|tech(?:nology)?|science|` +
		`opinions?|op-?eds?|op-?ed contributors?|editorials?|columnists?|columns|contributors|commentary|comment|views?|voices|letters|cartoons?|blogs?|analysis|politics|society|life(?:style)?|culture|arts|books|` +
		`travel|city|nation|local|metro|essays?|letters to the editor|sports?|football|health|education|environment|climate|weather|photos?|videos?|multimedia|podcasts?|audio|live|forum|newspaper|e-?paper|epaper|regional|special|features?|magazine|style|food|entertainment|` +
		`services?|archives?|chinese|english|français|español|russian|中文|english edition|global edition|china edition|us edition|hk edition|asia pacific|africa edition|europe edition|` +
		`首页|主页|网站首页|新闻|要闻|时政|国内|国际|社会|财经|经济|金融|证券|房产|汽车|科技|数码|体育|娱乐|军事|教育|文化|健康|旅游|时尚|生活|美食|游戏|评论|观点|时评|社论|言论|理论|思想|专栏|专题|` +
		`视频|图片|图库|直播|音频|博客|论坛|微博|地方|港澳|港澳台|台湾|香港|两岸|滚动|原创|深度|访谈|读书|历史|法治|环保|生态|能源|三农|公益|党建|人事|反腐|数据|智库|舆情|电子报|数字报|报纸|即时|港闻|副刊|客户端|手机版|英文|英文版|双语|中国|世界|环球|亚太|更多|全部|(?:观点|评论|新闻|理论|时评|文化|国际|财经)(?:频道|版)`
	siteLinks = `about(?: us)?|about \S+(?: \S+)?|contact(?: us)?|advertis(?:e|ing)(?: with us| on (?:our )?site)?|jobs?|careers|privacy(?: policy| notice)?|terms(?: (?:of|and) (?:use|service|conditions))?|cookie (?:policy|settings)|` +
		`site ?map|rss|help|faq|feedback|accessibility|legal|media kit|partners|site index|work for us|expat employment|` +
		`关于(?:我们|本网|本站|本报)|(?:联系|联络)(?:我们|方式)|广告(?:服务|刊例|合作|投放)|网站(?:地图|声明|律师|介绍)|版权声明|(?:隐私|私隐)(?:政策|声明|保护)|法律(?:声明|顾问)|用户协议|服务条款|免责声明|加入我们|诚聘英才|招聘(?:信息|启事)?|人才招聘|帮助(?:中心)?|意见反馈|友情链接|本网招聘|设为首页|加入收藏|返回首页|报社(?:概况|介绍)|订阅服务|投稿(?:须知|指南)?`
	accountWords = `log ?(?:in|out|on)|sign (?:in|up|out)|register|my account|account|menu|subscribe|search|close|登[录陆]|注册|退出|我的|菜单|导航|搜索|检索|搜一搜|会员中心|用户中心|个人中心|订阅`
	toolWords    = `print(?:er friendly)?(?: this)?(?: page| article)?|e-?mail(?: this)?(?: page| article)?(?: to a friend)?|listen to this (?:article|story)(?: \(?\d+ min(?:utes?)?\)?)?|列印|留言|关闭(?:窗口|本页)?|我要评论|发表评论|save|bookmark|listen|comments?|report (?:an )?error|full screen|zoom|mail|打印(?:本页|本稿|文章)?|收藏(?:本文|文章)?|推荐(?:给朋友|朋友)?|关闭(?:窗口|本页)?|我要纠错|纠错|复制链接|听新闻|朗读|放大|缩小|小字号|大字号|评论|点赞|举报`
	sizeWords    = `large|medium|small|larger|smaller|特大|超大|大|中|小|标准|默认|a[+-]?|t[+-]?`
)

// furniture holds the rules, the surest first.
var furniture = []*rule{
	{reason: "licence number", size: 90, whole: true,
		needs:    []string{"icp", "公网安备", "许可", "licen", "registration", "国内统一"},
		pattern:  re(`^[^。]{0,60}(?:[京沪津渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新] ?ICP ?[备证]|公网安备|(?:视听节目|新闻信息服务|互联网出版|网络出版服务|网络文化经营|增值电信业务|广播电视节目制作经营)(?:经营)?许可证?(?:编?号)?)[^。]*\d[^。]*$|^licen[cs]e for publishing multimedia online\b.*\d|^(?:registration|licen[cs]e) (?:number|no\.?):? ?\d+$|^国内统一(?:连续出版物|刊)号`),
		examples: []string{"License for publishing multimedia online 0108299", "Registration Number: 120348", "京ICP备12345678号-3", "互联网新闻信息服务许可证编号：10120170099", "京公网安备 11010502000000号"}},
	{reason: "copyright", size: 160, whole: true,
		needs: []string{"©", "(c)", "copyright", "rights reserved", "(including", "no part of this", "reproduction in", "版权", "著作权", "未经", "转载", "本网", "本站", "本平台", "凡"},
		pattern: re(`^(?:©|\(c\)|copyright)[ ,:]*(?:©|\(c\)|by)?[ ,:]*(?:\d{4}|©|.{0,60}\ball rights reserved)|^all rights reserved(?:$|[.,;|©()-]| by\b| to\b| ?\d)|^(?:the )?contents? \(including but not limited to|^no part of this (?:site|article|publication|page) may be |^reproduction in whole or in part |^.{0,40}(?:©|copyright) ?\d{4}.{0,60}$|` +
			`^.{0,24}版权所有(?:[^者人权的]|$)|^(?:本文|文章)?(?:版权归|著作权归).{0,30}所有|^未经.{0,16}(?:不得|禁止|严禁|请勿).{0,12}(?:转载|复制|使用|摘编|镜像|链接)(?:[^，]{0,40}|，违者.{0,20})$|^(?:版权声明：?|声明：|特别声明：|免责声明：)?(?:凡)?(?:本网|本站|本平台)(?:站)?(?:注明|所刊|转载|登载|所有内容|所载|的所有)|^凡(?:注明|标注|来源).{0,24}(?:来源|稿件|作品|文章)|^(?:如需)?转载请(?:注明|联系|标明)`),
		examples: []string{"Copyright 1998 - 2025. All rights reserved.", "© 2025 The Harbour Post", "版权所有 未经许可 不得转载", "未经书面授权，不得转载或镜像", "凡注明“来源：江海网”的作品，未经授权不得使用"}},
	{reason: "share bar", size: 24,
		pattern:  madeOf(1, shareWords, networks),
		examples: []string{"Share to Facebook Twitter LinkedIn", "Share this article:", "Facebook | Twitter | WeChat", "分享到： 微信 微博 QQ空间", "分享", "微信 微博 QQ好友"}},
	{reason: "text size", size: 10,
		pattern:  re(`^[【\[(（]?(?:字号|字体|字级|字型大小|字体大小|文字大小|font(?: size)?|text size)[:： ]*(?:(?:` + sizeWords + `)[ |/,、]*)*[】\])）]?$|^(?:(?:` + sizeWords + `)[ |/,、]+){2,}(?:` + sizeWords + `)?$`),
		examples: []string{"Large Medium Small", "Text size: A- A A+", "字号：大 中 小", "【字体：大 中 小】"}},
	{reason: "advertisement", size: 10,
		pattern:  re(`^[-—\[【(（ ]*(?:adverts?|advertise?ments?|ads?|ad(?: feedback)?|sponsored(?: (?:content|links?|by.{1,30}))?|promoted(?: content)?|paid post|(?:story|article) continues (?:below|after).{0,20}|continue reading below|scroll (?:down )?to continue.{0,20}|remove ads|广告(?:位|招商)?|推广|赞助内容|广告时间)[-—\]】)） ]*$`),
		examples: []string{"Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "广告", "【广告】"}},
	{reason: "comment box", size: 24, whole: true,
		pattern: re(`^(?:\d+ (?:comments?|repl(?:y|ies))|(?:comments?|评论|网友评论|跟帖|留言|回复)[ :：]?[(（\[]? ?\d+ ?[)）\]]?(?:条|人)?|(?:post|leave|add|write|make|view|show|read|see)(?: (?:a|your|all|the|\d+))* (?:comments?|reply|replies)(?: here)?|join the (?:conversation|discussion|debate)|be the first to comment|please (?:log|sign) in to comment.{0,20}|(?:login|log in|sign in) to comment|comments? (?:are )?closed|` +
			`(?:我要|发表|参与|查看|最新|全部|热门|网友|精彩|我来说两句|写)(?:全部|所有)?(?:评论|留言|跟帖)?[ (（]*\d*[)）条]*|已有 ?\d+ ?(?:人|条).{0,8}|共有? ?\d+ ?条(?:评论|留言|跟帖)|.{0,6}登录后.{0,6}(?:发表|参与)?(?:评论|留言).{0,6}|.{0,4}文明上网.{0,30}|说说你的看法.{0,4}|网友评论.{0,16})[:：]?$`),
		examples: []string{"12 Comments", "Comments (0)", "Leave a comment", "Join the conversation", "评论(0)", "我要评论", "已有 12 人参与", "文明上网理性发言，请遵守评论服务协议"}},
	{reason: "related reading", size: 16, heads: true,
		pattern: re(`^[【\[■●◆▌|]?\s*(?:related(?: (?:articles?|stories|reading|news|content|coverage|topics?|links?|posts?|opinions?))?|(?:read|see|learn) (?:more|also|next)|more (?:from|in|on|by) .{1,30}|more (?:great |top |recent )?(?:\S+ ){1,2}(?:stories|articles|coverage)|related (?:coverage|stories|articles|reading) from .{1,40}|more (?:stories|news|opinions?|articles|like this|to read|reading|columns|top stories)|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|recommended(?: (?:for you|reading|stories|articles|reads))?|recommendations|editors?['’]?s?['’]? (?:picks?|choice)|what to read next|read next|up next|also (?:read|in) .{1,24}|further reading|don['’]?t miss|today['’]s (?:top news|picks|headlines)|top (?:stories|news|headlines)|latest (?:stories|headlines|articles|opinions?|columns)|trending(?: now| stories)?|in case you missed it|(?:from )?around the web|special coverage|photos? of the (?:day|week)|popular (?:stories|articles)|highlights|` +
			`相关(?:阅读|新闻|报道|文章|链接|推荐|专题|评论|内容|资讯|稿件)|相关|延伸阅读|拓展阅读|推荐(?:阅读|新闻|文章|内容)|(?:热门|精彩|编辑|今日|图片|视频|栏目|专题|小编|热点|为您|为你|独家|好文|头条)(?:推荐|文章|新闻|阅读|评论|图片|视频|专题|策划|内容)|猜你(?:喜欢|爱看)|你可能(?:还|也)?(?:喜欢|感兴趣).{0,3}|更多(?:新闻|评论|文章|精彩|报道|推荐|内容|阅读|精彩内容)|最新(?:文章|新闻|资讯|报道|消息|更新|发布)|往期(?:回顾|文章|推荐|精选)|阅读更多|大家都在看|大家(?:正在|还)(?:看|搜)|看过本文的人还看了|滚动新闻|今日(?:要闻|头条|热点)|本网专题|高清(?:图集|大图)|精彩(?:图集|图片|视频))\s*(?:[:：>»›+】\]]|more|更多|\.{2,})*$`),
		examples: []string{"Related Stories", "More from Opinion", "You may also like", "Recommended", "Related reading:", "Editor's picks", "相关阅读", "延伸阅读：", "推荐阅读 更多", "热门推荐", "【相关新闻】", "猜你喜欢"}},
	{reason: "related reading", size: 30,
		pattern:  re(`^[【\[]?(?:related(?: (?:articles?|stories|story|reading))?|read (?:more|also|next)|see (?:also|more)|also (?:read|see|on \S+)|watch(?: (?:also|more|next))?|more on this story|don['’]t miss|相关阅读|延伸阅读|推荐阅读|相关新闻|相关报道|相关链接|阅读更多|更多阅读)[】\]]?\s?[:：|>»丨]+\s?[^。]*[^。.]$|^.{0,80}\bby clicking here[.!]?$`),
		examples: []string{"READ MORE: Why the ferry matters", "SEE MORE: The ferry in pictures", "READ MORE ON DELTA BUSINESS BY CLICKING HERE", "Related: The village that kept its school", "相关阅读：渡口为什么重要", "延伸阅读 | 留住村小的村庄"}},
	{reason: "ranking", size: 14, heads: true,
		pattern: re(`^[【\[■●◆▌|]?\s*(?:most (?:viewed|read|popular|shared|commented|e-?mailed|discussed|searched|watched|recent)(?: (?:in|today|this|on|now|stories|articles|news|opinions?).{0,24})?|(?:hot|popular) (?:news|topics?|words|list)|top \d{1,2}(?: (?:news|stories|articles|most read))?|(?:what['’]s )?hot|popular|` +
			`(?:24|48) ?小时(?:热点|热文|热闻|热门|热评|热帖|排行|点击|新闻|要闻|最热).{0,6}|(?:点击|新闻|热门|热点|热文|热评|阅读|评论|文章|浏览|一周|本周|今日|每日|月度|周|月|日|视频|图片|人气|关注)(?:新闻|点击|热门|文章|热点|阅读)?(?:排行榜?|榜单?|top ?\d*)|排行榜?|热(?:搜|文|点|评)(?:榜|排行)?|实时热榜|最(?:热|受关注)(?:文章|新闻|评论)?)\s*(?:[:：>»›+】\]]|more|更多)*$`),
		examples: []string{"Most Viewed in 24 Hours", "Most Popular", "MOST READ", "Top 10", "24小时热点", "点击排行", "热门排行榜", "新闻排行"}},
	{reason: "breadcrumb", size: 24,
		pattern: re(`^(?:您?(?:现在|当前)?的?(?:当前|所在)?的?位置(?:是)?[:：]|you are here:?).{0,60}$|` +
			`^(?:home(?:page)?|首页|主页|网站首页|(?:opinion|news|china|world|business|观点|评论|新闻|理论))\s?(?:[>›»/→\\]+\s?[^>›»/→。]{1,24}\s?){1,5}(?:[>›»/→]+\s?.{0,60})?$|^[\p{Han}]{2,8}\s?(?:(?:>|›|»|&gt;)+\s?[\p{Han}]{2,8}\s?){1,4}(?:(?:>|›|»)+\s?.{0,40})?$`),
		examples: []string{"Home > Opinion > Columnists", "Opinion / Editorials", "You are here: Home › Views", "首页 > 评论 > 正文", "当前位置：首页 > 时评", "江海网>>观点>>正文"}},
	{reason: "navigation", size: 60,
		pattern:  madeOf(3, sections, siteLinks, accountWords),
		examples: []string{"HOME | CHINA | WORLD | OPINION", "Home News Opinion Sports", "首页 新闻 评论 财经", "首页｜时政｜国际｜军事"}},
	{reason: "navigation", size: 40,
		match:    isMenu,
		examples: []string{"NEWS OPINION BUSINESS HARBOUR CULTURE SPORT", "Home | City | Islands | World | Opinion", "首頁　即時　港聞　兩岸　副刊　體育", "登录 注册 邮箱 首页"}},
	{reason: "navigation", size: 12,
		pattern:  re(`^(?:skip to (?:main )?(?:content|navigation)|toggle (?:navigation|menu)|(?:main |site )?(?:menu|navigation)|(?:open|close|show|hide) (?:menu|navigation|search)|home(?:page)?|back to (?:home|homepage|opinion|list)|(?:site|view|go to) ?(?:map|desktop|mobile)(?: (?:site|version))?|desktop version|mobile version|首页|主页|网站首页|返回(?:首页|列表|上页|上级)|跳到主要内容|跳转到?(?:主要|正文)内容|网站导航|频道导航|手机版|电脑版|手机看.{0,8}|移动版|繁體|繁体|简体|简体中文|繁體中文|english|中文|english version)$`),
		examples: []string{"Skip to main content", "Home", "Toggle navigation", "网站导航", "首页", "返回列表"}},
	{reason: "site links", where: outside, size: 60,
		pattern:  madeOf(1, siteLinks),
		examples: []string{"About us | Contact us | Privacy policy", "Contact us", "关于我们 | 联系我们 | 网站地图", "联系我们"}},
	{reason: "login", where: outside, size: 12,
		pattern:  madeOf(1, accountWords, `welcome|guest|hello|or|您好|欢迎|游客|忘记密码|用户名|密码|forgot password|password|username`),
		examples: []string{"Log in | Register", "Sign in", "登录 | 注册", "登录"}},
	{reason: "search box", where: outside, size: 10,
		pattern:  re(`^(?:search(?: (?:for|this site|the site|here|our site))?|enter (?:your )?(?:keywords?|search terms?)|advanced search|站内(?:搜索|检索)|全文检索|高级搜索|请输入.{0,10}|输入关键[字词].{0,6}|搜索.{0,4})[:：.…]*$`),
		examples: []string{"Search this site", "Enter keywords", "站内搜索", "请输入关键词"}},
	{reason: "section label", where: outside, size: 4,
		pattern:  madeOf(1, sections, `&|and|page`),
		examples: []string{"Opinion", "OP-ED", "Arts & Culture", "评论", "观点频道"}},
	{reason: "page tool", where: outside, size: 10,
		pattern:  madeOf(1, toolWords, `and|或`),
		examples: []string{"Print Email Save", "Print", "打印 收藏 关闭窗口", "我要纠错"}},
	{reason: "page tool", size: 24,
		pattern:  madeOf(2, shareWords+`|`+networks, toolWords+`|`+sizeWords, accountWords+`|字号|字体|匿名发表|用户名|密码`),
		examples: []string{"Share Save Print", "Print this page E-mail to a friend", "【大 中 小】 【打印】 【关闭】", "大 中 小 打印 我要评论(128)"}},
	{reason: "editor contact", size: 20,
		pattern: re(`^[（(【\[]?\s*(?:(?:责任|值班|执行|网络|见习|本文|本期|栏目|新媒体|文字|图片|视觉)?编辑|责编|责任校对|校对|审校|审核|编审|终审|监制|排版|美编|统筹)\s?[:：丨|/／]\s?[^。，]{1,40}[）)】\]]?\s?$|^[（(【\[]\s*(?:责任编辑|责编|编辑)\s*[^。，]{1,20}[）)】\]]$|^(?:责任编辑|责编)\s?[^。，]{0,16}$|` +
			`^[(\[]?(?:(?:web|copy|managing|responsible|duty|online|opinion|night) )?editors? ?[:：] ?.{1,60}$|^\(?(?:edited|proofread|compiled|reviewed) by:? (?:[\p{Lu}][\p{L}.'’-]* ?){1,6}\)?$`),
		examples: []string{"Editor: Lin Yue", "Edited by Lin Yue", "Web editor: J. Park", "责任编辑：林月", "（责编：林月、周舟）", "编辑：林月 校对：周舟", "[责任编辑：林月]"}},
	{reason: "editor contact", where: outside, size: 45, whole: true,
		needs: []string{"@", ":", "：", "contact", "投稿", "来稿", "来信", "赐稿", "举报", "违法和不良信息", "联系"},
		pattern: re(`^(?:contact (?:the )?(?:editors?|writers?|us|newsroom)(?: (?:at|on|by|via|for|with|about|here|if)\b.{0,80}|[:：].{0,80})?|(?:e-?mail|write to|reach|send .{0,40} to|letters to the editor|.{0,80}\b(?:welcomes?|invites?|letters?|submissions?|feedback|reached at)\b|to submit .{0,40}|submissions?|submit .{0,40}|tips?)\b.{0,120}\S+@\S+.{0,120}|if you have .{0,60}(?:problem|question|comment|suggestion|specific expertise|tip)s?.{0,200}@.*|\S+@\S+\.[a-z]{2,6}|` +
			`(?:投稿|来稿|来信|联系|电邮|电子|举报|爆料|新闻|读者)(?:邮箱|热线|电话|邮件|信箱|方式)?[:：].{0,60}|(?:欢迎|如需)(?:投稿|来稿|来信|赐稿).{0,60}|.{0,20}投稿(?:邮箱|请发).{0,60}|(?:违法和不良信息)?举报(?:电话|邮箱|热线|中心).{0,60}|违法和不良信息.{0,60}|(?:联系)?电话[:：].{0,60}|地址[:：].{0,60}|(?:如有|若有).{0,30}(?:侵权|错误|疑问).{0,50}联系.{0,30})$`),
		examples: []string{"Contact the editor at letters@example.org", "Contact us", "Send your letters to opinion@example.org", "投稿邮箱：pinglun@example.org", "联系电话：010-00000000", "如有侵权请与本网联系删除", "违法和不良信息举报电话：010-00000000"}},
	{reason: "subscription prompt", where: outside, size: 40,
		pattern: re(`^(?:subscribe(?: (?:now|today|here))?(?: (?:to|for) .{1,60})?|sign up (?:for|to|here|now|today).{0,100}|(?:our |daily |free |weekly )*newsletters?.{0,40}|get .{0,60}(?:inbox|newsletter|by e-?mail).{0,30}|already a (?:subscriber|member).{0,40}|(?:start|try) .{0,20}(?:free trial|subscription).{0,40}|become a (?:member|subscriber).{0,40}|support (?:our|independent|quality) journalism.{0,60}|enter your e-?mail.{0,40}|you have .{0,20}free articles?.{0,60}|(?:to )?continue reading(?:,? (?:subscribe|sign up|log in|your article).{0,40})?|this article is for subscribers.{0,40}|unlimited access.{0,40}|.{0,20}delivered to your inbox.{0,20}|` +
			`(?:立即|免费|点击|我要|欢迎|邮件|邮箱|报刊)?订阅[^，。]{0,30}|.{0,30}(?:开通会员|成为会员|付费阅读|会员专享).{0,30}|.{0,10}剩余.{0,10}未读.{0,20})[.!。！>»]*$`),
		examples: []string{"Subscribe now", "Sign up for our daily newsletter", "Already a subscriber? Log in", "立即订阅", "订阅我们的每日评论", "开通会员，阅读全文"}},
	{reason: "app prompt", where: outside, size: 34,
		pattern: re(`^(?:.{0,40}\b(?:download|get|open|use|try) (?:it )?(?:in |on |with )?(?:our |the |this )?.{0,30}\bapps?\b.{0,40}|(?:available|download(?:ed)?|get it) (?:on|from|in) (?:the )?(?:app store|google play).{0,40}|(?:app store|google play)[ |/]*(?:app store|google play)?|scan (?:the|this|our|with).{0,60}|open in (?:app|wechat).{0,20}|` +
			`.{0,24}(?:下载|打开|安装|进入).{0,14}(?:app|客户端|应用).{0,24}|.{0,16}扫一扫.{0,30}|.{0,16}扫描.{0,8}二维码.{0,24}|.{0,16}扫码.{0,20}|.{0,16}长按.{0,10}(?:二维码|识别).{0,20}|.{0,10}客户端(?:下载)?|下载.{0,12}app)[.!。！>»]*$`),
		examples: []string{"Download our app for more", "Get it on Google Play", "Scan the QR code to follow us", "扫一扫，关注我们", "下载江海客户端 阅读更多", "扫描二维码分享到微信"}},
	{reason: "follow prompt", where: outside, size: 24,
		pattern:  re(`^(?:follow (?:us|me|the author)(?: on[: ]*|[: ]+)(?:(?:` + networks + `|and|or)[ ,|/、]*)+.{0,24}|follow (?:us|me|the author)$|find us on.{0,40}|like us on.{0,40}|connect with us.{0,40}|stay connected.{0,20}|(?:欢迎|敬请|请|点击|长按)?关注.{0,20}(?:公众号|微信|微博|账号|头条号|抖音号|视频号|我们).{0,24}|关注我们|(?:官方)?(?:微信|微博|公众号|微信公众号)[:：].{1,24})[.!。！>»]*$`),
		examples: []string{"Follow us on Twitter and Facebook", "Follow us", "关注我们", "欢迎关注江海评论微信公众号", "微信公众号：江海评论"}},
	{reason: "follow prompt", where: outside, size: 60, whole: true,
		needs:    []string{"follow", "reach", "关注"},
		pattern:  re(`^(?:follow|reach) .{1,50}\b(?:on|at) (?:https?://|(?:` + networks + `)\b).{0,120}$|^follow .{1,60} (?:coverage|updates) .{0,60}https?://\S+$|^.{0,160}(?:请|敬请|欢迎)(?:大家|您|你)?(?:持续|继续|多多|点击|扫码)?关注[^。]{1,40}(?:微博|公众号|专栏|微信|订阅号|账号|频道|小程序)[^，。]{0,12}[。！]?$`),
		examples: []string{"Follow Delta Daily on Twitter for the latest on the ferry.", "Reach the reporters on Twitter at https://example.org/ferry", "江海译社是一个翻译文章的社区，想要查看更多译文请持续关注江海译社、官方微博、知乎专栏。"}},
	{reason: "subscription prompt", where: outside, size: 70, whole: true,
		needs: []string{"sign", "subscribe", "newsletter", "inbox", "join", "enjoyed", "like this", "support", "access", "cancel", "subscriber", "member", "delivered", "free", "keep reading", "continue reading", "go on reading", "会员", "订阅", "付费", "解锁", "免费"},
		pattern: re(`^(?:you(?:['’]ve| have)(?: (?:now|just|already))? (?:read|reached|used|run out of|\S{1,3})(?: [\w’']+){0,6} free (?:articles?|stor(?:y|ies)|reads?|views?)\b.{0,140}|` +
			`(?:(?:please )?(?:subscribe|sign (?:up|in)|log ?in|register|join)\b.{0,60} to|to) (?:continue|keep|go on) reading\b(?: (?:this|the|our|your) .{1,30}|,? (?:please )?(?:subscribe|sign (?:up|in)|log ?in|register|join|create an account)\b.{0,80})?|` +
			`(?:您|你)?(?:本月|今日|今天)?(?:已|已经)?(?:读完|看完|阅读|用完|达到)了?.{0,12}免费(?:文章|阅读|篇数|额度).{0,60}|(?:您|你)(?:本月|今日|今天)?的?免费(?:文章|阅读|篇数|额度)[^，。]{0,6}(?:读完|用完|看完|用尽).{0,40}|.{0,80}\bsign(?:ing)? up (?:for|to|here|now|today)\b.{0,80}\b(?:newsletters?|e-?mails?|updates|alerts|inbox|list|today|here)\b.{0,80}|` +
			`(?:.{0,40}[?:.] )?subscribe to .{1,60}\b(?:newsletters?|channel|podcasts?|magazine|mailing list|feed|youtube|stay|for (?:more|all)|and get)\b.{0,80}|get .{1,80}\b(?:in|to|through|by|via) your (?:inbox|letterbox|e-?mail)\b.{0,100}|` +
			`join our .{1,40}\b(?:forums?|newsletter|community|mailing list|group|channel)\b.{0,160}|if you(?:['’]ve| have)? (?:enjoyed|liked|found) (?:this|the|my|reading this) .{0,60}\b(?:share|follow|subscribe|sign up|join|support|buy|donate|consider|leave|proposition|recommend)\b.{0,120}|` +
			`(?:did you |do you )?(?:like|enjoy) this (?:story|article|post|piece|page)\?.{0,60}|(?:unlimited|full|ad-free|exclusive|early) (?:digital )?access to .{1,80}|(?:cancel|pause) (?:anytime|at any time).{0,30}|(?:members|subscribers)[- ]only .{1,60}|` +
			`(?:this|the) (?:rest of this )?(?:article|story|content|section|feature) is (?:reserved|available|free|only|exclusive).{0,20} (?:for|to) (?:our )?(?:paying |registered )?(?:subscribers|members|readers).{0,60}|(?:reserved|only|exclusively) for (?:our )?(?:subscribers|members).{0,40}|` +
			`(?:本文|全文|以下内容|该文|剩余内容)[^，。]{0,12}(?:订阅|付费|会员)(?:用户|读者|会员|后)?[^，。]{0,12}(?:可见|阅读|开放|专享|查看)[^，。]{0,10}|(?:付费|订阅|登录)?(?:后)?解锁(?:全文|本文|剩余|更多).{0,20}|(?:成为|加入|升级).{0,8}会员.{0,40})[.!。！>»]*$`),
		examples: []string{"Sign up for our weekly email newsletter.", "Subscribe to Delta Daily on YouTube", "Get Harbour Monthly delivered through your letterbox every month.", "If you enjoyed this article, please share it with a friend.", "Like this story? Share it with a friend!", "Unlimited access to all articles", "You have read your last free article. Subscribe for $1 a month to go on reading.", "Sign in or register to keep reading this story.", "您本月的免费文章已读完", "您已阅读完3篇免费文章，请订阅后继续。", "This article is reserved for our subscribers", "本文仅限订阅用户阅读", "解锁全文"}},
	{reason: "subscription prompt", size: 12, heads: true,
		pattern:  re(`^(?:(?:subscriber|subscription|member|membership)s? (?:benefits|perks|privileges)(?: include)?|(?:as a|your) (?:subscriber|member)(?:ship)?,? (?:you (?:get|receive|enjoy)|includes)|(?:订阅|会员)(?:可享|权益|特权|专享)(?:包括)?)[:：]?$`),
		examples: []string{"Subscriber benefits include:", "As a member, you get", "会员权益："}},
	{reason: "advertisement", where: outside, size: 60, whole: true,
		needs:    []string{"affiliate", "commission", "佣金"},
		pattern:  re(`^.{0,100}\b(?:earn|receive|contains?|includes?|has|have|use) .{0,40}\baffiliate\b.{0,160}$|^.{0,100}\b(?:earn|receive) .{0,40}commissions?\b.{0,40}\b(?:links?|buy|bought|purchases?|sales)\b.{0,100}$|^.{0,60}(?:收取|获得|赚取).{0,10}佣金.{0,60}$`),
		examples: []string{"We may earn a commission if you buy through links on this page.", "This post may contain affiliate links.", "本站可能从链接中的购买获得佣金。"}},
	{reason: "copyright", where: outside, size: 170, whole: true,
		needs: []string{"声明", "公告", "启事", "著作权法", "授权", "侵权", "法律责任", "版权", "copyright"},
		pattern: re(`^[【\[(（]?(?:特别|重要|免责|版权|郑重|反侵权|维权|法律|著作权|本网|本站|本报|平台)*(?:声明|公告|启事)[】\])）]?[:：]?.{0,200}(?:转载|侵权|版权|著作权|删除|法律责任|投资建议|本网|本站|本平台|信息存储|仅供参考|真实性|核实).{0,200}$|^(?:根据|依据|依照)?《中华人民共和国著作权法》.{0,300}$|` +
			`^(?:[一二三四五六七八九十\d]{1,2}[、.．])?.{0,120}(?:未经|任何(?:单位|个人|媒体|组织)).{0,160}(?:法律责任|追究|侵权行为|相关权利)[^，。]{0,12}[。！]?$|^.{0,80}(?:如|若)(?:有|涉及)?.{0,20}(?:侵权|版权).{0,40}(?:联系|删除|告知|处理).{0,40}$|` +
			`^this (?:document|article|content|page) is subject to copyright\b.{0,400}$`),
		examples: []string{"特别声明：以上内容由作者上传，本平台仅提供信息存储服务。", "免责声明：文中信息未经核实，不构成投资建议。", "根据《中华人民共和国著作权法》等法律法规的规定，本报声明如下：", "二、任何单位或个人未经授权使用本报作品的，本报将依法追究其法律责任。", "部分图片来自网络，如有侵权请联系我们删除。"}},
	{reason: "credits", size: 50, whole: true,
		needs: []string{"via", "本文由", "译文", "校对", "选题", "审校", "题图", "头图", "封面", "本文链接", "永久链接", "generated", "created", "built", "powered"},
		pattern: re(`^(?:via\s?[:：]\s?\S+|本文(?:系|由)[^，。]{1,30}(?:原创|编译|翻译|首发|授权|整理|出品|组织)[^。]{0,40}|(?:译文|原文|文章|本文)(?:出自|永久链接|链接|地址)\s?[:：]?\s?[^。]{1,80}|` +
			`(?:校对|选题|审校|题图|头图|封面图?)(?:来自|由|[:：]\s?来自)[^。]{1,50}|(?:校对者?|选题|审校者?)\s?[:：]\s?[^。]{1,40}|如果?(?:您|你)?发现(?:译文|本文|文章|文中).{0,40}(?:错误|问题|不当|改进).{0,160}|` +
			`this (?:document|page|site|website|file) (?:was|is) (?:automatically )?(?:generated|built|created|made|powered) (?:by|with|using|from) .{1,60})[.。]?$`),
		examples: []string{"via: https://example.org/ferry", "本文由江海译社原创编译", "译文出自：江海翻译计划", "校对者：林月、周舟", "选题：林月", "题图来自图库，基于 CC0 协议", "如果发现译文存在错误或其他需要改进的地方，欢迎修改。", "This document was generated by DocTool."}},
	{reason: "page tool", size: 24, whole: true,
		pattern:  re(`^(?:media playback is (?:unsupported|not supported).{0,40}|this (?:slideshow|video|audio|page|site) requires javascript.{0,20}|your browser does not support .{1,60}|please (?:enable|turn on) javascript.{0,60}|(?:您|你)的浏览器不支持.{0,30})[.。]?$`),
		examples: []string{"Media playback is unsupported on your device", "This slideshow requires JavaScript.", "您的浏览器不支持视频播放"}},
	{reason: "cookie notice", where: outside, size: 90, whole: true,
		pattern:  re(`^(?:(?:we|this (?:web)?site|our (?:web)?site|the .{1,30}(?:web)?site)(?: and our partners)? uses? (?:\w+ )?cookies(?: (?:to|and|for|on|in order)\b.{0,500}|[.,;:].{0,500})?|by (?:continuing|using|clicking|browsing|accepting).{0,120}\bcookies?\b.{0,300}|accept (?:all )?cookies|(?:manage|reject|decline) (?:all )?cookies|cookie (?:policy|settings|preferences|notice).{0,80}|i agree|accept all|got it|本(?:网站|站|页面?)(?:会)?使用 ?cookies?.{0,120}|(?:接受|同意|管理).{0,8}cookies?.{0,10})$`),
		examples: []string{"This website uses cookies to improve your experience.", "Accept all cookies", "本网站使用Cookie来改善您的体验。"}},
	{reason: "back to top", size: 6,
		pattern:  re(`^[\[(↑^ ]*(?:back to (?:the )?top|go to top|return to top|返回顶部|回到顶部|回顶部|置顶|返回)[\]) ↑]*$`),
		examples: []string{"Back to the top", "Back to Top ↑", "返回顶部"}},
	{reason: "link to the source", size: 16,
		pattern:  re(`^[（(【\[>]*(?:点击(?:这里|此处|链接)?(?:查看|阅读|浏览|进入).{0,12}|阅读(?:原文|全文)|查看(?:原文|全文|更多|详情)|原文(?:链接|地址|网址)?(?:[:：].{0,120})?|展开(?:全文|更多)?|收起(?:全文)?|read the (?:full|original) (?:story|article|text|version).{0,30}|view (?:the )?original.{0,20}|click here (?:to|for) .{0,40}|original (?:link|article|url)[:：]?.{0,120}|full (?:text|story)|more\s?[>»›.]+|read more\s?[>»›.]+|https?://\S+)[）)】\]>»›.]*$`),
		examples: []string{"Read the full story", "Click here to read more", "https://example.org/opinion/1", "点击查看原文", "阅读原文", "查看更多"}},
	{reason: "original headline", size: 40,
		pattern:  re(`^[（(【\[]?原(?:标题|题)(?:为)?[:：].{1,80}$`),
		examples: []string{"原标题：一座城与一条河"}},
	{reason: "previous and next", size: 34,
		pattern:  re(`^[<«‹【\[← ]*(?:(?:上|下|前|后)一[篇页条张][:：>»】\] ].{0,60}|(?:上|下)一[篇页条张]|(?:previous|prev|next)(?: (?:article|page|post|story))?\s?(?:[:：>»›→|].{0,100})?|(?:previous|next) (?:article|page|post|story))[>»›→ ]*$`),
		examples: []string{"Previous: The ferry that stayed", "Next article", "Next >", "上一篇：渡口的灯", "下一页"}},
	{reason: "tags", where: outside, size: 30,
		pattern:  re(`^(?:tags?|key ?words?|topics?|filed under|标签|关键[词字]|热词|话题)\s?[:：]\s?[^。.!?]{1,120}$|^(?:#[\p{L}\p{N}_]+#?\s*)+$`),
		examples: []string{"Tags: rivers, towns, budgets", "#rivers #towns", "关键词：江河 城镇", "标签：评论"}},
	{reason: "page number", size: 8,
		pattern:  re(`^(?:(?:[-–—·] ?)?\d{1,4} ?[-–—·]|(?:image|photo|picture|slide|图片?) ?\d{1,3} ?(?:of|/) ?\d{1,3}|\d{1,3} of \d{1,3}|page \d{1,4}(?: ?(?:/|of) ?\d{1,4})?|\d{1,4} ?/ ?\d{1,4}|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?|(?:\[?\d{1,2}\]?[ |]+){2,}\[?\d{0,2}\]?(?: ?(?:下一页|尾页|末页|next|last|全文|»|>))*)$`),
		examples: []string{"Page 2 of 5", "- 7 -", "1 2 3 4 Next", "第 3 页 共 8 页", "1 2 3 下一页"}},
	{reason: "page number", where: outside, size: 1,
		pattern:  re(`^\d{1,3}$`),
		examples: []string{"12"}},
	{reason: "view count", size: 12,
		pattern:  re(`^(?:(?:views?|reads?|hits|clicks)[:： ]+[\d,]+|[\d,]+ (?:views?|reads?|shares|likes)|(?:阅读|浏览|点击|访问)(?:量|数|次数|率)?[:： ]*[\d,.]+ ?万?次?|[\d.]+万?(?:次)?(?:阅读|浏览|点赞)|\d{1,2}[- ]min(?:ute)?s? read|listen(?: to this (?:article|story))?(?: ?[(·|-] ?\d{1,2} ?min(?:ute)?s?\)?)?)$`),
		examples: []string{"Views: 1,204", "6 min read", "阅读量：1204", "浏览次数：88"}},
}

// re compiles the pattern of a rule. Case does not count.
func re(pattern string) expression { return expressionOf(func() string { return `(?i)` + pattern }) }

// madeOf returns a pattern for lines that hold nothing but words of the lists, with
// separators or counts between: one of first alone if min is 1, or at least two (or min, if
// that is more) of any list.
func madeOf(min int, first string, others ...string) expression {
	return expressionOf(func() string {
		const edge = `(?:[\s|｜/,，、:：·•>»+＋()（）\[\]【】-]|\d)`
		item := `(?:` + strings.Join(append([]string{first}, others...), `|`) + `)`
		several := `(?:` + item + edge + `+){` + string(rune('0'+max(min, 2)-1)) + `,}` + item
		pattern := several
		if min == 1 {
			pattern = `(?:` + first + `|` + several + `)`
		}
		return `(?i)^` + edge + `*` + pattern + edge + `*$`
	})
}

// maxWord is how many bytes a word of furniture has at the most, on average: a line of
// no words may be a megabyte long.
const maxWord = 100

// matches reports whether a rule takes a line for furniture.
func (r *rule) matches(l line) bool {
	if l.size > r.size || len(l.flat) > (r.size+2)*maxWord || l.whole && !r.whole {
		return false
	}
	if r.needs != nil {
		lower := strings.ToLower(l.flat)
		if !slices.ContainsFunc(r.needs, func(s string) bool { return strings.Contains(lower, s) }) {
			return false
		}
	}
	if r.match != nil {
		return r.match(l.flat)
	}
	return r.pattern.matches(l.flat)
}

var (
	menuWord   = re(`^(?:` + sections + `|` + siteLinks + `|` + accountWords + `)$`)
	menuBorder = lazyregexp.New(`\s*[|｜/·•,，、]\s*`)
)

// isMenu reports whether a line is a menu that may hold items unknown to the
// rules: short items side by side, of which enough are names of sections. A row
// of English words without marks between has to be all names but one or two, in
// capitals, as headlines hold such words, too.
func isMenu(flat string) bool {
	items, need := menuBorder().Split(flat, -1), 0.5
	if len(items) < 3 {
		items = strings.Fields(flat)
		if first, _ := utf8.DecodeRuneInString(flat); !unicode.Is(unicode.Han, first) {
			if need = 0.75; strings.ToUpper(flat) != flat {
				return false
			}
		}
	}
	known := 0
	for _, item := range items {
		if len(strings.Fields(item)) > 3 || utf8.RuneCountInString(item) > 18 || strings.ContainsAny(item, ".。?!？！:：“”\"") {
			return false
		}
		if menuWord.matches(item) {
			known++
		}
	}
	return len(items) >= 4 && float64(known) >= need*float64(len(items))
}

// bullets are the marks that items of lists and boxes start with.
const bullets = "•·●○■◆◇▪▶►▌※★☆- *|"

// flatten prepares a paragraph for the rules: one space for any white space, no
// characters without width, no bullet in front, Chinese in simplified characters.
func flatten(text string) string {
	text = language.SingleSpaced(strings.Map(dropInvisible, text))
	return language.Simplified(strings.TrimLeft(text, bullets))
}
