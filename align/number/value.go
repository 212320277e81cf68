package number

import (
	"math/big"
	"strings"
)

// Values are strings of decimal digits with at most one point, so that 0.1 stays
// 0.1 and a number of any length stays exact.

// plain returns a decimal number without needless zeros.
func plain(digits string) string {
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction = strings.TrimRight(fraction, "0")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if fraction == "" {
		return whole
	}
	return whole + "." + fraction
}

// shift returns value times ten to the power of zeros.
func shift(value string, zeros int) string {
	if zeros == 0 {
		return value
	}
	whole, fraction, _ := strings.Cut(value, ".")
	if zeros < 0 {
		whole = strings.Repeat("0", -zeros) + whole
		point := len(whole) + zeros
		return plain(whole[:point] + "." + whole[point:] + fraction)
	}
	if len(fraction) <= zeros {
		return plain(whole + fraction + strings.Repeat("0", zeros-len(fraction)))
	}
	return plain(whole + fraction[:zeros] + "." + fraction[zeros:])
}

// fraction returns the value of a fraction: a share in hundredths where that is
// exact, as half the people are 50% of them, and else the reduced fraction.
func fraction(numerator, denominator string) string {
	written := numerator + "/" + denominator
	if len(written) > 2*maxZeros {
		return written
	}
	n, ok := new(big.Rat).SetString(numerator)
	d, valid := new(big.Rat).SetString(denominator)
	if !ok || !valid || d.Sign() == 0 {
		return written
	}
	x := n.Quo(n, d)
	if digits, exact := x.FloatPrec(); exact {
		return shift(plain(x.FloatString(digits)), 2) + "%"
	}
	return x.RatString()
}

// join returns the sum of a whole number that ends with zeros and a smaller one
// that fits into them: 300000000 and 50000000 (3亿5000万) make 350000000.
func join(high, low string) (sum string, ok bool) {
	if strings.Contains(high+low, ".") || len(low) >= len(high) ||
		strings.Trim(high[len(high)-len(low):], "0") != "" {
		return "", false
	}
	return high[:len(high)-len(low)] + low, true
}

// less reports whether the plain number a is less than b.
func less(a, b string) bool {
	aw, af, _ := strings.Cut(a, ".")
	bw, bf, _ := strings.Cut(b, ".")
	if len(aw) != len(bw) {
		return len(aw) < len(bw)
	}
	if aw != bw {
		return aw < bw
	}
	return af < bf
}
