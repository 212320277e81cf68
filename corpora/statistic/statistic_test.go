package statistic

import (
	"math"
	"slices"
	"testing"
)

// The values were worked out by hand.
func TestByHand(t *testing.T) {
	parts := []float64{1, 2, 3, 4, 5} // Gries 2008 has this as its first example of equal parts
	equal := []float64{10, 10, 10, 10, 10}
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		// 2*8/(16+48) = 1/4: 14 - 2
		{"logDice", LogDice(8, 16, 48), 12},
		{"logDice of a word with itself", LogDice(5, 5, 5), 14},
		// 8*1024/(16*32) = 16
		{"MI", MI(8, 16, 32, 1024), 4},
		// (9 - 30*100/1000) / 3
		{"t", T(9, 30, 100, 1000), 2},
		// E1 = 1000*40/2000 = 20 = E2: 2(30 ln 1.5 + 10 ln .5) = 2(12.163953 - 6.931472)
		{"log-likelihood", LogLikelihood(30, 10, 1000, 1000), 10.464962},
		// 2*10 ln 2
		{"log-likelihood without b", LogLikelihood(10, 0, 1000, 1000), 13.862944},
		{"log-likelihood of equal rates", LogLikelihood(10, 30, 1000, 3000), 0},
		// .03 against .01
		{"%DIFF", Difference(30, 10, 1000, 1000), 200},
		{"%DIFF of half", Difference(10, 40, 1000, 2000), -50},
		// mean 3, sd sqrt 2, V .471405, over sqrt 4: .235702
		{"D", Juilland(parts, equal), 0.764298},
		{"D of one part of five", Juilland([]float64{7, 0, 0, 0, 0}, equal), 0},
		{"D of an even spread over uneven parts", Juilland([]float64{1, 2, 3}, []float64{10, 20, 30}), 1},
		// shares 1/15 ... 5/15 against 3/15: (2+1+0+1+2)/15/2
		{"DP", Gries(parts, equal), 0.2},
		// shares .5 .5 against .25 .75
		{"DP of uneven parts", Gries([]float64{4, 4}, []float64{10, 30}), 0.25},
		// .2 / (1 - .2)
		{"DPnorm", GriesNormalized(parts, equal), 0.25},
	} {
		if math.Abs(test.got-test.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", test.name, test.got, test.want)
		}
	}
	if x := Difference(1, 0, 10, 10); !math.IsInf(x, 1) {
		t.Errorf("%%DIFF without reference: %v", x)
	}
}

// Rounding makes no D of a word of one part negative.
func TestJuillandOfOnePart(t *testing.T) {
	for parts := 2; parts < 300; parts++ {
		frequencies, sizes := make([]float64, parts), slices.Repeat([]float64{3}, parts)
		frequencies[0] = 23
		if d := Juilland(frequencies, sizes); math.Signbit(d) || d > 1e-6 {
			t.Errorf("D of one part of %d: %v, want 0", parts, d)
		}
	}
}
