package document

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTables(t *testing.T) {
	data := docxFile(t, `<w:p><w:r><w:t>Before</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rain</w:t></w:r></w:p><w:p><w:r><w:t>and wind</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p></w:tc><w:tc><w:p><w:r><w:t>雨</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p/></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>outer</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>`, "")
	rows, paragraphs, err := Tables(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"Rain\nand wind", "雨"}, {"", "inner\nouter"}}, rows); diff != "" {
		t.Errorf("rows: want - got +:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Before", ""}, paragraphs); diff != "" {
		t.Errorf("paragraphs: want - got +:\n%s", diff)
	}
	for _, bad := range []string{"", "no archive", "PK\x03\x04"} {
		if _, _, err := Tables([]byte(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
