package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxRobots is how many bytes of a robots.txt are read (RFC 9309, 2.5).
const maxRobots = 500 << 10

// robots holds the rules of a site for us.
type robots struct {
	rules []robotsRule
	never bool // the site does not answer, so nothing is fetched (RFC 9309, 2.3.1.4)
}

// robotsRule allows or disallows the paths that a pattern matches.
type robotsRule struct {
	pattern string // * stands for anything, $ at the end for the end
	allow   bool
}

// Allowed reports whether the robots.txt of its site (RFC 9309) lets a program fetch an
// address. A page that a person names is fetched without asking; lists of pages ask. The
// rules of a site are fetched once.
func (c *Client) Allowed(ctx context.Context, address string) (bool, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return false, errors.New("it is no address that can be fetched")
	}
	site := u.Scheme + "://" + u.Host
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.robots[site]
	if r == nil {
		if r, err = c.fetchRobots(ctx, site); err != nil {
			return false, err
		}
		c.robots[site] = r
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	return r.allow(path), nil
}

func (c *Client) fetchRobots(ctx context.Context, site string) (*robots, error) {
	response, err := c.get(ctx, site+"/robots.txt")
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return &robots{never: true}, nil
	}
	defer response.Body.Close()
	switch {
	case response.StatusCode >= 500:
		return &robots{never: true}, nil
	case response.StatusCode != http.StatusOK:
		return &robots{}, nil
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxRobots))
	if err != nil {
		return &robots{never: true}, nil
	}
	return parseRobots(string(text)), nil
}

// parseRobots reads a robots.txt: the group that names us, else the one for all.
func parseRobots(text string) *robots {
	groups := map[string][]robotsRule{}
	var agents []string // of the group that is being read
	rules := false      // it has rules already
	named := false
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		key, value, _ := strings.Cut(line, ":")
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if rules {
				agents, rules = nil, false
			}
			agents = append(agents, strings.ToLower(value))
			named = named || strings.EqualFold(value, Agent)
		case "allow", "disallow":
			rules = true
			if value == "" {
				continue
			}
			for _, a := range agents {
				groups[a] = append(groups[a], robotsRule{value, key == "allow"})
			}
		}
	}
	if named {
		return &robots{rules: groups[Agent]}
	}
	return &robots{rules: groups["*"]}
}

// allow reports whether the rules let a path be fetched: the longest pattern that matches
// it decides, and of two alike the one that allows.
func (r *robots) allow(path string) bool {
	if r.never {
		return false
	}
	if path == "" {
		path = "/"
	}
	allowed, longest := true, -1
	for _, rule := range r.rules {
		if n := len(rule.pattern); n >= longest && matches(rule.pattern, path) {
			allowed = rule.allow || n == longest && allowed
			longest = n
		}
	}
	return allowed
}

// matches reports whether a path starts as a pattern says.
func matches(pattern, path string) bool {
	pattern, whole := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, found := strings.CutPrefix(path, parts[0])
	if !found {
		return false
	}
	for k, part := range parts[1:] {
		if whole && k == len(parts)-2 {
			return strings.HasSuffix(rest, part)
		}
		at := strings.Index(rest, part)
		if at < 0 {
			return false
		}
		rest = rest[at+len(part):]
	}
	return !whole || rest == ""
}
