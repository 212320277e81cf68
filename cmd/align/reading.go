package main

import (
	"github.com/spf13/pflag"

	"bitext/align/engine"
	"bitext/align/glossary"
	"bitext/corpora/pairing"
)

// reading are the options that say how editions are read and aligned.
type reading struct {
	lexicon         lexiconFlag
	model           string
	glossaries      []string
	segmented       bool
	keepBoilerplate bool
	jobs            int
}

func (o *reading) flags(f *pflag.FlagSet) {
	f.BoolVar(&o.segmented, "segmented", false, "the input is segmented: a line is a unit, nothing is removed")
	f.StringVar((*string)(&o.lexicon), "lexicon", "", lexiconUsage+"; none for none")
	f.StringVar(&o.model, "model", "", modelUsage)
	f.StringArrayVar(&o.glossaries, "glossary", nil, "terms that translate for certain and are checked: `FILE` (.tsv, .csv, .tbx); may be given several times")
	f.BoolVar(&o.keepBoilerplate, "keep-boilerplate", false, "align page furniture too")
	f.IntVar(&o.jobs, "jobs", 0, "how many cores to use; 0 for all")
}

// load reads the dictionary, the weights and the glossary.
func (o *reading) load(s *shared, opt *engine.Options) (err error) {
	if opt.Lexicon, err = o.lexicon.load(); err != nil {
		return err
	}
	if opt.Params, _, err = loadModel(o.model); err != nil {
		return err
	}
	opt.Glossary, err = o.glossary(s)
	return err
}

// glossary reads the term lists as one; nil if there are none.
func (o *reading) glossary(s *shared) (*glossary.Glossary, error) {
	if len(o.glossaries) == 0 {
		return nil, nil
	}
	var all []glossary.Concept
	for _, path := range o.glossaries {
		entries, err := pairing.ReadGlossary(path)
		if err != nil {
			return nil, err
		}
		s.log().Info("read", "glossary", path, "entries", len(entries))
		all = append(all, entries...)
	}
	return glossary.New(all), nil
}
