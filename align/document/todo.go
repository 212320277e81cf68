package document

import "bitext/align"

func htmlBlocks(text string) ([]block, error) { return textBlocks(text), nil }
func markdownBlocks(text string) []block      { return textBlocks(text) }
func decodeDOCX(name string, data []byte, opt Options) (*align.Document, error) {
	return nil, refuse(name, "is a Word document", "save it as text")
}
