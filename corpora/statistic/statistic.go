// Package statistic has the measures of corpus linguistics: of words that stand together, of
// words that set one corpus apart from another, and of how evenly a word is spread.
package statistic

import (
	"math"
	"slices"
)

// LogDice returns how closely two words belong together: 14 + log2(2f(x,y) / (f(x)+f(y)))
// (Rychlý, P., A lexicographer-friendly association score, RASLAN 2008). It is at most 14, does
// not depend on the size of the corpus, and a point more is twice as close. If they never stand
// together it is minus infinity.
func LogDice(both, x, y float64) float64 { return 14 + math.Log(2*both/(x+y))/math.Ln2 }

// MI returns the mutual information of two words in bits: log2(f(x,y)·n / (f(x)·f(y))), n being
// the size of the corpus (Church, K. and Hanks, P., Word association norms, mutual information,
// and lexicography, Computational Linguistics 16, 1990). Rare words have the highest values.
func MI(both, x, y, n float64) float64 { return math.Log(both*n/(x*y)) / math.Ln2 }

// T returns the t-score of two words: (f(x,y) - f(x)·f(y)/n) / sqrt(f(x,y)) (Church, K., Gale,
// W., Hanks, P. and Hindle, D., Using statistics in lexical analysis, 1991). Over 2 it is taken
// for a sign that they belong together; frequent words have the highest values.
func T(both, x, y, n float64) float64 { return (both - float64(x*y)/n) / math.Sqrt(both) }

// LogLikelihood returns the log-likelihood ratio G2 of a word that stands a times in a corpus of
// n words and b times in another of m: 2(a·ln(a/E1) + b·ln(b/E2)) with E1 = n(a+b)/(n+m) and E2 =
// m(a+b)/(n+m) (Rayson, P. and Garside, R., Comparing corpora using frequency profiling,
// 2000). From 15.13 on a difference as large is in one of 10,000 cases by chance alone.
func LogLikelihood(a, b, n, m float64) float64 {
	term := func(seen, size float64) float64 {
		if seen == 0 {
			return 0
		}
		return seen * math.Log(seen/(size*(a+b)/(n+m)))
	}
	return 2 * (term(a, n) + term(b, m))
}

// Difference returns by how many percent a word is more frequent in a corpus, where it stands a
// times among n words, than in another, where it stands b times among m: %DIFF (Gabrielatos, C.
// and Marchi, A., Keyness: appropriate metrics and practical issues, 2012). It is infinite if b
// is 0, and a is not.
func Difference(a, b, n, m float64) float64 { return (a/n - b/m) / (b / m) * 100 }

// Juilland returns Juilland's D of the frequencies of a word in parts of given sizes: 1 - V /
// sqrt(k-1), V being the coefficient of variation of the relative frequencies in the k parts,
// with their standard deviation as of a population (Juilland, A. and Chang-Rodríguez, E.,
// Frequency dictionary of Spanish words, 1964; Gries, S. Th., Dispersions and adjusted
// frequencies in corpora, 2008). It is 1 if they are spread evenly, and 0 if one part of equal
// ones has all. It is NaN if there is no frequency, or one part alone. Parts of size 0 do not
// count.
func Juilland(frequencies, sizes []float64) float64 {
	var rates []float64
	for k, f := range frequencies {
		if sizes[k] > 0 {
			rates = append(rates, f/sizes[k])
		}
	}
	n := float64(len(rates))
	mean := sum(rates) / n
	variance := 0.0
	for _, r := range rates {
		variance += float64((r - mean) * (r - mean))
	}
	return max(0, 1-math.Sqrt(variance/n)/mean/math.Sqrt(n-1)) // rounding may lead below 0
}

// Gries returns the deviation of proportions DP of the frequencies of a word in parts of given
// sizes: half the sum of the differences between the share of the word and the share of the
// corpus that each part has (Gries, S. Th., Dispersions and adjusted frequencies in corpora,
// International Journal of Corpus Linguistics 13, 2008). It is 0 if the word is spread as the
// corpus is, and goes to 1 the more uneven it is. It is NaN if there is no frequency.
func Gries(frequencies, sizes []float64) float64 {
	all, size, deviation := sum(frequencies), sum(sizes), 0.0
	for k, f := range frequencies {
		deviation += math.Abs(f/all - sizes[k]/size)
	}
	return deviation / 2
}

// GriesNormalized returns DPnorm, which is DP over the greatest DP that the sizes of the parts
// allow, 1 minus the smallest share (Lijffijt, J. and Gries, S. Th., Correction to Dispersions
// and adjusted frequencies in corpora, 2012).
func GriesNormalized(frequencies, sizes []float64) float64 {
	return Gries(frequencies, sizes) / (1 - slices.Min(sizes)/sum(sizes))
}

func sum(list []float64) (total float64) {
	for _, x := range list {
		total += x
	}
	return total
}
