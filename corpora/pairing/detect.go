package pairing

import (
	"fmt"

	"bitext/align"
	"bitext/align/language"
)

const (
	minConfidence  = 0.5 // how sure the language of an edition must be
	sureConfidence = 0.9 // how sure the detected language must be to contradict the one that was given
)

// edition tells the language of an edition, or takes the given one. It refuses an
// edition that is neither English nor Chinese. That the other edition is Chinese speaks for
// English.
func edition(path string, doc *align.Document, found, other language.Guess, given align.Language) (language.Guess, error) {
	if found.Language != align.Chinese && other.Language == align.Chinese && other.Confidence >= minConfidence && language.LikelyEnglish(doc, found) {
		doc.Language, doc.Script = align.English, ""
		found = language.Guess{Language: align.English, Confidence: max(found.Confidence, minConfidence)}
	}
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
	running := language.RunningText(doc.Body())
	switch {
	case found.Language == "":
		return refused(align.NoText, "there is no text to tell a language from", "give the English and the Chinese edition of one piece")
	case running.Bilingual():
		return refused(align.TwoLanguages, fmt.Sprintf("it holds both languages: %.0f%% of its text is English", 100*running.English/(running.English+running.Chinese)),
			"if it holds both editions, give it alone: align pair "+path+"; if it is one edition, say its language with --source-lang or --target-lang")
	case known && found.Confidence < minConfidence:
		return refused(align.UnsureLanguage, fmt.Sprintf("there is too little text to tell its language for sure; it may be %s", language.Name(found.Language)),
			"say its language with --source-lang or --target-lang")
	case !known:
		return refused(align.WrongLanguage, fmt.Sprintf("it looks %s (%s), not English or Chinese", language.Name(found.Language), percent(found.Confidence)),
			"give the English and the Chinese edition, or name the languages with --source-lang and --target-lang")
	}
	return found, nil
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
