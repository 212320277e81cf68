package number

import (
	"math"
	"strconv"
	"strings"
)

// Converted measures
//
// A translator may turn miles into kilometres: 100 feet are 30米. So 100 feet have
// two more senses, ≈30.48 (metres) and ≈3048 (centimetres), and each matches any
// value within conversionError.

const (
	about           = "≈"
	conversionError = 0.04
)

// alike reports whether a value is that of another number's sense.
func alike(value, sense string) bool {
	made, ok := strings.CutPrefix(sense, about)
	if !ok {
		return value == sense
	}
	v, err := strconv.ParseFloat(value, 64)
	m, bad := strconv.ParseFloat(made, 64)
	return err == nil && bad == nil && math.Abs(v-m) <= conversionError*math.Abs(m)
}

// convertedSenses reads the measure behind a number of either language.
func convertedSenses(n Number, word, _, after string) []string {
	value, err := strconv.ParseFloat(n.Value, 64)
	if n.kind != kindCount || err != nil {
		return nil
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
	{[]string{"acre", "acres"}, 0, []float64{0.4047, 4047}},
	{[]string{"degree", "degrees", "°F", "F"}, 32, []float64{5. / 9}},
	{[]string{"里"}, 0, []float64{0.5}},
	{[]string{"斤"}, 0, []float64{0.5, 500}},
	{[]string{"亩", "畝"}, 0, []float64{1. / 15, 1 / 6.07}},
}
