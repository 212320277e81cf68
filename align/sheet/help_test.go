package sheet

import (
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/review"
)

// Help explains every word that stands on a sheet.
func TestHelpIsComplete(t *testing.T) {
	rows, err := open(t, sample()).GetRows(helpSheet)
	if err != nil {
		t.Fatal(err)
	}
	explained := map[string][]string{}
	for _, r := range rows {
		if len(r) == 3 {
			explained[r[0]] = r[1:]
		}
	}
	want := []string{"0.76", review.EditedWord.In(align.English), review.ByHandWord.In(align.English)}
	for _, c := range append(review.Statuses, review.Actions...) {
		want = append(want, c.In(align.English))
	}
	for b := range align.Bands {
		want = append(want, b.Bilingual())
	}
	for _, kind := range align.FlagKinds() {
		name := align.Flag{Kind: kind}.Bilingual()
		want = append(want, name)
		if en, zh, ok := strings.Cut(strings.Join(explained[name], "|"), "|"); !ok || kind != align.NoCounterpart && (!strings.Contains(en, "Example: ") || !strings.Contains(zh, "例：")) {
			t.Errorf("%s has no example in both languages: %q", name, explained[name])
		}
	}
	for _, name := range want {
		if explained[name] == nil {
			t.Errorf("%s is not explained", name)
		}
	}
}
