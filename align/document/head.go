package document

import (
	"slices"

	"bitext/align"
)

// takeHead types title, standfirst, byline and date above the prose, and
// bylines and dates below it.
func (c *classifier) takeHead() {
	c.measure()
	title := c.findTitle()
	credit, under := c.lastCredit(title), -1
	if found := c.below(title); title >= 0 && len(found) > 0 {
		under = found[0]
	}
	for i := range c.blocks {
		inside := c.first <= i && i <= c.last && i > credit
		if inside || !c.open(i) || i == title {
			continue
		}
		l := c.blocks[i].line
		between := title >= 0 && i > title && i < credit
		switch {
		case isByline(l), between && nameRule.matches(l.flat), under == i && signatureRule.matches(l.flat):
			c.blocks[i].kind = align.Byline
		case isDate(l):
			c.blocks[i].kind = align.Date
		case isCaption(l.flat):
			c.blocks[i].kind = align.Caption
		case between && l.size <= 70:
			c.blocks[i].kind = align.Standfirst
		}
	}
	for k, i := range c.below(title) {
		if k < 3 && c.open(i) && c.blocks[i].size <= 90 && standfirstRule.matches(c.blocks[i].flat) {
			c.blocks[i].kind = align.Standfirst
		}
	}
}

// findTitle returns the block that is the title, -1 if there is none. Where the
// format names none it is the first heading above the prose, else the first
// line there that can be one.
func (c *classifier) findTitle() int {
	if i := slices.IndexFunc(c.blocks, func(b block) bool { return b.kind == align.Title }); i >= 0 {
		return i
	}
	guess := -1
	for i, b := range c.blocks {
		l := c.blocks[i].line
		switch {
		case guess >= 0 && i < c.first && headsPage[b.reason] && c.titleBelow(i):
			c.blocks[guess].take("page header") // the name of the site, above its menu
			guess = -1
		case i >= c.first || guess >= 0 || isByline(l) || isDate(l) || isCaption(l.flat):
		case b.kind == align.Heading, b.kind == "" && titleLike(l):
			guess = i
		}
	}
	if guess >= 0 {
		c.blocks[guess].kind = align.Title
	}
	return guess
}

// headsPage holds the reasons of furniture that stands above the title.
var headsPage = map[string]bool{"navigation": true, "breadcrumb": true, "login": true, "search box": true}

// titleBelow reports whether a line under block i, above the prose, can be the
// title.
func (c *classifier) titleBelow(i int) bool {
	for _, j := range c.below(i) {
		if j < c.first && c.open(j) && titleLike(c.blocks[j].line) && !isByline(c.blocks[j].line) && !isDate(c.blocks[j].line) {
			return true
		}
	}
	return false
}

// lastCredit returns the last byline or date among the few blocks under the
// title, -1 if there is none. A standfirst may stand between.
func (c *classifier) lastCredit(title int) int {
	last := -1
	if title < 0 {
		return last
	}
	for k, i := range c.below(title) {
		if k >= 5 || k >= 2 && last < 0 && i > c.first || c.blocks[i].size > 70 {
			break
		}
		if k := c.blocks[i].kind; k == align.Byline || k == align.Date || c.open(i) && (isByline(c.blocks[i].line) || isDate(c.blocks[i].line)) {
			last = i
		}
	}
	return last
}

// below returns the few blocks close under block i that are no furniture.
func (c *classifier) below(i int) []int {
	var found []int
	for j := i + 1; j < min(len(c.blocks), i+100) && len(found) < 6; j++ {
		if !c.furniture(j) {
			found = append(found, j)
		}
	}
	return found
}

func isByline(l line) bool { return l.size <= 30 && bylineRule.matches(l.flat) }

func isDate(l line) bool { return l.size <= 30 && dateRule.matches(l.flat) }
