package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestFetch(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/cedict.u8":
			w.Write([]byte("#! date=2026-08-01T00:00:00Z\n公園 公园 [gong1 yuan2] /park/\n"))
		case "/page":
			w.Write([]byte("<html>not found</html>"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	l, err := fetched(context.Background(), server.URL+"/cedict.u8")
	if err != nil || l.Len() != 1 || l.Title() != "CC-CEDICT 2026-08-01" {
		t.Errorf("got %v, %v", l, err)
	}
	secret := strings.Replace(server.URL, "http://", "http://user:word@", 1)
	for path, want := range map[string]string{"/page?key=word": "no CC-CEDICT dictionary", "/gone?key=word": "404"} {
		_, err := fetched(context.Background(), secret+path)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", path, err, want)
		} else if strings.Contains(err.Error(), "word") {
			t.Errorf("%s: the message tells a secret: %v", path, err)
		}
	}
	server.Close()
	u, err := url.Parse(secret + "/x?key=word")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fetched(context.Background(), u.String()); err == nil || strings.Contains(err.Error(), "word") {
		t.Errorf("no server: got %v", err)
	}
}
