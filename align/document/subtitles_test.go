package document

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSubtitles(t *testing.T) {
	type cue struct {
		Text       string
		Start, End float64 // seconds
		Pos        int
	}
	for _, tt := range []struct {
		name, text string
		want       []cue
	}{
		{"a.srt", "1\n00:00:01,000 --> 00:00:02,500\nIt is late,\nsaid the driver.\n\n2\n00:01:00,250 --> 01:00:01,000 X1:40 X2:600\n<i>{\\an8}No.</i>\n",
			[]cue{{"It is late, said the driver.", 1, 2.5, 2}, {"No.", 60.25, 3601, 7}}},
		{"lines of both languages.srt", "1\n00:00:01,000 --> 00:00:02,000\n很晚了。\nIt is late.\n", []cue{{"很晚了。\nIt is late.", 1, 2, 2}}},
		{"blank lines missing.srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n", []cue{{"One", 1, 2, 2}, {"Two", 3, 4, 5}}},
		{"an empty one.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n", []cue{{"Two", 3, 4, 5}}},
		{"a.vtt", "WEBVTT - a film\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nno text\n\nfirst\n01:02.000 --> 01:03.050 align:start\n<v Lin Ruo>He said &lt;no&gt; <00:01:02.500><c.loud>twice</c>\n",
			[]cue{{"He said <no> twice", 62, 63.05, 11}}},
		{"named otherwise.txt", "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nRelated reading\r\n", []cue{{"Related reading", 1, 2, 2}}},
	} {
		d, err := Read(strings.NewReader(tt.text), tt.name, Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got []cue
		for _, p := range d.Paragraphs {
			got = append(got, cue{p.Text, p.Start.Seconds(), p.End.Seconds(), p.Pos})
			if p.Kind != "body" {
				t.Errorf("%s: %q is %s", tt.name, p.Text, p.Kind)
			}
		}
		if d.Format != "subtitles" || !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %s: %s", tt.name, d.Format, cmp.Diff(tt.want, got))
		}
	}
}

// An essay that quotes a subtitle is none.
func TestNoSubtitles(t *testing.T) {
	d, err := Read(strings.NewReader("How subtitles work\n\nA file of them has lines.\n\nLike this one:\n\n00:00:01,000 --> 00:00:02,000\n"), "essay.txt", Options{})
	if err != nil || d.Format != textFormat {
		t.Errorf("%s, %v", d.Format, err)
	}
}

func FuzzSubtitles(f *testing.F) {
	f.Add("1\n00:00:01,000 --> 00:00:02,500\nIt is late,\n很晚了。\n\n2\n")
	f.Add("WEBVTT\n\n99:99.999 --> 999:99:99\n<v a>{\\an8}&lt;\n7\n0:0 --> 0:0")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Read(strings.NewReader(text), "x.srt", Options{})
		if err != nil {
			return
		}
		for _, p := range d.Paragraphs {
			if p.Start < 0 || p.End < 0 || p.End > 1001*time.Hour || isBlank(p.Text) {
				t.Fatalf("%+v", p)
			}
		}
	})
}
