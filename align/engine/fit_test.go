package engine

import (
	"context"
	"math"
	"strings"
	"testing"

	"bitext/align"
)

// goldPieces returns pieces with sentences joined, split, left out and in other paragraphs: one as
// units, one as paragraphs.
func goldPieces(t testing.TB) []Gold {
	t.Helper()
	en := []string{
		"“The mayor wants to sell the pool!” she said.", "Swimming keeps old people healthy.", "It costs the city little.", "Nobody asked the schools.",
		"Would every class have to drive to another town?", "The council votes on Tuesday. A sold pool never comes back.", "The library is open on Monday.",
	}
	zh := []string{
		"“市长想卖掉游泳池！”她说。", "游泳使老年人保持健康，而城市花费不多。", "每个班级都要坐车去另一个镇吗？", "市议会星期二投票。", "游泳池一旦卖掉就不会回来。", "天气很热，农民担心水的价格。",
	}
	gold := []align.Bead{
		{EN: []int{0}, ZH: []int{0}}, {EN: []int{1, 2}, ZH: []int{1}}, {EN: []int{3}}, {EN: []int{4}, ZH: []int{2}}, {EN: []int{5}, ZH: []int{3, 4}}, {EN: []int{6}}, {ZH: []int{5}},
	}
	lines := Gold{Name: "lines", EN: document(align.English, en...), ZH: document(align.Chinese, zh...), Beads: gold, Segmented: true}
	paragraphs := Gold{Name: "paragraphs",
		EN:    document(align.English, "Swimming", en[0]+" "+en[1], en[2]+" "+en[3], strings.Join(en[4:6], " "), en[6]),
		ZH:    document(align.Chinese, "游泳", zh[0]+zh[1], zh[2], zh[3]+zh[4], zh[5]),
		Beads: []align.Bead{{EN: []int{0}, ZH: []int{0}}, {EN: []int{1, 2}, ZH: []int{1}}, {EN: []int{3}, ZH: []int{2, 3}}, {EN: []int{4}}, {ZH: []int{4}}}}
	paragraphs.EN.Paragraphs[0].Kind, paragraphs.ZH.Paragraphs[0].Kind = align.Title, align.Title
	return []Gold{lines, paragraphs}
}

// The gradient is the slope of the likelihood, for each number and at a place that is no optimum.
func TestGradient(t *testing.T) {
	opt := Options{Lexicon: embedded(t)}.filled()
	for _, g := range goldPieces(t) {
		charts, left, err := newCharts(t.Context(), []Gold{g}, Fitted(), opt)
		if err != nil || len(left) > 0 {
			t.Fatal(err, left)
		}
		p := *Fitted()
		for k, n := range p.Numbers() {
			*n.Value += .1 * math.Sin(float64(k))
		}
		p.LengthCap = 1.5 // so that some lengths reach it
		var grad gradient
		charts[0].likelihood(&p, &grad)
		slope, moved := grad.slope.Numbers(), 0
		for k := range slope {
			const step = .01
			value := func(by float64) float64 {
				q := p
				*q.Numbers()[k].Value += by
				return charts[0].likelihood(&q, &gradient{})
			}
			want, got := (value(step)-value(-step))/(2*step), *slope[k].Value
			if math.Abs(want-got) > .002+.002*math.Abs(want) {
				t.Errorf("%s, %s: the gradient is %.4f, differences say %.4f", g.Name, slope[k].Name, got, want)
			}
			if math.Abs(want) > .01 {
				moved++
			}
		}
		if moved < 10 {
			t.Errorf("%s: only %d numbers say anything", g.Name, moved)
		}
	}
}

