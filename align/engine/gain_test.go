package engine

import (
	"math"
	"testing"
)

func TestLogarithm(t *testing.T) {
	for x := 1e-9; x < 1e9; x *= 1.0137 {
		if got, want := logarithm(x), math.Log(x); math.Abs(got-want) > 0.00013 {
			t.Fatalf("the logarithm of %v is %v, not %v", x, want, got)
		}
	}
}
