package sheet

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bitext/align"
)

// builder makes the reviewed alignment from the groups of both sheets.
type builder struct {
	*findings
	original        *align.Alignment
	restored        [2]map[int]bool   // paragraphs that come back from Removed
	sources         [2]map[int]*reply // those that get the text again that they had before they were edited
	paragraphs      *level
	paragraphGroups []*group
	sentences       *level // on no row if there is no such sheet
	sentenceGroups  []*group

	docs    [2]*align.Document
	origins [2][]int  // by paragraph id in docs: see Reviewed
	spans   [2][]span // what the new sentences are, by id
}

// droppedReason is why a paragraph that a reviewer dropped is boilerplate. What
// kind it was stands after it.
const droppedReason = align.DroppedReason

func (b *builder) build() *align.Alignment {
	for s, doc := range []*align.Document{b.original.EN, b.original.ZH} {
		b.docs[s] = b.document(s, doc)
	}
	al := &align.Alignment{EN: b.docs[enSide], ZH: b.docs[zhSide], Swapped: b.original.Swapped}
	for _, g := range b.paragraphGroups {
		for _, bead := range b.beadsOf(g) {
			if bead.ByHand || b.textChanged(g) {
				if bead.Flags = nil; !al.Removed(bead) {
					bead.Flags = align.Flags(al.Text(bead))
				}
			}
			al.Beads = append(al.Beads, bead)
		}
	}
	al.Sentences = b.sentenceBeads(al)
	return al
}

// placed is a portion with its group.
type placed struct {
	*portion
	group *group
}

// byUnit sorts the portions of one side: those of each unit in their order, and
// those that were added, by the unit that they stand after (-1: none).
func byUnit(groups []*group, side int, units int) (of [][]placed, after map[int][]placed) {
	of, after = make([][]placed, units), make(map[int][]placed)
	last := -1
	for _, g := range groups {
		for i := range g.sides[side] {
			p := placed{&g.sides[side][i], g}
			if p.unit < 0 {
				after[last] = append(after[last], p)
				continue
			}
			last = p.unit
			of[last] = append(of[last], p)
		}
	}
	for _, list := range of {
		slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.from, b.from) })
	}
	return of, after
}

// document makes the reviewed edition and gives each portion its id in it.
func (b *builder) document(side int, old *align.Document) *align.Document {
	doc := *old
	doc.Paragraphs, doc.Sentences = nil, nil
	of, after := byUnit(b.paragraphGroups, side, len(old.Paragraphs))
	tokens := b.tokens(side, old)
	add := func(p placed, par align.Paragraph, spans []span) {
		p.id = len(doc.Paragraphs)
		doc.Paragraphs = append(doc.Paragraphs, par)
		b.origins[side] = append(b.origins[side], p.unit)
		for _, s := range spans {
			doc.Sentences = append(doc.Sentences, align.Sentence{Paragraph: p.id, Start: s.start, End: s.end})
			b.spans[side] = append(b.spans[side], s)
		}
	}
	segmented := len(old.Sentences) == 0
	addNew := func(list []placed, place int) {
		for _, p := range list {
			var spans []span
			if !segmented {
				spans = resegment(p.text, doc.Language, nil)
			}
			par := align.Paragraph{Text: p.text, Kind: align.Body, Place: place, Language: doc.Language}
			if p.group.dropped {
				par.Kind, par.Reason = align.Boilerplate, droppedReason+string(align.Body)
			}
			add(p, par, spans)
		}
	}
	addNew(after[-1], 1)
	for id, list := range of {
		for i, p := range list {
			if i == 0 {
				b.restoreSource(side, id, p, tokens[id])
			}
			spans := b.settleText(side, id, p, tokens[id], doc.Language)
			if segmented {
				spans = nil
			}
			add(p, b.paragraph(side, old.Paragraphs[id], p), spans)
		}
		addNew(after[id], old.Paragraphs[id].Place)
	}
	return &doc
}

