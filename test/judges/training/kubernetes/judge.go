package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/json"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	jobset "sigs.k8s.io/jobset/api/jobset/v1alpha2"
	kueue "sigs.k8s.io/kueue/apis/kueue/v1beta2"
	"sigs.k8s.io/yaml"
)

// The Go type of each kind: decoding into it refuses wrong types and unknown fields.
var types = map[schema.GroupVersionKind]func() any{
	corev1.SchemeGroupVersion.WithKind("Namespace"):      func() any { return &corev1.Namespace{} },
	corev1.SchemeGroupVersion.WithKind("ServiceAccount"): func() any { return &corev1.ServiceAccount{} },
	jobset.SchemeGroupVersion.WithKind("JobSet"):         func() any { return &jobset.JobSet{} },
	kueue.SchemeGroupVersion.WithKind("ResourceFlavor"):  func() any { return &kueue.ResourceFlavor{} },
	kueue.SchemeGroupVersion.WithKind("ClusterQueue"):    func() any { return &kueue.ClusterQueue{} },
	kueue.SchemeGroupVersion.WithKind("LocalQueue"):      func() any { return &kueue.LocalQueue{} },
}

// judge says what is wrong with each document; no document at all is an error.
func judge(text []byte, all map[schema.GroupVersionKind]published) ([]problem, error) {
	found, count := []problem{}, 0
	documents := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for {
		document, err := documents.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(document)) == 0 {
			continue
		}
		count++
		found = append(found, problemsOf(document, all)...)
	}
	if count == 0 {
		return nil, fmt.Errorf("no document on standard input")
	}
	return found, nil
}

func problemsOf(document []byte, all map[schema.GroupVersionKind]published) (found []problem) {
	content := map[string]any{}
	asJSON, err := yaml.YAMLToJSONStrict(document)
	if err == nil {
		err = json.Unmarshal(asJSON, &content)
	}
	object := unstructured.Unstructured{Object: content}
	add := func(text string) {
		found = append(found, problem{object.GetKind() + "/" + object.GetName(), text})
	}
	if err != nil {
		add(err.Error())
		return found
	}
	kind := object.GroupVersionKind()
	makeTyped, known := types[kind]
	if !known {
		add(fmt.Sprintf("%s is none of the kinds that are judged", kind))
		return found
	}
	if err := yaml.UnmarshalStrict(document, makeTyped()); err != nil {
		add(err.Error())
	}
	if definition, custom := all[kind]; custom {
		for _, text := range againstDefinition(content, definition) {
			add(text)
		}
	} else if kind.Group != corev1.GroupName {
		add(fmt.Sprintf("no CustomResourceDefinition of %s is published", kind))
	}
	return found
}
