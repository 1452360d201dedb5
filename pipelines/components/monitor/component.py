from typing import Dict, List, NamedTuple

from kfp.dsl import HTML, Artifact, Dataset, Input, Metrics, Output


class Outputs(NamedTuple):
    alarm: bool
    drifted_features: List[str]
    max_distance: float
    judged: bool


def monitor(
    current: Input[Dataset],
    distances: Output[Artifact],
    metrics: Output[Metrics],
    report: Output[HTML],
    baseline: Input[Dataset] = None,
    statistics: Input[Artifact] = None,
    kind: str = 'drift',
    measure: str = 'jensen-shannon',
    threshold: float = 0.3,
    thresholds: Dict = {},
    columns: List[str] = [],
    not_compared: List[str] = ['month', 'day'],
    min_drifted: int = 1,
    min_rows: int = 1,
) -> Outputs:
    """Measures how far each feature, label or score has moved from a baseline, and raises an alarm when it is too far.

    A distance lies between 0 and 1: the Jensen-Shannon divergence to the base 2 (the square of SciPy's distance), or
    L-infinity, the largest change of a share. Categories are counted one by one, numbers over ten bins of equal width
    between the least and the greatest of the baseline; what lies outside, is missing or is no number is counted apart.

    Args:
        current: Rows to watch.
        baseline: Rows to compare with, such as those served in the window before. Or give `statistics`.
        statistics: Statistics of rows to compare with, such as those a model was trained on.
        kind: `skew` or `drift`: what the distances are called in the report.
        measure: `jensen-shannon` or `l-infinity`.
        threshold: Largest distance that is no drift, 0 to 1.
        thresholds: Thresholds of single columns, {"carrier": 0.1}.
        columns: Columns to compare; all that both have when empty. One that the current rows lack counts as missing there.
        not_compared: Columns that move by their nature, such as time.
        min_drifted: So many columns must have drifted to raise the alarm, at least 1.
        min_rows: With fewer rows on either side nothing is judged and no alarm is raised, at least 1.

    Returns:
        distances: Distance, threshold, verdict and the counts behind them of every column as JSON.
        metrics: The distance of every column.
        report: The same to read, the farthest first.
        alarm: Whether enough columns have drifted.
        drifted_features: Those columns, the farthest first.
        max_distance: The largest distance; 0 when nothing was judged.
        judged: Whether there were enough rows, and columns to compare.
    """
    if kind not in ('skew', 'drift'):
        raise SystemExit(f'monitor: kind is "{kind}"; allowed: skew, drift')
    require_measure('monitor', measure)
    after = read_rows('monitor', current, may_be_empty=True)
    before = read_baseline(baseline, statistics)
    counts = {'baseline': before['rows'], 'current': len(after)}
    found, names = [], []
    if min(counts.values()) >= max(1, min_rows):
        names = compared_columns(before['columns'], after, columns, not_compared)
        if not names and statistics is None:
            raise SystemExit(f'monitor: baseline and current data have no column in common but {", ".join(not_compared)}')
    judged = bool(names)
    if judged:
        require_thresholds(thresholds, [*names, *(name for name in columns if name not in names)])
        found = [compare(before['columns'][name], after, name, measure, thresholds.get(name, threshold)) for name in names]
    found.sort(key=lambda each: (-each['distance'], each['column']))
    drifted = [each['column'] for each in found if each['drifted']]
    alarm = len(drifted) >= max(1, min_drifted)
    content = {'kind': kind, 'measure': measure, 'judged': judged, 'alarm': alarm, 'rows': counts, 'columns': found}
    write_json(distances.path, content)
    distances.metadata.update(kind=kind, alarm=alarm, drifted=drifted)
    for each in found:
        metrics.log_metric(each['column'], round(each['distance'], 6))
    write_json(metrics.path, metrics.metadata)
    write_text(report, page(content, max(1, min_rows)))
    return Outputs(alarm, drifted, found[0]['distance'] if found else 0.0, judged)


def read_baseline(baseline, statistics) -> dict:
    """What is compared with: the statistics that were given, or those of the rows that were."""
    if (baseline is None) == (statistics is None):
        raise SystemExit('monitor: give either baseline, rows to compare with, or statistics of such rows')
    if statistics is not None:
        return read_json(statistics.path, {'rows': 0, 'columns': {}})
    rows = read_rows('monitor', baseline, may_be_empty=True)
    return statistics_of(rows, dict.fromkeys(rows.columns, 'auto'))


def compared_columns(before: dict, after, columns: list, not_compared: list) -> list:
    """What can be compared, of what was asked for or of everything; ends the step for a column that is nowhere."""
    unknown = [name for name in columns if name not in before and name not in after.columns]
    if unknown:
        raise SystemExit(f'monitor: the data has no column {", ".join(unknown)}; it has {", ".join(after.columns)}')
    names = [name for name in columns or before if name in before and name not in not_compared]
    return names if columns else [name for name in names if name in after.columns]


