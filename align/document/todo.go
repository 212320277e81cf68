package document

import "bitext/align"

func decodeDOCX(name string, data []byte, opt Options) (*align.Document, error) {
	return nil, refuse(name, "is a Word document", "save it as text")
}
