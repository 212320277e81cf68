package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// checkParts refuses a workbook with a sheet whose XML is damaged or breaks off:
// excelize would take the rows before for the whole.
func checkParts(workbook []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if folder, ok := strings.CutPrefix(path.Dir(name), "xl"); !ok || folder != "" && folder != "/worksheets" || path.Ext(name) != ".xml" {
			continue
		}
		if err := wellFormed(f); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// wellFormed reads a part of a workbook to its end.
func wellFormed(f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(io.LimitReader(r, maxUnzipped))
	d.CharsetReader = charset.NewReaderLabel
	for depth := 0; ; {
		token, err := d.RawToken()
		switch {
		case err == io.EOF && depth == 0:
			return nil
		case err == io.EOF:
			return errors.New("the end of it is missing")
		case err != nil:
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
}
