package align_test

import (
	"testing"

	"bitext/align"
)

// Every reason has a name in Chinese and an explanation in both languages.
func TestFlagsAreExplained(t *testing.T) {
	for _, kind := range []align.FlagKind{
		align.NumbersDiffer, align.UnusualLength, align.Converted, align.LowSupport, align.Untranslated, align.TermMissing, align.OrderChange, align.SentenceAlone, align.NoCounterpart, align.Republished,
	} {
		if en, zh := kind.Explain(); en == "" || zh == "" || kind.Chinese() == "" {
			t.Errorf("%s: %q, %q, %q", kind, kind.Chinese(), en, zh)
		}
	}
	if n := len(align.FlagKinds()); n != 10 {
		t.Errorf("%d kinds are explained", n)
	}
	if en, zh := align.FlagKind("a flag of a later version").Explain(); en+zh != "" {
		t.Errorf("%q, %q", en, zh)
	}
}
