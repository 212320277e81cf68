package pairing

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"bitext/align"
)

const chineseColumn = `去年春天，这座城市种下了四万棵树。

可是没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇水。
`

// A text beside a Chinese one is taken for English if it may be; no other language is.
func TestLanguageBesideChinese(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		code       align.Code // of the refusal; "" if the text is read
	}{
		{"Indonesian names", "Nusantara can wait\n\nPrabowo Subianto wants Jakarta to move by 2028. Bambang Susantono quit. Basuki Hadimuljono took over in Penajam Paser Utara.\n", ""},
		{"Vietnamese names", "To Lam in Hanoi\n\nTô Lâm met Phạm Minh Chính and Trần Thanh Mẫn. The three agreed that Đà Nẵng needs a port.\n", ""},
		{"French names", "Macron to Matignon\n\nÉlisabeth Borne, Édouard Philippe and François Bayrou met Gérard Larcher at the Élysée.\n", ""},
		{"a title alone", "The bus\n", ""},
		{"French", "Le port est resté fermé pendant tout l'hiver, et personne n'a su dire pourquoi.\n", align.WrongLanguage},
		{"Indonesian", "Kota itu berjanji menanam sepuluh ribu pohon sebelum akhir dasawarsa, tetapi tidak ada yang percaya.\n", align.WrongLanguage},
		{"Vietnamese", "Thành phố hứa trồng mười nghìn cây to trước khi thập kỷ kết thúc, nhưng chẳng ai tin điều đó cả.\n", align.WrongLanguage},
		{"German", "Die Stadt will bis zum Ende des Jahrzehnts zehntausend Bäume pflanzen, aber niemand glaubt daran.\n", align.WrongLanguage},
		{"Japanese", "市は十年以内に一万本の木を植えると約束したが、誰も信じていない。\n", align.WrongLanguage},
		{"Korean", "시는 10년 안에 나무 만 그루를 심겠다고 약속했다.\n", align.WrongLanguage},
	} {
		dir := t.TempDir()
		a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
		for path, text := range map[string]string{a: tt.text, b: chineseColumn} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := AlignFiles(t.Context(), a, b, Options{})
		refused, _ := errors.AsType[*align.InputError](err)
		if tt.code == "" && err != nil || tt.code != "" && (refused == nil || refused.Code != tt.code) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