def require_thresholds(thresholds: dict, names: list) -> None:
    """Ends the step when a threshold is for a column that is not compared."""
    unknown = [name for name in thresholds if name not in names]
    if unknown:
        raise SystemExit(f'monitor: thresholds are given for {", ".join(unknown)}; compared are {", ".join(names)}')


def compare(profile: dict, rows, name: str, measure: str, limit: float) -> dict:
    """One column: its distance, and the verdict."""
    import pandas

    column = rows[name] if name in rows.columns else pandas.Series([None] * len(rows), dtype=object)
    apart = profile_distance(profile, column, measure)
    return {'column': name, **apart, 'threshold': limit, 'drifted': apart['distance'] > limit}


def page(content: dict, needed: int) -> str:
    """The report."""
    before, after = content['rows']['baseline'], content['rows']['current']
    counts = f'<p>{before} rows in the baseline, {after} now.</p>'
    title = content['kind'].capitalize()
    if not content['judged']:
        return html_page(title, f'{counts}<p>Not judged: both sides need {needed} rows, and columns in common.</p>')
    drifted = sum(each['drifted'] for each in content['columns'])
    verdict = f'<p class="bad">Alarm: {drifted} columns have moved.</p>' if content['alarm'] else '<p class="good">No alarm.</p>'
    head = ['column', measure_text(content['measure']), 'threshold', 'moved most', 'verdict']
    lines = [
        [each['column'], each['distance'], each['threshold'], each['moved_most'], 'drifted' if each['drifted'] else 'ok']
        for each in content['columns']
    ]
    return html_page(title, counts + verdict + html_table(head, lines))


# --- shared/rows.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_rows(step: str, dataset, may_be_empty: bool = False):
    """The rows as a pandas DataFrame; ends the step when there are none, unless that may be."""
    import os

    import pandas

    if not os.path.isfile(dataset.path):
        raise SystemExit(f'{step}: the dataset {dataset.name} has no file at {dataset.path}; did its step write it?')
    try:
        rows = pandas.read_parquet(dataset.path)
    except Exception as error:
        raise SystemExit(f'{step}: {dataset.path} is not a Parquet file that can be read ({error})') from None
    if rows.empty and not may_be_empty:
        raise SystemExit(f'{step}: the dataset at {dataset.path} has no rows; check the filters of the step before')
    return rows


def require_columns(step: str, rows, columns: list) -> None:
    """Ends the step when a column is missing."""
    missing = [column for column in columns if column not in rows.columns]
    if missing:
        raise SystemExit(f'{step}: the data has no column {", ".join(missing)}; it has {", ".join(rows.columns)}')


def write_rows(rows, dataset) -> None:
    """Writes the rows, with their number as metadata."""
    import os

    os.makedirs(os.path.dirname(dataset.path), exist_ok=True)
    rows.to_parquet(dataset.path, index=False)
    dataset.metadata.update(rows=len(rows), columns=len(rows.columns), format='parquet')


# --- end of shared/rows.py ---


# --- shared/json_files.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_json(path: str, default: dict) -> dict:
    """The content of a JSON file, or the default when there is none."""
    import json
    import os

    if not os.path.exists(path):
        return default
    with open(path, encoding='utf-8') as handle:
        return json.load(handle)


def write_json(path: str, content: dict) -> None:
    """Replaces a JSON file in one step, so that a reader never sees half of it."""
    import json
    import os

    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(f'{path}.new', 'w', encoding='utf-8') as handle:
        handle.write(json.dumps(content, indent=2) + '\n')
    os.replace(f'{path}.new', path)


# --- end of shared/json_files.py ---


# --- shared/profile.py: copied by scripts/generate-component-contracts.py, edit it there ---


def column_profile(column, kind: str = 'auto', bins: int = 10, edges: list = None, most: int = 1000) -> dict:
    """How often each value occurs; `kind` is number, category, or auto, which looks at the column's type.

    Of categories the `most` frequent are told apart. Bins lie between the least and the greatest number, unless `edges`
    says where.
    """
    if kind == 'category' or (kind == 'auto' and is_categorical(column)):
        counts = category_counts(column)
        known = sorted(counts, key=lambda name: (-counts[name], name))[:most]
        return {'kind': 'category', 'known': sorted(known) if len(known) < len(counts) else None, 'counts': counts_of(counts, known)}
    places = bin_edges(column, bins) if edges is None else [float(each) for each in edges]
    return {'kind': 'number', 'edges': places, 'counts': number_counts(column, places)}


def is_categorical(column) -> bool:
    """Whether a column holds categories (text or true/false) rather than numbers."""
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    return is_bool_dtype(column) or not is_numeric_dtype(column)


def category_counts(column) -> dict:
    """Category to count; 3, 3.0 and "3" are one category, as JSON and files write them differently."""
    counts = {'(missing)': int(column.isna().sum())}
    try:
        found = column.dropna().astype(object).value_counts()
    except TypeError:  # lists and other values that cannot be counted as they are
        found = column.dropna().map(str).value_counts()
    for value, count in found.items():
        name = category_text(value)
        counts[name] = counts.get(name, 0) + int(count)
    return counts


