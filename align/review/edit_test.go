package review

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bitext/align"
)

// shapes writes beads as their texts, a line each.
func shapes(al *align.Alignment, beads []align.Bead, text func(align.Bead) (string, string)) string {
	var b strings.Builder
	for _, bead := range beads {
		en, zh := text(bead)
		mark := ""
		if len(al.Beads) == len(beads) && al.Removed(bead) {
			mark = "- "
		}
		fmt.Fprintf(&b, "%s%s | %s", mark, strings.ReplaceAll(en, "\n", " ¶ "), strings.ReplaceAll(zh, "\n", " ¶ "))
		if bead.Status != "" || bead.Comment != "" {
			fmt.Fprintf(&b, " [%s %s]", bead.Status, bead.Comment)
		}
		if bead.ByHand {
			b.WriteString(" *")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

const smallBeads = `The first one speaks of trees. They are green. | 第一段讲树木。树是绿的。
Rivers come second here. ¶ Lakes are third of all. | 第二段讲河流与湖泊。
Only the English has this. | 
Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。
The sea ends it. | 最后讲大海。
- Subscribe to our letter | 
`

// with returns smallBeads with replacements.
func with(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(smallBeads) }

func TestApplyEdits(t *testing.T) {
	const (
		p1 = "The first one speaks of trees. They are green. | 第一段讲树木。树是绿的。\n"
		p2 = "Rivers come second here. ¶ Lakes are third of all. | 第二段讲河流与湖泊。\n"
		p3 = "Only the English has this. | \n"
		p4 = "Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。\n"
		p5 = "The sea ends it. | 最后讲大海。\n"
		r1 = "- Subscribe to our letter | \n"
	)
	tests := []struct {
		name      string
		edit      func(e editor)
		beads     string
		changes   string // kinds with IDs
		conflicts string // whats with IDs
	}{
		{"status", func(e editor) {
			e.set("P1", FieldStatus, "ok")
			e.set("P2", FieldStatus, "fixed")
			e.set("P4", FieldStatus, "rejected")
			e.set("P4", FieldComment, "not the same")
		}, with(p1, "The first one speaks of trees. They are green. | 第一段讲树木。树是绿的。 [ok ]\n",
			p2, "Rivers come second here. ¶ Lakes are third of all. | 第二段讲河流与湖泊。 [fixed ]\n",
			p4, "Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。 [rejected not the same]\n"),
			"P1 confirmed, P2 fixed, P4 rejected, P4 commented", ""},
		{"text edited", func(e editor) { e.replace("P5", FieldEN, "ends it", "is the end") },
			with("ends it", "is the end"), "P5 edited", ""},
		{"one of two edited", func(e editor) { e.replace("P2", FieldEN, "third", "3rd") },
			with("third", "3rd"), "P2 edited", ""},
		{"white space edited", func(e editor) { e.replace("P5", FieldEN, "sea ends", "seaends") },
			with("sea ends", "seaends"), "P5 edited", ""},
		{"written anew", func(e editor) { e.set("P5", FieldZH, "全文完了没有别的") },
			with("最后讲大海。", "全文完了没有别的"), "P5 edited", ""},
		{"merge up", func(e editor) { e.set("P3", FieldAction, "merge up"); e.set("P3", FieldComment, "here") },
			with(p2+p3, "Rivers come second here. ¶ Lakes are third of all. ¶ Only the English has this. | 第二段讲河流与湖泊。 [ here] *\n"),
			"P3 commented, P3 merged", ""},
		{"merge up in a chain", func(e editor) { e.set("P3", FieldAction, "merge up"); e.set("P4", FieldAction, "merge up") },
			with(p2+p3+p4, "Rivers come second here. ¶ Lakes are third of all. ¶ Only the English has this. ¶ Mountains stand in the fourth. They are high. They are old. | 第二段讲河流与湖泊。 ¶ 第四段讲山。山很高。山很老。 *\n"),
			"P3 merged, P4 merged", ""},
		{"merge up at the top", func(e editor) { e.set("P1", FieldAction, "merge up") }, smallBeads, "", "P1 merge up"},
		{"split", func(e editor) {
			e.set("P4", FieldAction, "split")
			e.replace("P4", FieldEN, "fourth. ", "fourth. || ")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"), "P4 split", ""},
		{"split in three, without the action", func(e editor) {
			e.replace("P4", FieldEN, "fourth. They are high.", "fourth.||They are high.||")
			e.replace("P4", FieldZH, "讲山。山很高。", "讲山。||山很高。||")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. | 山很高。 *\nThey are old. | 山很老。 *\n"), "P4 split", ""},
		{"split between paragraphs", func(e editor) {
			e.replace("P2", FieldEN, "\n¶ ", "||\n¶ ")
			e.replace("P2", FieldZH, "河流与", "河流||与")
		}, with(p2, "Rivers come second here. | 第二段讲河流 *\nLakes are third of all. | 与湖泊。 *\n"), "P2 split", ""},
		{"split with an edit", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "forth. || ")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, with(p4, "Mountains stand in the forth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"), "P4 edited, P4 split", ""},
		{"split with wide bars", func(e editor) {
			e.replace("P4", FieldEN, "fourth. ", "fourth. ｜｜ ")
			e.replace("P4", FieldZH, "讲山。", "讲山。｜｜")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"), "P4 split", ""},
		{"split at line breaks", func(e editor) {
			e.set("P4", FieldAction, "split")
			e.replace("P4", FieldEN, "fourth. ", "fourth.\n")
			e.replace("P4", FieldZH, "讲山。", "讲山。\n")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"), "P4 split", ""},
		{"line break without the action", func(e editor) { e.replace("P5", FieldEN, "sea ", "sea\n") },
			with("sea ends", "sea ¶ ends"), "P5 edited", ""},
		{"split by a copy of the row", func(e editor) {
			n := e.copyRow("P4")
			e.replace("P4", FieldEN, " They are high. They are old.", "")
			e.replace("P4", FieldZH, "山很高。山很老。", "")
			n.Set(FieldEN, "They are high. They are old.")
			n.Set(FieldZH, "山很高。山很老。")
			n.Set(FieldStatus, "ok")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 [ok ] *\n"), " confirmed,  split", ""},
		{"moved and edited", func(e editor) {
			e.set("P3", FieldZH, "第四段讲高山。山很高。山很老。")
			e.set("P4", FieldZH, "")
		}, with(p3, "Only the English has this. | 第四段讲高山。山很高。山很老。 *\n",
			p4, "Mountains stand in the fourth. They are high. They are old. |  *\n"), "P3 edited, P3 moved", ""},
		{"split one side only", func(e editor) { e.replace("P4", FieldEN, "fourth. ", "fourth. || ") }, smallBeads, "", "P4 split"},
		{"split without marks", func(e editor) { e.set("P4", FieldAction, "split") }, smallBeads, "", "P4 split"},
		{"unpair", func(e editor) { e.set("P5", FieldAction, "unpair") },
			with(p5, "The sea ends it. |  *\n | 最后讲大海。 *\n"), "P5 unpaired", ""},
		{"drop", func(e editor) { e.set("P3", FieldAction, "drop") },
			with(p3, "- Only the English has this. | \n"), "P3 dropped", ""},
		{"drop and clear", func(e editor) { e.set("P3", FieldAction, "drop"); e.set("P3", FieldEN, "") },
			with(p3, "- Only the English has this. | \n"), "P3 dropped", ""},
		{"move up the first of two", func(e editor) { e.set("P2", FieldAction, "move up") },
			with(p1, "The first one speaks of trees. They are green. ¶ Rivers come second here. | 第一段讲树木。树是绿的。 *\n",
				p2, "Lakes are third of all. | 第二段讲河流与湖泊。 *\n"), "P2 moved", ""},
		{"move down the last of two", func(e editor) { e.set("P2", FieldAction, "move down") },
			with(p2, "Rivers come second here. | 第二段讲河流与湖泊。 *\n",
				p3, "Lakes are third of all. ¶ Only the English has this. |  *\n"), "P2 moved", ""},
		{"move up a part", func(e editor) {
			e.set("P4", FieldAction, "move up")
			e.replace("P4", FieldZH, "讲山。", "讲山。||")
		}, with(p3, "Only the English has this. | 第四段讲山。 *\n",
			p4, "Mountains stand in the fourth. They are high. They are old. | 山很高。山很老。 *\n"), "P4 moved", ""},
		{"move down a whole side", func(e editor) {
			e.set("P4", FieldAction, "move down")
			e.set("P4", FieldZH, "||"+e.get("P4", FieldZH))
		}, with(p4, "Mountains stand in the fourth. They are high. They are old. |  *\n",
			p5, "The sea ends it. | 第四段讲山。山很高。山很老。 ¶ 最后讲大海。 *\n"), "P4 moved", ""},
		{"move up, sides alike", func(e editor) { e.set("P4", FieldAction, "move up") }, smallBeads, "", "P4 move up"},
		{"move up from the top", func(e editor) {
			e.set("P1", FieldAction, "move up")
			e.replace("P1", FieldEN, "trees. ", "trees. || ")
		}, smallBeads, "", "P1 move up"},
		{"no such action", func(e editor) { e.set("P1", FieldAction, "shuffle") }, smallBeads, "", "P1 action “shuffle”"},
		{"no such status", func(e editor) { e.set("P1", FieldStatus, "perhaps") }, smallBeads, "", "P1 status “perhaps”"},
		{"merged by hand, row deleted", func(e editor) {
			e.set("P2", FieldEN, e.get("P2", FieldEN)+"\n"+e.get("P3", FieldEN))
			e.delete("P3")
		}, with(p2+p3, "Rivers come second here. ¶ Lakes are third of all. ¶ Only the English has this. | 第二段讲河流与湖泊。 *\n"),
			"P3 row deleted, P3 merged", ""},
		{"moved by hand to another cell", func(e editor) {
			e.set("P3", FieldZH, e.get("P4", FieldZH))
			e.set("P4", FieldZH, "")
		}, with(p3, "Only the English has this. | 第四段讲山。山很高。山很老。 *\n",
			p4, "Mountains stand in the fourth. They are high. They are old. |  *\n"), "P3 moved", ""},
		{"a part moved by hand", func(e editor) {
			e.replace("P4", FieldEN, " They are old.", "")
			e.set("P5", FieldEN, "They are old. "+e.get("P5", FieldEN))
		}, with(p4, "Mountains stand in the fourth. They are high. | 第四段讲山。山很高。山很老。 *\n",
			p5, "They are old. ¶ The sea ends it. | 最后讲大海。 *\n"), "P5 moved", ""},
		{"split by hand into a new row", func(e editor) {
			e.replace("P4", FieldEN, " They are high. They are old.", "")
			e.replace("P4", FieldZH, "山很高。山很老。", "")
			e.insert("P5", "They are high. They are old.", "山很高。山很老。")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"),
			" split", ""},
		{"split by hand into a new row above", func(e editor) {
			e.replace("P4", FieldEN, "Mountains stand in the fourth. ", "")
			e.replace("P4", FieldZH, "第四段讲山。", "")
			e.insert("P4", "Mountains stand in the fourth.", "第四段讲山。")
		}, with(p4, "Mountains stand in the fourth. | 第四段讲山。 *\nThey are high. They are old. | 山很高。山很老。 *\n"),
			" split", ""},
		{"split by hand into a new row above, all of one side", func(e editor) {
			e.set("P4", FieldEN, "")
			e.replace("P4", FieldZH, "第四段讲山。", "")
			e.insert("P4", "Mountains stand in the fourth. They are high. They are old.", "第四段讲山。")
		}, with(p4, "Mountains stand in the fourth. They are high. They are old. | 第四段讲山。 *\n | 山很高。山很老。 *\n"),
			" split", ""},
		{"from the middle, with ¶", func(e editor) {
			e.replace("P4", FieldEN, " They are high.", "")
			e.set("P5", FieldEN, "They are high.\n¶ "+e.get("P5", FieldEN))
		}, with(p4, "Mountains stand in the fourth. They are old. | 第四段讲山。山很高。山很老。 *\n",
			p5, "They are high. ¶ The sea ends it. | 最后讲大海。 *\n"), "P5 moved", ""},
		{"from the middle to the row above", func(e editor) {
			e.replace("P4", FieldEN, " They are high.", "")
			e.set("P3", FieldEN, "They are high. "+e.get("P3", FieldEN))
		}, with(p3, "Only the English has this. ¶ They are high. |  *\n",
			p4, "Mountains stand in the fourth. They are old. | 第四段讲山。山很高。山很老。 *\n"), "P3 moved", ""},
		{"from the middle to the far side of the row below", func(e editor) {
			e.replace("P4", FieldEN, "They are high. ", "")
			e.set("P5", FieldEN, e.get("P5", FieldEN)+" They are high.")
		}, with(p4, "Mountains stand in the fourth. They are old. | 第四段讲山。山很高。山很老。 *\n",
			p5, "They are high. ¶ The sea ends it. | 最后讲大海。 *\n"), "P5 moved", ""},
		{"from the middle of what is edited too", func(e editor) {
			e.replace("P4", FieldEN, "fourth. They are high.", "forth.")
			e.insert("P5", "They are high.", "")
		}, with(p4, "Mountains stand in the forth. They are old. | 第四段讲山。山很高。山很老。 *\nThey are high. |  *\n"), "P4 edited,  split", ""},
		{"all but the middle", func(e editor) {
			e.set("P4", FieldEN, "They are high.")
			e.insert("P5", "Mountains stand in the fourth. They are old.", "")
		}, with(p4, "Mountains stand in the fourth. They are old. |  *\nThey are high. | 第四段讲山。山很高。山很老。 *\n"), " split", ""},
		{"merged by hand behind the row below", func(e editor) {
			e.set("P5", FieldEN, e.get("P5", FieldEN)+"\n"+e.get("P4", FieldEN))
			e.set("P5", FieldZH, e.get("P5", FieldZH)+e.get("P4", FieldZH))
			e.delete("P4")
		}, with(p4+p5, "Mountains stand in the fourth. They are high. They are old. ¶ The sea ends it. | 第四段讲山。山很高。山很老。 ¶ 最后讲大海。 *\n"),
			"P4 row deleted, P4 merged", ""},
		{"merged by hand before the row above", func(e editor) {
			e.set("P4", FieldEN, e.get("P5", FieldEN)+"\n"+e.get("P4", FieldEN))
			e.set("P4", FieldZH, e.get("P5", FieldZH)+e.get("P4", FieldZH))
			e.delete("P5")
		}, with(p4+p5, "Mountains stand in the fourth. They are high. They are old. ¶ The sea ends it. | 第四段讲山。山很高。山很老。 ¶ 最后讲大海。 *\n"),
			"P5 row deleted, P5 merged", ""},
		{"pasted into the middle of an edited text", func(e editor) {
			e.set("P4", FieldEN, "Mountains stand in the forth. The sea ends it. They are high. They are old.")
			e.set("P5", FieldEN, "")
		}, with(p4, "Mountains stand in the forth. They are high. They are old. ¶ The sea ends it. | 第四段讲山。山很高。山很老。 *\n",
			p5, " | 最后讲大海。 *\n"), "P4 edited, P4 moved", ""},
		{"pasted and changed", func(e editor) {
			e.set("P4", FieldEN, e.get("P4", FieldEN)+" Only the English edition has this.")
			e.set("P3", FieldEN, "")
		}, with(p3, "", p4, "Only the English edition has this. ¶ Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。 *\n"),
			"P3 merged, P4 edited", ""},
		{"cut into a row that is refused", func(e editor) {
			e.replace("P4", FieldEN, " They are high.", "")
			e.set("P5", FieldHash, "0123456789abcdef")
			e.set("P5", FieldEN, "The sea ends it. They are high.")
		}, smallBeads, "", "P5 English ¶ 6 is gone, P5 Chinese ¶ 4 is gone, P4 English ¶ 5 was edited, P5 the row is not of this workbook"},
		{"a word here and there", func(e editor) {
			e.replace("P4", FieldEN, " are old", " old")
			e.replace("P5", FieldEN, "it.", "it. Are")
		}, with(p4, "Mountains stand in the fourth. They are high. They old. | 第四段讲山。山很高。山很老。\n", p5, "The sea ends it. Are | 最后讲大海。\n"),
			"P4 edited, P5 edited", ""},
		{"unpair, drop where there is nothing to do", func(e editor) {
			e.set("P3", FieldAction, ActionUnpair)
			e.set("P4", FieldEN, e.get("P4", FieldEN)+"\n¶ "+e.get("P5", FieldEN))
			e.set("P4", FieldZH, e.get("P4", FieldZH)+"\n¶ "+e.get("P5", FieldZH))
			e.set("P5", FieldEN, "")
			e.set("P5", FieldZH, "")
			e.set("P5", FieldAction, ActionDrop)
		}, with(p4+p5, "Mountains stand in the fourth. They are high. They are old. ¶ The sea ends it. | 第四段讲山。山很高。山很老。 ¶ 最后讲大海。 *\n"),
			"P3 no effect, P5 merged, P5 no effect", ""},
		{"score, and text on Removed", func(e editor) { e.set("P4", FieldScore, "1"); e.set("R1", FieldText, "Subscribe!") },
			smallBeads, "P4 overtyped, R1 overtyped", ""},
		{"comment on Removed", func(e editor) { e.set("R1", FieldComment, "rightly") },
			with(r1, "- Subscribe to our letter |  [ rightly]\n"), "R1 commented", ""},
		{"a column with text", func(e editor) {
			e.Review.Added = append(e.Review.Added, Extra{Place: "column C"})
		}, smallBeads, " no effect", ""},
		{"comments on what is dropped", func(e editor) {
			e.set("P3", FieldAction, ActionDrop)
			e.set("P3", FieldComment, "not ours")
			e.set("P4.2", FieldAction, ActionDrop)
			e.set("P4.2", FieldComment, "untrue")
		}, with(p3, "- Only the English has this. |  [ not ours]\n", p4, "Mountains stand in the fourth. They are old. | 第四段讲山。山很老。 [ untrue]\n"),
			"P3 commented, P3 dropped, P4.2 commented, P4.2 dropped", ""},
		{"the mark taken out", func(e editor) { e.replace("P2", FieldEN, "\n¶ ", " ") }, smallBeads, "P2 no effect", ""},
		{"text added to an empty side", func(e editor) { e.set("P3", FieldZH, "只有英文有这句。") },
			with(p3, "Only the English has this. | 只有英文有这句。 *\n"), "P3 added", ""},
		{"a new row", func(e editor) { e.insert("P3", "Brand new text stands here.", "全新的一段在此。") },
			with(p3, "Brand new text stands here. | 全新的一段在此。 *\n"+p3), " added", ""},
		{"restored", func(e editor) { e.set("R1", FieldRestore, "yes") },
			with("- Subscribe", "Subscribe"), "R1 restored", ""},
		{"row deleted", func(e editor) { e.delete("P3") }, smallBeads, "", "P3 English ¶ 4 is gone"},
		{"row deleted, which means dropped", func(e editor) { e.delete("P3"); e.delete("P4"); e.DropDeleted = true },
			with(p3, "- Only the English has this. | \n", p4, "- Mountains stand in the fourth. They are high. They are old. | \n-  | 第四段讲山。山很高。山很老。\n"),
			"P3 row deleted, P4 row deleted, P3 dropped, P4 dropped", ""},
		{"row deleted, which means dropped, after its text was moved", func(e editor) {
			e.set("P2", FieldEN, e.get("P2", FieldEN)+"\n¶ "+e.get("P3", FieldEN))
			e.delete("P3")
			e.DropDeleted = true
		}, with(p2+p3, "Rivers come second here. ¶ Lakes are third of all. ¶ Only the English has this. | 第二段讲河流与湖泊。 *\n"), "P3 row deleted, P3 merged", ""},
		{"text cleared in a row that is fixed so", func(e editor) { e.set("P5", FieldEN, ""); e.set("P5", FieldStatus, "fixed") },
			with(p5, " | 最后讲大海。 [fixed ] *\n- The sea ends it. | \n"), "P5 fixed, P5 dropped", ""},
		{"row cleared that is fixed so", func(e editor) { e.set("P3", FieldEN, ""); e.set("P3", FieldStatus, "已改") },
			with(p3, "- Only the English has this. |  [fixed ]\n"), "P3 fixed, P3 dropped", ""},
		{"two paragraphs written anew as one", func(e editor) { e.set("P2", FieldEN, "Water."); e.set("P2", FieldStatus, "fixed") },
			with(p2, "Water. | 第二段讲河流与湖泊。 [fixed ] *\n- Lakes are third of all. | \n"), "P2 fixed, P2 edited, P2 dropped", ""},
		{"two paragraphs rewritten as one", func(e editor) {
			e.set("P2", FieldEN, "Rivers come second, and lakes third.")
			e.set("P2", FieldStatus, "fixed")
		},
			with(p2, "Rivers come second, and lakes third. | 第二段讲河流与湖泊。 [fixed ] *\n- Lakes are third of all. | \n"), "P2 fixed, P2 edited, P2 dropped", ""},
		{"two paragraphs written anew as one, and nothing said", func(e editor) { e.set("P2", FieldEN, "Water.") },
			smallBeads, "", "P2 English ¶ 2 is gone, P2 English ¶ 3 is gone"},
		{"text cleared", func(e editor) { e.set("P5", FieldEN, "") }, smallBeads, "", "P5 English ¶ 6 is gone"},
		{"text copied", func(e editor) { e.set("P3", FieldZH, e.get("P4", FieldZH)) }, smallBeads, "", "P3 Chinese ¶ 3 stands twice"},
		{"text replaced by a copy", func(e editor) { e.set("P5", FieldZH, e.get("P4", FieldZH)) }, smallBeads, "",
			"P5 Chinese ¶ 3 stands twice, P5 Chinese ¶ 4 is gone"},
		{"copied, with a line break, behind the text", func(e editor) { e.set("P4", FieldEN, e.get("P4", FieldEN)+"\n"+e.get("P5", FieldEN)) },
			smallBeads, "", "P4 English ¶ 6 stands twice"},
		{"copied, before an edited text", func(e editor) {
			e.set("P4", FieldEN, e.get("P5", FieldEN)+" Mountains stand in the forth. They are high. They are old.")
		}, smallBeads, "", "P4 English ¶ 6 stands twice"},
		{"copied, two paragraphs", func(e editor) {
			e.set("P4", FieldEN, e.get("P4", FieldEN)+" "+strings.ReplaceAll(e.get("P2", FieldEN), "\n¶ ", " "))
		}, smallBeads, "", "P4 English ¶ 2 stands twice"},
		{"copied, a sentence without its mark", func(e editor) { e.set("P5", FieldEN, "Mountains stand in the fourth "+e.get("P5", FieldEN)) },
			smallBeads, "", "P5 English ¶ 5 stands twice"},
		{"copied, a sentence into its own paragraph", func(e editor) { e.replace("P4", FieldEN, "They are old.", "They are high. They are old.") },
			smallBeads, "", "P4 English ¶ 5 stands twice"},
		{"copied, a sentence into a new row", func(e editor) { e.insert("P5", "They are high.", "") },
			smallBeads, "", " English ¶ 5 stands twice"},
		{"copied, a sentence of an edited text into a new row", func(e editor) {
			e.replace("P4", FieldEN, "fourth", "fifth")
			e.insert("P5", "They are high.", "")
		}, with("fourth", "fifth"), "P4 edited", " English ¶ 5 stands twice"},
		{"a short word put in that stands elsewhere", func(e editor) { e.replace("P5", FieldEN, "sea", "sea of trees") },
			with("The sea", "The sea of trees"), "P5 edited", ""},
		{"furniture pasted into a text", func(e editor) { e.set("P5", FieldEN, e.get("P5", FieldEN)+" Subscribe to our letter") },
			with(p5, "The sea ends it. ¶ Subscribe to our letter | 最后讲大海。 *\n", r1, ""), "P5 restored", ""},
		{"row duplicated", func(e editor) { e.copyRow("P4") }, smallBeads, "P4 no effect", ""},
		{"row duplicated, and judged", func(e editor) { e.copyRow("P4"); e.set("P4", FieldStatus, "ok") },
			with(p4, "Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。 [ok ]\n"), "P4 confirmed", "P4 the row stands twice"},
		{"ID emptied", func(e editor) { e.set("P4", FieldStatus, "ok"); e.set("P4", FieldID, "") },
			with(p4, "Mountains stand in the fourth. They are high. They are old. | 第四段讲山。山很高。山很老。 [ok ]\n"), "P4 overtyped, P4 confirmed", ""},
		{"locked cells", func(e editor) { e.set("P4", FieldShape, "7-7") }, smallBeads, "P4 overtyped", ""},
		{"another workbook's row", func(e editor) {
			e.set("P4", FieldHash, "0123456789abcdef")
			e.set("P4", FieldEN, "Something from elsewhere.")
		}, smallBeads, "", "P4 English ¶ 5 is gone, P4 Chinese ¶ 3 is gone, P4 the row is not of this workbook"},
		{"column status deleted", func(e editor) { e.Review.Gone = append(e.Review.Gone, FieldStatus) }, smallBeads, " no effect", ""},
		{"column status headed anew", func(e editor) {
			e.Review.Gone, e.Review.Added = append(e.Review.Gone, FieldStatus), []Extra{{"column I", "Verdict"}}
		}, smallBeads, " no effect", " column Status"},
		{"a word that says the same", func(e editor) { e.set("P1", FieldStatus, "已确认"); e.set("P3", FieldAction, "删去") },
			with(p1, "The first one speaks of trees. They are green. | 第一段讲树木。树是绿的。 [ok ]\n", p3, "- Only the English has this. | \n"), "P1 confirmed, P3 dropped", ""},
		{"statuses below the table", func(e editor) {
			for n := range 3 {
				e.Review.Entries = append(e.Review.Entries, Entry{Sheet: "Review", Row: 7 + n, Status: "ok", EN: " "})
			}
		}, smallBeads, " no effect", ""},
		{"a remark over the flags", func(e editor) { e.set("P3", FieldFlags, "false alarm") },
			with(p3, "Only the English has this. |  [ note on Flags 批注: false alarm]\n"), "P3 overtyped, P3 commented", ""},
		{"notes, and no column of comments", func(e editor) {
			e.row("P3").Notes = "note on Chinese: why?"
			e.Review.Gone = append(e.Review.Gone, FieldComment)
		}, with(p3, "Only the English has this. |  [ note on Chinese: why?]\n"), " no effect, P3 commented", ""},
		{"coloured", func(e editor) { e.row("P3").Traits = []Trait{{FieldEN, Coloured}, {FieldZH, Coloured}} }, smallBeads, " no effect", ""},
		{"the sides of a row swapped", func(e editor) {
			en, zh := e.get("P4", FieldEN), e.get("P4", FieldZH)
			e.set("P4", FieldEN, zh)
			e.set("P4", FieldZH, en)
		}, smallBeads, "P4 no effect", ""},
		{"the sides of a row swapped, and edited", func(e editor) {
			en, zh := e.get("P4", FieldEN), e.get("P4", FieldZH)
			e.set("P4", FieldEN, zh+"完了。")
			e.set("P4", FieldZH, strings.Replace(en, "high", "tall", 1))
		}, with("are high", "are tall", "山很老。", "山很老。完了。"), "P4 no effect, P4 edited, P4 edited", ""},
		{"a row added, its sides swapped", func(e editor) { e.insert("P3", "全新的一段在此。", "A brand new text stands here, all of it.") },
			with(p3, "A brand new text stands here, all of it. | 全新的一段在此。 *\n"+p3), " no effect,  added", ""},
		{"Chinese in the column of English", func(e editor) { e.set("P5", FieldEN, "大海把它结束了。"); e.set("P4", FieldStatus, "ok") },
			with("山很老。", "山很老。 [ok ]"), "P4 confirmed", "P5 English holds Chinese text"},
		{"a text put beside its counterpart", func(e editor) { e.set("P4", FieldZH, e.get("P4", FieldZH)+"\n"+e.get("P4", FieldEN)) },
			smallBeads, "", "P4 Chinese holds English text"},
		{"a name in the other script", func(e editor) { e.replace("P4", FieldZH, "第四段", "第四段（Mountains stand）") },
			with("第四段", "第四段（Mountains stand）"), "P4 edited", ""},
		{"an English name in the column of Chinese", func(e editor) { e.set("P5", FieldZH, "The Sea") }, with("最后讲大海。", "The Sea"), "P5 edited", ""},
		{"a formula without a value", func(e editor) { e.set("P5", FieldEN, ""); e.row("P5").Traits = []Trait{{FieldEN, Unvalued}} },
			smallBeads, "", "P5 English is a formula without a value"},
		{"the error of a formula", func(e editor) { e.set("P5", FieldEN, "#N/A"); e.row("P5").Traits = []Trait{{FieldEN, Failed}} },
			smallBeads, "", "P5 English is an error"},
		{"sentence edited", func(e editor) { e.replace("P4.2", FieldEN, "high", "tall") },
			with("are high", "are tall"), "P4.2 edited", ""},
		{"sentence edited on both sheets alike", func(e editor) {
			e.replace("P4.2", FieldEN, "high", "tall")
			e.replace("P4", FieldEN, "high", "tall")
		}, with("are high", "are tall"), "P4 edited, P4.2 edited", ""},
		{"sentence edited on both sheets in two ways", func(e editor) {
			e.replace("P4.2", FieldEN, "high", "tall")
			e.replace("P4", FieldEN, "high", "steep")
		}, with("high", "steep"), "P4 edited", "P4.2 edited"},
		{"two sentences of a paragraph, one on each sheet", func(e editor) {
			e.replace("P4.2", FieldEN, "high", "tall")
			e.replace("P4", FieldEN, "They are old", "They are very old")
		}, with("are high. They are old", "are tall. They are very old"), "P4 edited, P4.2 edited", ""},
		{"a sentence dropped, another edited on Review", func(e editor) {
			e.set("P4.2", FieldAction, ActionDrop)
			e.replace("P4", FieldEN, "fourth", "fifth")
		}, with("fourth. They are high.", "fifth.", "山很高。", ""), "P4 edited, P4.2 dropped", ""},
		{"sentence dropped", func(e editor) { e.set("P4.2", FieldAction, "drop") },
			with("They are high. ", "", "山很高。", ""), "P4.2 dropped", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := reviewed(t, small(), tt.edit)
			if d := cmp.Diff(tt.beads, shapes(r.Alignment, r.Alignment.Beads, r.Alignment.Text)); d != "" {
				t.Errorf("beads (-want +got):\n%s", d)
			}
			var changes, conflicts []string
			for _, c := range r.Changes {
				changes = append(changes, c.ID+" "+string(c.Kind))
			}
			for _, c := range r.Conflicts {
				conflicts = append(conflicts, c.ID+" "+c.What)
			}
			if got := strings.Join(changes, ", "); got != tt.changes {
				t.Errorf("changes %s, want %s\n%v", got, tt.changes, r.Changes)
			}
			if got := strings.Join(conflicts, ", "); got != tt.conflicts {
				t.Errorf("conflicts %s, want %s\n%v", got, tt.conflicts, r.Conflicts)
			}
		})
	}
}

// Columns that were left behind when others were sorted are told by the rest, and said once.
func TestApplyLeftBehind(t *testing.T) {
	turn := func(s *Sheet, move func(from, to *Entry)) {
		was := slices.Clone(s.Entries)
		for i := range was {
			move(&was[len(was)-1-i], &s.Entries[i])
		}
	}
	for _, tt := range []struct {
		name, touched string
		move          func(from, to *Entry)
	}{
		{"hash", "hash of 5 rows", func(from, to *Entry) { hash := to.Hash; *to = *from; to.Hash = hash }},
		{"ID", "ID of 5 rows", func(from, to *Entry) { id := to.ID; *to = *from; to.ID = id }},
		{"ID and hash", "ID, hash of 4 rows", func(from, to *Entry) { id, hash := to.ID, to.Hash; *to = *from; to.ID, to.Hash = id, hash }},
	} {
		for _, edited := range []bool{false, true} {
			r := reviewed(t, small(), func(e editor) {
				e.Review.Entries = append(e.Review.Entries[:2:2], e.Review.Entries[2:]...)
				e.set("P5", FieldStatus, "ok")
				if edited && tt.name != "ID and hash" {
					e.replace("P1", FieldEN, "trees", "old trees")
				}
				turn(e.Review, tt.move)
			})
			var touched []string
			for _, c := range r.Changes {
				if c.Kind == Touched {
					touched = append(touched, c.Detail)
				}
			}
			want := with("最后讲大海。", "最后讲大海。 [ok ]")
			if edited && tt.name != "ID and hash" {
				want = strings.Replace(want, "trees", "old trees", 1)
			}
			if d := cmp.Diff(want, shapes(r.Alignment, r.Alignment.Beads, r.Alignment.Text)); d != "" || len(r.Conflicts) > 0 || len(touched) != 1 {
				t.Errorf("%s: -want +got:\n%s\n%v\n%v", tt.name, d, r.Changes, r.Conflicts)
			} else if tt.touched != "" && !strings.HasPrefix(touched[0], strings.Replace(tt.touched, "5", "4", 1)) {
				t.Errorf("%s: %q", tt.name, touched)
			}
		}
	}
}

// What an edit changes is seen, white space too.
func TestChanged(t *testing.T) {
	for _, tt := range []struct{ before, after, want string }{
		{"One two", "One three", "“One two” → “One three”"},
		{"One two", "One\ntwo", "“One two” → “One⏎two”"},
		{"One two", "One  two", "“One two” → “One␣␣two”"},
		{"One two", "One\u00a0two", "“One two” → “One⍽two”"},
	} {
		if got := changed(tt.before, tt.after); got != tt.want {
			t.Errorf("changed(%q, %q) = %s, want %s", tt.before, tt.after, got, tt.want)
		}
	}
}

// A column that was sorted without the others is told from rows that were moved.
func TestApplyScrambled(t *testing.T) {
	var en, zh []string
	for i := range 40 {
		en, zh = append(en, fmt.Sprintf("Row number %d of the English.", i)), append(zh, fmt.Sprintf("中文第%d行。", i))
	}
	al := of(en, zh)
	r := reviewed(t, al, func(e editor) {
		for i := range en {
			e.Review.Entries[i].EN = en[len(en)-1-i]
		}
	})
	if len(r.Conflicts) != 1 || r.Conflicts[0].What != "column English" || len(r.Changes) > 0 {
		t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
	if d := cmp.Diff(al.Beads, r.Alignment.Beads, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

// A column of a short article that was sorted is told from one that was shifted.
func TestApplyScrambledShort(t *testing.T) {
	var en, zh []string
	for i := range 9 {
		en, zh = append(en, fmt.Sprintf("Row number %d of the English.", i)), append(zh, fmt.Sprintf("中文第%d行。", i))
	}
	for _, tt := range []struct {
		name      string
		order     []int // of the English texts; -1: none
		conflicts int
	}{
		{"reversed", []int{8, 7, 6, 5, 4, 3, 2, 1, 0}, 1},
		{"sorted", []int{4, 7, 0, 3, 8, 5, 1, 6, 2}, 1},
		{"shifted down", []int{8, 0, 1, 2, 3, 4, 5, 6, 7}, 0},
		{"two exchanged", []int{0, 7, 2, 3, 4, 5, 6, 1, 8}, 0},
	} {
		r := reviewed(t, of(en, zh), func(e editor) {
			for i, k := range tt.order {
				e.Review.Entries[i].EN = en[k]
			}
		})
		if len(r.Conflicts) != tt.conflicts {
			t.Errorf("%s: changes %v, conflicts %v", tt.name, r.Changes, r.Conflicts)
		}
	}
}

// A comment is given whole; what is shown of it has no marks of the sheet's.
func TestApplyCommentWhole(t *testing.T) {
	long := strings.Repeat("Rather _x than || that. ", 10)
	r := reviewed(t, small(), func(e editor) { e.set("P4", FieldComment, long) })
	if c := r.Changes[0]; c.After != strings.TrimSpace(long) || strings.ContainsRune(c.Detail, '\u2060') {
		t.Errorf("%+v", c)
	}
}

// What was dropped can be restored from the next workbook, as what it was.
func TestApplyDropAndRestore(t *testing.T) {
	al := small()
	al.EN.Paragraphs[0].Kind = align.Title
	dropped := reviewed(t, al, func(e editor) { e.set("P1", FieldAction, ActionDrop) }).Alignment
	if p := dropped.EN.Paragraphs[0]; p.Kind != align.Boilerplate || p.Reason != "dropped in review: title" {
		t.Errorf("dropped: %+v", p)
	}
	back := reviewed(t, dropped, func(e editor) { e.set("R1", FieldRestore, "yes") }).Alignment
	if p := back.EN.Paragraphs[0]; p.Kind != align.Title || p.Reason != "" {
		t.Errorf("restored: %+v", p)
	}
	if b := back.Beads[0]; back.Removed(b) || len(b.Flags) != 1 || b.Flags[0].Kind != align.NoCounterpart {
		t.Errorf("bead %+v", b)
	}
	pair := reviewed(t, dropped, func(e editor) { e.set("R1", FieldRestore, "yes"); e.set("R2", FieldRestore, "恢复") }).Alignment
	if got := shapes(pair, pair.Beads[:1], pair.Text); got != "The first one speaks of trees. They are green. | 第一段讲树木。树是绿的。 *\n" {
		t.Errorf("the pair restored: %s", got)
	}
}

// A text that was edited, or lost a sentence, stands on Removed as it was and can
// be had back.
func TestApplyEditAndRestore(t *testing.T) {
	al := of([]string{"One is here. Two is here."}, []string{"一在这里。二在这里。"})
	al.Sentences = []align.Bead{{EN: []int{0}, ZH: []int{0}, Score: 1}, {EN: []int{1}, ZH: []int{1}, Score: 1}}
	edited := reviewed(t, al, func(e editor) { e.set("P1.2", FieldAction, ActionDrop) }).Alignment
	if p := edited.EN.Paragraphs[0]; p.Text != "One is here." || p.Source != "One is here. Two is here." {
		t.Fatalf("edited: %+v", p)
	}
	removed := written(t, edited).Removed.Entries
	for i, want := range []string{"One is here. Two is here.", "一在这里。二在这里。"} {
		if v := removed[i].Locked; !slices.Contains(v, Value{FieldText, want}) {
			t.Fatalf("Removed: %v, want %q", v, want)
		}
	}
	r := reviewed(t, edited, func(e editor) {
		e.set("R1", FieldRestore, "yes")
		e.set("R2", FieldRestore, "yes")
	})
	if len(r.Changes) != 2 || r.Changes[0].Kind != Edited || len(r.Conflicts) > 0 {
		t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
	if d := cmp.Diff([]*align.Document{al.EN, al.ZH}, []*align.Document{r.Alignment.EN, r.Alignment.ZH}, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
	r = reviewed(t, edited, func(e editor) {
		e.set("R1", FieldRestore, "yes")
		e.set("P1", FieldEN, "One is there.")
	})
	if len(r.Conflicts) != 1 || r.Alignment.EN.Paragraphs[0].Text != "One is there." {
		t.Errorf("text %q, conflicts %v", r.Alignment.EN.Paragraphs[0].Text, r.Conflicts)
	}
}
