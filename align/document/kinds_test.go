package document

import "testing"

func TestKindPatterns(t *testing.T) {
	tests := []struct {
		name    string
		is      func(string) bool
		yes, no []string
	}{
		{"byline", bylinePattern.MatchString,
			[]string{"By Lin Yue", "By LIN YUE | Delta Daily | Updated: 2025-05-06 07:12", "By Lin Yue and Jo de Vries", "Lin Yue | Delta Daily", "By our staff reporter",
				"作者：林月", "文/林月", "文｜林月 周舟", "本报评论员", "本报记者 林月", "特约评论员：林月", "来源：三江日报", "□ 林月", "林月 三江日报 2025-05-06 07:12", "周舟 译"},
			[]string{"By noon the river had gone.", "By 2030 the bridge will stand.", "By contrast", "Lin Yue says no.", "作者在书中说，河不读地图。", "记者来了三次，一次也没有见到他。", "今天是少见的一天"}},
		{"date", datePattern.MatchString,
			[]string{"2025-05-06 07:12", "Updated: 2025-05-06 07:12", "Published: May 6, 2025", "6 May 2025", "Tuesday, May 6, 2025", "2025年5月6日 07:12 来源：三江网", "发布时间：2025-05-06", "2025年5月6日 星期二", "（2025年5月6日）"},
			[]string{"On May 6, 2025, the river rose.", "2025年5月6日，河水涨了。", "In 2025"}},
		{"caption", isCaption,
			[]string{"Photo by Lin Yue", "The ferry at noon. [Photo/Agencies]", "The ferry at noon. LIN YUE/XINHUA", "LIN YUE / DELTA DAILY", "图片来源：三江网", "资料图", "资料图片：渡口", "渡口的清晨。新华社记者 林月 摄", "图为清晨的渡口。", "漫画：周舟"},
			[]string{"Photos do not lie, people say, but the people who take them do.", "The photo by the door shows my father.", "图书馆关门了。", "图什么呢？"}},
		{"author note", authorNotePattern.MatchString,
			[]string{"The author is a professor of law at Delta University.", "The writer, a former captain, is a member of the port council.", "The views don't necessarily represent those of Delta Daily.", "The opinions expressed here do not necessarily reflect those of the newspaper.",
				"（作者系三江大学教授）", "作者为三江大学教授。", "作者单位：三江大学", "（林月为三江大学教授）", "本文仅代表作者个人观点", "本文仅代表作者观点，不代表本报立场。"},
			[]string{"The author of the report never saw the river.", "The view from the bridge is good.", "作者在书中说，河不读地图。", "（这是后话）"}},
	}
	for _, tt := range tests {
		for _, s := range tt.yes {
			if !tt.is(flatten(s)) {
				t.Errorf("%s: %q does not match", tt.name, s)
			}
		}
		for _, s := range tt.no {
			if tt.is(flatten(s)) {
				t.Errorf("%s: %q matches", tt.name, s)
			}
		}
	}
}
