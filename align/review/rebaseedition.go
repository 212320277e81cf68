package review

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/segment"
	"bitext/align/trace"
)

// history tells how the reviewer changed a paragraph of the file, or a part of it,
// and what the file has made of it since. Texts are empty where nothing changed.
type history struct {
	edit       string // what the reviewer changed in it
	cut, drop  bool   // whether the reviewer cut it, or dropped it
	since      string // what the file has changed in it: "English “...” → “...”"
	superseded bool   // both did, and what the reviewer made of it could not be kept
}

func (f history) touched() bool { return f.edit != "" || f.cut || f.drop }

// rebaser is an edition while a review is put into it, and what became of the reviewed
// edition in it.
type rebaser struct {
	paragraphs, sentences trace.Matches // of the reviewed units, by id
	histories             []history     // by reviewed paragraph

	side          align.Side
	doc, reviewed *align.Document
	texts         []string          // the paragraphs of the file that was reviewed
	parts         [][]int           // what the reviewer made of each: ids in reviewed
	old           []align.Paragraph // those of the file as it is now
	to            trace.Matches     // of texts in old
	added         map[int][]int     // what the reviewer added, by the id in reviewed that it stands after
	adopted       []int             // by id in reviewed: the paragraph in old that has its text now; -1: none
}

// rebaseEdition puts what a reviewer made of the paragraphs of an edition into the
// edition as it is now: texts that were edited, paragraphs that were cut, added,
// dropped or restored. Where a paragraph has changed since, both changes are
// brought together; if they are to the same words it stays as it is now. What the
// reviewer added follows the paragraph that it stood after. Found reports whether at
// least half of the paragraphs of the shorter of the two are in both.
func rebaseEdition(side align.Side, doc, reviewed *align.Document) (k *rebaser, found bool) {
	texts, origin := reviewed.Original()
	now := make([]string, len(doc.Paragraphs))
	for d, p := range doc.Paragraphs {
		now[d] = p.Text
	}
	k = &rebaser{side: side, doc: doc, reviewed: reviewed, texts: texts, parts: make([][]int, len(texts)), old: doc.Paragraphs, to: trace.Match(texts, now)}
	k.paragraphs, k.sentences = trace.NewMatches(len(origin)), trace.NewMatches(len(reviewed.Sentences))
	for r, o := range origin {
		if o >= 0 {
			k.parts[o] = append(k.parts[o], r)
		}
	}
	whole := k.whole(now)
	heirs, members := make([][]int, len(now)), make([][]int, len(now))
	k.added = map[int][]int{}
	last, count := -1, 0 // -1: before all
	for r, o := range origin {
		d := k.adopted[r]
		switch {
		case d >= 0:
			count++
		case o < 0:
			k.added[last] = append(k.added[last], r)
			continue
		case k.to.At[o] < 0:
			continue
		default:
			if d = k.to.At[o]; k.parts[o][0] == r {
				count++
				if k.to.Same[o] < 0 {
					heirs[d] = append(heirs[d], o)
				}
			}
		}
		last, members[d] = r, append(members[d], r)
	}
	k.tell()
	doc.Paragraphs, doc.Sentences = nil, nil
	k.keepAdded(-1, 1)
	for d, p := range k.old {
		k.settle(p, whole[d], heirs[d])
		for _, r := range members[d] {
			k.keepAdded(r, p.Pos)
		}
	}
	return k, 2*count >= min(len(texts), len(now))
}

