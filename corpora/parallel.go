package corpora

import (
	"iter"
	"runtime"
)

// inOrder calls work with each value on goroutines of their own, as many at a time as there are
// processors, and take with each result, on the calling goroutine and in the order of the
// values. It ends with the first error.
func inOrder[T, R any](values iter.Seq2[T, error], work func(T) (R, error), take func(R) error) error {
	type result struct {
		value R
		err   error
	}
	var waiting []chan result
	takeFirst := func() error {
		r := <-waiting[0]
		if waiting = waiting[1:]; r.err != nil {
			return r.err
		}
		return take(r.value)
	}
	for v, err := range values {
		if err != nil {
			return err
		}
		done := make(chan result, 1)
		waiting = append(waiting, done)
		go func() {
			value, err := work(v)
			done <- result{value, err}
		}()
		if len(waiting) > runtime.GOMAXPROCS(0) {
			if err := takeFirst(); err != nil {
				return err
			}
		}
	}
	for len(waiting) > 0 {
		if err := takeFirst(); err != nil {
			return err
		}
	}
	return nil
}
