package corpora

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/corpora/exchange"
)

// flatRow is a row as a naive scan sees it; see flat.
type flatRow struct {
	id   string
	flat [align.Sides]string
	align.TextPair
	tagged [align.Sides][]exchange.Token // nil if no tagger read the text
}

// naive is a query of some kind and what it means to a naive scan.
type naive struct {
	query string
	side  align.Side
	holds func(flatRow) bool
}

// between is what a naive scan allows where marks do not count.
const between = `(?: \|)?`

// matching returns a naive query that a regular expression over the flat text answers.
func matching(side align.Side, query, pattern string) naive {
	re := regexp.MustCompile(pattern)
	return naive{prefixes[side] + query, side, func(r flatRow) bool { return re.MatchString(r.flat[side]) }}
}

// kinds make queries out of three units of a text that follow each other.
var kinds = []func(g *generator, side align.Side, a, b, c string) naive{
	func(_ *generator, side align.Side, a, _, _ string) naive { // all forms of a word
		forms := []string{a}
		if side == align.EN {
			forms = lexicon.Forms(a)
		}
		return matching(side, a, ` (?:`+strings.Join(forms, "|")+`) `)
	},
	func(_ *generator, side align.Side, a, b, _ string) naive {
		forms := [2][]string{{a}, {b}}
		if side == align.EN {
			forms = [2][]string{lexicon.Forms(a), lexicon.Forms(b)}
		}
		return matching(side, a+" "+b, ` (?:`+strings.Join(forms[0], "|")+`) (?:`+strings.Join(forms[1], "|")+`) `)
	},
	func(g *generator, side align.Side, a, _, c string) naive { // the beginning of a word; Han characters with others between
		if side == align.ZH {
			if a < "\u3400" && c < "\u3400" { // numbers: 2024*11 is a word
				return matching(side, a, ` `+a+` `)
			}
			return matching(side, a+"*"+c, ` `+a+`(?:`+between+` [^ |]+){0,10}`+between+` `+c+` `)
		}
		n := g.random.IntN(len(a) + 1)
		switch {
		case n < 2 || len(a) < 2:
			return matching(side, "*"+a, ` [^ |]*`+a+` `)
		case n%2 == 0:
			return matching(side, a[:n/2]+"*"+a[n/2:], ` `+a[:n/2]+`[^ |]*`+a[n/2:]+` `)
		}
		return matching(side, a[:n]+"*", ` `+a[:n]+`[^ |]* `)
	},
	func(_ *generator, side align.Side, a, _, c string) naive { // a word between
		return matching(side, `[word="`+a+`"] [] [word="`+c+`"]`, ` `+a+between+` [^ |]+`+between+` `+c+` `)
	},
	func(g *generator, side align.Side, a, b, _ string) naive {
		least, most := g.random.IntN(2), 1+g.random.IntN(3)
		return matching(side, fmt.Sprintf(`[word="%s"][]{%d,%d} [word="%s"]`, a, least, most+least, b), fmt.Sprintf(` %s(?:%s [^ |]+){%d,%d}%s %s `, a, between, least, most+least, between, b))
	},
	func(_ *generator, side align.Side, a, b, c string) naive { // some of several
		return matching(side, `[word="(`+a+`|`+c+`)"] [word="`+b+`"]?[word="`+c+`"]`, ` (?:`+a+`|`+c+`)(?:`+between+` `+b+`)?`+between+` `+c+` `)
	},
	func(_ *generator, side align.Side, a, b, _ string) naive { // a word without another behind it
		return naive{prefixes[side] + `[word="` + a + `"] [word!="` + b + `"]`, side, func(r flatRow) bool {
			words := slices.DeleteFunc(strings.Fields(r.flat[side]), func(w string) bool { return w == "|" })
			for k := range words {
				if words[k] == a && k+1 < len(words) && words[k+1] != b {
					return true
				}
			}
			return false
		}}
	},
	func(g *generator, side align.Side, a, b, c string) naive { // regular expressions
		pattern := []string{a + `.{0,3}` + c, `(` + a + `|` + c + `).?` + b, `\b` + a + `s?\b`, `(` + b + `)+` + `[^,.]?`, a + `\W+(?:` + b + `|\w*ing)`}[g.random.IntN(5)]
		re := regexp.MustCompile("(?i)" + pattern)
		return naive{prefixes[side] + "/" + pattern + "/", side, func(r flatRow) bool { return re.MatchString(simplified(r.Side(side))) }}
	},
}

