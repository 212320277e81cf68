package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"bitext/align"
)

// limits of the Corpus Workbench.
const (
	cwbLine      = 65536 // bytes of a line of a vertical file
	cwbAttribute = 4096  // bytes of the value of an attribute
)

// cwbEncoder writes two verticalised texts, beads for cwb-align-import, beads for
// cwb-align-encode, and the commands that make a corpus of them.
type cwbEncoder struct {
	numbering
	vertical [align.Sides]xmlWriter
	beads    *bufio.Writer // by ids
	regions  *bufio.Writer // by positions of tokens
	how      *bufio.Writer
	corpora  [align.Sides]string // their names
	base     string              // begins the names of the files
	tokens   *Tokens
	err      error
	position [align.Sides]int // tokens so far
}

// The files after the two texts, in the order of cwbFiles.
const (
	cwbBeads   = int(align.Sides) + iota // X.beads
	cwbRegions                           // X.regions
	cwbHow                               // X.cwb.txt
)

func cwbFiles(string) []string {
	return []string{".en.vrt", ".zh.vrt", ".beads", ".regions", ".cwb.txt"}
}

func newCWBEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &cwbEncoder{beads: bufio.NewWriter(w[cwbBeads]), regions: bufio.NewWriter(w[cwbRegions]), how: bufio.NewWriter(w[cwbHow])}
	e.tokens, e.err = tokensOf(opt)
	name := corpusName(opt.Names, ".en.vrt")
	if e.base = name; len(opt.Names) > 0 {
		e.base = strings.TrimSuffix(opt.Names[0], ".en.vrt")
	}
	for side := range align.Sides {
		e.vertical[side] = newXMLWriter(w[side])
		e.vertical[side].put(xmlHead + "<!-- " + tokenNote + " -->\n")
		e.corpora[side] = strings.ToUpper(name + "_" + sideNames[side])
	}
	fmt.Fprintf(e.beads, "%s\t%s\ts\t{id}\n", e.corpora[align.EN], e.corpora[align.ZH])
	fmt.Fprintf(e.regions, "%s\ts\t%s\ts\n", e.corpora[align.EN], e.corpora[align.ZH])
	e.commands(name)
	return e
}

// corpusName makes a name for a corpus of the name of its first file.
func corpusName(names []string, end string) string {
	if len(names) == 0 {
		return "corpus"
	}
	name := strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '_' {
			return r
		}
		return '_'
	}, strings.ToLower(strings.TrimSuffix(names[0], end)))
	if name == "" || name[0] >= '0' && name[0] <= '9' {
		name = "c" + name
	}
	return name
}

// commands writes what makes a corpus of the files.
func (e *cwbEncoder) commands(name string) {
	fmt.Fprintf(e.how, "# %s\n# In the folder of the files; REGISTRY and DATA are folders of the Corpus Workbench.\n", tokenNote)
	for side, lang := range sideNames {
		corpus := name + "_" + lang
		fmt.Fprintf(e.how, "mkdir -p DATA/%s\n", corpus)
		fmt.Fprintf(e.how, "cwb-encode -c utf8 -xsB -d DATA/%s -f %s.%s.vrt -R REGISTRY/%[1]s -P lemma -P pos -S text:0+id%s -S s:0+id+row+score+status\n", corpus, e.base, lang, textAttributes())
		fmt.Fprintf(e.how, "cwb-makeall -r REGISTRY %s\n", e.corpora[side])
	}
	fmt.Fprintf(e.how, "echo 'ALIGNED %s_zh' >> REGISTRY/%[1]s_en\ncwb-align-encode -r REGISTRY -D %s.regions\n", name, e.base)
	fmt.Fprintf(e.how, "echo 'ALIGNED %s_en' >> REGISTRY/%[1]s_zh\ncwb-align-encode -r REGISTRY -D -R %s.regions\n", name, e.base)
}

// textAttributes declares the attributes of texts that say what is known of an edition.
func textAttributes() string {
	var b strings.Builder
	for _, name := range editionFields {
		b.WriteString("+" + strings.ReplaceAll(name, "-", "_"))
	}
	return b.String()
}

// editionFields are the names of what is known of an edition, without that of the side.
var editionFields = []string{"file", "script", "title", "author", "translator", "publisher", "url", "date", "original-language", "licence"}

// attribute writes an attribute, cut to the length that the Corpus Workbench takes.
func (e *cwbEncoder) attribute(w xmlWriter, name, value string) {
	value = spaced(value)
	const most = cwbAttribute / 6 // of the longest entity a byte
	for n := range value {
		if n > most {
			value = value[:n]
			break
		}
	}
	w.put(" "+strings.ReplaceAll(name, "-", "_")+`="`, value, `"`)
}

