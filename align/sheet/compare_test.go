package sheet

import (
	"bytes"
	"testing"

	"bitext/align"
	"bitext/align/review"
)

// A review agrees with itself, whatever was done; and who comes first makes no
// difference to the figures.
func TestCompareReviews(t *testing.T) {
	var book bytes.Buffer
	if err := Write(&book, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	a, err := Apply(bytes.NewReader(book.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Apply(bytes.NewReader(book.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	same, err := review.Compare(a, b)
	if err != nil || same.Agreement != 1 || same.Kappa != 1 || len(same.Disagreements) != 0 {
		t.Fatalf("a review and itself: %v, %v", same, err)
	}
	for k := range b.Alignment.Beads {
		if b.Alignment.Beads[k].Status == "" && !b.Alignment.Removed(b.Alignment.Beads[k]) {
			b.Alignment.Beads[k].Status = align.Rejected
			break
		}
	}
	ab, err := review.Compare(a, b)
	if err != nil || len(ab.Disagreements) != 1 || ab.Disagreements[0].Kind != review.StatusDiffers {
		t.Fatalf("got %v, %v", ab, err)
	}
	ba, err := review.Compare(b, a)
	if err != nil || ba.Kappa != ab.Kappa || ba.Agreement != ab.Agreement || len(ba.Disagreements) != 1 {
		t.Errorf("the other way round: %v, %v", ba, err)
	}
	var out, again bytes.Buffer
	if err := WriteComparison(&out, ab); err != nil {
		t.Fatal(err)
	}
	if err := WriteComparison(&again, ab); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("equal comparisons give different workbooks, or %v", err)
	}
}
