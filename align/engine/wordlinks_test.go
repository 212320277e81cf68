package engine_test

import (
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

func TestWordLinks(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct {
		align.TextPair
		links, none []string
	}{
		{align.TextPair{EN: "The city raised its water tariff in 2024.", ZH: "2024年，这座城市提高了水价。"},
			[]string{"city城市", "raised提高", "20242024"}, []string{"The这", "city提高"}},
		{align.TextPair{EN: "The teacher asked the doctor; the doctor asked the teacher.", ZH: "老師問醫生，醫生問老師。"},
			[]string{"teacher老師", "doctor醫生"}, []string{"teacher醫生"}},
		{align.TextPair{EN: "Rain.", ZH: "城市"}, nil, []string{"Rain城市"}},
		{align.TextPair{EN: "", ZH: "城市"}, nil, nil},
	}
	var texts []align.TextPair
	for _, row := range rows {
		texts = append(texts, row.TextPair)
	}
	for k, links := range engine.WordLinks(texts, lex) {
		row := rows[k]
		var got []string
		for _, l := range links {
			if l.P < 0 || l.P > 1 {
				t.Errorf("%q: probability %v", row.EN, l.P)
			}
			got = append(got, row.EN[l.EN[0]:l.EN[1]]+row.ZH[l.ZH[0]:l.ZH[1]])
		}
		all := " " + strings.Join(got, " ") + " "
		for _, want := range row.links {
			if !strings.Contains(all, " "+want+" ") {
				t.Errorf("%q: no %s in%s", row.EN, want, all)
			}
		}
		for _, not := range row.none {
			if strings.Contains(all, " "+not+" ") {
				t.Errorf("%q: %s", row.EN, not)
			}
		}
	}
	// Of words that stand twice, those at the same place are the likelier ones.
	first := engine.WordLinks(texts[1:2], lex)[0]
	best, text := engine.WordLink{}, texts[1]
	for _, l := range first {
		if l.EN[0] == strings.Index(text.EN, "teacher") && l.P > best.P {
			best = l
		}
	}
	if best.ZH[0] != 0 {
		t.Errorf("the first teacher is linked at %d", best.ZH[0])
	}
}
