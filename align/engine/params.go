package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
)

// Params are the weights of the model. All are log odds: a bead with a score higher by 1
// is e times as likely against the others. Fit fits them together, Fitted has those that
// are built in, and the package comment tells the formula that they stand in.
type Params struct {
	EnglishGain float64 // for each unit that the English words gain, given the Chinese side
	ChineseGain float64 // the same the other way; words of one bead are far from independent, so both are below 1
	Across      float64 // off for each unit that the words next to the border before a two-sided bead gain more by the words across it

	// Priors of the shapes of beads. They stand against what Model 1 takes from wide beads,
	// so they are not the logarithms of frequencies.
	One       float64 // 1-1
	Split     float64 // one Chinese unit, two English
	Join      float64 // two Chinese units, one English
	SplitMany float64 // one Chinese unit, three English or more
	JoinMany  float64 // three Chinese units or more, one English
	Two       float64 // 2-2
	Both      float64 // 2-3 and 3-2
	BothDecay float64 // off for each unit more: 3-3, 2-4 and so on

	// Units without counterpart.
	Null      float64 // the first of a run inside a paragraph bead, in a bitext with the usual share of them
	NextNull  float64 // right after another
	Cut       float64 // the first of a run that begins at a corner: of a paragraph that was cut
	NextCut   float64 // right after another
	NullToken float64 // off for each token of such a unit: what unrelated units lose by chance

	// Paragraph borders that one edition has alone.
	Border      float64 // between two beads
	InnerBorder float64 // inside a bead

	LengthVariance float64 // of the English length, in letters, for each letter of both sides
	LengthCap      float64 // what a difference of lengths takes off at the most
	Clauses        float64 // off for a difference in the number of marks between clauses, by its square

	KindMismatch float64 // off for each unit of another kind than the first of its side, and for sides of different kinds
	KindMatch    float64 // for a heading, a list or the like on both sides

	// Marks at the ends of a bead. English opens a speech anew after "he said" where Chinese
	// may not, so an English mark alone says little.
	Opening MarkOdds    // a quotation mark at the beginning
	Closing MarkOdds    // a quotation mark at the end
	Mood    [3]MoodOdds // the sentence at the end, by the Chinese one: statement, question, exclamation
}

// MarkOdds are what a mark counts for that stands on both sides, or on one only.
type MarkOdds struct{ Both, Chinese, English float64 }

// MoodOdds are what the mood of the English sentence at the end of a bead counts for.
type MoodOdds struct{ Statement, Question, Exclamation float64 }

// Number is one of the numbers of Params.
type Number struct {
	Name  string // as in Params: "NullToken", "Opening.Both", "Mood.1.Question"
	Value *float64
}

// Numbers returns all numbers of the parameters in a fixed order, to be read or changed.
func (p *Params) Numbers() []Number {
	var out []Number
	var walk func(name string, v reflect.Value)
	walk = func(name string, v reflect.Value) {
		if name != "" {
			name += "."
		}
		switch v.Kind() {
		case reflect.Struct:
			for k := range v.NumField() {
				walk(name+v.Type().Field(k).Name, v.Field(k))
			}
		case reflect.Array:
			for k := range v.Len() {
				walk(fmt.Sprint(name, k), v.Index(k))
			}
		default:
			out = append(out, Number{name[:len(name)-1], v.Addr().Interface().(*float64)})
		}
	}
	walk("", reflect.ValueOf(p).Elem())
	return out
}

// Check returns an error if a number of the parameters is none that a search can work with.
func (p Params) Check() error {
	for _, n := range p.Numbers() {
		if math.IsNaN(*n.Value) {
			return fmt.Errorf("%s is missing", n.Name)
		}
		if v := *n.Value; math.Abs(v) > maxParam {
			return fmt.Errorf("%s is %v, and may be from -%d to %d", n.Name, v, maxParam, maxParam)
		}
	}
	for _, n := range []Number{{"LengthVariance", &p.LengthVariance}, {"EnglishGain", &p.EnglishGain}, {"ChineseGain", &p.ChineseGain}} {
		if *n.Value <= 0 {
			return fmt.Errorf("%s is %v, and has to be above 0", n.Name, *n.Value)
		}
	}
	return nil
}

