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
	loneZH := unmatched(z, e)
	var goneEN, goneZH []number.Number
	for _, n := range unmatched(e, z) {
		for k, o := range loneZH {
			if c, ok := number.Convert(n, o); ok {
				found = append(found, fmt.Sprintf("%s / %s (%s)", en[n.Start:n.End], zh[o.Start:o.End], c))
				goneEN, goneZH, loneZH = append(goneEN, n), append(goneZH, o), slices.Delete(loneZH, k, k+1)
				break
			}
		}
	}
	e, z = without(e, goneEN), without(z, goneZH)
	return found, without(e, glosses(e, z)), without(z, glosses(z, e))
}

// glosses returns the lone numbers that convert an amount of the other text, if that
// has no lone amount in the same unit.
func glosses(numbers, others []number.Number) (found []number.Number) {
	loneOthers := unmatched(others, numbers)
	for _, n := range unmatched(numbers, others) {
		converts := func(o number.Number) bool {
			_, ok := number.Convert(n, o)
			return ok
		}
		if slices.ContainsFunc(others, converts) && !slices.ContainsFunc(loneOthers, n.SharesUnit) {
			found = append(found, n)
		}
	}
	return found
}

// without returns the numbers except those that stand where one that has gone does.
func without(numbers, gone []number.Number) []number.Number {
	if len(gone) == 0 {
		return numbers
	}
	starts := map[int]bool{}
	for _, n := range gone {
		starts[n.Start] = true
	}
	return slices.DeleteFunc(slices.Clone(numbers), func(n number.Number) bool { return starts[n.Start] })
}
