// Align aligns the English and the Chinese edition of a piece, paragraph by
// paragraph and sentence by sentence.
package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // a reader that goes away is a failed write, which cleans up
	limitMemory()
	restore := useUTF8()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() { // the first Ctrl-C asks for an end, the second is one
		stop()
		time.Sleep(grace)
		fmt.Fprintln(os.Stderr, "align: interrupted")
		restore()
		os.Exit(exitFailed)
	})
	code := run(ctx, os.Args[1:], streams{os.Stdout, os.Stderr})
	stop()
	restore()
	os.Exit(code)
}

// grace is how long an interrupted command may take to end by itself. It ends with no
// more ado if it waits for a disk or for a reader of its output, which do not listen.
const grace = 1500 * time.Millisecond

// maxHeap is how many bytes of memory are used freely; from there on memory is freed as
// soon as it can be, so that no input within the limits takes over 1 GiB.
const maxHeap = 800 << 20

// limitMemory sets the limit on memory, unless the environment does (GOMEMLIMIT).
func limitMemory() {
	if debug.SetMemoryLimit(-1) == math.MaxInt64 {
		debug.SetMemoryLimit(maxHeap)
	}
}