// taggedOf returns the words of a text as a tagger could have them. It reads two texts of three.
func taggedOf(tokens *exchange.Tokens, text string, side align.Side) (list []exchange.Token) {
	if len(text)%3 == 0 {
		return nil
	}
	for _, w := range tokens.Of(text, side) {
		w.Lemma = strings.TrimSuffix(strings.ToLower(w.Form), "s")
		w.Tag = []string{"NOUN", "VERB", "ADJ"}[len(w.Form)%3]
		if strings.Trim(w.Form, ".,;:!?，。；：！？、") == "" {
			w.Tag = "PUNCT"
		}
		list = append(list, w)
	}
	return list
}

// demanded is a place in CQL as a naive scan knows it.
type demanded struct {
	text        string
	least, most int
	fits        func(exchange.Token) bool
}

// stands reports whether a series of places stands at the beginning of words.
func stands(words []exchange.Token, places []demanded) bool {
	if len(places) == 0 {
		return true
	}
	x := places[0]
	for n := 0; ; n++ {
		if n >= x.least && stands(words[n:], places[1:]) {
			return true
		}
		if n == x.most || n == len(words) || !x.fits(words[n]) {
			return false
		}
	}
}

// taggedKind makes a query for the words of a tagger, out of two words of a row that it has read.
func taggedKind(g *generator, side align.Side, a, b exchange.Token) naive {
	same := func(pattern string) func(string) bool {
		re := regexp.MustCompile("^(?i:" + simplified(pattern) + ")$")
		return func(text string) bool { return re.MatchString(simplified(text)) }
	}
	demands := func(w exchange.Token) demanded {
		form, lemma, tag := regexp.QuoteMeta(w.Form), regexp.QuoteMeta(w.Lemma), w.Tag
		isForm, isLemma, isTag := same(form), same(lemma), same(tag)
		first := string([]rune(w.Lemma)[0])
		begins := same(regexp.QuoteMeta(first) + ".*")
		return []demanded{
			{`[pos="` + tag + `"]`, 1, 1, func(x exchange.Token) bool { return isTag(x.Tag) }},
			{`[lemma="` + lemma + `" & pos="` + tag + `"]`, 1, 1, func(x exchange.Token) bool { return isLemma(x.Lemma) && isTag(x.Tag) }},
			{`[word="` + form + `" & pos!="ADJ"]`, 1, 1, func(x exchange.Token) bool { return isForm(x.Form) && x.Tag != "ADJ" }},
			{`[pos="(NOUN|VERB)" & lemma="` + regexp.QuoteMeta(first) + `.*"]`, 1, 1, func(x exchange.Token) bool { return (x.Tag == "NOUN" || x.Tag == "VERB") && begins(x.Lemma) }},
		}[g.random.IntN(4)]
	}
	places := []demanded{demands(a)}
	for range g.random.IntN(3) {
		most := 1 + g.random.IntN(3)
		places = append(places, []demanded{
			{fmt.Sprintf("[]{0,%d}", most), 0, most, func(exchange.Token) bool { return true }},
			{fmt.Sprintf(`[pos!="PUNCT"]{1,%d}`, most), 1, most, func(x exchange.Token) bool { return x.Tag != "PUNCT" }},
		}[g.random.IntN(2)], demands(b))
	}
	text := prefixes[side]
	for _, x := range places {
		text += x.text + " "
	}
	if !strings.Contains(text, "pos=") { // else rows without words of a tagger have inflected forms
		text += `[pos="NOUN"]`
		places = append(places, demanded{"", 1, 1, func(x exchange.Token) bool { return x.Tag == "NOUN" }})
	}
	return naive{text, side, func(r flatRow) bool {
		for k := range r.tagged[side] {
			if stands(r.tagged[side][k:], places) {
				return true
			}
		}
		return false
	}}
}

