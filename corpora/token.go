package corpora

import "bitext/align"

// A token of the index is a letter for the side, and a unit or two that follow each other
// with an underscore between them, which no unit has: ewater, ewater_tariff, z水_价.
const joint = '_'

// sideLetters begin the tokens of a side.
var sideLetters = [align.Sides]byte{'e', 'z'}

// tokens calls yield with each token of units: single ones, and pairs. The bytes are valid
// until it returns.
func tokens(buffer []byte, side align.Side, units []unit, yield func(token []byte, pair bool)) []byte {
	for k, u := range units {
		if k > 0 && !u.apart {
			buffer = append(buffer[:0], sideLetters[side])
			buffer = append(buffer, units[k-1].norm...)
			buffer = append(buffer, joint)
			yield(append(buffer, u.norm...), true)
		}
		buffer = append(append(buffer[:0], sideLetters[side]), u.norm...)
		yield(buffer, false)
	}
	return buffer
}

// cover returns the tokens that a row has which has a phrase, and whether a row that has them
// is sure to have it.
func cover(side align.Side, phrase []unit) (list []string, exact bool) {
	for k, u := range phrase {
		next := k+1 < len(phrase) && !phrase[k+1].apart
		switch {
		case next:
			list = append(list, string(sideLetters[side])+u.norm+string(joint)+phrase[k+1].norm)
		case k == 0 || u.apart:
			list = append(list, string(sideLetters[side])+u.norm)
		}
	}
	return list, len(list) == 1
}
