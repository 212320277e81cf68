package corpora

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
)

// Row is a row of a corpus.
type Row struct {
	ID string // stable: the ID of its piece, a hash of its texts, and a count if there are several
	exchange.Record
	Before align.Status // what a reviewer said before its text changed, to be confirmed anew

	n, piece int64
	place    int  // in the piece, from 0
	several  bool // it was read along with rows of other pieces
}

// hashBits is how many bits of the hash of a row its ID has.
const hashBits = 40

// idLetters are the letters of the hash in an ID.
var idLetters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// hashOf returns the hash of the texts of a row.
func hashOf(text align.TextPair) int64 {
	h := sha256.New()
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(len(text.EN))))
	h.Write([]byte(text.EN))
	h.Write([]byte(text.ZH))
	return int64(binary.BigEndian.Uint64(h.Sum(nil)) >> (64 - hashBits))
}

// rowID returns the ID of a row.
func rowID(piece string, hash, copy int64) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(hash)<<(64-hashBits))
	id := piece + ":" + idLetters.EncodeToString(b[:hashBits/8])
	if copy > 1 {
		id += "." + strconv.FormatInt(copy, 10)
	}
	return id
}

// rowColumns are the columns of a row but n, piece, place, hash and copy, as values has them.
const rowColumns = "label, en, zh, ids, en_units, zh_units, en_size, zh_size, score, status, more"

// scoreUnits is what a score of 1 is stored as: an integer is shorter.
const scoreUnits = 1e6

// more is what few rows have.
type more struct {
	Flags   []align.Flag           `json:"flags,omitempty"`
	Comment string                 `json:"comment,omitempty"`
	ByHand  bool                   `json:"byHand,omitempty"`
	Removed bool                   `json:"removed,omitempty"`
	Spans   [align.Sides][]int     `json:"spans,omitzero"`  // where its units start and end in the texts, of a row of several
	Units   *[align.Sides][]string `json:"units,omitempty"` // their texts, if they do not stand there
}

// values returns the columns of a record.
func values(r *exchange.Record) []any {
	size := func(side align.Side) int { return int(math.Round(align.Length(r.Text.Side(side), side.Language()))) }
	count := func(side align.Side) int {
		text := 0
		if r.Text.Side(side) != "" {
			text = 1
		}
		return max(len(r.Bead.Units(side)), len(r.Units[side]), text)
	}
	var score any
	if !math.IsNaN(r.Score) {
		score = int64(math.Round(r.Score * scoreUnits))
	}
	return []any{
		r.ID, r.Text.EN, r.Text.ZH, formatIDs(r.Bead), count(align.EN), count(align.ZH), size(align.EN), size(align.ZH), score, string(r.Status), moreOf(r),
	}
}

// moreOf returns the column more of a record, nil if there is none.
func moreOf(r *exchange.Record) any {
	m := more{Flags: r.Flags, Comment: r.Comment, ByHand: r.ByHand, Removed: r.Removed}
	for side := range align.Sides {
		spans, ok := spansOf(r.Text.Side(side), r.Units[side])
		if !ok {
			m.Spans, m.Units = [align.Sides][]int{}, &r.Units
			break
		}
		m.Spans[side] = spans
	}
	if m.Units == nil && len(m.Flags) == 0 && m.Comment == "" && !m.ByHand && !m.Removed && m.Spans[0] == nil && m.Spans[1] == nil {
		return nil
	}
	b, err := json.Marshal(m)
	if err != nil { // no value of it can fail
		return nil
	}
	return string(b)
}

// unitsOf returns the texts of the units of a row, nil where the text is one unit.
func (m *more) unitsOf(text align.TextPair) (units [align.Sides][]string) {
	if m.Units != nil {
		return *m.Units
	}
	for side, spans := range m.Spans {
		text := text.Side(align.Side(side))
		for k := 0; k+1 < len(spans); k += 2 {
			if start, end := spans[k], spans[k+1]; 0 <= start && start <= end && end <= len(text) {
				units[side] = append(units[side], text[start:end])
			}
		}
	}
	return units
}

