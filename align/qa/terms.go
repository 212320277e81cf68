package qa

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
)

// mostTerms is how many of the terms that were expected a flag lists.
const mostTerms = 8

// missingTerms returns a flag for each concept of the glossary that has a term in
// one text and none in the other: "reef → 礁 / 礁石".
func missingTerms(en, zh string, terms *glossary.Finder) []align.Flag {
	if terms == nil {
		return nil
	}
	var flags []align.Flag
	texts := align.TextPair{EN: en, ZH: zh}
	for side := range align.Sides {
		text, other := texts.Side(side), 1-side
		inOther := terms.ConceptsIn(texts.Side(other), other.Language())
		for _, m := range terms.Find(text, side.Language()) {
			if inOther[m.Concept] {
				continue
			}
			inOther[m.Concept] = true // said once
			expected := terms.Concepts[m.Concept].Terms(other)
			if len(expected) > mostTerms {
				expected = append(slices.Clone(expected[:mostTerms]), "…")
			}
			flags = append(flags, align.Flag{Kind: align.TermMissing, Detail: text[m.Start:m.End] + " → " + strings.Join(expected, " / ")})
		}
	}
	return flags
}