def category_text(value) -> str:
    """What a category is called."""
    import numbers

    whole = isinstance(value, numbers.Real) and not isinstance(value, bool) and float(value).is_integer()
    return str(int(value)) if whole else str(value)


def counts_of(counts: dict, known: list) -> dict:
    """The counts of known categories, and the rest as one."""
    kept = {name: counts.get(name, 0) for name in known}
    others = sum(counts.values()) - sum(kept.values())
    return {**kept, '(other)': others} if others or len(known) < len(counts) else kept


def bin_edges(column, bins: int) -> list:
    """Where bins of equal width between the least and the greatest number begin and end; none without a number."""
    import numpy

    values = as_numbers(column)
    values = values[numpy.isfinite(values)]
    if not len(values):
        return []
    low, high = float(values.min()), float(values.max())
    try:
        edges = numpy.histogram_bin_edges(values, bins=bins).tolist() if numpy.isfinite(high - low) else []
    except ValueError:
        edges = []
    # A range that is too narrow or too wide to be divided is one bin.
    return edges or [float(numpy.nextafter(low, -numpy.inf)), float(numpy.nextafter(high, numpy.inf))]


def as_numbers(column):
    """The values as floats; what is missing or no number is NaN."""
    import pandas

    return pandas.to_numeric(column.astype(object), errors='coerce').to_numpy('float64', na_value=float('nan'))


def number_counts(column, edges: list) -> dict:
    """Bin to count; what lies outside, is missing or is no number has a cell of its own."""
    import numpy

    values = as_numbers(column)
    known = values[~numpy.isnan(values)]
    missing = int(column.isna().sum())
    counts = {'(missing)': missing, '(no number)': len(values) - len(known) - missing}
    if not edges:
        return {**counts, '(new)': len(known)}
    counts['(below)'] = int((known < edges[0]).sum())
    inside = enumerate(numpy.histogram(known, bins=edges)[0])
    counts.update({f'bin {index + 1}': int(count) for index, count in inside})
    return {**counts, '(above)': int((known > edges[-1]).sum())}


# --- end of shared/profile.py ---


# --- shared/drift.py: copied by scripts/generate-component-contracts.py, edit it there ---


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


# --- end of shared/drift.py ---


# --- shared/statistics.py: copied by scripts/generate-component-contracts.py, edit it there ---


def statistics_of(rows, kinds: dict) -> dict:
    """The profiles of the columns named; `kinds` says of each whether it is number, category or auto."""
    return {'rows': len(rows), 'columns': {name: column_profile(rows[name], kind) for name, kind in kinds.items()}}


def training_statistics(rows, inputs: dict, label: str) -> dict:
    """The statistics of training rows: of the features, by their kind, and of the label if they have one."""
    labels = {label: 'category'} if label in rows.columns else {}
    return {'features': statistics_of(rows, inputs), 'outcomes': statistics_of(rows, labels)}


def with_scores(statistics: dict, scores) -> dict:
    """The same with the model's scores, counted in ten bins between 0 and 1 whatever it says."""
    import pandas

    score = column_profile(pandas.Series(scores), 'number', edges=[step / 10 for step in range(11)])
    outcomes = statistics['outcomes']
    return {**statistics, 'outcomes': {**outcomes, 'columns': {**outcomes['columns'], 'score': score}}}


def read_statistics(model) -> dict:
    """The statistics in a model's folder; None when it has none, or when there is no model."""
    return read_json(f'{model.path}/statistics.json', None)


# --- end of shared/statistics.py ---


# --- shared/html_page.py: copied by scripts/generate-component-contracts.py, edit it there ---


def html_table(head: list, rows: list) -> str:
    """A table; numbers are aligned right and rounded to four digits."""
    from html import escape

    def cell(value) -> str:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f'<td>{escape(str(value))}</td>'
        return f'<td class="number">{value:.4g}</td>' if isinstance(value, float) else f'<td class="number">{value}</td>'

    titles = ''.join(f'<th>{escape(str(title))}</th>' for title in head)
    lines = ''.join(f'<tr>{"".join(cell(value) for value in row)}</tr>\n' for row in rows)
    return f'<table>\n<tr>{titles}</tr>\n{lines}</table>\n'


def html_page(title: str, body: str) -> str:
    """The whole page around a body that is HTML already."""
    from html import escape

    style = (
        ':root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}'
        'table{border-collapse:collapse;margin:1rem 0}td,th{padding:.25rem .75rem;border-bottom:1px solid #8884;text-align:left}'
        '.number{text-align:right;font-variant-numeric:tabular-nums}.bad{color:#c5221f;font-weight:600}'
        '.good{color:#188038;font-weight:600}svg{width:100%;max-width:32rem;height:auto}'
    )
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>\n<h1>{escape(title)}</h1>\n{body}</body></html>\n'


def write_text(artifact, text: str) -> None:
    """Writes an artifact that is one file of text."""
    import os

    os.makedirs(os.path.dirname(artifact.path), exist_ok=True)
    with open(artifact.path, 'w', encoding='utf-8') as handle:
        handle.write(text)


# --- end of shared/html_page.py ---
