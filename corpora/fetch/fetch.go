// Package fetch fetches pages from the web that a user named, within limits, and never
// from the user's own network unless that is asked for.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"bitext/align"
)

// The limits of what is fetched.
const (
	maxPage      = 64 << 20         // bytes of a page, unpacked
	maxTime      = 60 * time.Second // for a page, redirects included
	maxRedirects = 5
	maxHeader    = 256 << 10 // bytes
)

// userAgent is the name by which the fetcher calls itself to servers.
const userAgent = "align (aligns two editions of an article; fetches the pages that its user names, one by one)"

// IsURL reports whether an argument is the address of a web page.
func IsURL(arg string) bool {
	scheme, _, found := strings.Cut(arg, "://")
	return found && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Shown returns an address as it may stand in messages: without password and query, which
// may be secret.
func Shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the address"
	}
	return u.Scheme + "://" + u.Host + u.EscapedPath()
}

// Page is a page as the server sent it.
type Page struct {
	URL  string // where it was in the end
	Name string // of a file to keep it in: the last part of the address, with the extension of its type
	Data []byte

	charset string // that the server declares
}

// Text returns the page for a reader of files. A web page that is not in UTF-8 and does not
// say its encoding where readers look has it from the server.
func (p *Page) Text() []byte {
	if p.charset == "" || utf8.Valid(p.Data) || !strings.HasSuffix(p.Name, ".html") {
		return p.Data
	}
	return append([]byte(`<meta charset="`+p.charset+`">`), p.Data...)
}

// Client fetches pages. Several goroutines may use it.
type Client struct{ http http.Client }

// NewClient returns a client. Addresses of private networks, of this machine and of the
// link (RFC 6890) are refused unless allowPrivate is set, wherever a name or a redirect
// leads. Proxies are not used.
func NewClient(allowPrivate bool) *Client {
	dialer := &net.Dialer{Timeout: 15 * time.Second}
	if !allowPrivate {
		dialer.Control = refusePrivate
	}
	c := new(Client)
	c.http = http.Client{
		Timeout: maxTime,
		Transport: &http.Transport{
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 15 * time.Second,
			ResponseHeaderTimeout: 30 * time.Second, MaxResponseHeaderBytes: maxHeader, DisableKeepAlives: true,
		},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return fmt.Errorf("it redirects more than %d times", maxRedirects)
			}
			if !IsURL(next.URL.String()) {
				return fmt.Errorf("it redirects to an address of %q", next.URL.Scheme)
			}
			return nil
		},
	}
	return c
}

// errPrivate is the error for an address that is not on the public internet.
var errPrivate = errors.New("it leads to an address of a private network or of this machine")

// refusePrivate refuses to connect to an address that is not on the public internet. The
// dialer calls it with the address that it is about to use, so no name can lead past it.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || !isPublic(at.Addr()) {
		return errPrivate
	}
	return nil
}

// special are the networks that are not on the public internet, or lead to others (IANA
// special-purpose address registries), beyond those that package netip knows.
var special = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("::/96"),
}

var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// isPublic reports whether an address is on the public internet.
func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	if nat64.Contains(a) { // the address of a network without IPv4
		embedded := a.As16()
		return isPublic(netip.AddrFrom4([4]byte(embedded[12:])))
	}
	for _, network := range special {
		if network.Contains(a) {
			return false
		}
	}
	return true
}

// Get fetches a page. An address that is private, or a page that is too large, gives an
// *align.InputError; other errors say what went wrong on the way.
func (c *Client) Get(ctx context.Context, address string) (*Page, error) {
	refused := func(code align.Code, why, do string) error {
		return &align.InputError{Code: code, Op: "fetch", Path: Shown(address), Reason: why, Hint: do}
	}
	response, err := c.get(ctx, address)
	switch {
	case errors.Is(err, errPrivate):
		return nil, refused(align.PrivateAddress, errPrivate.Error(), "--allow-private fetches from there")
	case err != nil:
		return nil, fmt.Errorf("fetch %s: %w", Shown(address), err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch %s: the server answers %s; open it in a browser and save it", Shown(address), strings.ToLower(response.Status))
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxPage+1))
	if err != nil {
		return nil, fmt.Errorf("fetch %s: %w", Shown(address), withoutAddress(err))
	}
	if len(data) > maxPage {
		return nil, refused(align.TooLarge, fmt.Sprintf("it is larger than %d MB", maxPage>>20), "save only the article")
	}
	kind, params, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	return &Page{URL: response.Request.URL.String(), Name: fileName(response.Request.URL, kind), Data: data, charset: plainName(params["charset"])}, nil
}

// get sends a request.
func (c *Client) get(ctx context.Context, address string) (*http.Response, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !IsURL(address) {
		return nil, errors.New("it is no address that can be fetched")
	}
	if u.User != nil {
		return nil, errors.New("it holds a password; leave it out")
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("it is no address that can be fetched")
	}
	request.Header.Set("User-Agent", userAgent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain,application/pdf,*/*;q=0.8")
	response, err := c.http.Do(request)
	if err != nil {
		return nil, withoutAddress(err)
	}
	return response, nil
}

// withoutAddress takes the address, which may hold secrets, out of an error of package http.
func withoutAddress(err error) error {
	if fetching, ok := errors.AsType[*url.Error](err); ok {
		if fetching.Timeout() {
			return fmt.Errorf("it took more than %d seconds: %w", int(maxTime.Seconds()), fetching.Err)
		}
		return fetching.Err
	}
	return err
}

// extensions holds the extensions of files by the type that servers call them.
var extensions = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf", "application/epub+zip": ".epub",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "application/vnd.oasis.opendocument.text": ".odt",
	"application/rtf": ".rtf", "text/rtf": ".rtf", "application/msword": ".doc", "multipart/related": ".mhtml",
}

// FileName returns the name of the file that the page at an address would be kept in, as
// far as the address tells.
func FileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "page"
	}
	return fileName(u, "")
}

// fileName returns a name for the file of a page: host and last part of the path, without
// signs that some system does not take.
func fileName(u *url.URL, kind string) string {
	base := path.Base(u.Path)
	if base == "." || base == "/" {
		base = ""
	}
	extension := path.Ext(base)
	if known := extensions[kind]; known != "" && !(kind == "text/plain" && extension == ".md") {
		base, extension = strings.TrimSuffix(base, extension), known
	} else {
		base = strings.TrimSuffix(base, extension)
	}
	name := u.Hostname()
	if base != "" {
		name += "-" + base
	}
	return plainName(name) + plainName(extension)
}

// plainName returns the first characters of a name without any that a file name or an
// attribute cannot hold.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*%&'`, r) {
			return '_'
		}
		return r
	}, s)
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most])
	}
	return s
}
