"""The components of the pipelines, one module each: `from mlops_components.features import features`."""
