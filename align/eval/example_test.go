package eval_test

import (
	"fmt"

	"bitext/align"
	"bitext/align/eval"
)

// The automatic alignment has split a pair: one of its two pairs is right, and a
// single merge puts it right.
func ExampleCompare() {
	gold := []align.Bead{{EN: []int{0}, ZH: []int{0}}, {EN: []int{1, 2}, ZH: []int{1}}}
	auto := []align.Bead{{EN: []int{0}, ZH: []int{0}}, {EN: []int{1}, ZH: []int{1}}, {EN: []int{2}}}
	c, err := eval.Compare(gold, auto)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("strict F1 %.2f, lax F1 %.2f, %d operation\n", c.StrictRate().F1, c.LaxRate().F1, c.Operations)
	// Output: strict F1 0.50, lax F1 1.00, 1 operation
}
