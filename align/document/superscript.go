package document

import "strings"

// superscript returns text that is set as superscript so that it stands apart from the
// word or number before it: 2016 with the mark 2 is 2016², no 20162. Other text than digits
// stays as it is: 20th, a star, [1].
func superscript(text string) string {
	const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return text
	}
	var raised strings.Builder
	for _, d := range text {
		raised.WriteRune([]rune(digits)[d-'0'])
	}
	return raised.String()
}
