package corpora

import (
	"encoding/binary"
	"math"

	"github.com/cespare/xxhash/v2"
)

// Near-duplicates are found by MinHash (A. Broder, On the resemblance and containment of
// documents, 1997): of each of a number of hash functions the least value over the pairs of
// units of a row is as likely the same in two rows as the share of pairs that they have in
// common. The values are hashed together in bands: rows that agree in a band are compared.
// With 4 bands of 3 values, rows with a share of .9 are found in 99 of 100 cases, with .8 in
// 94, with .7 in 82, and two rows in a million that have nothing to do with each other.
const (
	bands     = 4
	bandRows  = 3
	leastSize = 12 // pairs of units that a row has at least, so that it may be a near-duplicate
)

// sketch has the key of a row in each band; all zero if the row is too short.
type sketch [bands]uint32

// sketcher takes in the pairs of units of a row.
type sketcher struct {
	least [bands * bandRows]uint64
	n     int
}

func (s *sketcher) reset() {
	s.n = 0
	for k := range s.least {
		s.least[k] = math.MaxUint64
	}
}

// add takes in a pair of units as its token.
func (s *sketcher) add(token []byte) {
	s.n++
	h := xxhash.Sum64(token)
	for k := range s.least {
		h = h*0x9E3779B97F4A7C15 + uint64(k)*2 + 1 // odd steps through a linear congruential sequence
		s.least[k] = min(s.least[k], h^h>>29)
	}
}

// sketch returns the keys.
func (s *sketcher) sketch() (keys sketch) {
	if s.n < leastSize {
		return keys
	}
	var b [8 * bandRows]byte
	for k := range keys {
		for j := range bandRows {
			binary.LittleEndian.PutUint64(b[8*j:], s.least[k*bandRows+j])
		}
		keys[k] = max(1, uint32(xxhash.Sum64(b[:])))
	}
	return keys
}
