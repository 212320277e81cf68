package document

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// claims holds the statements of a file about itself, as they stand there: values
// by their keys, which are in lower case. The keys of JSON-LD have the prefix "ld:".
type claims map[string][]string

func (c claims) add(key string, values ...string) {
	key = strings.ToLower(strings.TrimSpace(key))
	c[key] = append(c[key], values...)
}

// meta chooses among the claims. A field takes its value from the first of its keys
// that has a good one; the keys stand here with the surest first.
func (c claims) meta() align.Meta {
	const dates = "ld:datepublished article:published_time citation_publication_date citation_date dc.date dc.date.issued dcterms.date dcterms.issued " +
		"publishdate publish-date pubdate sailthru.date parsely-pub-date datepublished date time 日期"
	return align.Meta{
		Title:            c.first(plainValue, "ld:headline citation_title og:title twitter:title dc.title dcterms.title articletitle title 标题"),
		Authors:          c.names("ld:author citation_author article:author author authors by dc.creator dcterms.creator sailthru.author parsely-author 作者"),
		Translator:       strings.Join(c.names("ld:translator translator translators dc.contributor.translator 译者 翻译"), ", "),
		Publisher:        c.first(plainValue, "ld:publisher og:site_name citation_journal_title citation_publisher dc.publisher dcterms.publisher publisher source application-name 来源"),
		URL:              c.first(webAddress, "canonical og:url ld:url ld:mainentityofpage url link canonical_url saved-from 链接 原文链接"),
		Date:             cmp.Or(c.first(isoDay, dates), c.first(plainValue, dates)),
		OriginalLanguage: align.Language(c.first(languageCode, "original_language original-language source_language")),
		Licence:          c.first(plainValue, "license licence ld:license dcterms.license dc.rights dcterms.rights rights 许可"),
	}
}

// first returns the first value of the keys, which have spaces between, that is not
// empty once it is clean.
func (c claims) first(clean func(string) string, keys string) string {
	for key := range strings.FieldsSeq(keys) {
		for _, v := range c[key] {
			if v = clean(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// names returns the people in the values of the first key that names any.
func (c claims) names(keys string) []string {
	for key := range strings.FieldsSeq(keys) {
		var names []string
		for _, v := range c[key] {
			for _, name := range splitNames(plainValue(v)) {
				if len(names) < maxNames && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		}
		if len(names) > 0 {
			return names
		}
	}
	return nil
}

// The limits of a value; real ones are shorter.
const (
	maxValue   = 300  // characters
	maxAddress = 2000 // bytes of a URL
	maxNames   = 20
)

var tag = lazyregexp.New(`</?[A-Za-z!][^<>]*>`)

// plainValue returns a value on one line, without markup, control and invisible
// characters; "" if it says nothing.
func plainValue(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), 16*maxValue)], "")
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cc, r) {
			return ' '
		}
		return dropInvisible(r)
	}, tag().ReplaceAllString(html.UnescapeString(s), " "))
	s = language.SingleSpaced(s)
	if bareText(s) == "" || strings.Contains(s, "{{") { // of a template that nobody filled in
		return ""
	}
	if runes := []rune(s); len(runes) > maxValue {
		s = string(runes[:maxValue]) + "…"
	}
	return s
}

// webAddress returns a value that is a full URL of the web, else "".
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || len(s) > maxAddress {
		return ""
	}
	return u.String()
}

var languageTag = lazyregexp.New(`^[a-z]{2}(?:[-_].{0,20})?$`)

// languageCode returns the language of a tag such as en-GB, "" for other values.
func languageCode(s string) string {
	if s = strings.ToLower(strings.TrimSpace(s)); !languageTag().MatchString(s) {
		return ""
	}
	return s[:2]
}

var dayInText = lazyregexp.New(`(?i)(?:^|\D)(?:(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})|^(\d{4})(\d\d)(\d\d)$|` +
	`\b(` + month + `)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})|(\d{1,2}) (` + month + `)\.?,? (\d{4}))(?:\D|$)`)

