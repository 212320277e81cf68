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
	loneEN, loneZH := unmatched(e, z), unmatched(z, e)
	for _, n := range loneEN {
		for k, o := range loneZH {
			if c, ok := number.Convert(n, o); ok {
				found = append(found, fmt.Sprintf("%s / %s (%s)", en[n.Start:n.End], zh[o.Start:o.End], c))
				loneZH = slices.Delete(loneZH, k, k+1)
				break
			}
		}
	}
	return found, withoutConverted(e, z), withoutConverted(z, e)
}

// withoutConverted returns the numbers except those lone ones that convert an amount of
// the other text.
func withoutConverted(numbers, others []number.Number) []number.Number {
	converted := map[int]bool{}
	for _, n := range unmatched(numbers, others) {
		converted[n.Start] = slices.ContainsFunc(others, func(o number.Number) bool {
			_, ok := number.Convert(n, o)
			return ok
		})
	}
	return slices.DeleteFunc(slices.Clone(numbers), func(n number.Number) bool { return converted[n.Start] })
}