// maxParam is far above what is fitted, and far below what sums of scores could not hold.
const maxParam = 1000

// stepCosts returns the costs of steps in a bitext with a shift of the prior of units
// without counterpart.
func (p *Params) stepCosts(nullShift float64) stepCosts {
	c := stepCosts{border: p.Border}
	for kind := firstNull; kind < nullKinds; kind++ {
		c.null[kind] = *p.nullOf(kind)
	}
	c.null[firstNull] += nullShift
	return c
}

// nullOf returns the number for a unit without counterpart.
func (p *Params) nullOf(kind null) *float64 {
	return [...]*float64{firstNull: &p.Null, nextNull: &p.NextNull, firstCut: &p.Cut, nextCut: &p.NextCut}[kind]
}

// prior returns the log prior of a two-sided shape.
func (p *Params) prior(s shape) float64 {
	prior, decays := p.priorOf(s)
	return *prior - float64(p.BothDecay*float64(decays))
}

// priorOf returns the number that is the log prior of a two-sided shape, and how often
// BothDecay comes off.
func (p *Params) priorOf(s shape) (prior *float64, decays int) {
	switch {
	case s == shape{1, 1}:
		return &p.One, 0
	case s == shape{1, 2}:
		return &p.Split, 0
	case s == shape{2, 1}:
		return &p.Join, 0
	case s.zh == 1:
		return &p.SplitMany, 0
	case s.en == 1:
		return &p.JoinMany, 0
	case s == shape{2, 2}:
		return &p.Two, 0
	}
	return &p.Both, s.zh + s.en - 5
}

// of returns the number for a mark that stands on the sides given, nil if it stands on
// neither.
func (o *MarkOdds) of(zh, en bool) *float64 {
	switch {
	case zh && en:
		return &o.Both
	case zh:
		return &o.Chinese
	case en:
		return &o.English
	}
	return nil
}

// of returns the number for a mood of the English sentence.
func (o *MoodOdds) of(en mood) *float64 {
	return [...]*float64{statement: &o.Statement, question: &o.Question, exclamation: &o.Exclamation}[en]
}

// value returns the number, 0 for nil.
func value(n *float64) float64 {
	if n == nil {
		return 0
	}
	return *n
}

// paramsFormat is the first field of a file of parameters.
const paramsFormat = "align parameters 1"

// paramsFile is a file of parameters.
type paramsFile struct {
	Format string  `json:"format"`
	Title  string  `json:"title"`
	Params *Params `json:"params"`
}

// Write writes the parameters, with a title that says what they were fitted on, in the form
// that ReadParams reads: JSON with a line a number.
func (p *Params) Write(w io.Writer, title string) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(paramsFile{paramsFormat, title, p})
}

// ReadParams reads parameters and their title. All numbers have to be there, and those that
// Check finds fault with are an error.
func ReadParams(r io.Reader) (p *Params, title string, err error) {
	p = new(Params)
	for _, n := range p.Numbers() {
		*n.Value = math.NaN() // until it is read
	}
	file := paramsFile{Params: p}
	d := json.NewDecoder(io.LimitReader(r, maxParamsFile))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, "", fmt.Errorf("read parameters: %w", err)
	}
	if file.Format != paramsFormat {
		return nil, "", fmt.Errorf("read parameters: it does not say that it is %q", paramsFormat)
	}
	if file.Params != p {
		return nil, "", errors.New("read parameters: there are none in it")
	}
	if err := p.Check(); err != nil {
		return nil, "", fmt.Errorf("read parameters: %w", err)
	}
	return p, file.Title, nil
}

// maxParamsFile is far above the size of a file of parameters, in bytes.
const maxParamsFile = 1 << 16
