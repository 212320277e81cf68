package corpora

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bitext/align"
)

// childVariable names what a process that a test starts is to do: "add DIR FILE".
const childVariable = "CORPUS_TEST_CHILD"

func TestMain(m *testing.M) {
	if task := os.Getenv(childVariable); task != "" {
		os.Exit(child(strings.Split(task, "\n")))
	}
	os.Exit(m.Run())
}

// child adds files to a corpus.
func child(args []string) int {
	limitFiles()
	ctx := context.Background()
	c, err := Open(ctx, args[0])
	if err == nil {
		_, err = c.Add(ctx, args[1:], AddOptions{})
		err = errors.Join(err, c.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func startChild(t *testing.T, environment []string, args ...string) (*exec.Cmd, *strings.Builder) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	var text strings.Builder
	cmd.Stderr = &text
	cmd.Env = append(append(os.Environ(), childVariable+"="+strings.Join(args, "\n")), environment...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &text
}

// killsVariable says how often TestKill kills: 50 in .ci/full.
const killsVariable = "CORPUS_KILLS"

// A process that is killed at any moment leaves a whole corpus, with the files that it had
// added wholly and no part of others; the same command goes on from there.
func TestKill(t *testing.T) {
	kills := 2
	if n, err := strconv.Atoi(os.Getenv(killsVariable)); err == nil {
		kills = n
	}
	ctx, dir := context.Background(), t.TempDir()
	g := newGenerator(t, 5)
	var files []string
	const rowsAFile = 200
	for k := range 6 {
		path := filepath.Join(dir, fmt.Sprintf("f%d.jsonl", k))
		var rows []jsonRow
		for range rowsAFile {
			p := g.next()
			rows = append(rows, pairRow(p.EN, p.ZH))
		}
		rows[0] = rows[0].with("ok", "kept")
		writeRows(t, path, rows...)
		files = append(files, path)
	}
	c := open(t)
	root := c.Dir
	c.Close()
	start := time.Now()
	cmd, text := startChild(t, nil, append([]string{root}, files...)...)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err, text)
	}
	took := time.Since(start)
	random := rand.New(rand.NewPCG(1, 2))
	for range kills {
		for _, path := range files { // something to do for every file: a row less or more
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			p := g.next()
			lines := strings.SplitAfter(string(data), "\n")
			lines[1+random.IntN(rowsAFile-2)] = fmt.Sprintf(`{"translation":{"en":%q,"zh":%q}}`+"\n", p.EN, p.ZH)
			if err := os.WriteFile(path, []byte(strings.Join(lines, "")), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		cmd, _ := startChild(t, nil, append([]string{root}, files...)...)
		timer := time.AfterFunc(time.Duration(random.Float64()*1.1*float64(took)), func() { cmd.Process.Kill() })
		cmd.Wait()
		timer.Stop()
		c, err := Open(ctx, root)
		if err != nil {
			t.Fatal(err)
		}
		whole(t, c)
		list, err := c.Pieces(ctx)
		if err != nil || len(list) != len(files) {
			t.Fatal(list, err)
		}
		for r, err := range c.Rows(ctx, Where{"status": "ok"}) {
			if err != nil || r.Comment != "kept" {
				t.Error(r, err)
			}
		}
		for _, p := range list {
			if p.Rows != rowsAFile {
				t.Errorf("piece %s has %d rows", p.ID, p.Rows)
			}
		}
		if a := add(t, c, files...); a.Unchanged+a.Pieces != len(files) {
			t.Errorf("%+v", a)
		}
		whole(t, c)
		c.Close()
	}
}

// While one process writes, another reads, and one that wants to write says who is in the way.
func TestTwoProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits as long as a process does for another")
	}
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "a.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"))
	c := open(t, path)
	tx, err := c.begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	other, err := Open(ctx, c.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if r, err := other.Search(ctx, Query{Phrases: []Phrase{phrase(t, "ships")}}, 0, 0); err != nil || r.Total != 1 {
		t.Error(r, err)
	}
	more := filepath.Join(dir, "b.jsonl")
	writeRows(t, more, pairRow("It ends.", "完了。"))
	if _, err := other.Add(ctx, []string{more}, AddOptions{}); err == nil || !strings.Contains(err.Error(), "another process is writing to it; wait") {
		t.Error(err)
	}
}

