package main

import (
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

// What a version of a CustomResourceDefinition says of its objects.
type published struct {
	open       *apiextensions.JSONSchemaProps
	structural *structuralschema.Structural
	served     bool
	deprecated bool
	namespaced bool
}

// publishedSchemas reads the CustomResourceDefinitions in the folders of the modules.
func publishedSchemas(folders []string) (map[schema.GroupVersionKind]published, error) {
	all := map[schema.GroupVersionKind]published{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
		if err != nil {
			return nil, err
		}
		if len(files) == 0 {
			return nil, fmt.Errorf("no CustomResourceDefinition in %s", folder)
		}
		for _, file := range files {
			if err := addSchemasOf(file, all); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	return all, nil
}

func addSchemasOf(file string, all map[schema.GroupVersionKind]published) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := yaml.UnmarshalStrict(text, &definition); err != nil {
		return err
	}
	for _, version := range definition.Spec.Versions {
		var open apiextensions.JSONSchemaProps
		if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &open, nil); err != nil {
			return err
		}
		structural, err := structuralschema.NewStructural(&open)
		if err != nil {
			return err
		}
		kind := schema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind}
		namespaced := definition.Spec.Scope == apiextensionsv1.NamespaceScoped
		all[kind] = published{&open, structural, version.Served, version.Deprecated, namespaced}
	}
	return nil
}
