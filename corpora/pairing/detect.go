package pairing

import (
	"fmt"

	"bitext/align"
	"bitext/align/language"
)

const (
	minConfidence  = 0.5  // how sure the language of an edition must be
	sureConfidence = 0.9  // how sure the detected language must be to contradict the one that was given
	bothShare      = 0.25 // of the paragraphs: a file with so many in each language is no edition
)

// edition tells the language of an edition, or takes the given one. It refuses an
// edition that is neither English nor Chinese.
func edition(path string, doc *align.Document, given align.Language) (language.Guess, error) {
	found := language.Document(doc)
	known := found.Language == align.English || found.Language == align.Chinese
	refused := func(code align.Code, why, do string) (language.Guess, error) {
		return found, &align.InputError{Code: code, Op: "detect language", Path: path, Reason: why, Hint: do}
	}
	if len(doc.Body()) == 0 && len(doc.Paragraphs) > 0 {
		return refused(align.OnlyFurniture, "all of its text was taken for page furniture", "see the reasons with align detect; --keep-boilerplate aligns it")
	}
	if given != "" {
		if known && found.Language != given && found.Confidence >= sureConfidence {
			return refused(align.WrongLanguage, fmt.Sprintf("it is said to be %s, but it is %s (%s)", language.Name(given), language.Name(found.Language), percent(found.Confidence)),
				"--source-lang is the language of the first file, --target-lang that of the second; without them languages are detected")
		}
		doc.Language, doc.Script = given, ""
		if given == align.Chinese {
			doc.Script = language.ScriptOf(doc.Body())
		}
		return language.Guess{Language: given, Script: doc.Script, Confidence: 1}, nil
	}
	en, zh := paragraphsIn(doc, align.English), paragraphsIn(doc, align.Chinese)
	switch total := float64(en + zh); {
	case found.Language == "":
		return refused(align.NoText, "there is no text to tell a language from", "give the English and the Chinese edition of one piece")
	case known && float64(min(en, zh)) > bothShare*total:
		return refused(align.TwoLanguages, fmt.Sprintf("it holds both languages: %d paragraphs are English and %d Chinese", en, zh),
			"put each edition into a file of its own; if it is one edition, say its language with --source-lang or --target-lang")
	case known && found.Confidence < minConfidence:
		return refused(align.UnsureLanguage, fmt.Sprintf("there is too little text to tell its language for sure; it may be %s", language.Name(found.Language)),
			"say its language with --source-lang or --target-lang")
	case !known:
		return refused(align.WrongLanguage, fmt.Sprintf("it looks %s (%s), not English or Chinese", language.Name(found.Language), percent(found.Confidence)),
			"give the English and the Chinese edition, or name the languages with --source-lang and --target-lang")
	}
	return found, nil
}

// paragraphsIn counts the paragraphs of a language, boilerplate left out.
func paragraphsIn(doc *align.Document, l align.Language) int {
	n := 0
	for _, p := range doc.Paragraphs {
		if p.Kind != align.Boilerplate && p.Language == l {
			n++
		}
	}
	return n
}

// oneOfEach refuses two editions of the same language.
func oneOfEach(a string, guessA language.Guess, b string, guessB language.Guess) error {
	if guessA.Language != guessB.Language {
		return nil
	}
	return &align.InputError{Code: align.SameLanguage,
		Op: "detect language", Path: a + " and " + b,
		Reason: fmt.Sprintf("both are %s (%s and %s)", language.Name(guessA.Language), percent(guessA.Confidence), percent(guessB.Confidence)),
		Hint:   "one edition must be English and one Chinese",
	}
}

func percent(p float64) string { return fmt.Sprintf("%.0f%% sure", p*100) }