// The likelihood of a gold is that of its beads in the posterior: the weight of all paths with
// it over the weight of all paths.
func TestLikelihood(t *testing.T) {
	g := goldPieces(t)[0]
	charts, _, err := newCharts(t.Context(), []Gold{g}, Fitted(), Options{Lexicon: embedded(t)}.filled())
	if err != nil {
		t.Fatal(err)
	}
	l := charts[0].likelihood(Fitted(), &gradient{})
	al, err := Align(t.Context(), g.EN, g.ZH, Options{Lexicon: embedded(t), Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	least := 1.0
	for _, b := range al.Beads {
		least = min(least, b.Score)
	}
	if p := math.Exp(l); p <= 0 || p > least {
		t.Errorf("the gold has the probability %v, and its least likely bead %v", p, least)
	}
}

// A fit makes the gold likelier, leaves out what it cannot use and says why.
func TestFit(t *testing.T) {
	gold := goldPieces(t)
	crossing := gold[0]
	crossing.Name, crossing.Beads = "crossing", append([]align.Bead{{EN: []int{6}, ZH: []int{0}}}, crossing.Beads[1:5]...)
	result, err := Fit(t.Context(), append(gold, crossing), Fitted(), FitOptions{Options: Options{Lexicon: embedded(t)}})
	if err != nil {
		t.Fatal(err)
	}
	if result.LogLikelihood[1] <= result.LogLikelihood[0] {
		t.Errorf("log likelihood %v at the start, %v at the end", result.LogLikelihood[0], result.LogLikelihood[1])
	}
	if result.Beads != 12 || len(result.Left) != 1 || !strings.HasPrefix(result.Left[0].Error(), "crossing: ") {
		t.Errorf("%d beads, left out %v", result.Beads, result.Left)
	}
	if err := result.Params.Check(); err != nil {
		t.Error(err)
	}
	fixed, err := Fit(t.Context(), gold, Fitted(), FitOptions{Options: Options{Lexicon: embedded(t)}, Fixed: []string{"One", "Closing.Both"}})
	if err != nil {
		t.Fatal(err)
	}
	if p, f := fixed.Params, Fitted(); p.One != f.One || p.Closing.Both != f.Closing.Both || p.Split == f.Split {
		t.Errorf("of One, Closing.Both and Split the first two are fixed: %v, %v, %v became %v, %v, %v", f.One, f.Closing.Both, f.Split, p.One, p.Closing.Both, p.Split)
	}
	if _, err := Fit(t.Context(), []Gold{crossing}, Fitted(), FitOptions{}); err == nil {
		t.Error("fitted on nothing")
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Fit(stopped, gold, Fitted(), FitOptions{}); err != context.Canceled {
		t.Errorf("stopped: %v", err)
	}
}

func TestCheckParams(t *testing.T) {
	for name, change := range map[string]func(*Params){
		"Null": func(p *Params) { p.Null = math.NaN() }, "Opening.Both": func(p *Params) { p.Opening.Both = math.Inf(1) },
		"LengthVariance": func(p *Params) { p.LengthVariance = 0 }, "Mood.1.Question": func(p *Params) { p.Mood[1].Question = 1e9 },
	} {
		p := Fitted()
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		change(p)
		if err := p.Check(); err == nil || !strings.HasPrefix(err.Error(), name+" is") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Parameters that were written are read as they were; without one of the numbers, with a
// further one or in another form they are refused.
func TestReadParams(t *testing.T) {
	p := Fitted()
	p.Mood[2].Exclamation = 1. / 3
	var file strings.Builder
	if err := p.Write(&file, "three pieces"); err != nil {
		t.Fatal(err)
	}
	again, title, err := ReadParams(strings.NewReader(file.String()))
	if err != nil || title != "three pieces" || *again != *p {
		t.Errorf("%+v, %q, %v", again, title, err)
	}
	for name, change := range map[string][2]string{
		"NullToken is missing": {"NullToken", "Nulltoken2"}, "align parameters 1": {"parameters 1", "parameters 9"}, "EOF": {"}", ""},
		"is -1e+09": {`"LengthCap": `, `"LengthCap": -1e9, "LengthFloor": `}, "there are none": {`"params": {`, `"params": null, "more": {`},
	} {
		if _, _, err := ReadParams(strings.NewReader(strings.Replace(file.String(), change[0], change[1], -1))); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func FuzzReadParams(f *testing.F) {
	var file strings.Builder
	if err := Fitted().Write(&file, ""); err != nil {
		f.Fatal(err)
	}
	f.Add(file.String())
	f.Add("{}")
	f.Fuzz(func(t *testing.T, data string) {
		if p, _, err := ReadParams(strings.NewReader(data)); err == nil && p.Check() != nil {
			t.Error("it was read and is wrong")
		}
	})
}
