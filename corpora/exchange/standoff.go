package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
)

// In stand-off formats three files are an alignment: a document of each edition, in which
// every unit has an ID, and a file of links between the IDs. Units stand in the documents
// in the order of the rows.

// numbering gives units IDs that are their own in all of a file.
type numbering struct {
	begun  bool
	piece  *Piece
	prefix string             // of the IDs of the piece at hand
	pieces int                // so far
	units  [align.Sides]int64 // without a number of their own, so far
}

// newPiece reports whether a row begins another piece, whose IDs then have another prefix.
func (s *numbering) newPiece(p *Piece) bool {
	if s.begun && s.piece == p {
		return false
	}
	s.begun, s.piece = true, p
	s.prefix = ""
	for n := s.pieces; n > 0; n /= 26 { // letters, so that the number of an ID is that of its unit
		s.prefix = string(rune('a'+n%26)) + s.prefix
	}
	s.pieces++
	return true
}

// standoff are the files that are being written.
type standoff struct {
	numbering
	links xmlWriter
	docs  [align.Sides]xmlWriter
	names [1 + align.Sides]string // of the files: links, English, Chinese
}

func newStandoff(w []io.Writer, opt WriteOptions) *standoff {
	s := &standoff{links: newXMLWriter(w[0]), names: [...]string{"links.xml", "en.xml", "zh.xml"}}
	for side := range align.Sides {
		s.docs[side] = newXMLWriter(w[1+side])
	}
	copy(s.names[:], opt.Names)
	return s
}

const (
	ownID = "s" // before the number of a unit in its edition
	newID = "x" // before a number that says nothing
)

// unit is a unit of a document and its ID there.
type unit struct{ id, text string }

// numbered gives the units of a side of a row their IDs. Where it is not known where each of
// several units ends, the first has all of the text.
func (s *numbering) numbered(r *Record, side align.Side) []unit {
	ids, texts := r.Bead.Units(side), r.units(side)
	units := make([]unit, max(len(ids), len(texts)))
	for k := range units {
		if k < len(ids) {
			units[k].id = s.prefix + ownID + strconv.Itoa(ids[k])
		} else {
			s.units[side]++
			units[k].id = s.prefix + newID + strconv.FormatInt(s.units[side], 10)
		}
		if k < len(texts) {
			units[k].text = texts[k]
		}
	}
	return units
}

// list writes the IDs of units with spaces between, each after a beginning.
func list(units []unit, begin string) string {
	ids := make([]string, len(units))
	for k, u := range units {
		ids[k] = begin + u.id
	}
	return strings.Join(ids, " ")
}

func (s *standoff) flush() error {
	return errors.Join(s.links.Flush(), s.docs[align.EN].Flush(), s.docs[align.ZH].Flush())
}

// standoffFiles returns the ends of the names of the files of a stand-off format.
func standoffFiles(string) []string { return []string{".xml", ".en.xml", ".zh.xml"} }

// documentUnits reads the units of a document: the texts of its elements of some names, by
// their ids.
func documentUnits(open func(string) (io.ReadCloser, error), name string, elements ...string) (map[string]string, error) {
	if open == nil {
		return nil, nil
	}
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	name = path.Base(strings.TrimSuffix(name, ".gz"))
	f, err := open(name)
	if err != nil {
		return nil, nil // links are of use without it
	}
	defer f.Close()
	units, err := readUnits(newXMLReader(LimitFile(f), "XML"), elements)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return units, nil
}

// openUnit is an element with an ID that is being read.
type openUnit struct {
	id    string
	depth int
	text  strings.Builder
	words bool // in elements of their own, as in OPUS
	outer bool // it holds units, and is none
}

func readUnits(x *xmlReader, elements []string) (map[string]string, error) {
	x.begun = true // any element begins the file
	units := map[string]string{}
	var open []*openUnit
	for {
		token, err := x.next()
		if err == io.EOF {
			return units, nil
		}
		if err != nil {
			return nil, err
		}
		n := len(open) - 1
		switch e := token.(type) {
		case xml.CharData:
			if n >= 0 && !open[n].outer {
				open[n].text.Write(e)
			}
		case xml.StartElement:
			if n >= 0 {
				open[n].words = open[n].words || e.Name.Local == "w"
			}
			if id := attr(e, "id"); id != "" && slices.Contains(elements, e.Name.Local) {
				x.newRecord()
				if n >= 0 {
					open[n].outer = true
				}
				open = append(open, &openUnit{id: id, depth: x.depth})
			}
		case xml.EndElement:
			if n < 0 || x.depth != open[n].depth-1 {
				continue
			}
			u := open[n]
			if open = open[:n]; u.outer {
				continue
			}
			text := strings.TrimSpace(u.text.String())
			if u.words {
				text = strings.Join(strings.Fields(text), " ")
			}
			if len(units) >= maxRows {
				return nil, tooLarge("it has more than %d units; split it", maxRows)
			}
			units[u.id] = text
		}
	}
}

// linked is what the links of a group lead to.
type linked struct {
	order [2]align.Side // of the two lists of IDs of a link
	units [align.Sides]map[string]string
	count [align.Sides]int // of units whose IDs are of another maker, so far
}

// fill fills in a row from two lists of IDs.
func (l *linked) fill(r *Record, lists [2][]string) {
	for k, ids := range lists {
		side := l.order[k]
		var numbers []int
		var texts []string
		for _, id := range ids {
			if n, ok := l.number(id, side); ok {
				numbers = append(numbers, n)
			}
			if text := l.units[side][id]; text != "" {
				texts = append(texts, text)
			}
		}
		r.SetUnits(side, numbers)
		r.setUnits(side, texts)
	}
}

// number returns the number of a unit: that of its ID, if it has one; else the order of the
// links, in which every unit stands once, gives it.
func (l *linked) number(id string, side align.Side) (n int, ok bool) {
	head := strings.TrimRight(id, "0123456789")
	switch {
	case strings.HasSuffix(head, newID) && strings.Trim(head, ".abcdefghijklmnopqrstuvwxyz") == "":
		return 0, false
	case strings.ContainsAny(head, "0123456789"):
	default:
		if n, err := strconv.Atoi(id[len(head):]); err == nil {
			return n, true
		}
	}
	l.count[side]++
	return l.count[side] - 1, true
}

// noScore is a row of which nothing is known.
func noScore() Record { return Record{Row: align.Row{Bead: align.Bead{Score: math.NaN()}}} }

// setUnits sets the units of a side, and its text from them: a unit a line at the level of
// paragraphs; sentences follow on each other, in English after a space.
func (r *Record) setUnits(side align.Side, units []string) {
	joint := "\n"
	if r.Level() != align.LevelParagraph {
		joint = [align.Sides]string{" ", ""}[side]
	}
	setText(&r.Text, side, strings.Join(units, joint))
	if len(units) > 1 {
		r.Units[side] = units
	}
}
