package xlsx

import (
	"cmp"
	"encoding/xml"
	"errors"
	"path"
	"strconv"
	"strings"
)

// Note is a note on a cell, or a conversation.
type Note struct{ Author, Text string } // the author of a conversation is ""

// Notes returns the notes on the cells of a sheet, by the name of the cell: "F8".
func (b *Book) Notes(sheet string) (map[string]Note, error) {
	for _, s := range b.sheets {
		if s.name != sheet {
			continue
		}
		_, byType, err := b.relations(s.part)
		if err != nil {
			return nil, err
		}
		notes := map[string]Note{}
		for _, x := range []struct{ kind, element string }{{"threadedComment", "threadedComment"}, {"comments", "comment"}} {
			name := path.Clean(byType[x.kind])
			if byType[x.kind] == "" || !b.archive.Has(name) {
				continue
			}
			found, err := b.readNotes(name, x.element)
			if err != nil {
				return nil, err
			}
			for cell, note := range found {
				if notes[cell].Text == "" { // else it says that the program cannot show conversations
					notes[cell] = note
				}
			}
		}
		return notes, nil
	}
	return nil, errors.New("there is no such sheet")
}

// readNotes reads the texts of some elements by the cells that they are on.
func (b *Book) readNotes(name, element string) (map[string]Note, error) {
	notes := map[string]Note{}
	var cell, author string
	var authors []string
	writer := text{element: "author"}
	text := text{element: "t"}
	if element == "threadedComment" {
		text.element = "text"
	}
	return notes, b.each(name, func(t xml.Token) error {
		if err := cmp.Or(text.take(t), writer.take(t)); err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == element {
				cell, author = attr(t, "ref"), ""
				if k, err := strconv.Atoi(attr(t, "authorId")); err == nil && k >= 0 && k < len(authors) {
					author = authors[k]
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "author":
				authors = append(authors, writer.done())
				return b.keep(authors[len(authors)-1])
			case element:
				s := strings.TrimSpace(text.done())
				notes[cell] = Note{author, strings.Trim(notes[cell].Text+"\n"+s, "\n")}
				return b.keep(cell, s)
			}
		}
		return nil
	})
}
