package review

import (
	"slices"
	"strings"
	"testing"

	"bitext/align"
)

// harbour is an alignment of a title, paragraphs of several sentences and of one, and a row
// without Chinese.
func harbour() *align.Alignment {
	al := &align.Alignment{
		EN: edition(align.English, "", "Harbours of the north coast",
			"The ferry leaves before dawn. Nobody waves from the pier any more. Children sleep in the cabin.",
			"A lighthouse keeper counts the ships, although machines have counted them for years.",
			"Winter closes the harbour. Ice grows along the quay. Fishermen mend their nets at home.",
			"In spring the first boats return. Their owners paint them blue.", "No translation was made of this line."),
		ZH: edition(align.Chinese, align.Hans, "北方海岸的港口", "渡轮在天亮前离开。码头上再也没有人挥手。孩子们睡在船舱里。",
			"灯塔看守人清点来往的船只，尽管机器早就替他数了许多年。", "冬天封住了海港。冰沿着岸边生长。渔民在家里修补渔网。", "春天第一批船回来。船主把它们漆成蓝色。"),
		Beads: []align.Bead{bead("0", "0", 0.9), bead("1", "1", 0.9), bead("2", "2", 0.9), bead("3", "3", 0.9), bead("4", "4", 0.9), bead("5", "", 0.9)},
	}
	pairSentences(al)
	return al
}

// halved is the first half of a text.
func halved(s string) string { r := []rune(s); return string(r[:len(r)/2]) }