// restoreSource gives a paragraph the text again that it had before it was edited,
// if the reviewer wants it so and has not changed it otherwise.
func (b *builder) restoreSource(side, id int, p placed, tokens []token) {
	re := b.sources[side][id]
	if re == nil {
		return
	}
	unit := b.paragraphs.units[side][id]
	source := b.edition(side).Paragraphs[id].Source
	touched := p.edited || p.group.dropped || !p.whole(unit) || slices.ContainsFunc(tokens, func(t token) bool { return t.edited || t.dropped })
	if touched {
		re.conflict(b.findings, re.cells[removedID], "restore", "%s was edited, cut or dropped as well; do one of the two", unit.name)
		return
	}
	p.text, p.edited = source, true
	c := Change{Sheet: re.sheet, Row: re.row, ID: re.cells[removedID], Kind: Edited, Detail: changed(unit.text, source), Before: unit.text, After: source}
	b.changes = append(b.changes, c)
}

func (b *builder) edition(side int) *align.Document {
	if side == enSide {
		return b.original.EN
	}
	return b.original.ZH
}

// paragraph is a paragraph, or a part of one, as reviewed.
func (b *builder) paragraph(side int, par align.Paragraph, p placed) align.Paragraph {
	if unit := b.paragraphs.units[side][p.unit]; !p.whole(unit) { // a part has no other source than itself
		par.Text, par.Source = strings.TrimSpace(unit.text[p.from:p.to]), ""
	}
	if p.edited {
		par.Source = cmp.Or(par.Source, par.Text)
	}
	if par.Text = p.text; par.Text == par.Source {
		par.Source = ""
	}
	home := b.paragraphs.units[side][p.unit].home
	switch {
	case p.group.dropped:
		par.Kind, par.Reason = align.Boilerplate, droppedReason+string(par.Kind)
	case home < 0 && (b.restored[side][p.unit] || p.group.entry.row != nil || p.group.entry.reply != nil):
		kind, ok := strings.CutPrefix(par.Reason, droppedReason)
		if par.Kind, par.Reason = align.Body, ""; ok {
			par.Kind = align.Kind(kind)
		}
	}
	return par
}

// beadsOf turns a group into its bead, or a dropped one into a bead for each
// paragraph.
func (b *builder) beadsOf(g *group) (beads []align.Bead) {
	en, zh := newIDs(g.sides[enSide]), newIDs(g.sides[zhSide])
	if g.dropped {
		for _, id := range en {
			beads = append(beads, align.Bead{EN: []int{id}, Score: 1, Status: g.status, Comment: g.comment})
		}
		for _, id := range zh {
			beads = append(beads, align.Bead{ZH: []int{id}, Score: 1, Status: g.status, Comment: g.comment})
		}
		return beads
	}
	bead := align.Bead{Score: 1, ByHand: true}
	if old := b.paragraphs.unchanged(g, b.original.Beads); old != nil {
		bead = *old
	}
	bead.EN, bead.ZH, bead.Status, bead.Comment = en, zh, g.status, g.comment
	return []align.Bead{bead}
}

// textChanged reports whether a text of a group is not as it was, or counts again.
func (b *builder) textChanged(g *group) bool {
	for s, portions := range g.sides {
		for _, p := range portions {
			if p.edited || b.restored[s][p.unit] {
				return true
			}
		}
	}
	return false
}

// newIDs returns the new ids of portions, ascending.
func newIDs(portions []portion) (list []int) {
	for _, p := range portions {
		list = append(list, p.id)
	}
	slices.Sort(list)
	return list
}

// unchanged returns the bead whose units, whole, are those of a group; nil if
// there is none.
func (l *level) unchanged(g *group, beads []align.Bead) *align.Bead {
	bead := l.beadOf(g)
	if bead < 0 {
		return nil
	}
	for s, units := range [2][]int{beads[bead].EN, beads[bead].ZH} {
		if !slices.Equal(slices.Sorted(slices.Values(units)), l.wholes(s, g.sides[s])) {
			return nil
		}
	}
	return &beads[bead]
}

// wholes returns the units of portions, ascending, or nil if one is not whole.
func (l *level) wholes(side int, portions []portion) (list []int) {
	for _, p := range portions {
		if p.unit < 0 || !p.whole(l.units[side][p.unit]) {
			return []int{-1}
		}
		list = append(list, p.unit)
	}
	slices.Sort(list)
	return list
}

