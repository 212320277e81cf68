package exchange

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"bitext/align"
)

// languageCode is the form of a tag of BCP 47, or with an underline as some programs write it.
var languageCode = compiled(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`)

// xmlRules looks at the elements of an XML file.
type xmlRules struct {
	x     *xmlReader
	rules *Rules
	found func(Finding)
	id    string          // of the unit at hand
	codes map[string]int  // pairs of codes that are open in the text at hand, by their number
	said  map[string]bool // language codes that were found wrong
}

func (c *xmlRules) say(kind, format string, args ...any) {
	c.found(Finding{Line: c.x.line(), Row: c.id, Kind: kind, Detail: fmt.Sprintf(format, args...)})
}

// each calls start and end with the elements of the file. What is malformed is the finding of
// whoever reads the rows.
func (c *xmlRules) each(start func(xml.StartElement), end func(name string)) {
	for {
		token, err := c.x.next()
		if err != nil {
			return
		}
		switch e := token.(type) {
		case xml.StartElement:
			start(e)
		case xml.EndElement:
			end(e.Name.Local)
		}
	}
}

// language looks at a language code, each wrong one once.
func (c *xmlRules) language(code, where string) {
	if c.said[code] {
		return
	}
	_, known := sideOf(first(parseLanguage(code)))
	switch {
	case code == "":
		c.say(BadLanguage, "%s has none", where)
		return
	case !languageCode().MatchString(code):
		c.say(BadLanguage, "%s has %.40q, which is no code of a language", where, code)
	case known && !c.rules.allows(code):
		c.say(AgainstProfile, "%s has the language %q; it may be %s", where, code, strings.Join(c.rules.Languages, ", "))
	default:
		return
	}
	c.said[code] = true
}

func first(lang align.Language, _ align.Script) align.Language { return lang }

// pair looks at a code that begins or ends a pair; ends tells which.
func (c *xmlRules) pair(e xml.StartElement, ends bool) {
	number := attr(e, "i")
	if number == "" {
		number = cmp.Or(attr(e, "rid"), attr(e, "id"))
	}
	if !ends {
		c.codes[number]++
		return
	}
	if c.codes[number]--; c.codes[number] < 0 {
		c.say(BadCode, "<%s> number %.20q has no beginning before it", e.Name.Local, number)
		c.codes[number] = 0
	}
}

// closed says which pairs of codes did not end in the text that ends here.
func (c *xmlRules) closed() {
	var open []string
	for number, n := range c.codes {
		if n > 0 {
			open = append(open, number)
		}
	}
	slices.Sort(open)
	for _, number := range open {
		c.say(BadCode, "<bpt> number %.20q does not end in its text", number)
	}
	clear(c.codes)
}

func newXMLRules(x *xmlReader, rules *Rules, found func(Finding)) *xmlRules {
	return &xmlRules{x: x, rules: rules, found: found, codes: map[string]int{}, said: map[string]bool{}}
}

// tmxHeader are the attributes that the header of TMX 1.4 has to have.
var tmxHeader = []string{"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}

// checkTMX looks for what TMX asks for and readers do without.
func checkTMX(r io.Reader, rules *Rules, found func(Finding)) {
	c := newXMLRules(newXMLReader(r, "TMX", "tmx"), rules, found)
	var source string
	var variants []align.Language
	var codes []string
	ids := map[string]bool{}
	header := false
	c.each(func(e xml.StartElement) {
		switch e.Name.Local {
		case "tmx":
			if v := attr(e, "version"); !slices.Contains([]string{"1.1", "1.2", "1.3", "1.4", "1.4b"}, v) {
				c.say(BadRule, "version %.20q is none of TMX", v)
			}
		case "header":
			header, source = true, attr(e, "srclang")
			for _, name := range tmxHeader {
				if attr(e, name) == "" {
					c.say(BadRule, "the header has no %s", name)
				}
			}
			if s := attr(e, "segtype"); s != "" && !slices.Contains([]string{"block", "paragraph", "sentence", "phrase"}, s) {
				c.say(BadRule, "segtype %.20q is none of TMX", s)
			}
			if source != "*all*" && source != "" {
				c.language(source, "srclang")
			}
		case "body":
			if !header {
				c.say(BadRule, "it has no header")
			}
		case "tu":
			c.x.newRecord()
			c.id = attr(e, "tuid")
			if c.id != "" && ids[c.id] {
				c.say(BadRule, "the tuid stands twice")
			}
			if len(ids) < maxSeen {
				ids[c.id] = true
			}
			variants, codes = nil, nil
		case "tuv":
			code := attr(e, "lang")
			c.language(code, "a tuv")
			lang, _ := parseLanguage(code)
			if len(codes) < maxVariants && slices.ContainsFunc(codes, func(other string) bool { return strings.EqualFold(other, code) }) {
				c.say(BadRule, "two tuv of one language, %s", code)
			}
			if len(codes) < maxVariants {
				variants, codes = append(variants, lang), append(codes, code)
			}
		case "bpt":
			c.pair(e, false)
		case "ept":
			c.pair(e, true)
		}
	}, func(name string) {
		switch name {
		case "seg":
			c.closed()
		case "tu":
			en, zh := slices.Contains(variants, align.English), slices.Contains(variants, align.Chinese)
			switch {
			case len(variants) == 0:
				c.say(EmptySegment, "the tu has no tuv")
			case !en && !zh:
				c.say(NoLanguages, "%s", strings.Join(codes, ", "))
			}
			if source != "" && source != "*all*" && !slices.ContainsFunc(codes, func(code string) bool { return sameLanguage(code, source) }) && len(codes) > 0 {
				c.say(BadRule, "no tuv is in the source language %s", source)
			}
			c.id = ""
		}
	})
}

// maxVariants is how many variants of a unit are looked at.
const maxVariants = 100

// sameLanguage reports whether two codes are of one language, whatever the region.
func sameLanguage(a, b string) bool { return first(parseLanguage(a)) == first(parseLanguage(b)) }

// checkXLIFF looks for what XLIFF asks for and readers do without.
func checkXLIFF(r io.Reader, rules *Rules, found func(Finding)) {
	c := newXMLRules(newXMLReader(r, "XLIFF", "xliff"), rules, found)
	ids := map[string]bool{}
	text := ""
	c.each(func(e xml.StartElement) {
		switch name := e.Name.Local; name {
		case "xliff":
			if v := attr(e, "version"); !slices.Contains([]string{"1.0", "1.1", "1.2", "2.0", "2.1"}, v) {
				c.say(BadRule, "version %.20q is none of XLIFF", v)
			}
			if strings.HasPrefix(attr(e, "version"), "2") {
				c.language(attr(e, "srcLang"), "srcLang")
				c.language(attr(e, "trgLang"), "trgLang")
			}
		case "file":
			clear(ids)
			if attr(e, "original") == "" && attr(e, "id") == "" {
				c.say(BadRule, "a file has no original")
			}
			if attr(e, "source-language") != "" {
				c.language(attr(e, "source-language"), "source-language")
				c.language(attr(e, "target-language"), "target-language")
			}
		case "trans-unit", "unit":
			c.x.newRecord()
			c.id = attr(e, "id")
			switch {
			case c.id == "":
				c.say(BadRule, "a %s has no id", name)
			case ids[c.id]:
				c.say(BadRule, "the id stands twice in its file")
			case len(ids) < maxSeen:
				ids[c.id] = true
			}
		case "source", "target":
			text = name
		case "bpt", "bx", "sc":
			if text != "" {
				c.pair(e, false)
			}
		case "ept", "ex", "ec":
			if text != "" {
				c.pairXLIFF(e)
			}
		}
	}, func(name string) {
		if name == "source" || name == "target" {
			c.closed()
			text = ""
		}
		if name == "trans-unit" || name == "unit" {
			c.id = ""
		}
	})
}

// pairXLIFF looks at the end of a pair, which in XLIFF 2 names its beginning by startRef.
func (c *xmlRules) pairXLIFF(e xml.StartElement) {
	if ref := attr(e, "startRef"); ref != "" {
		e.Attr = []xml.Attr{{Name: xml.Name{Local: "id"}, Value: ref}}
	}
	c.pair(e, true)
}
