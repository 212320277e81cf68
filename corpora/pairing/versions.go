package pairing

import (
	"cmp"
	"maps"
	"slices"

	"bitext/align"
)

// minSame is the least similarity of two editions of one language that are versions of
// one text, a reprint or an earlier draft. Two pieces of one author on one matter have
// less than .6.
const minSame = 0.8

// Version is an edition that is not in a pair because it is another version of one that
// is, or of one that has no counterpart.
type Version struct {
	Side    align.Side
	Edition int // index of its signature
	Of      int // index of the signature that it is a version of, of the same side

	// The edition with the counterpart of the other version, if that has one.
	Candidate
	HasCounterpart bool
}

// Versions finds among the editions without a pair those that are another version of an
// edition of the same language: nearly the same text, or another translation of the same
// counterpart, which verify has to confirm.
func Versions(en, zh []*Signature, candidates, pairs []Candidate, verify Verify) ([]Version, error) {
	partner := [align.Sides]map[int]int{{}, {}}
	for _, p := range pairs {
		partner[align.EN][p.EN], partner[align.ZH][p.ZH] = p.ZH, p.EN
	}
	var out []Version
	open := [align.Sides]map[int]Candidate{{}, {}} // of editions without pair, the best with one that has a pair
	found := [align.Sides]map[int]bool{{}, {}}
	for side, own := range [align.Sides][]*Signature{en, zh} {
		side, paired := align.Side(side), partner[side]
		vectors := vectors(own, nil)
		ix := newIndex(vectors)
		for n := range own {
			if _, ok := paired[n]; ok {
				continue
			}
			for _, near := range ix.nearest(vectors[n]) {
				other, hasPair := paired[near.edition]
				if near.similarity < minSame || near.edition == n || !hasPair && near.edition > n || found[side][near.edition] { // the first of several stands
					continue
				}
				v := Version{Side: side, Edition: n, Of: near.edition}
				if hasPair {
					v.Candidate, v.HasCounterpart = candidateOf(side, n, other, candidates), true
				}
				out, found[side][n] = append(out, v), true
				break
			}
		}
	}
	for _, c := range candidates {
		_, pairedEN := partner[align.EN][c.EN]
		_, pairedZH := partner[align.ZH][c.ZH]
		if pairedEN == pairedZH || found[align.EN][c.EN] || found[align.ZH][c.ZH] {
			continue
		}
		alone := align.EN // the margin of the other edition is against its counterpart
		if pairedEN {
			alone = align.ZH
		}
		edition := [align.Sides]int{c.EN, c.ZH}[alone]
		if probability(c.Similarity, c.Margin[alone], en[c.EN].Length, zh[c.ZH].Length) >= minProbability && c.Similarity > open[alone][edition].Similarity {
			open[alone][edition] = c
		}
	}
	if verify == nil {
		return out, nil
	}
	var asked []Candidate
	var all []int
	for _, candidates := range open {
		for _, n := range slices.Sorted(maps.Keys(candidates)) {
			all = append(all, len(asked))
			asked = append(asked, candidates[n])
		}
	}
	if err := verifyAll(asked, all, verify); err != nil {
		return nil, err
	}
	for _, c := range asked {
		v := Version{Side: align.EN, Edition: c.EN, Candidate: c, HasCounterpart: true}
		if p, ok := partner[align.ZH][c.ZH]; ok {
			v.Of = p
		} else {
			v.Side, v.Edition, v.Of = align.ZH, c.ZH, partner[align.EN][c.EN]
		}
		if c.Probability >= minProbability {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b Version) int { return cmp.Or(cmp.Compare(a.Side, b.Side), cmp.Compare(a.Edition, b.Edition)) })
	return out, nil
}

// candidateOf returns the candidate of an edition and its counterpart on the other side, from
// candidates in the order of Candidates.
func candidateOf(side align.Side, edition, counterpart int, candidates []Candidate) Candidate {
	c := Candidate{EN: edition, ZH: counterpart}
	if side == align.ZH {
		c.EN, c.ZH = counterpart, edition
	}
	if k, known := slices.BinarySearchFunc(candidates, c, inOrderOfEditions); known {
		return candidates[k]
	}
	return c
}
