package segment

import "bitext/align"

// Document fills in the sentences of a document from its paragraphs.
func Document(d *align.Document) {
	d.Sentences = d.Sentences[:0]
	for p, par := range d.Paragraphs {
		for _, s := range Sentences(par.Text, d.Language) {
			d.Sentences = append(d.Sentences, align.Sentence{Paragraph: p, Start: s.Start, End: s.End})
		}
	}
}
