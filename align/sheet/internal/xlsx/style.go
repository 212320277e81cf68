package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"bitext/align/internal/lazyregexp"
)

// style says how a cell shows its value, as far as the value is not what is seen.
type style struct {
	date    bool
	percent int // one more than its decimals; 0: no percentage
	struck  bool
}

// readStyles reads the styles of cells, which name them by number.
func (b *Book) readStyles(name string) error {
	formats := map[int]string{}
	var struck []bool // by font
	inside := ""
	return b.each(name, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		number := func(name string) int { n, _ := strconv.Atoi(attr(e, name)); return n }
		switch name := e.Name.Local; {
		case name == "fonts" || name == "cellXfs" || name == "cellStyleXfs" || name == "dxfs" || name == "cellStyles":
			inside = name
		case name == "numFmt":
			formats[number("numFmtId")] = attr(e, "formatCode")
		case inside == "fonts" && name == "font":
			struck = append(struck, false)
		case inside == "fonts" && name == "strike" && len(struck) > 0:
			struck[len(struck)-1] = isOn(e)
		case inside == "cellXfs" && name == "xf":
			font, id := number("fontId"), number("numFmtId")
			s := style{struck: font >= 0 && font < len(struck) && struck[font]}
			s.date, s.percent = shown(id, formats[id])
			b.styles = append(b.styles, s)
		}
		return b.keep(attr(e, "formatCode"))
	})
}

// isOn reports whether an element of a font is not switched off.
func isOn(e xml.StartElement) bool {
	val := attr(e, "val")
	return val != "0" && val != "false"
}

// literal matches what stands in a format for itself, and its conditions.
var literal = lazyregexp.New(`"[^"]*"|\[[^\]]*\]|\\.|_.|\*.`)

// shown tells whether a format shows a number as a date or time, or as a percentage. The
// formats that have a number alone are those of ECMA-376, 18.8.30.
func shown(id int, code string) (date bool, percent int) {
	switch {
	case code == "" && (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58):
		return true, 0
	case code == "" && id == 9:
		code = "0%"
	case code == "" && id == 10:
		code = "0.00%"
	}
	code, _, _ = strings.Cut(literal().ReplaceAllString(code, ""), ";")
	if whole, _, ok := strings.Cut(code, "%"); ok {
		_, decimals, _ := strings.Cut(whole, ".")
		return false, 1 + min(len(decimals), 30)
	}
	return strings.ContainsAny(strings.ToLower(code), "ymdhs"), 0
}

// show returns the value of a number as a style shows it, a date by the calendar of 1900
// in the form of ISO 8601.
func (s style) show(value string) string {
	n, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return value
	case s.percent > 0:
		return strconv.FormatFloat(n*100, 'f', s.percent-1, 64) + "%"
	case s.date && n >= 0 && n < 2958466: // to the year 9999
		day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n))
		seconds := int(float64((n-float64(int(n)))*86400) + 0.5)
		clock := day.Add(time.Duration(seconds) * time.Second).Format("15:04:05")
		switch {
		case n < 1:
			return clock
		case seconds > 0:
			return day.Format(time.DateOnly) + " " + clock
		}
		return day.Format(time.DateOnly)
	}
	return value
}
