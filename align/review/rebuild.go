package review

import (
	"cmp"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/qa"
)

// builder makes the reviewed alignment from the groups of both sheets.
type builder struct {
	*findings
	original        *align.Alignment
	restored        [2]map[int]bool   // paragraphs that come back from Removed
	sources         [2]map[int]*Entry // those that get the text again that they had before they were edited
	paragraphs      *table
	paragraphGroups []*group
	sentences       *table // on no row if there is no such sheet
	sentenceGroups  []*group
	ofSentence      [2][][]placed // by sentence: its portions; made when needed

	docs    [2]*align.Document
	origins [2][]int  // by paragraph id in docs: see Reviewed
	spans   [2][]span // what the new sentences are, by id
}

func (b *builder) build() *align.Alignment {
	b.uncross()
	b.reconcile()
	b.pairRestored()
	for s := range align.Sides {
		b.docs[s] = b.document(s, b.original.Document(s))
	}
	al := &align.Alignment{EN: b.docs[align.EN], ZH: b.docs[align.ZH], Swapped: b.original.Swapped}
	for _, g := range b.paragraphGroups {
		for _, bead := range b.beadsOf(g) {
			if bead.ByHand || b.textChanged(g) {
				if bead.Flags = nil; !al.Removed(bead) {
					en, zh := al.Text(bead)
					bead.Flags = qa.Flags(en, zh, nil)
				}
			}
			al.Beads = append(al.Beads, bead)
		}
	}
	al.Sentences = b.sentenceBeads(al)
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
func byUnit(groups []*group, side align.Side, units int) (of [][]placed, after map[int][]placed) {
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
func (b *builder) document(side align.Side, old *align.Document) *align.Document {
	doc := *old
	doc.Paragraphs, doc.Sentences = nil, nil
	of, after := byUnit(b.paragraphGroups, side, len(old.Paragraphs))
	add := func(p placed, par align.Paragraph, spans []span) {
		p.id = len(doc.Paragraphs)
		doc.Paragraphs = append(doc.Paragraphs, par)
		b.origins[side] = append(b.origins[side], p.unit)
		if len(old.Sentences) == 0 { // the edition is segmented
			return
		}
		for _, s := range spans {
			doc.Sentences = append(doc.Sentences, align.Sentence{Paragraph: p.id, Start: s.start, End: s.end})
			b.spans[side] = append(b.spans[side], s)
		}
	}
	addNew := func(list []placed, place int) {
		for _, p := range list {
			par := align.Paragraph{Text: p.text, Kind: align.Body, Pos: place, Language: doc.Language, Origin: align.OriginAdded}
			if p.group.dropped {
				par.Kind, par.Reason = align.Boilerplate, p.group.reason(align.Body)
			}
			_, spans := compose(cutUp(p.text, doc.Language))
			add(p, par, spans)
		}
	}
	addNew(after[-1], 1)
	for id, list := range of {
		for i, p := range list {
			if i == 0 {
				b.restoreSource(side, id, p)
			}
			text, spans, _, _ := b.settle(side, id, p, doc.Language)
			p.text, p.edited = text, p.edited || text != p.text
			par := old.Paragraphs[id]
			if unit := b.paragraphs.units[side][id]; !p.whole(unit) {
				par = part(par, i == 0, p.was(unit))
			}
			add(p, b.paragraph(side, par, p), spans)
		}
		addNew(after[id], old.Paragraphs[id].Pos)
	}
	return &doc
}

// restoreSource gives a paragraph the text again that it had before it was edited,
// if the reviewer wants it so and has not changed it otherwise.
func (b *builder) restoreSource(side align.Side, id int, p placed) {
	re := b.sources[side][id]
	if re == nil {
		return
	}
	unit := b.paragraphs.units[side][id]
	source := b.original.Document(side).Paragraphs[id].Source
	if p.edited || p.group.dropped || !p.whole(unit) || slices.ContainsFunc(b.tokens(side, id), token.touched) {
		re.conflict(b.findings, editedTwice, re.ID, "restore", "%s was edited, cut or dropped as well; do one of the two", unit.name)
		return
	}
	p.text, p.edited = source, true
	c := re.change(b.findings, re.ID, Edited, "%s", changed(unit.text, source))
	c.Before, c.After = unit.text, source
}

// part is a part of a paragraph that the reviewer cut. It has no Source.
func part(par align.Paragraph, first bool, text string) align.Paragraph {
	switch {
	case par.Origin != align.OriginWhole:
	case first:
		par.Whole = cmp.Or(par.Whole, par.Source, par.Text)
	default:
		par.Origin, par.Whole = align.OriginPart, ""
	}
	par.Text, par.Source = strings.TrimSpace(text), ""
	return par
}

// paragraph is a paragraph, or a part of one, as reviewed.
func (b *builder) paragraph(side align.Side, par align.Paragraph, p placed) align.Paragraph {
	if p.edited {
		par.Source = cmp.Or(par.Source, par.Text)
	}
	if par.Text = p.text; par.Text == par.Source {
		par.Source = ""
	}
	home := b.paragraphs.units[side][p.unit].home
	switch {
	case p.group.dropped:
		par.Kind, par.Reason = align.Boilerplate, p.group.reason(par.Kind)
	case home < 0 && (b.restored[side][p.unit] || p.group.line.row != nil || p.group.line.entry != nil):
		kind, ok := strings.CutPrefix(strings.TrimSuffix(par.Reason, align.DroppedAlone), align.DroppedReason)
		if par.Kind, par.Reason = align.Body, ""; ok {
			par.Kind = align.Kind(kind)
		}
	}
	return par
}

// reason is the reason of a paragraph of a kind in a group that was dropped.
func (g *group) reason(kind align.Kind) string {
	reason := align.DroppedReason + string(kind)
	if len(g.sides[align.EN]) == 0 || len(g.sides[align.ZH]) == 0 {
		reason += align.DroppedAlone
	}
	return reason
}

// pairRestored makes one group of the paragraphs that were dropped as a pair, if all of
// them come back: English ones and then Chinese ones, one behind the other.
func (b *builder) pairRestored() {
	back := func(g *group, side align.Side) bool {
		if len(g.sides[side]) != 1 || len(g.sides[1-side]) > 0 || g.line.entry != nil {
			return false
		}
		id := g.sides[side][0].unit
		if id < 0 || !b.restored[side][id] {
			return false
		}
		p := b.original.Document(side).Paragraphs[id]
		return p.Dropped() && !strings.HasSuffix(p.Reason, align.DroppedAlone)
	}
	var groups []*group
	for i := 0; i < len(b.paragraphGroups); {
		en := i
		for en < len(b.paragraphGroups) && back(b.paragraphGroups[en], align.EN) {
			en++
		}
		zh := en
		for zh < len(b.paragraphGroups) && back(b.paragraphGroups[zh], align.ZH) {
			zh++
		}
		if en == i || zh == en {
			zh = max(zh, i+1)
			groups = append(groups, b.paragraphGroups[i:zh]...)
		} else {
			pair := b.paragraphGroups[i]
			for _, g := range b.paragraphGroups[i+1 : zh] {
				for s := range align.Sides {
					pair.sides[s] = append(pair.sides[s], g.sides[s]...)
				}
				pair.comment = withNotes(pair.comment, g.comment)
			}
			groups = append(groups, pair)
		}
		i = zh
	}
	b.paragraphGroups = groups
}

// beadsOf turns a group into its bead, or a dropped one into a bead for each
// paragraph.
func (b *builder) beadsOf(g *group) (beads []align.Bead) {
	bead := align.Bead{Score: 1, ByHand: true}
	if old := b.paragraphs.unchanged(g, b.original.Beads); old != nil {
		bead = *old
	}
	bead.Status, bead.Comment = g.status, g.comment
	for s := range align.Sides {
		var ids []int
		for _, p := range g.sides[s] {
			ids = append(ids, p.id)
		}
		slices.Sort(ids)
		bead.SetUnits(s, ids)
	}
	if !g.dropped {
		return []align.Bead{bead}
	}
	for s, id := range unitsOf(bead) {
		alone := align.Bead{Score: 1, Status: g.status, Comment: g.comment}
		alone.SetUnits(s, []int{id})
		beads = append(beads, alone)
	}
	return beads
}

// textChanged reports whether a text of a group was edited or restored.
func (b *builder) textChanged(g *group) bool {
	for s, p := range each(g.sides) {
		if p.edited || b.restored[s][p.unit] {
			return true
		}
	}
	return false
}

// unchanged returns the bead whose units, whole, are those of a group; nil if
// there is none.
func (t *table) unchanged(g *group, beads []align.Bead) *align.Bead {
	bead := t.beadOf(g)
	if bead < 0 {
		return nil
	}
	for s := range align.Sides {
		var ids []int
		for _, p := range g.sides[s] {
			if p.unit < 0 || !p.whole(t.units[s][p.unit]) {
				return nil
			}
			ids = append(ids, p.unit)
		}
		slices.Sort(ids)
		if !slices.Equal(ids, beads[bead].Units(s)) {
			return nil
		}
	}
	return &beads[bead]
}

// beadOf returns the index of the bead in which the first unit of a group stood.
func (t *table) beadOf(g *group) int {
	for s, portions := range g.sides {
		if len(portions) > 0 && portions[0].unit >= 0 {
			return t.beads[s][portions[0].unit]
		}
	}
	return -1
}
