package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"bitext/corpora/fetch"
	"bitext/corpora/pairing"
)

// A file manager starts align without a command: on a double click with nothing, and with the
// files that were dropped on it. Windows opens a window for that run alone, which would close
// as soon as align ends.

// withCommand returns arguments that begin with a file or the address of a page behind the
// command that they stand for: apply for a review workbook alone, pair for everything else.
// Other arguments come back as they are. It reports whether they name a command.
func withCommand(root *cobra.Command, args []string) (complete []string, named bool) {
	if len(args) == 0 {
		return args, false
	}
	if cmd, _, err := root.Find(args[:1]); err != nil || cmd != root || strings.HasPrefix(args[0], "-") {
		return args, true
	}
	if _, err := os.Stat(args[0]); err != nil && !fetch.IsURL(args[0]) {
		return args, true // a command that is not there
	}
	command := "pair"
	if alone := len(args) == 1 || strings.HasPrefix(args[1], "-"); alone && pairing.IsReviewed(args[0]) {
		command = "apply"
	}
	return append([]string{command}, args...), false
}

// whatFor says in a terminal what people come for.
const whatFor = `align puts the English and the Chinese edition of a piece side by side, paragraph by
paragraph and sentence by sentence.

Two editions, or a file that holds both, as a workbook to review:
  align pair english.html chinese.docx

The reviewed workbook as a translation memory, a Word file, a table:
  align apply english.xlsx -o memory.tmx -o bilingual.docx

A folder of articles paired up, aligned, and made a corpus that can be searched:
  align batch articles -o aligned --to jsonl
  align corpus init news
  align corpus add news aligned
  align corpus search news water

Files without a command are for pair, a reviewed workbook alone is for apply.
All commands: align --help. More to read: align help formats, corpora, model, exit-codes, codes.
`

// whatToDo says in a window that a double click has opened what to do.
const whatToDo = `align puts the English and the Chinese edition of a piece side by side.
align 把同一篇文章的英文版和中文版逐段逐句对齐。

1. Select both files, or one file that holds both languages, and drop them on align.exe.
   A workbook is written beside them, and opens.
   选中英文和中文两个文件（或一个双语文件），一起拖到 align.exe 上。
   旁边会生成一个工作簿（.xlsx），并自动打开。

2. Review it in Excel or WPS, save and close it, and drop the workbook on align.exe:
   what you have changed is listed.
   在 Excel 或 WPS 里审校，保存并关闭，再把工作簿拖到 align.exe 上：列出您的改动。

3. Translation memories, Word files, folders and corpora are made in a terminal:
   翻译记忆库、双语 Word 文件、整个文件夹和语料库，请在命令行（终端）里做：
       align.exe apply english.xlsx -o memory.tmx
       align.exe --help
`

// start says what align is for, to people who gave no command and no files.
func (s *shared) start() error {
	text := whatFor
	if ownsWindow() {
		text = whatToDo
	}
	_, err := fmt.Fprint(s.out, text)
	return err
}

// inBoth says an error in a window that a file manager has opened: in both languages, and
// without options, which nobody can give there.
func inBoth(err error, line string) string {
	if e, ok := errors.AsType[*existsError](err); ok {
		name := oneLine(filepath.Base(e.path))
		return fmt.Sprintf(alreadyThere, name, name)
	}
	if chinese := inChinese(line); chinese != line {
		line += "\n" + chinese
	}
	return line + "\n"
}

// alreadyThere says of a workbook from before, which may have been reviewed, what to do.
const alreadyThere = `%s is there already. It may have been reviewed, so it is not replaced.
To go on with it, open it. To align anew, rename it or move it away, then drop the files again.
%s 已经存在，其中可能有审校内容，因此不予替换。
要继续审校，请直接打开它；要重新对齐，请先将它改名或移走，再把文件拖上来。
`

// openNext says that a workbook waits for its reader, and why.
func (s *shared) openNext(outputs []output, toCheck int) {
	for _, o := range outputs {
		if o.format.Name == workbookFormat && o.path != stdout {
			s.workbook = o.path
			if !s.quiet && !s.json {
				fmt.Fprintf(s.ui.in(s.err), "open %s: %s to check\n", oneLine(o.path), count(toCheck, "row"))
			}
			return
		}
	}
}

// workbookFormat is the name of the format of workbooks.
const workbookFormat = "xlsx"

// stay opens the workbook that was written and keeps a window of our own until a key is
// pressed.
func (s *shared) stay() {
	if s.workbook != "" {
		if err := openFile(s.workbook); err != nil {
			fmt.Fprintln(s.ui.in(s.err), "align: "+message(fmt.Errorf("open: %s: %w", s.workbook, err)))
		}
	}
	fmt.Fprint(s.err, "\nPress any key to close this window. 按任意键关闭窗口。")
	stdin := int(os.Stdin.Fd())
	if before, err := term.MakeRaw(stdin); err == nil { // a key, without Enter
		defer term.Restore(stdin, before)
	}
	os.Stdin.Read(make([]byte, 1)) // whatever comes, also an end, closes it
}
