package engine

import (
	commandline "flag"
	"os"

	_ "pgregory.net/rapid"
)

// Properties are checked on the same draws in each run, so that a failure is of the change at
// hand. ALIGN_RANDOM=1 draws anew, as .ci/full does.
func init() {
	if os.Getenv("ALIGN_RANDOM") == "" {
		commandline.Set("rapid.seed", "1")
	}
}
