package review

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The sentence beads follow what happens on either sheet.
func TestApplySentences(t *testing.T) {
	const (
		p1 = "The first one speaks of trees. | 第一段讲树木。\nThey are green. | 树是绿的。\n"
		p2 = "Rivers come second here. ¶ Lakes are third of all. | 第二段讲河流与湖泊。\n"
		p3 = "Only the English has this. | \n"
		p4 = "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。\nThey are old. | 山很老。\n"
		p5 = "The sea ends it. | 最后讲大海。\n"
		r1 = "Subscribe to our letter | \n"
	)
	tests := []struct {
		name      string
		edit      func(e editor)
		sentences string
		conflicts int
	}{
		{"nothing", func(editor) {}, p1 + p2 + p3 + p4 + p5 + r1, 0},
		{"status", func(e editor) { e.set("P4.2", FieldStatus, "ok"); e.set("P4.3", FieldComment, "hm") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。 [ok ]\nThey are old. | 山很老。 [ hm]\n" + p5 + r1, 0},
		{"they follow the status of their row", func(e editor) { e.set("P4", FieldStatus, "ok"); e.set("P4.3", FieldStatus, "rejected") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。 [ok ]\nThey are high. | 山很高。 [ok ]\nThey are old. | 山很老。 [rejected ]\n" + p5 + r1, 0},
		{"merged", func(e editor) { e.set("P4.3", FieldAction, ActionMergeUp) },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. They are old. | 山很高。山很老。 *\n" + p5 + r1, 0},
		{"unpaired", func(e editor) { e.set("P4.3", FieldAction, ActionUnpair) },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。\nThey are old. |  *\n | 山很老。 *\n" + p5 + r1, 0},
		{"a sentence cut in two", func(e editor) {
			e.replace("P4.1", FieldEN, "Mountains ", "Mountains || ")
			e.replace("P4.1", FieldZH, "第四段", "第四段||")
		}, p1 + p2 + p3 + "Mountains | 第四段 *\nstand in the fourth. | 讲山。 *\nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"moved inside a paragraph", func(e editor) {
			e.set("P4.2", FieldZH, e.get("P4.2", FieldZH)+e.get("P4.3", FieldZH))
			e.set("P4.3", FieldZH, "")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。山很老。 *\nThey are old. |  *\n" + p5 + r1, 0},
		{"over the border of paragraphs", func(e editor) { e.set("P4.1", FieldAction, ActionMergeUp) },
			p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"a part over the border of paragraphs", func(e editor) {
			e.set("P4.1", FieldAction, ActionMoveUp)
			e.replace("P4.1", FieldEN, "Mountains ", "Mountains || ")
		}, p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"pasted over the border of paragraphs", func(e editor) {
			e.set("P3.1", FieldEN, e.get("P3.1", FieldEN)+" They are old.")
			e.set("P4.3", FieldEN, "")
		}, p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"over a border that Review takes away", func(e editor) {
			e.set("P4.1", FieldAction, ActionMergeUp)
			e.set("P4", FieldAction, ActionMergeUp)
		},
			p1 + p2 + "Only the English has this. ¶ Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"edited on Sentences", func(e editor) { e.replace("P4.2", FieldEN, "high", "tall") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are tall. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"edited on Review", func(e editor) { e.replace("P4", FieldEN, "high", "tall") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are tall. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"two sentences of a paragraph, one on each sheet", func(e editor) {
			e.replace("P4.2", FieldEN, "high", "tall")
			e.replace("P4", FieldEN, "They are old", "They are very old")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are tall. | 山很高。\nThey are very old. | 山很老。\n" + p5 + r1, 0},
		{"a sentence put in on Review, another edited on Sentences", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. Snow lies on them. ")
			e.replace("P4.3", FieldEN, "old", "very old")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nSnow lies on them. | \nThey are high. | 山很高。\nThey are very old. | 山很老。\n" + p5 + r1, 0},
		{"a sentence put in on Review", func(e editor) { e.replace("P4", FieldEN, "fourth. ", "fourth. Snow lies on them. ") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nSnow lies on them. | \nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"a sentence taken out on Review", func(e editor) { e.replace("P4", FieldEN, " They are high.", "") },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\n | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"split on Review at a sentence", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. || ")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, p1 + p2 + p3 + p4 + p5 + r1, 0},
		{"split on Review, elsewhere in Chinese", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. || ")
			e.replace("P4", FieldZH, "山很高。", "山很高。||")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\n | 山很高。\nThey are high. | \nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"split on Review, edited on Sentences", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. || ")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
			e.replace("P4.3", FieldEN, "old", "very old")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。\nThey are very old. | 山很老。\n" + p5 + r1, 0},
		{"a longer sentence, cut behind it on Review", func(e editor) {
			e.replace("P4.1", FieldEN, "Mountains", "Mountains of some height")
			e.replace("P4", FieldEN, "fourth. ", "fourth. ||")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, p1 + p2 + p3 + "Mountains of some height stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"an edited sentence, cut in it on Review", func(e editor) {
			e.replace("P4.1", FieldEN, "Mountains", "Hills")
			e.replace("P4", FieldEN, "stand ", "stand ||")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, p1 + p2 + p3 + "Mountains stand | 第四段讲山。\nin the fourth. | \nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 1},
		{"moved from the middle on Review", func(e editor) {
			e.replace("P4", FieldEN, " They are high.", "")
			e.set("P5", FieldEN, e.get("P5", FieldEN)+" They are high.")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\n | 山很高。\nThey are old. | 山很老。\nThey are high. | \n" + p5 + r1, 0},
		{"a part moved from the middle on Sentences", func(e editor) {
			e.replace("P4.1", FieldEN, "stand in the ", "")
			e.set("P4.2", FieldEN, e.get("P4.2", FieldEN)+" stand in the")
		}, p1 + p2 + p3 + "Mountains fourth. | 第四段讲山。 *\nstand in the They are high. | 山很高。 *\nThey are old. | 山很老。\n" + p5 + r1, 0},
		{"all of a paragraph dropped", func(e editor) {
			e.set("P4.1", FieldAction, ActionDrop)
			e.set("P4.2", FieldAction, ActionDrop)
			e.set("P4.3", FieldAction, ActionDrop)
		}, p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"dropped on Review", func(e editor) { e.set("P5", FieldAction, ActionDrop) },
			p1 + p2 + p3 + p4 + "The sea ends it. | \n | 最后讲大海。\n" + r1, 0},
		{"dropped on Sentences", func(e editor) { e.set("P4.3", FieldAction, ActionDrop) },
			p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nThey are high. | 山很高。\n" + p5 + r1, 0},
		{"all dropped on Sentences", func(e editor) { e.set("P3.1", FieldAction, ActionDrop) }, p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"all dropped on both sheets", func(e editor) { e.set("P3.1", FieldAction, ActionDrop); e.set("P3", FieldAction, ActionDrop) }, p1 + p2 + p3 + p4 + p5 + r1, 0},
		{"new text on Sentences", func(e editor) { e.insert("P4.2", "Snow lies on them.", "") }, p1 + p2 + p3 + p4 + p5 + r1, 1},
		{"sheet deleted", func(e editor) { e.Sentences = nil }, p1 + p2 + p3 + p4 + p5 + r1, 0},
		{"a new row on Review", func(e editor) { e.insert("P2", "Brand new text. It has two sentences.", "") },
			p1 + "Brand new text. | \nIt has two sentences. | \n" + p2 + p3 + p4 + p5 + r1, 0},
		{"a new pair on Review", func(e editor) { e.insert("P2", "Brand new text. It has two sentences.", "全新的文字。") },
			p1 + "Brand new text. It has two sentences. | 全新的文字。\n" + p2 + p3 + p4 + p5 + r1, 0},
		{"the missing translation on Review", func(e editor) {
			e.set("P3", FieldZH, "只有英文有这一段。没有中文。")
			e.set("P3.1", FieldComment, "hm")
		},
			p1 + p2 + "Only the English has this. | 只有英文有这一段。没有中文。 [ hm]\n" + p4 + p5 + r1, 0},
		{"the missing translation on Review, none said to be right on Sentences", func(e editor) { e.set("P3", FieldZH, "只有英文。"); e.set("P3.1", FieldStatus, "ok") },
			p1 + p2 + " | 只有英文。\nOnly the English has this. |  [ok ]\n" + p4 + p5 + r1, 0},
		{"a sentence put in on both sides of Review", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. Snow lies on them. ")
			e.replace("P4", FieldZH, "讲山。", "讲山。山上有雪。")
		}, p1 + p2 + p3 + "Mountains stand in the fourth. | 第四段讲山。\nSnow lies on them. | 山上有雪。\nThey are high. | 山很高。\nThey are old. | 山很老。\n" + p5 + r1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := reviewed(t, small(), tt.edit)
			if d := cmp.Diff(tt.sentences, shapes(r.Alignment, r.Alignment.Sentences, r.Alignment.SentenceText)); d != "" {
				t.Errorf("sentences (-want +got):\n%s", d)
			}
			if len(r.Conflicts) != tt.conflicts {
				t.Errorf("conflicts %v", r.Conflicts)
			}
		})
	}
}

// Sentence beads that a change on Review tears apart have no score that says that
// they belong together; those that are refused keep theirs.
func TestApplySentenceScores(t *testing.T) {
	al := small()
	for i := range al.Sentences {
		al.Sentences[i].Score = 0.75
	}
	for _, tt := range []struct {
		name   string
		edit   func(e editor)
		scores string // of the sentence beads of P4 and P5
	}{
		{"nothing", func(editor) {}, "0.75 0.75 0.75 0.75"},
		{"unpaired", func(e editor) { e.set("P5", FieldAction, ActionUnpair) }, "0.75 0.75 0.75 1.00 1.00"},
		{"moved down", func(e editor) {
			e.set("P4", FieldAction, ActionMoveDown)
			e.replace("P4", FieldZH, "山很老。", "||山很老。")
		}, "0.75 0.75 0.25 0.25 0.75"},
		{"over the border", func(e editor) { e.set("P5.1", FieldAction, ActionMergeUp) }, "0.75 0.75 0.75 0.75"},
	} {
		r := reviewed(t, al, tt.edit)
		var scores []string
		for _, b := range r.Alignment.Sentences {
			if b.Parent >= 3 && !r.Alignment.Removed(r.Alignment.Beads[b.Parent]) {
				s := fmt.Sprintf("%.2f", b.Score)
				if b.ByHand {
					s += "*"
				}
				scores = append(scores, s)
			}
		}
		if got := strings.Join(scores, " "); got != tt.scores {
			t.Errorf("%s: scores %s, want %s", tt.name, got, tt.scores)
		}
	}
}

// What is not applied is no change, and a conflict names the row with the action.
func TestApplyCrossingSaid(t *testing.T) {
	r := reviewed(t, small(), func(e editor) { e.set("P5.1", FieldAction, ActionMergeUp) })
	if len(r.Changes) > 0 || len(r.Conflicts) != 1 || r.Conflicts[0].ID != "P5.1" || r.Conflicts[0].What != ActionMergeUp {
		t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
}
