// Judges Kubernetes objects as the API server does, with its own code: unknown fields, structural schema, defaults and
// CEL rules of the CustomResourceDefinitions that Kueue and JobSet publish; strict decoding of the core kinds.
//
// Reads YAML documents from standard input. Prints a JSON list of what is wrong: [{"object": "Kind/name", "problem": "..."}].
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
)

type problem struct {
	Object  string `json:"object"`
	Problem string `json:"problem"`
}

func main() {
	text, err := io.ReadAll(os.Stdin)
	exitOn(err)
	published, err := publishedSchemas(os.Args[1:])
	exitOn(err)
	found, err := judge(text, published)
	exitOn(err)
	exitOn(json.NewEncoder(os.Stdout).Encode(found))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
