package document

import (
	"strconv"
	"strings"
	"sync"
)

// superscript returns text that is set as superscript so that it stands apart from the
// word or number before it: 2016 with the mark 2 is 2016², no 20162, and with the marks 1,3
// it is 2016¹,³. Other text than digits, alone or in a list, stays as it is: 20th, a star, [1].
func superscript(text string) string {
	const digits, between = "0123456789", ",，-–— "
	if strings.Trim(text, digits+between) != "" || strings.Trim(text, between) != text || text == "" {
		return text
	}
	return raised().Replace(text)
}

// raised puts superscript digits for others.
var raised = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for d, r := range []rune("⁰¹²³⁴⁵⁶⁷⁸⁹") {
		pairs = append(pairs, strconv.Itoa(d), string(r))
	}
	return strings.NewReplacer(pairs...)
})