func (e *cwbEncoder) beginPiece(p *Piece) {
	for side, w := range e.vertical {
		if e.pieces > 1 {
			w.put("</text>\n")
		}
		w.put("<text")
		id := p.id()
		if id == "" {
			id = fmt.Sprint(e.pieces)
		}
		e.attribute(w, "id", id)
		for k, list := 0, fieldsOf(p, align.Side(side)); k < len(list); k++ {
			f := list[k]
			for k+1 < len(list) && list[k+1].name == f.name { // several authors
				k++
				f.value += "; " + list[k].value
			}
			e.attribute(w, f.name, f.value)
		}
		w.put(">\n")
	}
}

// fieldsOf lists what is known of an edition, its side not in the names.
func fieldsOf(p *Piece, side align.Side) []field {
	var list []field
	for _, f := range p.fields() {
		if name, ok := strings.CutPrefix(f.name, sideNames[side]+"-"); ok {
			list = append(list, field{name, f.value})
		}
	}
	return list
}

func (e *cwbEncoder) Encode(r Record) error {
	if e.err != nil {
		return e.err
	}
	if e.newPiece(r.Piece) {
		e.beginPiece(r.Piece)
	}
	var units [align.Sides][]unit
	var from [align.Sides]int
	for side := range align.Sides {
		from[side] = e.position[side]
		for _, u := range e.numbered(&r, side) {
			if e.sentence(side, u, &r) {
				units[side] = append(units[side], u)
			}
		}
	}
	if len(units[align.EN]) > 0 && len(units[align.ZH]) > 0 {
		fmt.Fprintf(e.beads, "%s\t%s\n", list(units[align.EN], ""), list(units[align.ZH], ""))
		fmt.Fprintf(e.regions, "%d\t%d\t%d\t%d\t%d:%d\n", from[align.EN], e.position[align.EN]-1, from[align.ZH], e.position[align.ZH]-1, len(units[align.EN]), len(units[align.ZH]))
	}
	_, err := e.beads.Write(nil)
	return err
}

// sentence writes a unit, and reports whether it has a token; one without is left out.
func (e *cwbEncoder) sentence(side align.Side, u unit, r *Record) bool {
	tokens := e.tokens.Of(u.text, side)
	if len(tokens) == 0 {
		return false
	}
	w := e.vertical[side]
	w.put("<s")
	e.attribute(w, "id", u.id)
	e.attribute(w, "row", r.ID)
	for _, f := range r.rowFields() {
		if f.name == scoreField || f.name == statusField {
			e.attribute(w, f.name, f.value)
		}
	}
	w.put(">\n")
	for _, t := range tokens {
		w.put("", cut(t.Form, cwbLine/8), "\t", orBlank(cut(t.Lemma, cwbLine/8)), "\t", orBlank(cut(t.Tag, cwbLine/8)), "\n")
	}
	w.put("</s>\n")
	e.position[side] += len(tokens)
	return true
}

// cut cuts a text to so many bytes at most, between two characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

func (e *cwbEncoder) Close() error {
	for _, w := range e.vertical {
		if e.pieces > 0 {
			w.put("</text>\n")
		}
		e.err = errors.Join(e.err, w.Flush())
	}
	return errors.Join(e.err, e.beads.Flush(), e.regions.Flush(), e.how.Flush())
}

// cwbDecoder reads the beads that cwb-align-import reads. Which side is English is told by
// the names of the corpora.
type cwbDecoder struct {
	in     *lineReader
	linked linked
	begun  bool
}

func newCWBDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	in := r[0]
	if len(r) > cwbBeads {
		in = r[cwbBeads]
	}
	return &cwbDecoder{in: newLineReader(in)}, nil
}

func (d *cwbDecoder) Decode() (Record, error) {
	for {
		line, err := d.in.next()
		if err != nil {
			return Record{}, err
		}
		cells := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
		if !d.begun {
			if len(cells) != 4 {
				return Record{}, d.in.at(errors.New("it is no head of beads: two corpora, an attribute and a pattern of ids, with tabs between"))
			}
			d.begun = true
			first := firstByName(strings.ToLower(cells[0]), strings.ToLower(cells[1]))
			d.linked.order = [2]align.Side{first, align.ZH - first}
			continue
		}
		if len(cells) < 2 {
			if len(line) == 0 {
				continue
			}
			return Record{}, d.in.at(errors.New("it has no tab between two lists of ids"))
		}
		r := noScore()
		r.Line = d.in.number
		d.linked.fill(&r, [2][]string{strings.Fields(cells[0]), strings.Fields(cells[1])})
		return r, nil
	}
}

// CWB is the format of the Corpus Workbench and CQPweb.
var CWB = Format{
	Name: "cwb", Title: "Corpus Workbench: vertical texts, beads, and how to encode them",
	Carries: Texts | RowIDs | UnitIDs | Units | Scores | Statuses | Rejects | Metadata | Nulls,
	Unread:  Texts | RowIDs | Units | Scores | Statuses | Metadata | Nulls,
	Files:   cwbFiles,

	NewEncoder: newCWBEncoder, NewDecoder: newCWBDecoder,
}
