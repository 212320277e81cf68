package qa

import (
	"strings"

	"bitext/align"
	"bitext/align/glossary"
)

// missingTerms returns a flag for each concept of the glossary that has a term in
// one text and none in the other: "reef → 礁 / 礁石".
func missingTerms(en, zh string, terms *glossary.Finder) []align.Flag {
	if terms == nil {
		return nil
	}
	var flags []align.Flag
	missing := func(text string, lang align.Language, inOther map[int]bool, expected func(glossary.Concept) []string) {
		for _, m := range terms.Find(text, lang) {
			if !inOther[m.Concept] {
				inOther[m.Concept] = true // said once
				flags = append(flags, align.Flag{Kind: align.TermMissing, Detail: text[m.Start:m.End] + " → " + strings.Join(expected(terms.Concepts[m.Concept]), " / ")})
			}
		}
	}
	inEN, inZH := terms.ConceptsIn(en, align.English), terms.ConceptsIn(zh, align.Chinese)
	missing(en, align.English, inZH, func(c glossary.Concept) []string { return c.ZH })
	missing(zh, align.Chinese, inEN, func(c glossary.Concept) []string { return c.EN })
	return flags
}
