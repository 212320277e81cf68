package language

// Narrow returns the ASCII twin of a full-width form (U+FF01 to U+FF5E), and any
// other character as it is.
func Narrow(r rune) rune {
	if 0xFF01 <= r && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}
