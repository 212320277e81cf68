// Package engine aligns the English and the Chinese edition of one piece: which
// paragraphs say the same, and inside them which sentences.
//
// # The model
//
// An alignment is a path through a lattice. Node (i, j) says that the first i
// Chinese and the first j English sentences are aligned; a bead of shape a-b is
// an edge that takes the next a Chinese and b English sentences:
//
//	     e0   e1   e2   e3
//	   +----+----+----+----+
//	z0 |  \ |    |    |    |     \  1-1
//	   +----+----+----+----+
//	z1 |    |  `-|-.  |    |     1-2: z1 with e1 and e2
//	   +----+----+----+----+
//	z2 |    |    |    |  | |     1-0: z2 has no counterpart
//	   +----+----+----+----+
//	z3 |    |    |    |  \ |
//	   +----+----+----+----+
//
// The score of a two-sided bead (S, T) is log-linear:
//
//	prior(shape) + w·G(T|S) + v·G(S|T) + length(S, T) + clauses(S, T) + marks(S, T) + across + borders
//
// where S is Chinese and T English, w is EnglishGain and v ChineseGain of Params, which holds all
// weights of the model by name. G is the gain of IBM Model 1 (Brown et al.,
// 1993), mixed with the unigram model, over the unigram model alone, summed over the
// target's tokens:
//
//	G(T|S) = Σ_j log( (1-λ)·Σ_i t(e_j|z_i) / (|S|+1) / p(e_j) + λ ),  λ = ½
//
// A token that the other side explains gains the more the rarer it is; a token that
// nothing explains loses log 2. A wide bead explains more tokens, but each of them
// less, through the 1/(|S|+1). The gains add up over target tokens, so the gains of
// all beads of a row come from prefix sums (gain.go), and a bead of any width
// costs the same. length is the term of Gale and Church (1993), with the ratio of
// the languages taken from the article itself, in the second pass from what pairs in it
// (score.go); clauses is the like for the number of commas, colons and other marks between
// clauses; marks is what the quotation marks, question marks and exclamation marks at
// the bead's ends count for (marks.go): they say best where a speech ends. across takes off
// what the words next to the border before the bead gain more by the words across it than by those on
// their own side of it (across.go): a clause that the other edition has in its next sentence is only
// a few of the words of a bead, but it stands next to a border. The unigram
// probability p is the share of the text plus 300 tokens more (tokens.go): a word
// that stands once in a short piece is rarer than its share of the piece says.
//
// Fit fits all weights and priors together, as those of a conditional random field (Lafferty
// et al., 2001): they make gold alignments as likely as they can among all paths of the
// lattice, with a Gaussian prior. Where the gold has paragraphs only, all sentence paths
// inside them count. Fitted has the weights that are built in, and says from what they were
// made; internal/fitgen fits on the benchmark. The prior is narrow and lies around the weights
// before, as six chapters of literature tell less than 38 numbers need (BENCHMARKS.md). Other
// numbers of the model (how much mass a near synonym has, how often a word has to be seen)
// are constants where they are used, and say how they were chosen. With MAC dev in view were
// chosen: the terms across, clauses and marks, nearWords, relatedMass, manyPlaces, nullShift with
// usualNulls and nullInertia, and λ.
//
// # Where the translation table t comes from
//
// From CC-CEDICT (package lexicon), a walk from word to word through it and the synonyms
// of WordNet that find near synonyms, equal spelling, numbers by their value (870亿 is $87 billion) and
// pinyin (清扬 is Qingyang); see ttable.go. Terms of the user's glossary are
// tokens of their own, spelled alike in both languages. Then the article teaches itself: the
// first pass's beads re-estimate t by one step of expectation-maximisation with
// the dictionary as prior (reestimate.go; for words that stand in many places a second
// step), and a second pass uses it. Names and terms of
// the very article are learned there, but only from places outside the bead that is
// scored: a wrong bead would teach just what makes it look right.
//
// # Two levels on one path
//
// Paragraphs are not aligned first and sentences then: what the sentences say
// decides how the paragraphs were joined and split. A paragraph border that both
// editions have at one node is a corner; the stretch of a path between two corners
// is a paragraph bead. A border that the path passes without a corner costs the
// path Border. So a sentence bead never crosses a paragraph bead, and both
// levels come from one search (lattice.go).
//
// # No counterpart
//
// A unit without counterpart has no tokens to explain, so it is compared with what
// unrelated units lose by chance: NullToken for each token, between what true
// pairs and what random pairs of an article gain. Where a dictionary knows few of the
// words, it says less that nothing explains a word, and a token costs more (score.go).
// Editors cut whole paragraphs and runs of them: a run that begins at a corner costs
// Cut once and less for each sentence more, a lone sentence inside a paragraph
// bead Null.
//
// Paragraphs that changed places have no counterpart on the path either; paragraphs
// whose words pair them with one another are flagged (overlap.go).
//
// How often a sentence alone has no counterpart differs from piece to piece, so the second
// pass shifts Null by the share of such sentences in the first (lattice.go). A passage that
// stands more often in one edition than in the other is paired once (copies.go).
//
// # Anchors
//
// Anchors are beads that a person knows to be right: every path goes through the
// nodes at their ends (constraints.go). A paragraph that has moved would cost all that
// lies between its two places its counterpart. So its anchor, like every anchor that
// crosses others, is taken off the path and put back among the beads (crossing.go, units.go).
// Rows and groups are paragraphs that an arrangement puts together, as a table does or the
// time line of subtitles: no bead crosses their ends, but the scores stay those of the words.
//
// # Speed
//
// Words that stand once on both sides, first in the whole text and then nearby, level by
// level, give points of correspondence, and these the band of nodes that the first pass
// looks at (band.go). Where the path of that pass leaves over much of both sides at one
// place the band was too narrow there, and the pass is done again with all nodes of that
// place. The second pass looks near the path of the first. So time and memory grow
// linearly. Rows are scored on all cores, a block of them at a time, for which each word is
// looked up in the tables once; the best path takes them in order (gain.go, viterbi.go). A
// two-sided bead ends on the same layer of the lattice whichever it comes from, so the best
// path to a node is followed from its best layer only.
//
// # Probabilities
//
// A bead's score is its posterior: the weight of the paths through it over the
// weight of all paths, by the forward-backward algorithm (posterior.go). As the
// weights were fitted by likelihood, that is a probability as it stands: on the sets
// of BENCHMARKS.md scores and the share of right beads are up to .019 apart, .011 of which is
// chance, and .025 where one edition lacks many sentences.
//
// # What it is worth
//
// BENCHMARKS.md has the accuracy on all sets, what steps of the model added to it, how
// long an alignment takes, and what was tried and thrown away.
package engine