// apart cuts a text behind its sentences.
func apart(s string) []string {
	list := strings.SplitAfter(strings.NewReplacer(". ", ". \x00", "。", "。\x00").Replace(s), "\x00")
	for i := range list {
		list[i] = strings.TrimSuffix(list[i], "\x00")
	}
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

// Text that was pasted into another row is moved if it was cut, and stands twice if any
// of it was left behind, whatever it is, wherever it was pasted, and whatever became of it.
func TestApplyCopied(t *testing.T) {
	pieces := []struct {
		name string
		of   func(cell string) string
	}{
		{"all", func(s string) string { return s }},
		{"the first sentence", func(s string) string { return apart(s)[0] }},
		{"the last sentence", func(s string) string { return apart(s)[len(apart(s))-1] }},
		{"the first half", halved},
		{"the second half", func(s string) string { return strings.TrimPrefix(s, halved(s)) }},
		{"from within", func(s string) string { r := []rune(s); return string(r[len(r)/5 : len(r)*4/5]) }},
	}
	pastes := []struct {
		name string
		into func(cell, text, gap string) string // "" for a row to be added
	}{
		{"behind", func(cell, text, gap string) string { return strings.TrimPrefix(cell+gap+text, "\n¶ ") }},
		{"before", func(cell, text, gap string) string { return strings.TrimSuffix(text+gap+cell, "\n¶ ") }},
		{"between", func(cell, text, gap string) string {
			if cell == "" {
				return text
			}
			return apart(cell)[0] + gap + text + gap + strings.Join(apart(cell)[1:], "")
		}},
		{"into an added row", nil},
	}
	left := []struct {
		name string
		of   func(cell, piece string) string
	}{
		{"cut", func(cell, piece string) string { return strings.Replace(cell, piece, "", 1) }},
		{"left", func(cell, piece string) string { return cell }},
		{"trimmed", func(cell, piece string) string { return strings.Replace(cell, piece, halved(piece), 1) }},
		{"trimmed at the front", func(cell, piece string) string { return strings.Replace(cell, halved(piece), "", 1) }},
		{"edited", func(cell, piece string) string {
			r := []rune(piece)
			return strings.Replace(cell, piece, string(r[:len(r)/3])+"QU"+string(r[len(r)/3+1:]), 1)
		}},
	}
	rows := []string{"P1", "P2", "P3", "P4", "P5", "P6"}
	n := 0
	for s, field := range sideFields {
		for _, from := range rows[:4] {
			for _, to := range rows {
				for _, piece := range pieces {
					for _, paste := range pastes {
						for _, gap := range []string{"", " ", "\n", "\n¶ "} {
							for _, leave := range left {
								if n++; from == to || testing.Short() && n%7 != 0 {
									continue
								}
								var text string
								r := reviewed(t, harbour(), func(e editor) {
									cell := e.get(from, field)
									text = strings.TrimSpace(piece.of(cell))
									if e.set(from, field, leave.of(cell, text)); paste.into != nil {
										e.set(to, field, paste.into(e.get(to, field), text, gap))
									} else {
										var added [2]string
										added[s] = text + strings.TrimSuffix(gap+"Quite new 全新", "\n¶ Quite new 全新")
										e.insert(to, added[align.EN], added[align.ZH])
									}
								})
								if len(text) < 20 {
									continue // so little may be there by chance
								}
								var all strings.Builder
								for _, p := range r.Alignment.Document(align.Side(s)).Paragraphs {
									all.WriteString(newSearchKey(p.Text).key())
								}
								count := strings.Count(all.String(), newSearchKey(text).key())
								twice := slices.ContainsFunc(r.Conflicts, func(c Conflict) bool { return c.Code == standsTwice })
								if cut := leave.name == "cut"; cut && len(r.Conflicts) > 0 || !cut && !twice || count > 1 {
									t.Fatalf("%s: %s of %s pasted %s %s with %q, what is in its row %s: it stands %d times, changes %v, conflicts %v",
										field, piece.name, from, paste.name, to, gap, leave.name, count, r.Changes, r.Conflicts)
								}
							}
						}
					}
				}
			}
		}
	}
}

// Text that was copied and then edited stands twice too.
func TestApplyCopiedAndEdited(t *testing.T) {
	for _, tt := range []struct {
		field      Field
		old, new   string
		from, into string
	}{
		{FieldEN, "sleep", "soundly sleep", "P2", "P4"},
		{FieldEN, "machines have counted", "machines did count", "P3", "P5"},
		{FieldZH, "，", ",", "P3", "P5"},
		{FieldZH, "来往", "来来往往", "P3", "P4"},
	} {
		for _, before := range []bool{false, true} {
			r := reviewed(t, harbour(), func(e editor) {
				texts := []string{e.get(tt.into, tt.field), strings.Replace(e.get(tt.from, tt.field), tt.old, tt.new, 1)}
				if before {
					slices.Reverse(texts)
				}
				e.set(tt.into, tt.field, strings.Join(texts, "\n"))
			})
			if len(r.Changes) > 0 || len(r.Conflicts) != 1 || r.Conflicts[0].Code != standsTwice {
				t.Errorf("%s of %s, before %v: changes %v, conflicts %v", tt.field, tt.from, before, r.Changes, r.Conflicts)
			}
		}
	}
}

// A sentence that was cut is moved, whatever else begins like it.
func TestApplyMovedSentence(t *testing.T) {
	const first, next = "I stood beside it with a stopwatch.", "It then takes the box five days to leave the gate."
	al := of([]string{"A crane lifts a box in 97 seconds. " + first + " " + next, "That is the sum to keep in mind."}, []string{"吊机。", "总数。"})
	for _, tt := range []struct{ en1, en2, beads string }{
		{"A crane lifts a box in 97 seconds. " + next, "I think so. " + first + " That is the sum to keep in mind.",
			"A crane lifts a box in 97 seconds. " + next + " | 吊机。 *\nI think so. " + first + " ¶ That is the sum to keep in mind. | 总数。 *\n"},
		{"A crane lifts a box in 97 seconds. I wrote it down. " + next, first + " That is the sum to keep in mind.",
			"A crane lifts a box in 97 seconds. I wrote it down. " + next + " | 吊机。 *\n" + first + " ¶ That is the sum to keep in mind. | 总数。 *\n"},
	} {
		r := reviewed(t, al, func(e editor) {
			e.set("P1", FieldEN, tt.en1)
			e.set("P2", FieldEN, tt.en2)
		})
		if got := shapes(r.Alignment, r.Alignment.Beads, r.Alignment.Text); got != tt.beads || len(r.Conflicts) > 0 {
			t.Errorf("got\n%swant\n%s%v\n%v", got, tt.beads, r.Changes, r.Conflicts)
		}
	}
}

// A short heading is a whole text too.
func TestApplyCopiedHeading(t *testing.T) {
	en, zh := []string{"Ask once", "It need not be answered.", "Nobody asks twice here."}, []string{"问一次", "不必回答。", "这里没有人问两次。"}
	for s, field := range sideFields {
		for _, gap := range []string{"\n", "\n¶ "} {
			for _, cut := range []bool{false, true} {
				r := reviewed(t, of(en, zh), func(e editor) {
					if e.set("P2", field, e.get("P1", field)+gap+e.get("P2", field)); cut {
						e.set("P1", field, "")
					}
				})
				if (len(r.Conflicts) == 1 && r.Conflicts[0].Code == standsTwice) == cut {
					t.Errorf("%s with %q, cut %v: changes %v, conflicts %v", align.Side(s), gap, cut, r.Changes, r.Conflicts)
				}
			}
		}
	}
}

// Words that stand elsewhere too are an edit where they are put into a sentence.
func TestApplyNotCopied(t *testing.T) {
	for _, edit := range []func(e editor){
		func(e editor) { e.replace("P2", FieldEN, "the cabin", "the cabin of the north coast") },
		func(e editor) { e.replace("P4", FieldEN, "mend their nets", "count the ships and mend their nets") },
		func(e editor) { e.replace("P5", FieldEN, "Their owners", "The fishermen") },
		func(e editor) { e.replace("P3", FieldZH, "灯塔看守人", "北方海岸的灯塔看守人") },
		func(e editor) { e.replace("P4", FieldZH, "岸边生长", "岸边生长，渔民在家里") },
		func(e editor) {
			e.set("P5", FieldEN, e.get("P5", FieldEN)+" A lighthouse keeper counts the ships of the coast, and the people who wave from them.")
		},
		func(e editor) {
			e.set("P5", FieldZH, e.get("P5", FieldZH)+"灯塔看守人清点来往的船只，也清点在船上挥手的人和他们的孩子们。")
		},
		func(e editor) { // one sentence goes to the next row, and another takes its place
			e.replace("P4", FieldEN, "Fishermen mend their nets at home.", "Old men sing loud songs of their nets in all the bars.")
			e.set("P5", FieldEN, "Fishermen mend their nets at home. "+e.get("P5", FieldEN))
		},
		func(e editor) { e.set("P6", FieldZH, "这一行没有译文，孩子们睡着了。") },
	} {
		if r := reviewed(t, harbour(), edit); len(r.Conflicts) > 0 || len(r.Changes) == 0 {
			t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
		}
	}
}
