package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgressOfLongWork(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, begun: time.Now().Add(-time.Hour)}
	p.step("aligning", 0, 0.5)(0.5)
	if got := out.String(); !strings.Contains(got, "aligning") || !strings.Contains(got, "25%") {
		t.Errorf("half of the first half done, the bar shows %q", got)
	}
	p.done()
	if got := out.String(); !strings.HasSuffix(got, "\r") {
		t.Errorf("the bar stays on its line: %q", got)
	}
}

func TestProgressIsQuietAtFirst(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, begun: time.Now().Add(time.Hour)}
	p.step("aligning", 0, 1)(0.5)
	p.done()
	if out.Len() > 0 {
		t.Errorf("a bar for work that is soon done: %q", out.String())
	}
}

func TestNoProgressWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	s := &shared{streams: streams{err: &out}}
	p := s.newProgress()
	p.begun = time.Now().Add(-time.Hour)
	p.step("aligning", 0, 1)(0.5)
	p.done()
	if out.Len() > 0 {
		t.Errorf("a bar where there is no terminal: %q", out.String())
	}
}
