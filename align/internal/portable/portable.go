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
// of e^r, 1 + r + r²/2! + r³/3! + … The series is added up in pairs, and pairs of pairs
// (Estrin, 1960): a processor works on several of them at a time.
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
	r2 := float64(r * r)
	r4 := float64(r2 * r2)
	low := (1 + float64(r*inv2)) + float64(r2*(inv3+float64(r*inv4)))
	middle := (inv5 + float64(r*inv6)) + float64(r2*(inv7+float64(r*inv8)))
	high := (inv9 + float64(r*inv10)) + float64(r2*(inv11+float64(r*inv12))) + float64(r4*inv13)
	sum := float64(r * (low + float64(r4*(middle+float64(r4*high)))))
	if k < -1021 || k > 1023 {
		return math.Ldexp(1+sum, int(k))
	}
	return float64((1 + sum) * math.Float64frombits(uint64(int(k)+1023)<<52))
}

// The coefficients of e^r are the inverses of the factorials: inv2 is 1/2!. As |r| < 0.347,
// the next term is under 2^-57.
const (
	inv2  = 1. / 2
	inv3  = inv2 / 3
	inv4  = inv3 / 4
	inv5  = inv4 / 5
	inv6  = inv5 / 6
	inv7  = inv6 / 7
	inv8  = inv7 / 8
	inv9  = inv8 / 9
	inv10 = inv9 / 10
	inv11 = inv10 / 11
	inv12 = inv11 / 12
	inv13 = inv12 / 13
)
