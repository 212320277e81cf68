package corpora

func limitFiles() {}
