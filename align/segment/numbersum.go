package segment

// sum adds up number words.
type sum struct {
	total int64 // of the groups that have a scale
	group int64 // what the next scale multiplies, less than 10,000
	last  int   // zeros of the last scale from thousand up
}

// read adds the words at i and returns where the last of them ends. What s holds
// before counts as the words before i.
func (s *sum) read(text string, i int) (end int) {
	w := wordAt(text, i)
	for first := true; s.add(englishWords[w.Norm], first && s.group == 0); first = false {
		i = w.End
		w = nextWord(text, i)
		if w.Norm == "and" && s.group%100 == 0 {
			if w = nextWord(text, w.End); w.Norm == "one" || englishWords[w.Norm].kind != cardinal {
				break
			}
		}
	}
	return i
}

// add adds one word, or reports that it does not belong to the sum.
func (s *sum) add(w englishWord, first bool) bool {
	v := int64(w.value)
	switch {
	case w.kind == cardinal && (first || v > 0 && (s.group%100 == 0 || s.group%100 >= 20 && s.group%10 == 0 && v < 10)):
		s.group += v
	case w.kind == scale && w.value == 2 && 0 < s.group && s.group < 100:
		s.group *= 100
	case w.kind == scale && w.value > 2 && s.group > 0 && (s.last == 0 || w.value < s.last):
		s.total += s.group * power(w.value)
		s.group, s.last = 0, w.value
	default:
		return false
	}
	return true
}

// value returns the sum without the zeros of its last scale, which a range may
// share: two to three million.
func (s *sum) value() (v int64, zeros int) {
	if s.last > 0 && s.group == 0 {
		return s.total / power(s.last), s.last
	}
	return s.total + s.group, 0
}

func power(zeros int) int64 {
	v := int64(1)
	for range zeros {
		v *= 10
	}
	return v
}
