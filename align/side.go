package align

// Side is one of the two editions. It indexes arrays that hold something of both.
type Side int

// The two sides. Sides counts them, for loops over both.
const (
	EN Side = iota
	ZH
	Sides
)

// String returns the name of the side's language.
func (s Side) String() string { return [Sides]string{"English", "Chinese"}[s] }

// Bilingual returns the name of the side's language in both languages.
func (s Side) Bilingual() string { return [Sides]string{"English 英文", "Chinese 中文"}[s] }

// Language returns the side's language.
func (s Side) Language() Language { return [Sides]Language{English, Chinese}[s] }

// Document returns the edition of a side.
func (al *Alignment) Document(s Side) *Document { return [Sides]*Document{al.EN, al.ZH}[s] }

// Units returns the ids of the units that the bead has on a side.
func (b Bead) Units(s Side) []int { return [Sides][]int{b.EN, b.ZH}[s] }

// SetUnits sets the ids of the units that the bead has on a side.
func (b *Bead) SetUnits(s Side, ids []int) {
	if s == EN {
		b.EN = ids
	} else {
		b.ZH = ids
	}
}

// Side returns the text of a side.
func (p TextPair) Side(s Side) string { return [Sides]string{p.EN, p.ZH}[s] }
