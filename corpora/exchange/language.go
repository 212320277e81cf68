package exchange

import (
	"strings"

	"bitext/align"
)

// languageNames are the names, and the codes of three letters and of kinds of Chinese, by
// which files call the two languages, in lower case.
var languageNames = map[string]align.Language{
	"en": align.English, "eng": align.English, "english": align.English,
	"英文": align.English, "英语": align.English, "英語": align.English, "英": align.English,
	"zh": align.Chinese, "zho": align.Chinese, "chi": align.Chinese, "chs": align.Chinese, "cht": align.Chinese,
	"cmn": align.Chinese, "yue": align.Chinese, "wuu": align.Chinese, "nan": align.Chinese, "hak": align.Chinese,
	"chinese": align.Chinese, "mandarin": align.Chinese, "cantonese": align.Chinese,
	"中文": align.Chinese, "汉语": align.Chinese, "漢語": align.Chinese, "华语": align.Chinese, "華語": align.Chinese,
	"中": align.Chinese, "简体中文": align.Chinese, "繁體中文": align.Chinese, "繁体中文": align.Chinese,
}

// scriptTags are the parts of a language tag, or of a name, that tell a script of Chinese.
var scriptTags = map[string]align.Script{
	"hans": align.Hans, "cn": align.Hans, "sg": align.Hans, "my": align.Hans, "chs": align.Hans, "simplified": align.Hans, "简体中文": align.Hans,
	"hant": align.Hant, "tw": align.Hant, "hk": align.Hant, "mo": align.Hant, "cht": align.Hant, "traditional": align.Hant, "繁體中文": align.Hant, "繁体中文": align.Hant,
}

// parseLanguage understands the code or the name of a language as files have it: en, EN_us,
// eng, zh-Hant-HK, cmn, yue, Chinese (Simplified), 英语. Of another language it returns the
// first part in lower case.
func parseLanguage(code string) (align.Language, align.Script) {
	parts := strings.FieldsFunc(strings.ToLower(code), func(r rune) bool { return strings.ContainsRune("-_ ().,/（）", r) })
	var lang align.Language
	var script align.Script
	for _, part := range parts {
		if l, ok := languageNames[part]; ok && lang == "" {
			lang = l
		}
		if s, ok := scriptTags[part]; ok {
			script = s
		}
	}
	if len(parts) > 0 && len(parts[0]) <= 3 && languageNames[parts[0]] == "" {
		lang = "" // fr-CN
	}
	switch {
	case lang == align.Chinese:
		return lang, script
	case lang == "" && len(parts) > 0:
		return align.Language(parts[0]), ""
	}
	return lang, ""
}

// sideOf returns the side that is in a language; ok is false if none is.
func sideOf(lang align.Language) (side align.Side, ok bool) {
	switch lang {
	case align.English:
		return align.EN, true
	case align.Chinese:
		return align.ZH, true
	}
	return 0, false
}

// languageTag returns the tag of BCP 47 for a side of a piece: en, zh, zh-Hans.
func languageTag(side align.Side, script align.Script) string {
	if side == align.ZH && script != "" {
		return "zh-" + string(script)
	}
	return string(side.Language())
}

// regionTag returns the tag with the region that most programs for translators ask for.
func regionTag(side align.Side, script align.Script) string {
	switch {
	case side == align.EN:
		return "en-US"
	case script == align.Hant:
		return "zh-TW"
	}
	return "zh-CN"
}
