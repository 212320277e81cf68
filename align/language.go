package align

import "unicode"

// Language is an ISO 639-1 code: "en", "zh", "fr". Empty means unknown.
type Language string

// The two languages that are aligned.
const (
	English Language = "en"
	Chinese Language = "zh"
)

// Script is the ISO 15924 code of a Chinese script, empty for other languages.
type Script string

// The two scripts of Chinese.
const (
	Hans Script = "Hans" // simplified
	Hant Script = "Hant" // traditional
)

// UsualRatio is the number of English letters for each Chinese character, in newspapers.
const UsualRatio = 3.2

// Length measures a text without its white space: English in letters, Chinese
// in characters. Latin letters and digits in a Chinese text are as long there as they
// are in English.
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
