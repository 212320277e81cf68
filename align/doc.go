// Package align holds what every part of the aligner speaks of: the two editions of a
// piece as Documents of paragraphs and sentences, the Alignment that says which of
// these belong together in Beads, and what has to hold of them. People see an alignment
// as Rows, with IDs, Bands and figures that are the same in every format. The package
// is data; package engine finds beads, package document reads editions, and packages
// sheet and exchange write alignments.
package align