// What is no corpus, damaged or of a newer version is refused with a line that says so.
func TestRefused(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	path := filepath.Join(dir, "a.jsonl")
	g := newGenerator(t, 7)
	g.write(t, path, 500)
	made := open(t, path)
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	database, err := os.ReadFile(filepath.Join(made.Dir, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, want string
		data       func() []byte
	}{
		{"no database", "database of another program", func() []byte { d := append([]byte{}, database...); copy(d[68:72], "xxxx"); return d }},
		{"text", "damaged", func() []byte { return []byte(strings.Repeat("no database at all\n", 1000)) }},
		{"empty", "empty", func() []byte { return nil }},
		{"newer", "newer version of align", func() []byte { d := append([]byte{}, database...); d[63] = 99; return d }},
		{"cut", "damaged", func() []byte { return database[:len(database)/2] }},
	}
	for _, test := range tests {
		root := filepath.Join(dir, test.name)
		if err := os.Mkdir(root, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, databaseName), test.data(), 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := Open(ctx, root)
		if err == nil {
			_, err = c.Verify(ctx, nil)
			c.Close()
		}
		var refused *align.InputError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	// Pages that are damaged inside are found by verify at the latest, and nothing panics.
	random := rand.New(rand.NewPCG(3, 4))
	found := 0
	for k := range 20 {
		root := filepath.Join(dir, fmt.Sprint("page", k))
		if err := os.Mkdir(root, 0o755); err != nil {
			t.Fatal(err)
		}
		d := append([]byte{}, database...)
		at := 4096 * (1 + random.IntN(len(d)/4096-1))
		for j := range 400 {
			d[at+j] ^= byte(1 + random.IntN(255))
		}
		if err := os.WriteFile(filepath.Join(root, databaseName), d, 0o644); err != nil {
			t.Fatal(err)
		}
		c, err := Open(ctx, root)
		if err != nil {
			found++
			continue
		}
		c.Search(ctx, Query{Phrases: []Phrase{phrase(t, "water")}}, 0, 10)
		c.Stats(ctx)
		if v, err := c.Verify(ctx, nil); err != nil || len(v.Faults) > 0 {
			found++
		}
		c.Close()
	}
	if found < 18 { // a page may be free
		t.Errorf("verify found %d of 20 damaged corpora", found)
	}
	if err := Init(ctx, made.Dir); !errors.As(err, new(*align.InputError)) {
		t.Error(err)
	}
	if _, err := Open(ctx, filepath.Join(dir, "nowhere")); !errors.As(err, new(*align.InputError)) {
		t.Error(err)
	}
}

// The migrations lead from every older version to this one.
func TestMigrations(t *testing.T) {
	ctx := context.Background()
	for version := range len(migrations) + 1 {
		root := t.TempDir()
		db, err := openDatabase(filepath.Join(root, databaseName), "rwc")
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range append([]string{fmt.Sprintf("PRAGMA application_id = %d", application)}, append(migrations[:version:version], fmt.Sprintf("PRAGMA user_version = %d", version))...) {
			if _, err := db.Exec(step); err != nil {
				t.Fatal(err)
			}
		}
		db.Close()
		c, err := Open(ctx, root)
		if err != nil {
			t.Fatal(version, err)
		}
		path := filepath.Join(t.TempDir(), "a.jsonl")
		writeRows(t, path, pairRow("Ships wait.", "船在等。"))
		add(t, c, path)
		whole(t, c)
		c.Close()
	}
}
