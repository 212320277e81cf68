package document

// reasons are the reasons for which paragraphs are taken for page furniture, in Chinese.
var reasons = map[string]string{
	"advertisement": "广告", "app prompt": "下载应用提示", "back to top": "返回顶部", "below the article": "文章下方",
	"beside the article": "文章旁侧", "breadcrumb": "导航路径", "button": "按钮", "comment box": "评论框",
	"cookie notice": "Cookie 提示", "copyright": "版权声明", "credits": "制作信息", "dialog": "弹窗",
	"editor contact": "编辑与联系方式", "follow prompt": "关注提示", "form": "表单", "licence number": "备案号",
	"link to the source": "原文链接", "login": "登录", "navigation": "导航", "note mark": "注释标号",
	"original headline": "原题", "outside the article": "文章之外", "page footer": "页脚", "page header": "页眉",
	"page number": "页码", "page tool": "页面工具", "previous and next": "上一篇与下一篇", "ranking": "排行榜",
	"related reading": "相关阅读", "running head": "页眉标题", "search box": "搜索框", "section label": "栏目名",
	"share bar": "分享栏", "sidebar": "侧栏", "site links": "网站链接", "subscription prompt": "订阅提示",
	"table of contents": "目录", "tags": "标签", "text size": "字号", "turned text": "旋转的文字",
	"view count": "阅读量",
}

// ReasonInChinese returns the reason of a paragraph of page furniture in Chinese, "" if it is
// none of this package's.
func ReasonInChinese(reason string) string { return reasons[reason] }