// Search finds the rows that a naive scan finds, with queries of every kind alone and together, in
// both languages and scripts.
func TestEveryKindIsANaiveScan(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	g := newGenerator(t, 5)
	g.write(t, path, 1500)
	c := open(t, path)
	tokens, err := exchange.NewTokens()
	if err != nil {
		t.Fatal(err)
	}
	given, err := exchange.NewTokens()
	if err != nil {
		t.Fatal(err)
	}
	var all []flatRow
	for r, err := range c.Rows(ctx, nil) {
		if err != nil {
			t.Fatal(err)
		}
		row := flatRow{id: r.ID, TextPair: r.Text}
		for side := range align.Sides {
			row.flat[side] = flat(r.Text.Side(side))
			if row.tagged[side] = taggedOf(tokens, r.Text.Side(side), side); row.tagged[side] != nil {
				given.Add(r.Text.Side(side), row.tagged[side])
			}
		}
		all = append(all, row)
	}
	if _, err := c.Add(ctx, nil, AddOptions{Tokens: given}); err != nil {
		t.Fatal(err)
	}
	queries := 500
	if testing.Short() {
		queries = 80
	}
	random := func() naive {
		for {
			row := all[g.random.IntN(len(all))]
			side := align.Side(g.random.IntN(2))
			units := unitsOf(nil, row.Side(side))
			if len(units) < 3 {
				continue
			}
			if words := row.tagged[side]; len(words) > 3 && g.random.IntN(4) == 0 {
				k := g.random.IntN(len(words) - 3)
				return taggedKind(g, side, words[k], words[k+1+g.random.IntN(3)])
			}
			k := g.random.IntN(len(units) - 2)
			return kinds[g.random.IntN(len(kinds))](g, side, units[k].norm, units[k+1].norm, units[k+2].norm)
		}
	}
	found := 0
	for n := range queries {
		list := []naive{random()}
		if n%4 == 0 {
			list = append(list, random())
		}
		var q Query
		var text []string
		for _, x := range list {
			q.Terms = append(q.Terms, term(t, x.query))
			text = append(text, x.query)
		}
		not := naive{holds: func(flatRow) bool { return false }}
		if n%5 == 0 {
			not = random()
			q.Not = append(q.Not, term(t, not.query))
			text = append(text, "not "+not.query)
		}
		var want []string
		for _, r := range all {
			if !slices.ContainsFunc(list, func(x naive) bool { return !x.holds(r) }) && !not.holds(r) {
				want = append(want, r.id)
			}
		}
		page := Page{Sort: []Sort{"", SortLeft, SortRight, SortHit, SortOther, SortID}[n%6]}
		got, err := c.Search(ctx, q, page)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		ids := hitIDs(got.Hits)
		sorted := slices.Sorted(slices.Values(ids))
		slices.Sort(want)
		if got.Total != len(want) || !slices.Equal(sorted, want) {
			t.Fatalf("%q: %d rows, total %d, want %d; first %.3q, want %.3q", text, len(ids), got.Total, len(want), sorted, want)
		}
		found += min(1, got.Total)
		if n%7 == 0 { // a part of the same order, and a sample that a seed makes the same
			page.Offset, page.Limit = got.Total/3, 2
			part, err := c.Search(ctx, q, page)
			if err != nil || part.Total != got.Total || !slices.Equal(hitIDs(part.Hits), ids[got.Total/3:min(got.Total, got.Total/3+2)]) {
				t.Fatalf("%q: page %v of %v, %v", text, hitIDs(part.Hits), ids, err)
			}
			page = Page{Sample: 3, Seed: uint64(n)}
			a, errA := c.Search(ctx, q, page)
			b, errB := c.Search(ctx, q, page)
			if errA != nil || errB != nil || a.Total != got.Total || len(a.Hits) != min(3, got.Total) || !slices.Equal(hitIDs(a.Hits), hitIDs(b.Hits)) {
				t.Fatalf("%q: samples %v and %v of %d, %v %v", text, hitIDs(a.Hits), hitIDs(b.Hits), got.Total, errA, errB)
			}
		}
	}
	if found < queries*2/3 {
		t.Errorf("only %d of %d queries find anything", found, queries)
	}
}
