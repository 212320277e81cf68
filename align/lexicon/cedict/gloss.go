package cedict

import (
	"strings"

	"bitext/align/internal/lazyregexp"
	"bitext/align/segment"
)

var (
	reference   = lazyregexp.New(`^(?:\([^)]*\) ?)?(?:(?:old |erhua |archaic |Taiwan |nonstandard |Japanese )*variant of|see(?: also)?|also written|same as|abbr\. (?:for|of|to)|contraction of|short for|euphemistic variant of|dialectal variant of) ([^\s\[,;]+)`)
	parenthesis = lazyregexp.New(`\([^()]*\)`)
	brackets    = lazyregexp.New(`\[[^\]]*\]`)
	notAMeaning = lazyregexp.New(`^(?:CL:|also pr\.|classifier for|pr\. |Taiwan pr\.|used in |radical in |Kangxi radical|one of the characters|component in)`)
	label       = lazyregexp.New(`^(?:surname|lit\.|fig\.|abbr\. (?:for|of|to)|usually written)\s`)
)

// referent returns the simplified headword that a gloss refers to ("variant of
// 臺灣|台湾[Tai2 wan1]": 台湾), or "".
func referent(gloss string) string {
	m := reference().FindStringSubmatch(gloss)
	if m == nil {
		return ""
	}
	word := m[1]
	if _, simplified, ok := strings.Cut(word, "|"); ok {
		word = simplified
	}
	if words := segment.Words(word); len(words) != 1 || words[0].Kind != segment.Han {
		return ""
	}
	return word
}

// meanings returns the stems of each sense of a gloss. What stands in
// parentheses is explanation and left out; a sense all of stop words keeps them.
func meanings(gloss string) [][]string {
	for parenthesis().MatchString(gloss) {
		gloss = parenthesis().ReplaceAllString(gloss, "")
	}
	gloss = brackets().ReplaceAllString(reference().ReplaceAllString(gloss, ""), "")
	var senses [][]string
	for sense := range strings.SplitSeq(gloss, ";") {
		sense = strings.TrimSpace(sense)
		if notAMeaning().MatchString(sense) {
			continue
		}
		sense = strings.TrimPrefix(label().ReplaceAllString(sense, ""), "to ")
		var content, all []string
		for _, w := range segment.Words(sense) {
			if w.Kind == segment.Han {
				continue
			}
			stem := segment.Stem(w.Norm)
			all = append(all, stem)
			if !segment.IsStopWord(w.Norm) {
				content = append(content, stem)
			}
		}
		if len(content) == 0 {
			content = all
		}
		if 0 < len(content) && len(content) <= maxSenseWords {
			senses = append(senses, content)
		}
	}
	return senses
}

// maxSenseWords is the length over which a sense is a description, whose words
// say little of how the headword is translated.
const maxSenseWords = 8
