package align

import "unicode"

// UsualRatio is the number of English letters for each Chinese character, in newspapers.
const UsualRatio = 3.2

// Length measures a text without its white space: English in letters, Chinese
// in characters. What is spelled alike in both, Latin letters and digits in a
// Chinese text, is as long there as it is in English.
func Length(text string, lang Language) float64 {
	wide, narrow := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
		case lang == Chinese && r < 0x2000:
			narrow++
		default:
			wide++
		}
	}
	return float64(wide) + float64(narrow)/UsualRatio
}
