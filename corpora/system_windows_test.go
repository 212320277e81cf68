package corpora

import "time"

func limitFiles() {}

func processorTime() time.Duration { return 0 }
