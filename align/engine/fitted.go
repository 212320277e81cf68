package engine

// Fitted returns the parameters that are built in. They were fitted before there were
// synonyms, on MAC dev, NEJM dev and editions of news-train and WMT; NullToken was chosen
// with them. What internal/fitgen fits anew is no better on all sets: see BENCHMARKS.md.
func Fitted() *Params {
	return &Params{
		EnglishGain: 0.378, ChineseGain: 0.299,
		One: 1.23, Split: 0.78, Join: 0, SplitMany: 0.51, JoinMany: -0.60, Two: 0.02, Both: -0.55, BothDecay: 0.35,
		Null: -3.34, NextNull: -1.26, Cut: -1.08, NextCut: -0.67, NullToken: 0.035,
		Border: -2.13, InnerBorder: -0.67,
		LengthVariance: 10.8, LengthCap: 8.3,
		KindMismatch: 1, KindMatch: 0.7,
		Opening: MarkOdds{Both: 3.98, Chinese: 1.57, English: -0.44},
		Closing: MarkOdds{Both: 2.29, Chinese: -1.14, English: 0.64},
		Mood: [3]MoodOdds{
			{Statement: 0.05, Question: -0.17, Exclamation: -0.33},
			{Statement: 0.56, Question: 2.01, Exclamation: -0.23},
			{Statement: -0.66, Question: 0.58, Exclamation: -0.82},
		},
	}
}
