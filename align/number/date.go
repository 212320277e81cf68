package number

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"bitext/align/language"
	"bitext/align/segment"
)

// Dates and times of day
//
// Dates have many spellings: 98年 is 98 years or 1998, eight in the evening is 8 or 20.

// date adds the three numbers of a date that begins with the year from i to end
// (2024-05-06, 2024/5/6) and returns where it ends, 0 if there is none.
func (r *reader) date(i, end int, _ string) int {
	text := r.text
	if end-i != 4 || end == len(text) || !strings.ContainsRune("-/.", rune(text[end])) {
		return 0
	}
	monthEnd := digitRun(text, end+1)
	if monthEnd == end+1 || monthEnd-end > 3 || monthEnd == len(text) || text[monthEnd] != text[end] {
		return 0
	}
	dayEnd := digitRun(text, monthEnd+1)
	if dayEnd == monthEnd+1 || dayEnd-monthEnd > 3 || !isMonth(plain(text[end+1:monthEnd])) {
		return 0
	}
	r.add(i, end, plain(text[i:end]), unit{})
	r.add(end+1, monthEnd, plain(text[end+1:monthEnd]), unit{kind: kindMonth})
	r.add(monthEnd+1, dayEnd, plain(text[monthEnd+1:dayEnd]), unit{})
	return dayEnd
}

// clock adds the time of day that begins with the hour from i to end (18:00,
// 3:30, 15:30:20) and returns where it ends, 0 if there is none. A full hour has
// no minutes, as 18时 has none; seconds are numbers of their own.
func (r *reader) clock(i, end int, value string) int {
	text := r.text
	c, n := utf8.DecodeRuneInString(text[end:])
	if language.Narrow(c) != ':' || end-i > 2 || hours(value) == nil {
		return 0
	}
	start := end + n
	if strings.HasPrefix(text[start:], " 00") {
		start++
	}
	stop := digitRun(text, start)
	if stop != start+2 || text[start] > '5' {
		return 0
	}
	if text[start:stop] == "00" {
		r.add(i, stop, value, unit{}, hours(value)...)
		return stop
	}
	r.add(i, end, value, unit{}, hours(value)...)
	r.add(start, stop, plain(text[start:stop]), unit{})
	return stop
}

// hours returns the other numbers of an hour: 15 for 3, and 3 for 15. It returns
// nil if there is no such hour.
func hours(value string) []string {
	h, err := strconv.Atoi(value)
	switch {
	case err != nil || h < 0 || h > 24:
		return nil
	case h == 12:
		return []string{"0", "24"}
	case h > 12:
		return []string{strconv.Itoa(h - 12)}
	}
	return []string{strconv.Itoa(h + 12)}
}

// secondYear adds the years of 2021-25 and 2018/19, of which the second, less
// than a century later, is written in two digits, and returns where they end, 0
// if there are none.
func (r *reader) secondYear(i, end int, value string) int {
	text := r.text
	if end-i != 4 || value[0] != '1' && value[0] != '2' || strings.Contains(value, ".") || len(value) != 4 {
		return 0
	}
	dash, n := utf8.DecodeRuneInString(text[end:])
	start := end + n
	stop := digitRun(text, start)
	if !strings.ContainsRune("-‑–—－−/~～至", dash) || stop != start+2 || text[start:stop] <= value[2:] {
		return 0
	}
	if next, size := utf8.DecodeRuneInString(text[stop:]); strings.ContainsRune("-/.", next) && startsWithDigit(text[stop+size:]) || next == '%' || segment.IsLetter(next) {
		return 0
	}
	short := plain(text[start:stop])
	r.add(i, end, value, unit{})
	r.add(start, stop, value[:2]+text[start:stop], unit{}, short, "M"+short)
	return stop
}