// spansOf returns where units start and end in a text; ok is false if they do not stand there.
func spansOf(text string, units []string) (spans []int, ok bool) {
	at := 0
	for _, u := range units {
		k := strings.Index(text[at:], u)
		if k < 0 {
			return nil, false
		}
		spans = append(spans, at+k, at+k+len(u))
		at += k + len(u)
	}
	return spans, true
}

// scanColumns are the columns that scan reads.
const scanColumns = "row.n, row.piece, row.place, row.hash, row.copy, label, row.en, row.zh, ids, score, status, before, more"

// scan reads a row of scanColumns and of others behind these. Its ID and Piece are filled in by place.
func (r *Row) scan(rows *sql.Rows, others ...any) (hash, copy int64, err error) {
	var ids string
	var score sql.NullInt64
	var rest sql.NullString
	into := append([]any{&r.n, &r.piece, &r.place, &hash, &copy, &r.Record.ID, &r.Text.EN, &r.Text.ZH, &ids, &score, &r.Status, &r.Before, &rest}, others...)
	if err = rows.Scan(into...); err != nil {
		return 0, 0, err
	}
	r.Score = math.NaN()
	if score.Valid {
		r.Score = float64(score.Int64) / scoreUnits
	}
	r.Bead.EN, r.Bead.ZH = parseIDs(ids)
	if rest.Valid {
		var m more
		if err := json.Unmarshal([]byte(rest.String), &m); err != nil {
			return 0, 0, err
		}
		r.Flags, r.Comment, r.ByHand, r.Removed = m.Flags, m.Comment, m.ByHand, m.Removed
		r.Units = m.unitsOf(r.Text)
	}
	if r.Before != "" {
		r.Flags = append(r.Flags, align.Flag{Kind: align.Republished, Detail: "status before: " + string(r.Before)})
	}
	return hash, copy, nil
}

// formatIDs writes the ids of the units of a bead: 3,4:5; "" if there are none.
func formatIDs(b align.Bead) string {
	if len(b.EN)+len(b.ZH) == 0 {
		return ""
	}
	list := func(out []byte, ids []int) []byte {
		for k, id := range ids {
			if k > 0 {
				out = append(out, ',')
			}
			out = strconv.AppendInt(out, int64(id), 10)
		}
		return out
	}
	return string(list(append(list(nil, b.EN), ':'), b.ZH))
}

// parseIDs reads what formatIDs writes.
func parseIDs(text string) (en, zh []int) {
	list := func(text string) (ids []int) {
		for part := range strings.SplitSeq(text, ",") {
			if id, err := strconv.Atoi(part); err == nil {
				ids = append(ids, id)
			}
		}
		return ids
	}
	left, right, _ := strings.Cut(text, ":")
	return list(left), list(right)
}

// Meta is what is known of a piece beyond its editions, by the columns of metadata.tsv:
// genre, topic, mode and others.
type Meta map[string]string

// Piece is a piece of a corpus.
type Piece struct {
	exchange.Piece
	Source string // the file that it came from, as it was named
	Rows   int
	Meta   Meta

	n     int64
	given exchange.Piece // what the file says; Piece has what Meta says in its place
}

// Direction returns what was translated: en>zh, zh>en, or unknown.
func (p *Piece) Direction() string {
	original := func(l align.Language) bool {
		return p.Editions[align.EN].OriginalLanguage == l || p.Editions[align.ZH].OriginalLanguage == l
	}
	fromEN := original(align.English) || p.Editions[align.ZH].Translator != ""
	fromZH := original(align.Chinese) || p.Editions[align.EN].Translator != ""
	known := "unknown"
	switch {
	case fromEN && !fromZH:
		known = "en>zh"
	case fromZH && !fromEN:
		known = "zh>en"
	}
	return cmp.Or(p.Meta["direction"], known)
}

// Year returns the year in which the older edition was published, "" if that is not known.
func (p *Piece) Year() string {
	year := ""
	for _, e := range p.Editions {
		if d := e.Date; len(d) >= 4 && strings.Trim(d[:4], "0123456789") == "" && (year == "" || d[:4] < year) {
			year = d[:4]
		}
	}
	return year
}
