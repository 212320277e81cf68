package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/eval"
	"bitext/align/lexicon"
)

// joined is the name of the set that has the chapters of MAC dev as one document.
const joined = "joined"

// figures are what an alignment of a set is worth.
type figures struct {
	*eval.Counts
	paths, beads float64 // log likelihood of the gold: of its paths, and of its beads each for itself
}

// judge aligns pieces with the parameters and compares them with their gold. Log likelihoods
// are of the gold whose beads are units.
func judge(ctx context.Context, pieces []piece, p *engine.Params, lex *lexicon.Lexicon) (figures, error) {
	all := make([]figures, len(pieces))
	errs := make([]error, len(pieces))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for k := range todo {
				all[k], errs[k] = judgeOne(ctx, pieces[k], p, lex)
			}
		})
	}
	for k := range pieces {
		todo <- k
	}
	close(todo)
	wg.Wait()
	total := figures{Counts: &eval.Counts{}}
	for k, f := range all {
		if errs[k] != nil {
			return total, fmt.Errorf("%s: %w", pieces[k].Name, errs[k])
		}
		total.add(f)
	}
	return total, nil
}

func judgeOne(ctx context.Context, p piece, params *engine.Params, lex *lexicon.Lexicon) (f figures, err error) {
	opt := engine.Options{Lexicon: lex, Params: params, Jobs: 1, Segmented: p.Segmented}
	al, err := engine.Align(ctx, p.EN, p.ZH, opt)
	if err != nil {
		return f, err
	}
	if f.Counts, err = eval.Compare(p.Beads, al.Beads); err != nil {
		return f, err
	}
	if p.Segmented {
		f.paths, f.beads, err = engine.LogLikelihood(ctx, p.Gold, opt)
	}
	return f, err
}

func (f *figures) add(other figures) {
	f.Counts.Add(other.Counts)
	f.paths += other.paths
	f.beads += other.beads
}

// print prints the figures of a set.
func (f figures) print(name string) {
	fmt.Printf("%-9s strict %.4f  null %.3f  calibration error %.3f, by chance %.3f", name, f.StrictRate().F1, f.NullRate().F1, f.CalibrationError(), f.ChanceError())
	if f.beads != 0 {
		fmt.Printf("  log likelihood %.1f, of the beads %.1f", f.paths, f.beads)
	}
	fmt.Println()
}

// join returns pieces as one.
func join(pieces []piece) piece {
	all := piece{Gold: engine.Gold{Name: joined, EN: &align.Document{Language: align.English}, ZH: &align.Document{Language: align.Chinese}, Segmented: true}, set: joined}
	shifted := func(ids []int, by int) []int {
		ids = slices.Clone(ids)
		for k := range ids {
			ids[k] += by
		}
		return ids
	}
	for _, p := range pieces {
		for _, b := range p.Beads {
			all.Beads = append(all.Beads, align.Bead{EN: shifted(b.EN, len(all.EN.Paragraphs)), ZH: shifted(b.ZH, len(all.ZH.Paragraphs))})
		}
		all.EN.Paragraphs = append(all.EN.Paragraphs, p.EN.Paragraphs...)
		all.ZH.Paragraphs = append(all.ZH.Paragraphs, p.ZH.Paragraphs...)
	}
	return all
}
