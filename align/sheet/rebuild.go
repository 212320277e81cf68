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

func (b *builder) build() *align.Alignment {
	b.reconcile()
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
	b.uncross(al)
	al.Sentences = b.sentenceBeads(al)
	b.scoreTorn(al)
	b.keepComments(al)
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
		sortParts(list)
	}
	return of, after
}

// sortParts brings the portions of a unit from reading order into that of their
// text. One from the middle of another stands before or behind it, as in the rows.
func sortParts(list []placed) {
	begin := make(map[*portion]int, len(list))
	for i, p := range list {
		begin[p.portion] = p.from
		for _, q := range list[i+1:] {
			if p.from < q.to {
				begin[p.portion] = min(begin[p.portion], q.from)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return begin[a.portion] - begin[b.portion] })
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
			par := align.Paragraph{Text: p.text, Kind: align.Body, Place: place, Language: doc.Language, Origin: align.Added}
			if p.group.dropped {
				par.Kind, par.Reason = align.Boilerplate, align.DroppedReason+string(align.Body)
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
			par := old.Paragraphs[id]
			if unit := b.paragraphs.units[side][id]; !p.whole(unit) {
				par = part(par, i == 0, p.was(unit))
			}
			add(p, b.paragraph(side, par, p), spans)
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
	touched := p.edited || p.group.dropped || !p.whole(unit) || slices.ContainsFunc(tokens, token.touched)
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

// part is a part of a paragraph that the reviewer cut. It has no other source than
// itself.
func part(par align.Paragraph, first bool, text string) align.Paragraph {
	switch {
	case par.Origin != align.Own:
	case first:
		par.Whole = cmp.Or(par.Whole, par.Source, par.Text)
	default:
		par.Origin, par.Whole = align.Rest, ""
	}
	par.Text, par.Source = strings.TrimSpace(text), ""
	return par
}

// paragraph is a paragraph, or a part of one, as reviewed.
func (b *builder) paragraph(side int, par align.Paragraph, p placed) align.Paragraph {
	if p.edited {
		par.Source = cmp.Or(par.Source, par.Text)
	}
	if par.Text = p.text; par.Text == par.Source {
		par.Source = ""
	}
	home := b.paragraphs.units[side][p.unit].home
	switch {
	case p.group.dropped:
		par.Kind, par.Reason = align.Boilerplate, align.DroppedReason+string(par.Kind)
	case home < 0 && (b.restored[side][p.unit] || p.group.entry.row != nil || p.group.entry.reply != nil):
		kind, ok := strings.CutPrefix(par.Reason, align.DroppedReason)
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

// lot is a sentence bead in the making: which bead of which paragraph bead. Fresh
// sentences, which stand in no group, are lots of their own; those of both sides
// that follow the same group belong together.
type lot struct {
	parent, group int // the group, or the one that fresh sentences follow; -1: none
	fresh         bool
}

func compareLots(a, b lot) int {
	if d := cmp.Or(a.parent-b.parent, a.group-b.group); d != 0 || a.fresh == b.fresh {
		return d
	} else if b.fresh {
		return -1
	}
	return 1
}

// untold is the score of a sentence bead that nothing has weighed: its sentences
// are new, and no reviewer has said that they belong together.
const untold = 0.5

// sentenceBeads makes the sentence beads. A group whose sentences are in several
// paragraph beads now is cut.
func (b *builder) sentenceBeads(al *align.Alignment) []align.Bead {
	if len(b.original.Sentences) == 0 {
		return nil
	}
	lots := b.lots(al)
	comments := b.gather(lots)
	inside := make(map[int]int) // lots of each paragraph bead
	for l := range lots {
		inside[l.parent]++
	}
	var beads []align.Bead
	add := func(l lot, bead align.Bead, reflag bool) {
		parent := al.Beads[l.parent]
		if bead.Parent = l.parent; reflag && len(parent.EN)*len(parent.ZH) > 0 {
			bead.Flags = align.Flags(al.SentenceText(bead))
		} else if reflag {
			bead.Flags = parent.Flags
		}
		beads = append(beads, bead)
	}
	for _, l := range slices.SortedFunc(maps.Keys(lots), compareLots) {
		en, zh := lots[l][enSide], lots[l][zhSide]
		score := untold
		if inside[l.parent] == 1 {
			score = al.Beads[l.parent].Score // it is as right as the paragraphs are
		}
		switch {
		case !l.fresh:
			bead, reflag := b.sentenceBead(l.group, [2][]int{en, zh})
			bead.EN, bead.ZH = en, zh
			add(l, bead, reflag)
		case len(en) > 0 && len(zh) > 0:
			add(l, align.Bead{EN: en, ZH: zh, Score: score, Comment: comments[l]}, true)
		default:
			for _, id := range en {
				add(l, align.Bead{EN: []int{id}, Score: score}, true)
			}
			for _, id := range zh {
				add(l, align.Bead{ZH: []int{id}, Score: score}, true)
			}
		}
	}
	return beads
}

// lots puts the new sentences into lots, by side.
func (b *builder) lots(al *align.Alignment) map[lot]*[2][]int {
	lots := make(map[lot]*[2][]int)
	parents := parentsOf(al)
	for s, spans := range b.spans {
		last := lot{parent: -1}
		for id, sp := range spans {
			l := lot{parents[s][b.docs[s].Sentences[id].Paragraph], sp.group, sp.group < 0}
			if l.fresh && l.parent == last.parent {
				l.group = last.group
			}
			last = l
			if lots[l] == nil {
				lots[l] = new([2][]int)
			}
			lots[l][s] = append(lots[l][s], id)
		}
	}
	return lots
}

// gather brings the sentences of a paragraph bead together if all those of one side
// are fresh, as when the reviewer wrote the translation that was missing: that
// those of the other side had no counterpart holds no more, unless the reviewer
// said so. It returns their comments.
func (b *builder) gather(lots map[lot]*[2][]int) (comments map[lot]string) {
	type half struct{ parent, side int }
	grouped, fresh := make(map[half]bool), make(map[half]bool)
	for l, units := range lots {
		for s, ids := range units {
			if len(ids) > 0 {
				is := grouped
				if l.fresh {
					is = fresh
				}
				is[half{l.parent, s}] = true
			}
		}
	}
	anew := func(h half) bool { return fresh[h] && !grouped[h] }
	comments = make(map[lot]string)
	for _, l := range slices.SortedFunc(maps.Keys(lots), compareLots) {
		to := lot{l.parent, -1, true}
		all := anew(half{l.parent, enSide}) || anew(half{l.parent, zhSide})
		if !all || l == to || !l.fresh && b.sentenceGroups[l.group].status != "" {
			continue
		}
		if !l.fresh && b.sentenceGroups[l.group].comment != "" {
			comments[to] = strings.TrimPrefix(comments[to]+"\n"+b.sentenceGroups[l.group].comment, "\n")
		}
		if lots[to] == nil {
			lots[to] = new([2][]int)
		}
		for s, ids := range lots[l] {
			lots[to][s] = append(lots[to][s], ids...)
			slices.Sort(lots[to][s])
		}
		delete(lots, l)
	}
	return comments
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
