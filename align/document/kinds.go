package document

import "bitext/align"

func classify(blocks []block) {
	for i := range blocks {
		if blocks[i].kind == "" {
			blocks[i].kind = align.Body
		}
	}
}