// isoDay returns the day in a value as ISO 8601 writes it; "" if it names no day for
// certain: 05/06/2025 may be in May or in June.
func isoDay(s string) string {
	found := dayInText().FindAllStringSubmatch(plainValue(s), 2)
	if len(found) != 1 {
		return ""
	}
	m := found[0]
	y, mon, d := m[1]+m[4]+m[9]+m[12], m[2]+m[5]+m[7]+m[11], m[3]+m[6]+m[8]+m[10]
	layout := "2006-1-2"
	if len(mon) >= 3 {
		mon, layout = mon[:3], "2006-Jan-2"
	}
	t, err := time.Parse(layout, y+"-"+mon+"-"+d)
	if err != nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

var (
	nameBorder = lazyregexp.New(`\s*(?:[、；;&]| / |\b(?i:and)\b)\s*`)
	noName     = lazyregexp.New(`https?://\S*|^(?i:by) |^[作译]者.*| (?:in|at) \p{Lu}.*`) // 译者ID: a form that nobody filled in
)

// splitNames returns the names in a list of people. A comma stands between people,
// but not in "Lin, Yue".
func splitNames(list string) []string {
	var names []string
	for _, part := range nameBorder().Split(list, -1) {
		people := strings.FieldsFunc(part, func(r rune) bool { return r == ',' || r == '，' })
		if len(people) == 2 && !hasHan(part) && !strings.Contains(strings.TrimSpace(people[1]), " ") {
			people = []string{part}
		}
		for _, p := range people {
			p = strings.Trim(noName().ReplaceAllString(strings.TrimSpace(p), ""), " .:：–—-|()（）[]【】\"")
			if several := strings.Fields(p); len(several) > 1 && !strings.ContainsFunc(p, func(r rune) bool { return r != ' ' && !unicode.Is(unicode.Han, r) }) {
				names = append(names, several...) // 林月 周舟
			} else if p != "" {
				names = append(names, p)
			}
		}
	}
	return names
}

// completeMeta fills in the empty fields from the title, the byline and the date
// that the piece shows. If the title shown is the beginning of the one in m, it
// replaces it: the rest is the name of the site.
func completeMeta(m *align.Meta, blocks []block) {
	shown := claims{}
	for _, b := range blocks {
		switch text := plainValue(b.text); b.kind {
		case align.Title:
			shown.add("title", text)
		case align.Byline:
			shown.addByline(text)
		case align.Date:
			shown.add("date", text)
		}
	}
	said := shown.meta()
	if strings.HasPrefix(bareText(m.Title), bareText(said.Title)) && said.Title != "" {
		m.Title = said.Title
	}
	if len(m.Authors) == 0 {
		m.Authors = said.Authors
	}
	m.Title, m.Date = cmp.Or(m.Title, said.Title), cmp.Or(m.Date, said.Date)
	m.Translator, m.Publisher = cmp.Or(m.Translator, said.Translator), cmp.Or(m.Publisher, said.Publisher)
}

// creditLabels rewrite a byline as parts with a border between, "role=names" where a
// label tells the role: 作者：林月 译者：周舟 becomes |author=林月|translator=周舟.
var creditLabels = []struct {
	pattern func() *regexp.Regexp
	with    string
}{
	{fold(day + `(?:[ T]*` + clockTime + `)?|[｜□◎]`), "|"},
	{fold(`\s*[(（]([^()（）]+)[)）]\s*$`), "|$1"},
	{fold(`([\p{Han}·]{2,12}) ?(?:译|编译)$`), "|translator=$1"},
	{fold(`([\p{Han}·]{2,12}) (?:文|著|撰文)$`), "|author=$1"},
	{fold(`translat(?:ed|ion) by[: ]|(?:译 ?者|翻译|编译)\s?[:：/／丨|]`), "|translator="},
	{fold(`(?:source|来 ?源|稿源)\s?[:：/／丨|]`), "|source="},
	{fold(`(?:words |text |written |^)by:? |(?:作 ?者|撰文|撰稿人?|署名|(?:^|[\s|])文)\s?[:：/／丨|]|(?:本报|本刊|本网|本台|特约|首席|高级)*(?:评论员|记者|撰稿人?|通讯员)\s?[ :：/丨|]`), "|author="},
	{fold(`(?:选题|校对|审校|责任编辑|编辑|责编|(?:last )?updated?|published|posted)(?: on| at)?[:： ]`), "|other="},
}

// fold compiles an expression in which case does not count.
func fold(pattern string) func() *regexp.Regexp { return lazyregexp.New(`(?i)` + pattern) }

// addByline adds the claims of a byline. Without labels the author stands first,
// then the paper.
func (c claims) addByline(text string) {
	if isoDay(text) != "" {
		c.add("date", text)
	}
	for _, l := range creditLabels {
		text = l.pattern().ReplaceAllString(text, l.with)
	}
	for part := range strings.SplitSeq(text, "|") {
		role, names, labelled := strings.Cut(strings.Trim(part, " ()（）"), "=")
		switch {
		case role == "":
		case labelled:
			c.add(role, names)
		case hasHan(part):
			for name := range strings.FieldsSeq(role) {
				if paperName().MatchString(name) {
					c.add("source", name)
				} else {
					c.add("author", name)
				}
			}
		case len(c["author"]) == 0:
			c.add("author", role)
		default:
			c.add("source", role)
		}
	}
}

var paperName = lazyregexp.New(`^\p{Han}{2,}[网报社刊]$`)

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// maxLinkedData is the size of the largest JSON-LD script that is read, in bytes.
const maxLinkedData = 1 << 20

// pageClaims returns the claims of a web page: its meta elements (plain, Open
// Graph, Dublin Core, Highwire), JSON-LD, links to the canonical page and the
// licence, the time in the article, and the line that browsers put into a page that
// they save.
func pageClaims(root *html.Node) claims {
	c, article := claims{}, (*html.Node)(nil)
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			if _, address, ok := strings.Cut(n.Data, "saved from url=("); ok && len(address) < maxAddress {
				_, address, _ = strings.Cut(address, ")")
				c.add("saved-from", address)
			}
		case n.DataAtom == atom.Meta:
			key := cmp.Or(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop"))
			c.add(key, attribute(n, "content"))
		case n.DataAtom == atom.Link || n.DataAtom == atom.A:
			for rel := range strings.FieldsSeq(attribute(n, "rel")) {
				if rel = strings.ToLower(rel); rel == "canonical" || rel == "license" {
					c.add(rel, attribute(n, "href"))
				}
			}
		case article == nil && (n.DataAtom == atom.Article || n.DataAtom == atom.Main):
			article = n
			for t := range n.Descendants() {
				if t.DataAtom == atom.Time {
					c.add("time", attribute(t, "datetime"))
				}
			}
		case n.DataAtom == atom.Script && n.FirstChild != nil && attribute(n, "type") == "application/ld+json":
			var data any
			if source := n.FirstChild.Data; len(source) <= maxLinkedData && json.Unmarshal([]byte(source), &data) == nil {
				c.addLinkedData(data)
			}
		}
	}
	return c
}

// addLinkedData adds the claims of the first object that has a headline, and reports
// whether there is one.
func (c claims) addLinkedData(data any) bool {
	switch data := data.(type) {
	case []any:
		return slices.ContainsFunc(data, c.addLinkedData)
	case map[string]any:
		if data["headline"] == nil {
			return c.addLinkedData(data["@graph"])
		}
		if c["ld:headline"] == nil {
			for _, key := range slices.Sorted(maps.Keys(data)) {
				c.add("ld:"+key, linkedValues(data[key])...)
			}
			if original, ok := data["translationOfWork"].(map[string]any); ok {
				c.add("original_language", linkedValues(original["inLanguage"])...)
			}
		}
		return true
	}
	return false
}

// linkedValues returns the strings in a value of JSON-LD; of an object its name.
func linkedValues(value any) (all []string) {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		for _, v := range value {
			all = append(all, linkedValues(v)...)
		}
	case map[string]any:
		if name, ok := value["name"].(string); ok {
			return []string{name}
		}
	}
	return all
}
