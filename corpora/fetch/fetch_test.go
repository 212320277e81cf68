package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"bitext/align"
)

// site returns a server with pages that go wrong in some way.
func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=gbk")
		fmt.Fprintf(w, "<p>\xc4\xe3\xba\xc3 %s", r.UserAgent())
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/page?key=secret", http.StatusFound)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/large", func(w http.ResponseWriter, _ *http.Request) {
		block := []byte(strings.Repeat("a", 1<<20))
		for range maxPage>>20 + 1 {
			w.Write(block)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func TestGet(t *testing.T) {
	server := site(t)
	c := NewClient(true)
	page, err := c.Get(context.Background(), server.URL+"/moved")
	if err != nil {
		t.Fatal(err)
	}
	if page.URL != server.URL+"/page?key=secret" || page.Name != "127.0.0.1-page.html" || !strings.Contains(string(page.Data), userAgent) {
		t.Errorf("got %+v", page)
	}
	if text := string(page.Text()); !strings.HasPrefix(text, `<meta charset="gbk"><p>`) {
		t.Errorf("the encoding of the server is lost: %q", text)
	}
	tests := []struct {
		path, says string
		code       align.Code
	}{
		{"/none", "404 not found", ""}, {"/round", "redirects more than 5 times", ""}, {"/file", `address of "file"`, ""}, {"/large", "larger than 64 MB", align.TooLarge},
	}
	for _, tt := range tests {
		_, err := c.Get(context.Background(), server.URL+tt.path)
		refused, _ := errors.AsType[*align.InputError](err)
		if err == nil || !strings.Contains(err.Error(), tt.says) || (refused != nil) != (tt.code != "") || refused != nil && refused.Code != tt.code {
			t.Errorf("%s: %v, want %q", tt.path, err, tt.says)
		}
	}
	for _, address := range []string{"https://user:pass@example.org/", "https:///x", "http://[::1", "ftp://example.org/"} {
		if _, err := c.Get(context.Background(), address); err == nil || strings.Contains(err.Error(), "pass@") {
			t.Errorf("%s: %v", address, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Get(ctx, server.URL+"/page"); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled context: %v", err)
	}
}

// Private addresses are refused as numbers, as names and behind redirects.
func TestRefusesPrivate(t *testing.T) {
	server := site(t)
	port := server.URL[strings.LastIndexByte(server.URL, ':'):]
	for _, address := range []string{server.URL + "/page?key=secret", "http://localhost" + port + "/page", "http://[::ffff:127.0.0.1]" + port + "/page", "http://0.0.0.0" + port + "/"} {
		_, err := NewClient(false).Get(context.Background(), address)
		if refused, ok := errors.AsType[*align.InputError](err); !ok || refused.Code != align.PrivateAddress || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestIsPublic(t *testing.T) {
	tests := map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1::1": true, "64:ff9b::5db8:d822": true, "::ffff:93.184.216.34": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "224.0.0.1": false,
		"255.255.255.255": false, "::1": false, "::": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "::ffff:10.0.0.1": false, "64:ff9b::a00:1": false, "2002:7f00:1::": false, "::7f00:1": false, "ff02::1": false,
	}
	for address, want := range tests {
		if got := isPublic(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: public %v, want %v", address, got, want)
		}
	}
}

func TestFileName(t *testing.T) {
	tests := map[string]string{
		"https://example.org/": "example.org", "https://example.org/a/b.html?x=1": "example.org-b.html", "https://example.org/%2e%2e/..%2fx": "example.org-x",
		"https://example.org/观点.php": "example.org-观点.php", "http://[2001:db8::1]/a": "2001_db8__1-a",
	}
	for address, want := range tests {
		if got := FileName(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
