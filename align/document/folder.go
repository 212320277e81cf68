package document

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
)

const (
	maxFolder  = 10_000      // files in a folder
	folderName = "folder"    // Document.Format
	maxTexts   = 4 * maxText // bytes of the paragraphs in a folder
)

// readFolder reads an edition that is a folder of files, chapters perhaps: their paragraphs
// in the natural order of the names, 2 before 10. The title of a file is a heading of the
// edition; a file without one has its name for that. Hidden files are passed over; files
// that are no text, and folders, are left out with a notice.
func readFolder(path string, opt Options) (*align.Document, error) {
	if opt.Segmented {
		return nil, refuse(align.NotAFile, path, "it is a folder, not text with one unit a line", "name a file in it")
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") })
	if len(entries) > maxFolder {
		return nil, refuse(align.TooLarge, path, fmt.Sprintf("the folder holds more than %d files", maxFolder), "split it into pieces")
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return naturally(a.Name(), b.Name()) })
	doc := &align.Document{Name: filepath.Base(path), Format: folderName}
	size := 0
	for _, e := range entries {
		file := filepath.Join(path, e.Name())
		if info, err := os.Stat(file); err == nil && info.IsDir() {
			doc.Notices = append(doc.Notices, e.Name()+": left out: it is a folder")
			continue
		}
		part, err := ReadFile(file, opt)
		if refused, ok := errors.AsType[*align.InputError](err); ok && leftOut[refused.Code] {
			doc.Notices = append(doc.Notices, e.Name()+": left out: "+refused.Reason)
			continue
		}
		if err != nil {
			return nil, err
		}
		addFile(doc, part)
		for _, p := range part.Paragraphs {
			size += len(p.Text)
		}
		switch {
		case len(doc.Paragraphs) > maxParagraphs:
			return nil, tooMany(path, maxParagraphs)
		case size > maxTexts:
			return nil, refuse(align.TooLarge, path, fmt.Sprintf("its files hold more than %d MB of text", maxTexts>>20), "split it into pieces")
		}
	}
	if len(doc.Paragraphs) == 0 {
		return nil, refuse(align.NoText, path, "no file in the folder itself holds text that is read", "name a file, or a folder of text files, web pages or documents; align batch pairs up the files of its subfolders")
	}
	for i := range doc.Paragraphs {
		doc.Paragraphs[i].Pos = i + 1
	}
	return doc, nil
}

// leftOut holds the codes of files that a folder may hold beside the text.
var leftOut = map[align.Code]bool{align.UnsupportedFormat: true, align.NoText: true, align.NotAFile: true, align.UnknownEncoding: true}

// addFile adds a file to the edition that its folder is.
func addFile(doc, part *align.Document) {
	if len(doc.Paragraphs) == 0 {
		doc.Meta = part.Meta
		doc.Meta.Title = ""
	}
	if !slices.Contains(strings.Split(doc.Encoding, ", "), part.Encoding) {
		doc.Encoding = strings.TrimPrefix(doc.Encoding+", "+part.Encoding, ", ")
	}
	for _, n := range part.Notices {
		doc.Notices = append(doc.Notices, part.Name+": "+n)
	}
	titled := slices.ContainsFunc(part.Paragraphs, func(p align.Paragraph) bool { return p.Kind == align.Title })
	if first := slices.IndexFunc(part.Paragraphs, func(p align.Paragraph) bool { return p.Kind != align.Boilerplate }); first >= 0 {
		titled = titled || part.Paragraphs[first].Kind == align.Heading
	}
	if !titled {
		name := strings.TrimSuffix(part.Name, filepath.Ext(part.Name))
		doc.Paragraphs = append(doc.Paragraphs, align.Paragraph{Text: strings.ToValidUTF8(name, "\ufffd"), Kind: align.Heading})
	}
	for _, p := range part.Paragraphs {
		if p.Kind == align.Title {
			p.Kind = align.Heading
		}
		doc.Paragraphs = append(doc.Paragraphs, p)
	}
}

// naturally compares names as people sort them: by the numbers in them, 2 before 10 and
// 第二章 before 第十章.
func naturally(a, b string) int {
	restA, restB := a, b
	for restA != "" && restB != "" {
		numberA, lenA := leadingNumber(restA)
		numberB, lenB := leadingNumber(restB)
		if lenA > 0 && lenB > 0 {
			if c := cmp.Or(cmp.Compare(len(numberA), len(numberB)), strings.Compare(numberA, numberB)); c != 0 {
				return c
			}
			restA, restB = restA[lenA:], restB[lenB:]
			continue
		}
		runeA, sizeA := utf8.DecodeRuneInString(restA)
		runeB, sizeB := utf8.DecodeRuneInString(restB)
		if runeA != runeB {
			return cmp.Compare(runeA, runeB)
		}
		restA, restB = restA[sizeA:], restB[sizeB:]
	}
	return cmp.Or(cmp.Compare(len(restA), len(restB)), strings.Compare(a, b))
}

// leadingNumber returns the digits of the number that a name starts with, without zeros
// before it, and how many bytes it takes, 0 if there is none. Chinese numerals go up to 999.
func leadingNumber(s string) (digits string, length int) {
	for length < len(s) && '0' <= s[length] && s[length] <= '9' {
		length++
	}
	if length > 0 {
		return strings.TrimLeft(s[:length], "0"), length
	}
	total, digit := 0, 0
	for _, r := range s {
		switch value := strings.IndexRune("零一二三四五六七八九", r) / len("一"); {
		case value >= 0 && strings.ContainsRune("零一二三四五六七八九", r):
			digit = value
		case r == '十':
			total, digit = total+max(digit, 1)*10, 0
		case r == '百':
			total, digit = total+max(digit, 1)*100, 0
		default:
			if length == 0 {
				return "", 0
			}
			return fmt.Sprint(total + digit), length
		}
		length += utf8.RuneLen(r)
	}
	return fmt.Sprint(total + digit), length
}
