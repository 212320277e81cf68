// Package portable holds functions of package math that return the same on every processor:
// math.Exp and math.Log are written apart for some of them.
//
// Results differ for another reason, too. Where a product is added to something, a compiler
// may fuse both into one operation that rounds once, and does so for arm64. A conversion
// between them forbids it: float64(x*y) + z. .ci/processors looks for fused operations in the
// program.
package portable

import "math"

// Ln 2 in two parts. The first has 21 zero bits at its end, so that its product with the
// exponent of a float64 is exact.
const (
	ln2High = 0x1.62e42fee00000p-1
	ln2Low  = math.Ln2 - ln2High
)

// Ln returns the natural logarithm of x, to within two units of the last place.
//
// With x = m × 2^e and m near 1, ln x = e ln 2 + ln m, and ln m is 2 artanh s with
// s = (m-1)/(m+1): 2 (s + s³/3 + s⁵/5 + …).
func Ln(x float64) float64 {
	switch {
	case math.IsNaN(x) || x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	case math.IsInf(x, 1):
		return x
	}
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	s := (m - 1) / (m + 1)
	square, sum := float64(s*s), 0.0
	for _, c := range artanhSeries {
		sum = float64((sum + c) * square)
	}
	tail := float64(2*s*sum) + float64(float64(e)*ln2Low)
	return float64(float64(e)*ln2High) + (float64(2*s) + tail)
}

// artanhSeries holds the coefficients of artanh, the highest first. As |s| < 0.172, the
// next term is under 2^-60 of the first.
var artanhSeries = [...]float64{1. / 21, 1. / 19, 1. / 17, 1. / 15, 1. / 13, 1. / 11, 1. / 9, 1. / 7, 1. / 5, 1. / 3}

// Exp returns e to the power of x, to within two units of the last place.
//
// With k the integer next to x / ln 2 and r = x - k ln 2, it is 2^k times the power series
// of e^r, 1 + r + r²/2! + r³/3! + …
func Exp(x float64) float64 {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x > 710: // beyond the largest number
		return math.Inf(1)
	case x < -746: // below half the smallest
		return 0
	}
	k := math.RoundToEven(x * (1 / math.Ln2))
	r := float64(x-float64(k*ln2High)) - float64(k*ln2Low)
	sum := 0.0
	for _, c := range expSeries {
		sum = float64((sum + c) * r)
	}
	if k < -1021 || k > 1023 {
		return math.Ldexp(1+sum, int(k))
	}
	return float64((1 + sum) * math.Float64frombits(uint64(int(k)+1023)<<52))
}

// expSeries holds the coefficients of e^r from r to r^13, the highest first. As |r| <
// 0.347, the next term is under 2^-57.
var expSeries = [...]float64{
	1. / 6227020800, 1. / 479001600, 1. / 39916800, 1. / 3628800, 1. / 362880, 1. / 40320, 1. / 5040, 1. / 720, 1. / 120, 1. / 24, 1. / 6, 1. / 2, 1,
}
