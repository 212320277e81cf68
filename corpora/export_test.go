package corpora

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/corpora/exchange"
)

func TestFilters(t *testing.T) {
	c := open(t)
	tests := []struct {
		en, zh string
		status align.Status
		want   string // the filter that drops the row
	}{
		{"The water tariff rises in January.", "水价明年一月上涨。", "", ""},
		{"The water tariff rises in January.", "", "", "one side empty"},
		{"Ships wait.", "船只都在港外等待。", "", "under 3 tokens"},
		{"Ships wait in the harbour for papers, and papers wait for a stamp that nobody has.", "船在等。", "", "length ratio over 3"},
		{"Ships wait in the harbour for papers, and papers wait for a stamp that nobody has.", "船在等。", align.Confirmed, ""},
		{"Ships wait in the harbour.", "Ships wait in the harbour.", "", "untranslated"},
		{"Корабли ждут в гавани до утра.", "船只在港外一直等到天亮。", "", "wrong language"},
		{"Ships wait in the harbour.", "船は港で朝まで待っています。", "", "wrong language"},
		{"About 87 ships wait in the harbour.", "约有78艘船在港外等待。", "", "numbers differ"},
		{"The water tariff rises in January.", "水价明年一月上涨。", "", "duplicates"},
	}
	filters, err := c.Filters(context.Background(), Filters{MaxRatio: 3, MinTokens: 3, OneSided: true, Duplicates: true, Untranslated: true, WrongLanguage: true, NumbersDiffer: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		r := exchange.Record{Row: align.Row{Text: align.TextPair{EN: test.en, ZH: test.zh}, Bead: align.Bead{Status: test.status}}}
		got := ""
		for _, f := range filters {
			if f.Drop(&r) {
				got = f.Name
				break
			}
		}
		if got != test.want {
			t.Errorf("%s | %s: %q, want %q", test.en, test.zh, got, test.want)
		}
	}
}

func TestParseSplit(t *testing.T) {
	for text, want := range map[string][3]float64{"80/10/10": {0.8, 0.1, 0.1}, "0.5/0.25/0.25": {0.5, 0.25, 0.25}, "1/0/0": {1, 0, 0}} {
		if s, err := ParseSplit(text); err != nil || s.Shares != want {
			t.Errorf("%s: %v, %v", text, s, err)
		}
	}
	for _, bad := range []string{"", "80/20", "a/b/c", "-1/1/1", "0/0/0", "NaN/1/1", "Inf/1/1"} {
		if _, err := ParseSplit(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestShiftOf(t *testing.T) {
	tests := []struct {
		en, zh    int
		direction string
		want      ShiftKind
	}{
		{1, 1, "en>zh", ""}, {2, 2, "en>zh", ""},
		{1, 2, "en>zh", Splitting}, {2, 1, "en>zh", Merging}, {1, 0, "en>zh", Omission}, {0, 1, "en>zh", Addition},
		{1, 2, "zh>en", Merging}, {2, 1, "zh>en", Splitting}, {1, 0, "zh>en", Addition}, {0, 1, "zh>en", Omission},
		{1, 3, "unknown", Splitting},
	}
	for _, test := range tests {
		if got := shiftOf(test.en, test.zh, test.direction); got != test.want {
			t.Errorf("%d-%d, %s: %q, want %q", test.en, test.zh, test.direction, got, test.want)
		}
	}
}

// The figures of a corpus, worked out by hand.
func TestStats(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "harbour.jsonl")
	row := func(en, zh string, ids ...[]int) jsonRow {
		r := pairRow(en, zh)
		r.EN, r.ZH = ids[0], ids[1]
		return r
	}
	writeRows(t, path,
		row("Ships wait.", "船在等。", []int{0}, []int{1}),
		row("Cranes work.", "吊车作业。", []int{1}, []int{0}), // moved
		row("Paper is slow and nobody reads it.", "纸很慢。没人看。", []int{2}, []int{2, 3}).with("ok", ""),
		row("It ends.", "", []int{3}, nil),
	)
	c := open(t, path)
	s, err := c.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if s.Pieces != 1 || s.Rows != 4 || s.Pairs != 3 || s.OneSided != 1 || s.English.Tokens != 13 || s.English.Types != 12 || s.Chinese.Tokens != 13 || s.Chinese.Types != 13 {
		t.Errorf("%+v", s)
	}
	// 10+11+28+7 letters, of which 7 have no counterpart; full stops count.
	if got := s.English.Coverage; got != 0.875 {
		t.Errorf("coverage %v", got)
	}
	want := map[ShiftKind]int{Splitting: 1, Omission: 1, Moving: 1}
	for _, shift := range s.Shifts {
		if shift.Rows != want[shift.Kind] || shift.Assumed != shift.Rows || len(shift.Examples) != shift.Rows {
			t.Errorf("%+v", shift)
		}
	}
	var page strings.Builder
	if err := s.WriteHTML(&page, "<harbour>"); err != nil {
		t.Fatal(err)
	}
	if text := page.String(); strings.Contains(text, "<harbour>") || strings.Contains(text, "http") || strings.Count(text, "<svg") < 4 || !strings.Contains(text, "分译 split: 1") {
		t.Error(text)
	}
}
