package align

// learn re-estimates the translation weights on the beads of a first pass: one
// step of the expectation-maximisation of IBM Model 1, with the weights before
// as prior.
func (s *scorer) learn(path []shape) (enGivenZH, zhGivenEN weights) {
	return learnFrom(s.zh, s.en, s.enGivenZH, path, false), learnFrom(s.en, s.zh, s.zhGivenEN, path, true)
}

func learnFrom(src, dst *side, prior weights, path []shape, enSource bool) weights {
	counts := make([]map[int32]float64, len(src.types))
	for x := range counts {
		counts[x] = map[int32]float64{}
	}
	total := make([]float64, len(src.types))
	get := func(x, y int32) float64 {
		for _, w := range prior.rows[x] {
			if w.to == y {
				return float64(w.t)
			}
		}
		return 0
	}
	i, j := 0, 0
	for _, sh := range path {
		a0, a1, b0, b1 := i, i+sh.zh, j, j+sh.en
		if enSource {
			a0, a1, b0, b1 = j, j+sh.en, i, i+sh.zh
		}
		i, j = i+sh.zh, j+sh.en
		if sh.zh == 0 || sh.en == 0 {
			continue
		}
		var from, to []int32
		for u := a0; u < a1; u++ {
			from = append(from, src.units[u]...)
		}
		for u := b0; u < b1; u++ {
			to = append(to, dst.units[u]...)
		}
		for _, x := range from {
			total[x]++
		}
		p := make([]float64, len(from))
		for _, y := range to {
			sum := nullSource * dst.prob[y] * float64(1)
			for k, x := range from {
				p[k] = get(x, y) + learnFloor*dst.prob[y]
				sum += p[k]
			}
			for k, x := range from {
				counts[x][y] += p[k] / sum
			}
		}
	}
	rows := make([][]weight, len(src.types))
	for x := range rows {
		for _, w := range prior.rows[x] {
			counts[x][w.to] += priorCount * float64(w.t)
		}
		for y := int32(0); int(y) < len(dst.types); y++ {
			c := counts[x][y]
			if t := c / (total[x] + priorCount); t > 0.001 {
				rows[x] = append(rows[x], weight{y, float32(t)})
			}
		}
	}
	return weights{rows}
}

var (
	nullSource = 1.0
	learnFloor = 1.0
	priorCount = 1.0
)
