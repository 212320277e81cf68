package portable

import (
	"math"
	"testing"
)

// Both functions agree with those of package math but for the last places.
func TestLnExp(t *testing.T) {
	near := func(name string, x, got, want float64) {
		t.Helper()
		switch {
		case got == want || math.IsNaN(got) && math.IsNaN(want):
		case !(math.Abs(got-want) <= 0x1p-51*math.Abs(want)):
			t.Errorf("%s(%v) = %v, want %v", name, x, got, want)
		}
	}
	for _, x := range []float64{0, -1, 1, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, 0x1p-1022, math.Nextafter(1, 0), math.Nextafter(1, 2)} {
		near("ln", x, Ln(x), math.Log(x))
	}
	near("ln", math.SmallestNonzeroFloat64, Ln(math.SmallestNonzeroFloat64), -1074*math.Ln2) // math.Log is wrong here on amd64
	for x := 1e-300; x < 1e300; x *= 1.37 {
		near("ln", x, Ln(x), math.Log(x))
	}
	for x := 0.4; x < 3; x += 0.00037 {
		near("ln", x, Ln(x), math.Log(x))
	}
	for _, x := range []float64{0, math.Inf(1), math.Inf(-1), math.NaN(), 709.78, 709.79, 1e300, -1e300, 1e-300, -1e-17} {
		near("exp", x, Exp(x), math.Exp(x))
	}
	for x := -708.0; x < 709.7; x += 0.0371 {
		near("exp", x, Exp(x), math.Exp(x))
	}
}

// The last bits are the same everywhere: these came out on amd64.
func TestLnExpBits(t *testing.T) {
	lnBits, expBits := uint64(0), uint64(0)
	for x := 0.0117; x < 40; x += 0.0173 {
		lnBits = lnBits*31 + math.Float64bits(Ln(x))
		expBits = expBits*31 + math.Float64bits(Exp(20-x))
	}
	if lnBits != 0xc70c83fb3d5016f2 || expBits != 0xc6438c081012403c {
		t.Errorf("ln %#x, exp %#x", lnBits, expBits)
	}
}

func BenchmarkExp(b *testing.B) {
	x := -3.0
	for b.Loop() {
		x = -3 + Exp(x)
	}
}
