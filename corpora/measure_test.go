package corpora

import (
	"context"
	"database/sql"
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bitext/align"
	"bitext/align/lexicon"
)

var (
	measureRows = flag.Int("rows", 0, "measure a corpus of so many synthetic rows")
	keepCorpus  = flag.String("keep", "", "leave the corpus that is measured in this folder")
)

// floors, on an idle machine of two cores.
const (
	leastOfBare = 0.6                   // of the speed of a bare insert
	mostOfText  = 2.5                   // size of the database over that of the texts
	mostSearch  = 20 * time.Millisecond // of processor time of 95 in 100 searches
)

// What .ci/corpus measures: adding against a bare insert into the same index, the size of the
// database, and search.
func TestMeasure(t *testing.T) {
	if *measureRows == 0 && *keepCorpus != "" { // search alone, in a corpus that was left there
		c, err := Open(context.Background(), *keepCorpus)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		measureSearch(t, c, 1000)
		measureKinds(t, c)
		return
	}
	if *measureRows == 0 {
		t.Skip("it is for .ci/corpus: -rows 1000000")
	}
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "synthetic.jsonl")
	text := newGenerator(t, 1).write(t, path, *measureRows)
	root := filepath.Join(dir, "corpus")
	if *keepCorpus != "" {
		root = *keepCorpus
	}
	if err := Init(ctx, root); err != nil {
		t.Fatal(err)
	}
	c, err := Open(ctx, root)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	start, busy := time.Now(), processorTime()
	added, err := c.Add(ctx, []string{path}, AddOptions{})
	if err != nil || len(added.Refused) > 0 {
		t.Fatal(err, added)
	}
	add := time.Since(start)
	t.Logf("add: %d rows in %.1f s, %.0f a second, %.1f s of processor time in all threads; near-duplicates %d", added.New, add.Seconds(), float64(added.New)/add.Seconds(), (processorTime() - busy).Seconds(), added.Duplicates.Rows)
	if _, err := c.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil { // as when it is closed
		t.Fatal(err)
	}
	size := sizeOf(filepath.Join(root, databaseName))
	t.Logf("size: text %.1f MB, database %.1f MB, %.2f of it", float64(text)/1e6, float64(size)/1e6, float64(size)/float64(text))
	for _, part := range []struct{ name, table string }{
		{"rows", "row"}, {"rows by place", "row_place"}, {"words", "word"}, {"index", "search_data"}, {"rows of the index", "search_docsize"}, {"pieces", "piece"},
	} {
		var n int64
		if err := c.db.QueryRow("SELECT ifnull(sum(pgsize), 0) FROM dbstat WHERE name = ?", part.table).Scan(&n); err == nil {
			t.Logf("  %s: %.1f MB", part.name, float64(n)/1e6)
		}
	}
	bare, bareBusy := bareInsert(t, c, filepath.Join(dir, "bare.db"))
	t.Logf("bare insert: %.1f s, %.0f a second, %.1f s of processor time; add is %.2f of it", bare.Seconds(), float64(added.New)/bare.Seconds(), bareBusy.Seconds(), bare.Seconds()/add.Seconds())
	if share := bare.Seconds() / add.Seconds(); share < leastOfBare {
		t.Errorf("add is %.2f of a bare insert, want %.2f", share, leastOfBare)
	}
	measureSearch(t, c, 1000)
	if err := c.Compact(ctx); err != nil {
		t.Fatal(err)
	}
	size = sizeOf(filepath.Join(root, databaseName))
	t.Logf("size after compact: %.1f MB, %.2f of the text", float64(size)/1e6, float64(size)/float64(text))
	if float64(size) > mostOfText*float64(text) {
		t.Errorf("the database is too large, want %.1f of the text", mostOfText)
	}
	measureSearch(t, c, 1000)
	measureKinds(t, c)
}

// bareInsert inserts the tokens of all rows, made before, into a table like that of the corpus.
func bareInsert(t *testing.T, c *Corpus, path string) (took, busy time.Duration) {
	rows, err := c.db.Query("SELECT en, zh FROM row ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.Text.EN, &e.Text.ZH); err != nil {
			t.Fatal(err)
		}
		list = append(list, newEntry(e.Record).tokens)
	}
	db, err := openDatabase(path, "rwc")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	table := migrations[0][strings.Index(migrations[0], "CREATE VIRTUAL TABLE search"):]
	if _, err := db.Exec(table); err != nil {
		t.Fatal(err)
	}
	start, before := time.Now(), processorTime()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	s, err := tx.Prepare("INSERT INTO search (rowid, tokens) VALUES (?, ?)")
	if err != nil {
		t.Fatal(err)
	}
	for n, tokens := range list {
		if _, err := s.Exec(n+1, tokens); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return time.Since(start), processorTime() - before
}

