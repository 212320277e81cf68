package sheet

import (
	"bytes"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// reviewed writes a workbook, lets a reviewer edit it, and applies it.
func reviewed(t testing.TB, al *align.Alignment, edit func(f *excelize.File)) *review.Reviewed {
	t.Helper()
	f := open(t, al)
	edit(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	r, err := Apply(&b)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// unchanged fails the test unless a workbook that nobody edited gives the
// alignment it was made of.
func unchanged(t *testing.T, al *align.Alignment) {
	t.Helper()
	r := reviewed(t, al, func(*excelize.File) {})
	if len(r.Changes)+len(r.Conflicts) > 0 {
		t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
	if d := cmp.Diff(al, r.Alignment, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("apply (-want +got):\n%.3000s", d)
	}
}

func TestApplyNothing(t *testing.T) {
	swapped := sample()
	swapped.Swapped = true
	swapped.Beads[3].Status, swapped.Beads[4].Comment, swapped.Beads[5].ByHand = align.Fixed, "=why?\r\n", true
	swapped.EN.Paragraphs[3].Source = "before"
	unchanged(t, swapped)
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			al := of([]string{text, "plain", "[furniture] " + text}, []string{"平常", text})
			pairSentences(al)
			unchanged(t, al)
		})
	}
}

// One alignment is written, and its workbook read, at the same time by several.
func TestConcurrently(t *testing.T) {
	al := sample()
	want := encode(t, al)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var got bytes.Buffer
			if err := Write(&got, al, Options{}); err != nil || !bytes.Equal(got.Bytes(), want) {
				t.Errorf("wrote %d bytes, %v, want %d", got.Len(), err, len(want))
			}
			r, err := Apply(bytes.NewReader(want))
			if err != nil || len(r.Changes)+len(r.Conflicts) > 0 {
				t.Errorf("applied %+v, %v", r, err)
			}
		})
	}
	wg.Wait()
}
