package align

import "testing"

func TestRefusalSaysOneLine(t *testing.T) {
	r := &Refusal{What: "read workbook", Why: "it is empty", Do: "give another"}
	for want, r := range map[string]*Refusal{
		"read workbook: it is empty; give another":         r,
		"read workbook: a.xlsx: it is empty; give another": r.At("a.xlsx"),
		"it is empty": {Why: "it is empty"},
	} {
		if got := r.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
