package align

import "testing"

func TestInputErrorSaysOneLine(t *testing.T) {
	r := &InputError{Op: "read workbook", Reason: "it is empty", Hint: "give another"}
	for want, r := range map[string]*InputError{
		"read workbook: it is empty; give another":         r,
		"read workbook: a.xlsx: it is empty; give another": r.At("a.xlsx"),
		"it is empty": {Reason: "it is empty"},
	} {
		if got := r.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
