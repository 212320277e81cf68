package corpora

import "bitext/align"

// A token of the index is a letter for the side, and a unit or two that follow each other:
// ewater, ewater_tariff, z水价. An underscore, which no unit has, parts two words.
const joint = '_'

// appendPair appends a unit and the one that follows it.
func appendPair(token []byte, a, b unit) []byte {
	token = append(token, a.norm...)
	if !a.han && !b.han {
		token = append(token, joint)
	}
	return append(token, b.norm...)
}

// sideLetters begin the tokens of a side.
var sideLetters = [align.Sides]byte{'e', 'z'}

// tokens calls yield with each token of units: single ones, and pairs. The bytes are valid
// until it returns.
func tokens(buffer []byte, side align.Side, units []unit, yield func(token []byte, pair bool)) []byte {
	for k, u := range units {
		if k > 0 && !u.apart {
			buffer = appendPair(append(buffer[:0], sideLetters[side]), units[k-1], u)
			yield(buffer, true)
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
			list = append(list, string(appendPair([]byte{sideLetters[side]}, u, phrase[k+1])))
		case k == 0 || u.apart:
			list = append(list, string(sideLetters[side])+u.norm)
		}
	}
	return list, len(list) == 1
}
