"""How far a sample lies from a profile: the Jensen-Shannon divergence to the base 2, or L-infinity.

TensorFlow Data Validation, which Vertex AI Model Monitoring uses, measures alike:
https://cloud.google.com/vertex-ai/docs/model-monitoring/overview
"""


def counts_over(profile: dict, column) -> dict:
    """How often each value of another sample occurs, over the cells of a profile."""
    if profile['kind'] == 'number':
        return number_counts(column, profile['edges'])
    counts = category_counts(column)
    return counts if profile['known'] is None else counts_of(counts, profile['known'])


def shares(before: dict, after: dict) -> tuple:
    """The names of all cells, and the share of each in both samples."""
    import numpy

    names = list(dict.fromkeys([*before, *after]))
    both = (numpy.array([counts.get(name, 0) for name in names], dtype=float) for counts in (before, after))
    return (names, *(counts / counts.sum() for counts in both))


def divergence(p, q) -> float:
    """Jensen-Shannon divergence of two histograms over the same cells, to the base 2: between 0 and 1.

    It is the square of what scipy.spatial.distance.jensenshannon(p, q, base=2) gives.
    """
    import numpy

    p, q = (numpy.asarray(each, dtype=float) / numpy.sum(each) for each in (p, q))
    middle = (p + q) / 2

    def relative_entropy(each):
        seen = each > 0
        return float(numpy.sum(each[seen] * numpy.log2(each[seen] / middle[seen])))

    return min(1.0, max(0.0, (relative_entropy(p) + relative_entropy(q)) / 2))


def profile_distance(profile: dict, column, measure: str = 'jensen-shannon') -> dict:
    """Distance of a sample from a profile, between 0 and 1, the counts of both, and the cell whose share moved most."""
    after = counts_over(profile, column)
    names, p, q = shares(profile['counts'], after)
    moved = abs(p - q)
    distance = divergence(p, q) if measure == 'jensen-shannon' else float(moved.max())
    most = cell_text(profile, names[int(moved.argmax())]) if moved.any() else ''
    return {'distance': distance, 'moved_most': most, 'baseline': profile['counts'], 'current': after}


def cell_text(profile: dict, name: str) -> str:
    """A cell for people: bins by their ends."""
    if profile['kind'] == 'number' and name.startswith('bin '):
        low, high = profile['edges'][int(name[4:]) - 1 :][:2]
        return f'{low:.4g} to {high:.4g}'
    return name


def measure_text(measure: str) -> str:
    """What a distance is called."""
    return {'jensen-shannon': 'Jensen-Shannon divergence', 'l-infinity': 'L-infinity'}[measure]


def require_measure(step: str, measure: str) -> None:
    """Ends the step when the measure is unknown."""
    if measure not in ('jensen-shannon', 'l-infinity'):
        raise SystemExit(f'{step}: measure is "{measure}"; allowed: jensen-shannon, l-infinity')
