package main

import (
	"context"
	"fmt"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// againstDefinition does what the API server does when an object of a custom kind is created.
func againstDefinition(object map[string]any, definition published) (texts []string) {
	if !definition.served || definition.deprecated {
		texts = append(texts, "this version of the kind is deprecated or not served")
	}
	options := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(object, definition.structural, true, options) {
		texts = append(texts, fmt.Sprintf("unknown field %q", path))
	}
	defaulting.Default(object, definition.structural)
	for _, err := range invalid(object, definition) {
		texts = append(texts, err.Error())
	}
	return texts
}

func invalid(object map[string]any, definition published) field.ErrorList {
	validator, _, err := validation.NewSchemaValidator(definition.open)
	if err != nil {
		return field.ErrorList{field.InternalError(nil, err)}
	}
	meta := &unstructured.Unstructured{Object: object}
	found := apivalidation.ValidateObjectMetaAccessor(meta, definition.namespaced, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
	found = append(found, validation.ValidateCustomResource(nil, object, validator)...)
	found = append(found, objectmeta.Validate(nil, object, definition.structural, false)...)
	found = append(found, listtype.ValidateListSetsAndMaps(nil, definition.structural, object)...)
	rules := cel.NewValidator(definition.structural, true, celconfig.PerCallLimit)
	broken, _ := rules.Validate(context.Background(), nil, definition.structural, object, nil, celconfig.RuntimeCELCostBudget)
	return append(found, broken...)
}
