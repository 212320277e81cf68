package qa

import (
	"fmt"
	"slices"
	"strconv"

	"bitext/align/number"
)

// rates are the lowest and the highest price of one unit of a currency in another of
// the years 1980 to 2026, with a tenth to spare.
var rates = []struct {
	of, in    string
	low, high float64
}{
	{"USD", "CNY", 1.35, 9.6}, {"EUR", "CNY", 5.8, 12.4}, {"GBP", "CNY", 2.2, 17.2}, {"HKD", "CNY", 0.26, 1.24}, {"JPY", "CNY", 0.0056, 0.094},
	{"USD", "HKD", 4.4, 9.6}, {"USD", "TWD", 22, 45}, {"USD", "JPY", 68, 305}, {"EUR", "USD", 0.74, 1.77}, {"GBP", "USD", 0.93, 2.7},
}

// conversions takes from the numbers of both texts the lone amounts that the other
// text has in another currency, at a rate that there was, and returns them with the
// rate: "122 million / 8亿 (1 USD = 6.56 CNY)".
func conversions(en, zh string, e, z []number.Number) (found []string, restEN, restZH []number.Number) {
	others := unmatched(z, e)
	for _, n := range unmatched(e, z) {
		for _, o := range others {
			if rate := rateBetween(n, o); rate != "" {
				found = append(found, fmt.Sprintf("%s / %s (%s)", en[n.Start:n.End], zh[o.Start:o.End], rate))
				e, z, others = without(e, n), without(z, o), without(others, o)
				break
			}
		}
	}
	return found, e, z
}

// without returns the numbers except the one that stands where n does.
func without(numbers []number.Number, n number.Number) []number.Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(o number.Number) bool { return o.Start == n.Start })
}

// rateBetween returns the rate of two amounts, "" if there was none such.
func rateBetween(n, o number.Number) string {
	a, err := strconv.ParseFloat(n.Value, 64)
	b, bad := strconv.ParseFloat(o.Value, 64)
	if err != nil || bad != nil || a <= 0 || b <= 0 || n.Currency == o.Currency {
		return ""
	}
	for _, r := range rates {
		rate := b / a
		if n.Currency == r.in && o.Currency == r.of {
			rate = a / b
		} else if n.Currency != r.of || o.Currency != r.in {
			continue
		}
		if r.low <= rate && rate <= r.high {
			return fmt.Sprintf("1 %s = %.3g %s", r.of, rate, r.in)
		}
	}
	return ""
}
