package segment

// englishWord is what a word means for numbers.
type englishWord struct {
	kind  wordRole
	value int
}

type wordRole uint8

const (
	_         wordRole = iota
	cardinal           // two: its value
	scale              // thousand: its zeros
	ordinal            // third: its value
	parts              // thirds: the denominator
	quarter            // a part, or three months, or a district
	half               // half
	twice              // twice
	years              // decade: its years; dozen is counted likewise
	tens               // nineties: the year of the century
	monthName          // May: its number
	article            // a
)

// englishWords are the words that numbers are made of. First and second are
// faint: English uses them for much that no number stands for in Chinese.
var englishWords = map[string]englishWord{
	"zero": {cardinal, 0}, "one": {cardinal, 1}, "two": {cardinal, 2}, "three": {cardinal, 3}, "four": {cardinal, 4},
	"five": {cardinal, 5}, "six": {cardinal, 6}, "seven": {cardinal, 7}, "eight": {cardinal, 8}, "nine": {cardinal, 9},
	"ten": {cardinal, 10}, "eleven": {cardinal, 11}, "twelve": {cardinal, 12}, "thirteen": {cardinal, 13},
	"fourteen": {cardinal, 14}, "fifteen": {cardinal, 15}, "sixteen": {cardinal, 16}, "seventeen": {cardinal, 17},
	"eighteen": {cardinal, 18}, "nineteen": {cardinal, 19}, "twenty": {cardinal, 20}, "thirty": {cardinal, 30},
	"forty": {cardinal, 40}, "fifty": {cardinal, 50}, "sixty": {cardinal, 60}, "seventy": {cardinal, 70},
	"eighty": {cardinal, 80}, "ninety": {cardinal, 90},

	"hundred": {scale, 2}, "thousand": {scale, 3}, "million": {scale, 6}, "billion": {scale, 9}, "trillion": {scale, 12},
	"lakh": {scale, 5}, "lakhs": {scale, 5}, "crore": {scale, 7}, "crores": {scale, 7},

	"first": {ordinal, 1}, "second": {ordinal, 2},
	"third": {ordinal, 3}, "fourth": {ordinal, 4}, "fifth": {ordinal, 5}, "sixth": {ordinal, 6}, "seventh": {ordinal, 7},
	"eighth": {ordinal, 8}, "ninth": {ordinal, 9}, "tenth": {ordinal, 10}, "eleventh": {ordinal, 11},
	"twelfth": {ordinal, 12}, "thirteenth": {ordinal, 13}, "fourteenth": {ordinal, 14}, "fifteenth": {ordinal, 15},
	"sixteenth": {ordinal, 16}, "seventeenth": {ordinal, 17}, "eighteenth": {ordinal, 18}, "nineteenth": {ordinal, 19},
	"twentieth": {ordinal, 20}, "thirtieth": {ordinal, 30}, "fortieth": {ordinal, 40}, "fiftieth": {ordinal, 50},
	"sixtieth": {ordinal, 60}, "seventieth": {ordinal, 70}, "eightieth": {ordinal, 80}, "ninetieth": {ordinal, 90},
	"hundredth": {ordinal, 100}, "thousandth": {ordinal, 1000}, "millionth": {ordinal, 1_000_000}, "billionth": {ordinal, 1_000_000_000},

	"thirds": {parts, 3}, "fourths": {parts, 4}, "quarters": {parts, 4}, "fifths": {parts, 5}, "sixths": {parts, 6},
	"sevenths": {parts, 7}, "eighths": {parts, 8}, "ninths": {parts, 9}, "tenths": {parts, 10},
	"quarter": {quarter, 4}, "half": {half, 0}, "twice": {twice, 2},

	"decade": {years, 10}, "decades": {years, 10}, "century": {years, 100}, "centuries": {years, 100}, "dozen": {years, 12},

	"thirties": {tens, 30}, "forties": {tens, 40}, "fifties": {tens, 50}, "sixties": {tens, 60},
	"seventies": {tens, 70}, "eighties": {tens, 80}, "nineties": {tens, 90},

	"january": {monthName, 1}, "february": {monthName, 2}, "march": {monthName, 3}, "april": {monthName, 4},
	"may": {monthName, 5}, "june": {monthName, 6}, "july": {monthName, 7}, "august": {monthName, 8},
	"september": {monthName, 9}, "october": {monthName, 10}, "november": {monthName, 11}, "december": {monthName, 12},
	"jan": {monthName, 1}, "feb": {monthName, 2}, "mar": {monthName, 3}, "apr": {monthName, 4}, "jun": {monthName, 6},
	"jul": {monthName, 7}, "aug": {monthName, 8}, "sep": {monthName, 9}, "sept": {monthName, 9}, "oct": {monthName, 10},
	"nov": {monthName, 11}, "dec": {monthName, 12},

	"a": {article, 1}, "an": {article, 1},
}