// decades adds the decades of the century that stands from start to end: 20世纪90年代,
// 上世纪八九十年代, 19世纪60、70年代. It returns where they end, 0 if there are none.
func (r *reader) decades(start, end int, century string) int {
	text := r.text
	rest := strings.TrimPrefix(text[end:], " ")
	hundreds, err := strconv.Atoi(century)
	if err != nil || hundreds < 1 || hundreds > 99 || !startsWithAny(rest, "世") {
		return 0
	}
	if rest = strings.TrimPrefix(strings.TrimPrefix(rest, "世纪"), "世紀"); startsWithAny(rest, "世") {
		return 0
	}
	list, _, found := strings.Cut(head(rest, len("八十年代和九十年代")), "年代")
	if !found {
		return 0
	}
	var years []string
	var ends []int
	at := len(text) - len(rest)
	stop := at + len(list)
	for at < stop {
		value, e := numberAt(text, at)
		if value == "" {
			e = numeralRun(text, at)
			low, high, middle := neighbours([]rune(text[at:e]))
			if low == "" {
				c, n := utf8.DecodeRuneInString(text[at:])
				if !strings.ContainsRune(" 、和与與至到及-–—~～", c) && !strings.HasPrefix(text[at:], "年代") {
					return 0
				}
				at += n
				continue
			}
			years, ends, value = append(years, low), append(ends, at+middle), high
		}
		years, ends, at = append(years, value), append(ends, e), e
	}
	if len(years) == 0 {
		return 0
	}
	ends[len(ends)-1] = stop + len("年代")
	for k, year := range years {
		if len(year) == 1 && year != "0" { // 6、70年代
			year += "0"
		}
		if len(year) > 2 || year[len(year)-1] != '0' {
			return 0
		}
		years[k] = decadeOf(plain(strconv.Itoa(hundreds-1) + ("0" + year)[len(year)-1:]))
	}
	for k, year := range years {
		r.found = append(r.found, Number{Start: start, End: ends[k], Value: year, kind: kindDecade})
		start = ends[k]
	}
	r.bare = false
	return start
}

func yearSenses(n Number, _, before, after string) []string {
	if endsWithWord(before, "民国", "民國") {
		return republicYear(n)
	}
	short := n.Value
	if n.kind != kindCount || len(short) > 2 || strings.Contains(short, ".") || short == "0" {
		return nil
	}
	if !startsWithAny(strings.TrimPrefix(after, " "), "年后後级級届屆") && !endsWithAny(before, "'‘’") {
		return nil
	}
	decade := decadeOf(short)
	years := []string{strings.TrimSuffix(decade, "s")}
	if strings.HasSuffix(short, "0") {
		years = append(years, decade)
	}
	return years
}

// republicYear returns the year or decade that a year or decade of the Republic of
// China is: 民國108年 is 2019.
func republicYear(n Number) []string {
	year, err := strconv.Atoi(strings.TrimSuffix(n.Value, "s"))
	switch {
	case err != nil || year > 2000:
	case n.kind == kindDecade && year > 1900: // 七十年代
		return []string{decadeOf(strconv.Itoa((year + 11) / 10 * 10))}
	case n.kind == kindCount && year < 200:
		return []string{strconv.Itoa(year + 1911)}
	}
	return nil
}

func decadeSenses(n Number, word, _, _ string) []string {
	if n.kind == kindDecade && digitRun(word, 0) == 2 {
		return []string{word[:2]}
	}
	if hundreds, ok := strings.CutSuffix(n.Value, "00s"); ok && n.kind == kindDecade {
		if c, err := strconv.Atoi(hundreds); err == nil {
			return []string{strconv.Itoa(c + 1)}
		}
	}
	return nil
}

func monthSenses(n Number, _, before, after string) []string {
	if !isMonth(n.Value) {
		return nil
	}
	next := strings.TrimPrefix(strings.TrimPrefix(after, " "), "lunar ")
	slash := strings.HasPrefix(after, "/") && startsWithDigit(after[1:]) || strings.HasSuffix(before, "/")
	dot := startsWithAny(after, "·•.．") // 9·11
	if slash || dot || n.kind == kindOrdinal && strings.HasPrefix(next, "month") {
		return []string{"M" + n.Value}
	}
	return nil
}

func septemberSenses(_ Number, word, _, _ string) []string {
	if word == "911" || word == "9.11" {
		return []string{"9", "11", "M9"}
	}
	return nil
}

func hourSenses(n Number, _, _, after string) []string {
	after = strings.TrimLeft(after, " \u00a0")
	if n.kind == kindCount && (startsWithAny(after, "点點时時") || startsWithWord(after, "a.m", "p.m", "am", "pm", "o'clock", "o’clock")) {
		return hours(n.Value)
	}
	return nil
}

// clockSenses returns the hour and the minutes of a time of day with a point.
func clockSenses(n Number, word, before, after string) []string {
	hour, minutes, ok := strings.Cut(word, ".")
	if !ok || n.kind != kindCount || len(hour) > 2 || len(minutes) != 2 || minutes > "59" || hours(plain(hour)) == nil {
		return nil
	}
	after = strings.TrimPrefix(after, " ")
	if startsWithWord(after, "a.m", "p.m", "am", "pm") ||
		endsWithWord(" "+before, " at ", " from ", " until ", " till ", " by ", " before ", " after ", " to ") && !startsWithAny(after, "%$") {
		return append(hours(plain(hour)), plain(hour), plain(minutes))
	}
	return nil
}
