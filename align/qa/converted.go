package qa

import (
	"fmt"
	"slices"

	"bitext/align/number"
)

// conversions takes from the numbers of both texts the lone amounts that the other
// text has in another currency or measure, and returns them with the rate that they
// imply: "122 million / 8亿 (1 USD = 6.56 CNY)". An amount that stands beside the one
// of the other text, as in 459英尺（约合140米）, is taken away without a word.
func conversions(en, zh string, e, z []number.Number) (found []string, restEN, restZH []number.Number) {
	for _, n := range unmatched(e, z) {
		for _, o := range unmatched(z, e) {
			if c, ok := number.Convert(n, o); ok {
				found = append(found, fmt.Sprintf("%s / %s (%s)", en[n.Start:n.End], zh[o.Start:o.End], c))
				e, z = without(e, n), without(z, o)
				break
			}
		}
	}
	return found, withoutGlosses(e, z), withoutGlosses(z, e)
}

// withoutGlosses returns the numbers except the lone ones that convert an amount of the
// other text.
func withoutGlosses(numbers, others []number.Number) []number.Number {
	lone := unmatched(numbers, others)
	return slices.DeleteFunc(slices.Clone(numbers), func(n number.Number) bool {
		return slices.ContainsFunc(lone, func(l number.Number) bool { return l.Start == n.Start }) && slices.ContainsFunc(others, func(o number.Number) bool {
			_, converts := number.Convert(n, o)
			return converts
		})
	})
}

// without returns the numbers except the one that stands where n does.
func without(numbers []number.Number, n number.Number) []number.Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(o number.Number) bool { return o.Start == n.Start })
}
