package document

import (
	"encoding/base64"
	"mime/quotedprintable"
	"strings"
	"testing"

	"bitext/align"
)

// webArchive returns a page as Chromium saves it in one file, with a frame.
func webArchive(page, frame string) string {
	var quoted strings.Builder
	w := quotedprintable.NewWriter(&quoted)
	w.Write([]byte(page))
	w.Close()
	return "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/1\r\nSubject: The ferry\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary--7----\"\r\n\r\n\r\n" +
		"------Boundary--7----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/1\r\n\r\n" + quoted.String() +
		"\r\n------Boundary--7----\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://example.org/1.gif\r\n\r\nR0lGODlhAQAB\r\n" +
		"\r\n------Boundary--7----\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-ID: <frame-2@mhtml.blink>\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
		base64.StdEncoding.EncodeToString([]byte(frame)) + "\r\n------Boundary--7------\r\n"
}

func TestMHTML(t *testing.T) {
	const (
		first  = "每天清晨六点，渡船载着两百个人过江，傍晚又载他们回来，船票只要一个鸡蛋的价钱。"
		second = "市里说，养渡船太贵。已经架了两座桥，桥不要船员，不要柴油，也不要时刻表。"
		third  = "所以，让它留下吧。一座放弃渡船的城市，等于认定自己已经认得所有的路，而这从来不是真的。"
		framed = "本网站使用Cookie来改善您的体验，继续浏览即表示您同意我们的隐私政策和使用条款。"
	)
	page := "<html><head><title>让渡船留下</title></head><body><h1>让渡船留下</h1><p>" + first + "</p><p>" + second + "</p><p>" + third + `</p><iframe src="cid:frame-2@mhtml.blink"></iframe></body></html>`
	diffEntries(t, []entry{
		{"让渡船留下", align.Title, ""}, {first, align.Body, ""}, {second, align.Body, ""}, {third, align.Body, ""}, {framed, align.Boilerplate, "cookie notice"},
	}, entries(t, "a.mhtml", []byte(webArchive(page, "<html><body><p>"+framed+"</p></body></html>"))))

	shell := `<html><head><title>让渡船留下</title></head><body><div>首页</div><iframe src="cid:frame-2@mhtml.blink"></iframe></body></html>`
	diffEntries(t, []entry{
		{"首页", align.Boilerplate, "navigation"}, {"让渡船留下", align.Title, ""}, {first, align.Body, ""}, {second, align.Body, ""}, {third, align.Body, ""},
	}, entries(t, "a.mht", []byte(webArchive(shell, "<html><body><h1>让渡船留下</h1><p>"+first+"</p><p>"+second+"</p><p>"+third+"</p></body></html>"))))
}

func FuzzMHTML(f *testing.F) {
	f.Add([]byte(webArchive(dailyPage, portalPage)))
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>x"))
	f.Add([]byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n<frameset><frame src=cid:1>"))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.mhtml", data) })
}
