package xlsx

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"
)

// Notes returns the notes on the cells of a sheet, by the name of the cell: "F8". A
// conversation is one note.
func (b *Book) Notes(sheet string) (map[string]string, error) {
	for _, s := range b.sheets {
		if s.name != sheet {
			continue
		}
		_, byType, err := b.relations(s.part)
		if err != nil {
			return nil, err
		}
		notes := map[string]string{}
		for _, x := range []struct{ kind, element string }{{"threadedComment", "threadedComment"}, {"comments", "comment"}} {
			name := path.Clean(byType[x.kind])
			if byType[x.kind] == "" || !b.archive.Has(name) {
				continue
			}
			found, err := b.readNotes(name, x.element)
			if err != nil {
				return nil, err
			}
			for cell, text := range found {
				if notes[cell] == "" { // else it says that the program cannot show conversations
					notes[cell] = text
				}
			}
		}
		return notes, nil
	}
	return nil, errors.New("there is no such sheet")
}

// readNotes reads the texts of some elements by the cells that they are on.
func (b *Book) readNotes(name, element string) (map[string]string, error) {
	notes := map[string]string{}
	cell := ""
	text := text{element: "t"}
	if element == "threadedComment" {
		text.element = "text"
	}
	return notes, b.each(name, func(t xml.Token) error {
		if err := text.take(t); err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == element {
				cell = attr(t, "ref")
			}
		case xml.EndElement:
			if t.Name.Local == element {
				s := strings.TrimSpace(text.done())
				notes[cell] = strings.Trim(notes[cell]+"\n"+s, "\n")
				return b.keep(cell, s)
			}
		}
		return nil
	})
}