// measureSearch looks for words and phrases of 1 to 8 units that stand in random rows, and
// logs how long the first page and the total take.
func measureSearch(t *testing.T, c *Corpus, queries int) {
	ctx := context.Background()
	var rows int
	if err := c.db.QueryRow("SELECT max(n) FROM row").Scan(&rows); err != nil {
		t.Fatal(err)
	}
	g := newGenerator(t, 2)
	type taken struct {
		length int
		side   align.Side
		took   time.Duration
		busy   time.Duration
	}
	var all []taken
	for len(all) < queries {
		var text align.TextPair
		err := c.db.QueryRow("SELECT en, zh FROM row WHERE n = ?", 1+g.random.IntN(rows)).Scan(&text.EN, &text.ZH)
		if err == sql.ErrNoRows {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		side := align.Side(g.random.IntN(2))
		units := unitsOf(nil, text.Side(side))
		length := 1 + g.random.IntN(8)
		if len(units) < length {
			continue
		}
		k := g.random.IntN(len(units) - length + 1)
		from := text.Side(side)[units[k].start:units[k+length-1].end]
		query := Query{Terms: []Term{term(t, prefixes[side]+from)}}
		start, busy := time.Now(), processorTime()
		r, err := c.Search(ctx, query, Page{Limit: 20})
		took := time.Since(start)
		busy = processorTime() - busy
		if err != nil || r.Total == 0 {
			t.Fatal(query, r, err)
		}
		if took > 100*time.Millisecond {
			t.Logf("slow: %v %q: %d rows", took, from, r.Total)
		}
		all = append(all, taken{length, side, took, busy})
	}
	report := func(name string, of func(taken) bool) (p95 time.Duration) {
		var times, busy []time.Duration
		for _, x := range all {
			if of(x) {
				times, busy = append(times, x.took), append(busy, x.busy)
			}
		}
		slices.Sort(times)
		slices.Sort(busy)
		t.Logf("search, %s: median %.2f ms, p95 %.2f ms (of processor time %.2f), most %.2f ms", name, ms(times[len(times)/2]), ms(times[len(times)*95/100]), ms(busy[len(busy)*95/100]), ms(times[len(times)-1]))
		return busy[len(busy)*95/100]
	}
	for length := 1; length <= 8; length++ {
		report(string(rune('0'+length))+" units", func(x taken) bool { return x.length == length })
	}
	report("English", func(x taken) bool { return x.side == align.EN })
	report("Chinese", func(x taken) bool { return x.side == align.ZH })
	if p95 := report("all", func(taken) bool { return true }); p95 > mostSearch {
		t.Errorf("95 of 100 searches take %v of processor time, want %v", p95, mostSearch)
	}
}

// measureKinds logs how long other kinds of search and its figures take.
func measureKinds(t *testing.T, c *Corpus) {
	ctx := context.Background()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	timed := func(what string, do func() (rows int, err error)) {
		start, busy := time.Now(), processorTime()
		rows, err := do()
		if err != nil {
			t.Fatal(what, err)
		}
		t.Logf("%s: %d rows, %.0f ms, %.0f ms of processor time", what, rows, ms(time.Since(start)), ms(processorTime()-busy))
	}
	page := func(query string, page Page) func() (int, error) {
		return func() (int, error) {
			r, err := c.Search(ctx, Query{Terms: []Term{term(t, query)}}, page)
			if err != nil {
				return 0, err
			}
			return r.Total, nil
		}
	}
	for _, query := range []string{"water", "water tariff", "contain*", "*tion", `/\bwait(s|ed)? for (a|the)\b/`, `/[aeiou]{4}/`, `/\bthe\b/`, "zh:/[一二三]成/", "zh:/的.{0,8}了/",
		`[lemma="wait"] []{0,3} [word="doctor.*"]`, `[lemma="be"] [word=".*ed"]`, `[word=".*e"] [word=".*s"]`, "the * of", "把*了", "zh:医生"} {
		timed("first page of "+query, page(query, Page{Limit: 20}))
	}
	for _, by := range Sorts() {
		timed("doctor, sorted by "+string(by), page("doctor", Page{Limit: 20, Sort: by}))
	}
	q := Query{Terms: []Term{term(t, "doctor")}}
	timed("nurse, sorted by translation", func() (int, error) {
		marker, err := c.Marker(ctx, Query{Terms: []Term{term(t, "nurse")}}, lex)
		if err != nil {
			return 0, err
		}
		return page("nurse", Page{Limit: 20, Sort: SortOther, Marker: marker})()
	})
	timed("translations of doctor", func() (int, error) {
		x, err := c.Translations(ctx, q, lex, 1)
		if err != nil {
			return 0, err
		}
		return x.Total, nil
	})
	timed("collocates of doctor", func() (int, error) {
		x, err := c.Collocates(ctx, q, 5, lex, 1)
		if err != nil {
			return 0, err
		}
		return x.Total, nil
	})
	timed("marker of a page", func() (int, error) {
		_, err := c.Marker(ctx, q, lex)
		return 20, err
	})
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