// beadOf returns the index of the bead in which the first unit of a group stood.
func (l *level) beadOf(g *group) int {
	for s, portions := range g.sides {
		if len(portions) > 0 && portions[0].unit >= 0 {
			return l.beads[s][portions[0].unit]
		}
	}
	return -1
}

// sentenceBeads makes the sentence beads. A group whose sentences are in several
// paragraph beads now is cut; if the reviewer made it, that is a conflict.
func (b *builder) sentenceBeads(al *align.Alignment) []align.Bead {
	if len(b.original.Sentences) == 0 {
		return nil
	}
	parents := parentsOf(al)
	type key struct{ parent, group, alone int }
	made := make(map[key]*[2][]int)
	for s, spans := range b.spans {
		last := -1 // the group of the sentence before
		for id, sp := range spans {
			k := key{parents[s][b.docs[s].Sentences[id].Paragraph], sp.group, 0}
			if sp.group < 0 {
				k.group, k.alone = last, 1+2*id+s
			}
			last = k.group
			if made[k] == nil {
				made[k] = new([2][]int)
			}
			made[k][s] = append(made[k][s], id)
		}
	}
	keys := slices.SortedFunc(maps.Keys(made), func(a, b key) int {
		return cmp.Or(a.parent-b.parent, a.group-b.group, a.alone-b.alone)
	})
	count := make(map[int][]int) // by group: its parents
	for _, k := range keys {
		if k.alone == 0 {
			count[k.group] = append(count[k.group], k.parent)
		}
	}
	var beads []align.Bead
	for _, k := range keys {
		units := *made[k]
		bead, reflag := align.Bead{Score: 1, ByHand: true}, true
		if k.alone == 0 {
			bead, reflag = b.sentenceBead(k.group, units)
		}
		bead.EN, bead.ZH, bead.Parent = units[enSide], units[zhSide], k.parent
		if parent := al.Beads[k.parent]; reflag && len(parent.EN)*len(parent.ZH) > 0 {
			bead.Flags = align.Flags(al.SentenceText(bead))
		} else if reflag {
			bead.Flags = parent.Flags
		}
		beads = append(beads, bead)
	}
	b.crossing(count)
	return beads
}

// parentsOf returns the paragraph bead of each paragraph.
func parentsOf(al *align.Alignment) (parents [2][]int) {
	parents = [2][]int{make([]int, len(al.EN.Paragraphs)), make([]int, len(al.ZH.Paragraphs))}
	for i, bead := range al.Beads {
		for s, list := range [2][]int{bead.EN, bead.ZH} {
			for _, id := range list {
				parents[s][id] = i
			}
		}
	}
	return parents
}

// sentenceBead is what stays of a sentence bead, given what stands in it now.
func (b *builder) sentenceBead(group int, units [2][]int) (bead align.Bead, reflag bool) {
	g := b.sentenceGroups[group]
	old := b.sentences.unchanged(g, b.original.Sentences)
	if old == nil {
		return align.Bead{Score: 1, ByHand: true, Status: g.status, Comment: g.comment}, true
	}
	bead = *old
	bead.Status, bead.Comment = g.status, g.comment
	for s, before := range [2][]int{old.EN, old.ZH} {
		var now []int
		for _, id := range units[s] {
			now = append(now, b.spans[s][id].unit)
			reflag = reflag || b.spans[s][id].changed
		}
		reflag = reflag || !slices.Equal(slices.Sorted(slices.Values(before)), now)
	}
	return bead, reflag
}

// crossing lists the groups that the reviewer made of sentences that stand in
// several paragraph beads.
func (b *builder) crossing(parents map[int][]int) {
	for _, k := range slices.Sorted(maps.Keys(parents)) {
		g := b.sentenceGroups[k]
		if len(parents[k]) > 1 && b.sentences.unchanged(g, b.original.Sentences) == nil {
			b.sentences.conflict(g.entry, "sentences of several rows of Review", "a row of sentences lies in one row of Review; merge or move there")
		}
	}
}