// whole returns for each paragraph of the file which ones of the review stand in its
// place as they are: those that were made of it, or the one that the file has
// adopted since, with the reviewer's text.
func (k *rebaser) whole(now []string) [][]int {
	whole := make([][]int, len(now))
	for o, d := range k.to.Same {
		if d >= 0 {
			whole[d] = k.parts[o]
		}
	}
	texts := make([]string, len(k.reviewed.Paragraphs))
	candidates := slices.Clone(k.parts)
	for r, p := range k.reviewed.Paragraphs {
		if texts[r] = p.Text; p.Origin == align.OriginAdded {
			candidates = append(candidates, []int{r})
		}
	}
	same := trace.Same(texts, now)
	k.adopted = slices.Repeat([]int{-1}, len(texts))
	for o, parts := range candidates {
		if o < len(k.parts) && k.to.Same[o] >= 0 || slices.ContainsFunc(parts, func(r int) bool { return same[r] < 0 || whole[same[r]] != nil }) {
			continue
		}
		for _, r := range parts {
			k.adopted[r], whole[same[r]] = same[r], []int{r}
		}
	}
	return whole
}

// tell fills in the histories as far as the files tell them.
func (k *rebaser) tell() {
	k.histories = make([]history, len(k.reviewed.Paragraphs))
	for r, p := range k.reviewed.Paragraphs {
		f := &k.histories[r]
		f.drop = p.Dropped()
		if p.Source != "" {
			f.edit = changed(p.Source, p.Text)
		}
	}
	for o, parts := range k.parts {
		for _, r := range parts {
			f := &k.histories[r]
			f.cut = len(parts) > 1
			switch d := k.to.At[o]; {
			case k.adopted[r] >= 0:
			case d < 0:
				f.since, f.superseded = k.side.String()+" “"+language.Excerpt(k.texts[o], 40)+"” is gone", f.edit != "" || f.cut
			case k.to.Same[o] < 0:
				f.since = k.side.String() + " " + changed(k.texts[o], k.old[d].Text)
			}
		}
	}
}

// settle puts a paragraph of the file into the edition: the reviewed paragraphs that
// stand for it whole, or else the paragraph with the reviewer's changes to its earlier
// versions, which are given by their numbers in the reviewed file.
func (k *rebaser) settle(p align.Paragraph, whole, before []int) {
	first := len(k.doc.Paragraphs)
	if len(whole) > 0 {
		k.keep(whole, p)
		for _, o := range before { // they became a part of it
			k.supersede(o)
			k.place(k.parts[o], first)
		}
		return
	}
	text := p.Text
	var all []int
	for _, o := range before {
		all = append(all, k.parts[o]...)
		mine := k.asReviewed(o)
		merged, ok := trace.Merge(k.texts[o], mine, text)
		if !ok || len(before) > 1 && (strings.Contains(mine, cutMark) || k.histories[k.parts[o][0]].drop) {
			k.supersede(o)
		} else {
			text = merged
		}
	}
	pieces := strings.Split(text, cutMark)
	for i := range pieces {
		pieces[i] = strings.TrimSpace(pieces[i])
	}
	apart := len(before) == 1 && len(pieces) == len(all) && !slices.Contains(pieces, "")
	if !apart && len(pieces) > 1 { // a part is gone
		k.supersede(before[0])
		pieces = []string{p.Text}
	}
	for i, text := range pieces {
		q := p
		if q.Text = text; len(pieces) > 1 && i == 0 {
			q.Whole = p.Text
		} else if len(pieces) > 1 {
			q.Origin = align.OriginPart
		} else if text != p.Text {
			q.Source = p.Text
		}
		if apart {
			k.setKind(&q, k.reviewed.Paragraphs[all[i]])
			k.paragraphs.At[all[i]] = len(k.doc.Paragraphs)
			if language.SingleSpaced(text) == language.SingleSpaced(k.reviewed.Paragraphs[all[i]].Text) {
				k.paragraphs.Same[all[i]] = len(k.doc.Paragraphs)
			}
		}
		k.add(q)
		if apart {
			k.keepAdded(all[i], p.Pos)
		}
	}
	k.place(all, first)
}

// cutMark stands in a text where the reviewer cut it.
const cutMark = "\x00"

// asReviewed returns a paragraph of the file as the reviewer left it.
func (k *rebaser) asReviewed(o int) string {
	var parts []string
	for _, r := range k.parts[o] {
		parts = append(parts, k.reviewed.Paragraphs[r].Text)
	}
	gap := cutMark
	if k.doc.Language == align.English {
		gap += " "
	}
	return strings.Join(parts, gap)
}

