package corpora

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"bitext/align"
	"bitext/align/qa"
	"bitext/corpora/exchange"
)

// Filters say which rows are left out of an export. Rows that a reviewer stands for are never
// left out for a doubt: their length, numbers and language.
type Filters struct {
	MaxRatio      float64 // one side is more than so many times as long as the other, by align.UsualRatio; 0: any
	MinTokens     int     // a side has fewer words or Chinese characters
	OneSided      bool    // a side is empty
	Duplicates    bool    // rows like one that was written
	Untranslated  bool
	WrongLanguage bool // the script of a side is not that of its language
	NumbersDiffer bool
}

// Filters returns the filters for an export of rows of this corpus, one export each.
func (c *Corpus) Filters(ctx context.Context, f Filters) ([]exchange.Filter, error) {
	var list []exchange.Filter
	add := func(on bool, name string, drop func(*exchange.Record) bool) {
		if on {
			list = append(list, exchange.Filter{Name: name, Drop: drop})
		}
	}
	doubt := func(drop func(*exchange.Record) bool) func(*exchange.Record) bool {
		return func(r *exchange.Record) bool { return r.Text.EN != "" && r.Text.ZH != "" && !r.Settled() && drop(r) }
	}
	add(f.OneSided, "one side empty", func(r *exchange.Record) bool { return r.Text.EN == "" || r.Text.ZH == "" })
	add(f.MinTokens > 0, fmt.Sprintf("under %d tokens", f.MinTokens), doubt(func(r *exchange.Record) bool {
		return len(unitsOf(nil, r.Text.EN)) < f.MinTokens || len(unitsOf(nil, r.Text.ZH)) < f.MinTokens
	}))
	add(f.MaxRatio > 0, fmt.Sprintf("length ratio over %s", strconv.FormatFloat(f.MaxRatio, 'f', -1, 64)), doubt(func(r *exchange.Record) bool {
		ratio := lengthRatio(r.Text)
		return max(ratio, 1/ratio) > f.MaxRatio
	}))
	flagged := func(kind align.FlagKind) func(*exchange.Record) bool {
		is := func(flag align.Flag) bool { return flag.Kind == kind }
		return doubt(func(r *exchange.Record) bool {
			return slices.ContainsFunc(r.Flags, is) || slices.ContainsFunc(qa.Flags(r.Text.EN, r.Text.ZH, nil), is)
		})
	}
	add(f.Untranslated, "untranslated", flagged(align.Untranslated))
	add(f.WrongLanguage, "wrong language", doubt(func(r *exchange.Record) bool { return !looksEnglish(r.Text.EN) || !looksChinese(r.Text.ZH) }))
	add(f.NumbersDiffer, "numbers differ", flagged(align.NumbersDiffer))
	if f.Duplicates {
		drop, err := c.duplicateFilter(ctx)
		if err != nil {
			return nil, c.failed("export", err)
		}
		add(true, "duplicates", drop)
	}
	return list, nil
}

// lengthRatio returns how many times longer the English text is than it is usually, for the
// Chinese one.
func lengthRatio(text align.TextPair) float64 {
	return align.Length(text.EN, align.English) / max(align.Length(text.ZH, align.Chinese)*align.UsualRatio, 1)
}

// letters counts the Han characters, the Latin letters and the other letters of a text.
func letters(text string) (han, latin, other int) {
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r):
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.Is(unicode.Han, r):
			han++
		default:
			other++
		}
	}
	return han, latin, other
}

// looksEnglish reports whether most letters of a text are Latin, if it has any.
func looksEnglish(text string) bool {
	han, latin, other := letters(text)
	return latin >= han+other
}

// looksChinese reports whether a text has more in Han characters than in other letters, by
// what English takes for the same.
func looksChinese(text string) bool {
	han, latin, other := letters(text)
	return han+latin+other == 0 || float64(han)*align.UsualRatio >= float64(latin) && han >= other
}

// duplicateFilter drops a row if one that is the same, or nearly so, was written before.
func (c *Corpus) duplicateFilter(ctx context.Context) (func(*exchange.Record) bool, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT x.en, x.zh, y.en, y.zh FROM duplicate JOIN row x ON x.n = duplicate.row JOIN row y ON y.n = duplicate.of")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	first := map[int64]int64{} // by the hash of a text: that of the one that it is like
	for rows.Next() {
		var x, y align.TextPair
		if err := rows.Scan(&x.EN, &x.ZH, &y.EN, &y.ZH); err != nil {
			return nil, err
		}
		if a, b := hashOf(x), hashOf(y); a != b {
			first[a] = b
		}
	}
	written := map[int64]bool{}
	return func(r *exchange.Record) bool {
		hash := hashOf(r.Text)
		if like, ok := first[hash]; ok {
			hash = like
		}
		if written[hash] {
			return true
		}
		written[hash] = true
		return false
	}, rows.Err()
}

// Split divides pieces into parts for training, development and test.
type Split struct {
	Shares [3]float64 // of train, dev and test; their sum is 1
	Seed   uint64
}

// Parts are the names of the parts of a Split.
var Parts = [3]string{"train", "dev", "test"}

// ParseSplit reads the shares of a split: 80/10/10, 0.9/0.05/0.05.
func ParseSplit(text string) (s Split, err error) {
	sum := 0.0
	parts := strings.Split(text, "/")
	if len(parts) != len(s.Shares) {
		return s, fmt.Errorf("%q: it is three shares, as 80/10/10", text)
	}
	for k, part := range parts {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || !(x >= 0) || math.IsInf(x, 0) {
			return s, fmt.Errorf("%q: %q is no share", text, part)
		}
		s.Shares[k] = x
		sum += x
	}
	if sum == 0 {
		return s, fmt.Errorf("%q: the shares are nothing", text)
	}
	for k := range s.Shares {
		s.Shares[k] /= sum
	}
	return s, nil
}

// Divide tells for each piece of the corpus, by its ID, which part it is in. That depends on
// its ID and the seed alone, so that a corpus that grows keeps its test set; but pieces that
// are near-duplicates stand in one part, that of the first of them.
func (c *Corpus) Divide(ctx context.Context, s Split) (map[string]string, error) {
	list, err := c.Pieces(ctx)
	if err != nil {
		return nil, err
	}
	d, err := c.duplicates(ctx)
	if err != nil {
		return nil, c.failed("export", err)
	}
	first := map[string]string{} // of the pieces that are like a piece
	root := func(id string) string {
		for first[id] != "" {
			id = first[id]
		}
		return id
	}
	for _, p := range d.Pieces {
		a, b := root(p.A), root(p.B)
		if a != b {
			first[max(a, b)] = min(a, b)
		}
	}
	parts := map[string]string{}
	for _, p := range list {
		h := xxhash.Sum64(binary.LittleEndian.AppendUint64([]byte(root(p.ID)), s.Seed))
		x := float64(h>>11) / (1 << 53)
		k := 0
		for k < len(s.Shares)-1 && x >= s.Shares[k] {
			x -= s.Shares[k]
			k++
		}
		parts[p.ID] = Parts[k]
	}
	return parts, nil
}
