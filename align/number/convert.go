package number

import (
	"math"
	"strconv"
	"strings"

	"bitext/align/internal/lazyregexp"
)

// Converted measures
//
// A translator may turn miles into kilometres: 100 feet are 30米. So 100 feet have
// two more senses, ≈30.48 (metres) and ≈3048 (centimetres), and each matches any
// value within conversionError.

const (
	about           = "≈"
	conversionError = 0.04
	roundingError   = 0.08 // of a value with one digit: 20 miles, 30公里
)

// Other senses that are no single value
//
// 40多万 is any value from 400,000 up to 500,000, 去年 any year.
const (
	over    = ">"
	anyYear = "YYYY"
)

// alike reports whether a value is that of another number's sense.
func alike(value, sense string) bool {
	if sense == anyYear {
		return len(value) == 4 && "1900" <= value && value < "2100"
	}
	sign := prefix(sense, about, over)
	if sign == "" {
		return value == sense
	}
	number := sense[len(sign):]
	v, err := strconv.ParseFloat(value, 64)
	m, bad := strconv.ParseFloat(number, 64)
	switch {
	case err != nil || bad != nil:
		return false
	case sign == over:
		zeros := len(number) - len(strings.TrimRight(number, "0"))
		return m <= v && v < m+math.Pow10(zeros)
	case len(strings.Trim(value, "0.")) == 1:
		return math.Abs(v-m) <= roundingError*math.Abs(m)
	}
	return math.Abs(v-m) <= conversionError*math.Abs(m)
}

// convertedSenses reads the measure behind a number of either language.
func convertedSenses(n Number, word, before, after string) []string {
	value, err := strconv.ParseFloat(n.Value, 64)
	if n.kind != kindCount || err != nil {
		return nil
	}
	if inches := behindFeet().FindStringSubmatch(after); inches != nil { // the feet of 6-foot-4
		return []string{metres(n.Value, inches[1]), about + strconv.FormatFloat(value*0.3048, 'f', -1, 64)}
	}
	if feet := beforeInches().FindStringSubmatch(before); feet != nil { // the inches of 6-foot-4
		return []string{metres(feet[1], n.Value)}
	}
	glued := strings.TrimLeft(word, "0123456789.,") + after // 449ft
	after = strings.TrimLeft(after, " -")
	for _, c := range conversions {
		if !startsWithWord(glued, c.measures...) && !startsWithWord(after, c.measures...) {
			continue
		}
		var made []string
		for _, factor := range c.factors {
			made = append(made, about+strconv.FormatFloat((value-c.zero)*factor, 'f', -1, 64))
		}
		return made
	}
	return nil
}

// Inches stand behind feet: 6-foot-4, 5 feet 11 inches.
var (
	behindFeet   = lazyregexp.New(`^(?:-foot-| feet,? |-feet-| foot )([0-9]{1,2})\b`)
	beforeInches = lazyregexp.New(`\b([0-9]{1,2})(?:-foot-| feet,? |-feet-| foot )$`)
)

// metres returns the sense of a length in feet and inches.
func metres(feet, inches string) string {
	f, _ := strconv.ParseFloat(feet, 64)
	i, _ := strconv.ParseFloat(inches, 64)
	return about + strconv.FormatFloat((12*f+i)*0.0254, 'f', -1, 64)
}

// conversions are the measures that translators convert, each with the factors to
// the measures that they use instead. Longer names stand first.
var conversions = []struct {
	measures []string
	zero     float64 // the value that becomes 0: 32 °F
	factors  []float64
}{
	{[]string{"square mile", "square miles", "sq mi"}, 0, []float64{2.59}},
	{[]string{"square foot", "square feet", "sq ft"}, 0, []float64{0.0929}},
	{[]string{"mile", "miles", "mph"}, 0, []float64{1.609}},
	{[]string{"foot", "feet", "ft"}, 0, []float64{0.3048, 30.48}},
	{[]string{"inch", "inches"}, 0, []float64{2.54, 25.4}},
	{[]string{"yard", "yards"}, 0, []float64{0.9144}},
	{[]string{"pound", "pounds", "lb", "lbs"}, 0, []float64{0.4536}},
	{[]string{"ounce", "ounces", "oz"}, 0, []float64{28.35}},
	{[]string{"gallon", "gallons"}, 0, []float64{3.785}},
	{[]string{"acre", "acres"}, 0, []float64{0.4047, 4047, 0.004047}},
	{[]string{"degree", "degrees", "°F", "F"}, 32, []float64{5. / 9}},
	{[]string{"里"}, 0, []float64{0.5}},
	{[]string{"斤"}, 0, []float64{0.5, 500}},
	{[]string{"亩", "畝"}, 0, []float64{1. / 15, 1 / 6.07}},
}