// supersede notes that what the reviewer made of a paragraph could not be kept.
func (k *rebaser) supersede(o int) {
	for _, r := range k.parts[o] {
		k.histories[r].superseded = k.histories[r].touched()
	}
}

// setKind gives a paragraph the kind that it had in the review. Furniture that no
// reviewer dropped keeps the kind that it was read with.
func (k *rebaser) setKind(p *align.Paragraph, was align.Paragraph) {
	if was.Kind != align.Boilerplate || was.Dropped() {
		p.Kind, p.Reason = was.Kind, was.Reason
	}
}

// add adds a paragraph and its sentences.
func (k *rebaser) add(p align.Paragraph) {
	k.doc.Paragraphs = append(k.doc.Paragraphs, p)
	if len(k.reviewed.Sentences) == 0 {
		return
	}
	for _, s := range segment.Sentences(p.Text, k.doc.Language) {
		k.doc.Sentences = append(k.doc.Sentences, align.Sentence{Paragraph: len(k.doc.Paragraphs) - 1, Start: s.Start, End: s.End})
	}
}

// keep adds paragraphs as the reviewer left them. Now is where they stand in the
// file, and what the reading of it says of them.
func (k *rebaser) keep(list []int, now align.Paragraph) {
	for _, r := range list {
		id := len(k.doc.Paragraphs)
		k.paragraphs.Same[r], k.paragraphs.At[r] = id, id
		p := k.reviewed.Paragraphs[r]
		if p.Pos = now.Pos; p.Kind == align.Boilerplate && now.Kind != "" && !p.Dropped() {
			p.Kind, p.Reason = now.Kind, now.Reason
		}
		if language.SingleSpaced(p.Text) == language.SingleSpaced(now.Text) { // there is no other in the file any more
			p.Source, p.Origin, p.Whole = "", align.OriginWhole, ""
		}
		k.doc.Paragraphs = append(k.doc.Paragraphs, p)
		for _, n := range k.reviewed.SentencesOf([]int{r}) {
			s := k.reviewed.Sentences[n]
			k.sentences.Same[n], k.sentences.At[n] = len(k.doc.Sentences), len(k.doc.Sentences)
			k.doc.Sentences = append(k.doc.Sentences, align.Sentence{Paragraph: id, Start: s.Start, End: s.End})
		}
		k.keepAdded(r, now.Pos)
	}
}

// keepAdded adds what the reviewer added after a paragraph, which stands at a place in the
// file.
func (k *rebaser) keepAdded(after, pos int) {
	list := k.added[after]
	delete(k.added, after)
	k.keep(list, align.Paragraph{Pos: pos})
}

// place finds paragraphs of the review, and their sentences, in those that were
// added last, from the given one on.
func (k *rebaser) place(list []int, first int) {
	if len(list) == 0 {
		return
	}
	var before, after []int
	var beforeTexts, afterTexts []string
	for _, r := range list {
		k.paragraphs.At[r] = max(k.paragraphs.At[r], first)
		for _, n := range k.reviewed.SentencesOf([]int{r}) {
			before, beforeTexts = append(before, n), append(beforeTexts, k.reviewed.SentenceText(n))
		}
	}
	for p := first; p < len(k.doc.Paragraphs); p++ {
		for _, n := range k.doc.SentencesOf([]int{p}) {
			after, afterTexts = append(after, n), append(afterTexts, k.doc.SentenceText(n))
		}
	}
	if len(after) == 0 {
		return
	}
	v := trace.Match(beforeTexts, afterTexts)
	at := after[0]
	for i, n := range before {
		if v.At[i] >= 0 {
			at = after[v.At[i]]
		}
		if k.sentences.At[n] = at; v.Same[i] >= 0 {
			k.sentences.Same[n] = after[v.Same[i]]
		}
	}
}
