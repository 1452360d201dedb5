"""How far two samples of a feature lie apart, measured as TensorFlow Data Validation and Vertex AI do."""


def infinity_distance(baseline, current) -> tuple:
    """L-infinity distance of a categorical feature, and the category whose share moved most. Between 0 and 1."""
    before = baseline.fillna('(missing)').astype(str).value_counts(normalize=True)
    after = current.fillna('(missing)').astype(str).value_counts(normalize=True)
    moved = before.sub(after, fill_value=0).abs().sort_index()
    return float(moved.max()), str(moved.idxmax())


def divergence(p, q) -> float:
    """Jensen-Shannon divergence of two histograms over the same bins, to the base 2: between 0 and 1."""
    import numpy

    p, q = (numpy.asarray(each, dtype=float) / numpy.sum(each) for each in (p, q))
    middle = (p + q) / 2

    def relative_entropy(each):
        seen = each > 0
        return float(numpy.sum(each[seen] * numpy.log2(each[seen] / middle[seen])))

    return (relative_entropy(p) + relative_entropy(q)) / 2


def histograms(baseline, current, bins: int = 10) -> tuple:
    """Counts of two numeric samples over the same bins of equal width; missing values are a bin of their own."""
    import numpy

    known = [each.dropna().astype(float) for each in (baseline, current)]
    values = numpy.concatenate(known)
    edges = numpy.histogram_bin_edges(values, bins=bins) if len(values) else [0.0, 1.0]
    counted = [numpy.histogram(each, bins=edges)[0] for each in known]
    missing = [int(each.isna().sum()) for each in (baseline, current)]
    return tuple([*counts.tolist(), gaps] for counts, gaps in zip(counted, missing))


def is_categorical(column) -> bool:
    """Whether a column holds categories (text or true/false) rather than numbers."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_bool_dtype(column) or not is_numeric_dtype(column)


def feature_drift(baseline, current) -> dict:
    """Distance of one feature between two samples, which measure it is, and what moved most."""
    if is_categorical(baseline) or is_categorical(current):
        distance, category = infinity_distance(baseline, current)
        return {'measure': 'L-infinity', 'distance': distance, 'moved_most': category}
    return {'measure': 'Jensen-Shannon divergence', 'distance': divergence(*histograms(baseline, current))}
