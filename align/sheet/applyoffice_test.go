package sheet

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bitext/align/review"
)

// TestApplyLibreOffice sends reviewed workbooks through LibreOffice, as .xlsx and
// as .ods: what apply finds stays the same.
func TestApplyLibreOffice(t *testing.T) {
	soffice := libreOffice(t)
	dir := t.TempDir()
	convert := func(to, file string) string {
		out := filepath.Join(dir, to+"-"+filepath.Ext(file)[1:])
		cmd := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--convert-to", to, "--outdir", out, file)
		if message, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, message)
		}
		return filepath.Join(out, "book."+to)
	}
	apply := func(file string) *review.Reviewed {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Apply(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	var en, zh []string
	for _, s := range hostile {
		en, zh = append(en, s), append(zh, s)
	}
	slices.Sort(en)
	slices.Sort(zh)
	al := of(append(en, "One is here.", "Two is here.", "Three is here. It has a second sentence.", "Four.", "Five."),
		append(zh, "一在此。", "二在此。", "三在此。还有一句。", "四。", "五。"))
	pairSentences(al)
	f := open(t, al)
	e, n := editor{t, f}, len(en)
	id := func(k int) string { return "P" + strconv.Itoa(n+k+1) }
	e.set(id(0), colStatus, "ok")
	e.set(id(0), colComment, "=right\nor not")
	e.set(id(1), colEN, "Two was here.")
	e.replace(id(2), colEN, "here. ", "here. || ")
	e.replace(id(2), colZH, "此。", "此。||")
	e.set(id(3), colEN, e.get(id(3), colEN)+"\n¶ "+e.get(id(4), colEN))
	e.set(id(3), colZH, e.get(id(3), colZH)+"\n¶ "+e.get(id(4), colZH))
	e.delete(id(4))
	file := filepath.Join(dir, "book.xlsx")
	if err := f.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	want := apply(file)
	if len(want.Conflicts) > 0 || len(want.Changes) != 6 {
		t.Fatalf("changes %v, conflicts %v", want.Changes, want.Conflicts)
	}
	for name, got := range map[string]*review.Reviewed{
		"xlsx": apply(convert("xlsx", file)),
		"ods":  apply(convert("xlsx", convert("ods", file))),
	} {
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s (-want +got):\n%.3000s", name, d)
		}
	}
}
