package align

// Meta is what a file says of the piece in it. A field is empty if the file says
// nothing of it. The values are of one line each, without markup and of bounded length, but
// nobody has checked that they are true.
type Meta struct {
	Title            string   `json:"title,omitempty"`
	Authors          []string `json:"authors,omitempty"`
	Translator       string   `json:"translator,omitempty"` // several with commas between
	Publisher        string   `json:"publisher,omitempty"`  // or the name of the site
	URL              string   `json:"url,omitempty"`        // where it was published: http or https
	Date             string   `json:"date,omitempty"`       // of publication: 2025-05-06, or as the file has it if that cannot be understood
	OriginalLanguage Language `json:"original_language,omitempty"`
	Licence          string   `json:"licence,omitempty"` // its name or URL, or a statement of rights
}
