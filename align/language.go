package align

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
