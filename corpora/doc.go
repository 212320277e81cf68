// Package corpora keeps parallel texts in a corpus on disk: a folder with a database and a
// table of what is known of its pieces. Files are added, searched, counted and exported;
// what a reviewer did to a row survives when its piece is aligned anew.
//
// # Rows
//
// A corpus has pieces, texts in two editions, and a piece has rows. The ID of a row is the ID
// of its piece, a hash of its two texts and, from the second row with the same texts on, a
// count: harbour:3k9v2m1q, harbour:3k9v2m1q.2. So it stays the same as long as the texts do,
// whatever becomes of the rows around it.
//
// # Words
//
// Search knows a text as a series of units: runs of letters, marks and digits, in compatibility
// form (NFKC) and lower case, and single Han characters, simplified. A phrase is a series of
// units that follow each other, with or without spaces and marks between them; but two Han
// characters with a mark between them do not follow each other (中国，人 is no 中国人), nor do
// units of two lines.
//
// The index has a token for each unit of a text and one for each two that follow each other,
// so that any length of Chinese word is found: a phrase of two is one token, and a longer one
// is looked for in the rows that have all its pairs, of which there are few. No positions are
// stored, which makes the index half as large, and a hit is found in the text that is shown
// anyway.
package corpora
