package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long work may take before a bar says how far it is.
const patience = time.Second

// progress is a bar on a terminal that says how far long work has come.
type progress struct {
	out   io.Writer // nil: there is nobody to see it
	begun time.Time
	bar   *progressbar.ProgressBar // nil until patience has run out
}

// newProgress returns a bar on stderr if that is a terminal and something may be
// said.
func (s *shared) newProgress() *progress {
	p := &progress{begun: time.Now()}
	if f, ok := s.err.(*os.File); ok && !s.quiet && !s.verbose && term.IsTerminal(int(f.Fd())) {
		p.out = f
	}
	return p
}

// step begins a step, which takes the work from one share of it to another, and
// returns a function to be called with the share of the step that is done.
func (p *progress) step(name string, from, to float64) func(share float64) {
	show := func(share float64) { p.show(name, from+float64(share*(to-from))) }
	show(0)
	return show
}

// show says what is done, and the share of the work that is.
func (p *progress) show(what string, share float64) {
	if p.out == nil || time.Since(p.begun) < patience {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(100, progressbar.OptionSetWriter(p.out), progressbar.OptionSetWidth(30),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false))
	}
	p.bar.Describe(what)
	p.bar.Set(int(100 * share))
}

// done takes the bar away, before anything else is said; a second call does nothing.
func (p *progress) done() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar, p.out = nil, nil
	}
}
