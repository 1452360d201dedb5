from typing import Dict, List, NamedTuple

from kfp.dsl import HTML, Artifact, Dataset, Input, Metrics, Output


class Outputs(NamedTuple):
    alarm: bool
    drifted_features: List[str]
    max_distance: float


def monitor(
    baseline: Input[Dataset],
    current: Input[Dataset],
    distances: Output[Artifact],
    metrics: Output[Metrics],
    report: Output[HTML],
    kind: str = 'drift',
    threshold: float = 0.3,
    thresholds: Dict = {},
    columns: List[str] = [],
    not_compared: List[str] = ['month', 'day'],
    min_drifted: int = 1,
) -> Outputs:
    """Measures how far each feature, label or score has moved from a baseline, and raises an alarm when it is too far.

    Args:
        baseline: Rows to compare with: training data for skew, an earlier window of served data for drift.
        current: Rows to watch.
        kind: `skew` or `drift`: what the distances are called in the report.
        threshold: Largest distance that is no drift, 0 to 1: Jensen-Shannon divergence of numbers, L-infinity of categories.
        thresholds: Thresholds of single columns, {"carrier": 0.1}.
        columns: Columns to compare; all that both have when empty.
        not_compared: Columns that move by their nature, such as time.
        min_drifted: So many columns must have drifted to raise the alarm, at least 1.

    Returns:
        distances: Distance, threshold and verdict of every column as JSON.
        metrics: The distance of every column.
        report: The same to read, the farthest first.
        alarm: Whether enough columns have drifted.
        drifted_features: Those columns, the farthest first.
        max_distance: The largest distance.
    """
    if kind not in ('skew', 'drift'):
        raise SystemExit(f'monitor: kind is "{kind}"; allowed: skew, drift')
    before, after = read_rows('monitor', baseline), read_rows('monitor', current)
    names = compared_columns(before, after, columns, not_compared)
    unknown = [name for name in thresholds if name not in names]
    if unknown:
        raise SystemExit(f'monitor: thresholds are given for {", ".join(unknown)}; compared are {", ".join(names)}')
    found = []
    for name in names:
        apart = feature_drift(before[name], after[name])
        limit = thresholds.get(name, threshold)
        found.append({'column': name, **apart, 'threshold': limit, 'drifted': apart['distance'] > limit})
    found.sort(key=lambda each: (-each['distance'], each['column']))
    drifted = [each['column'] for each in found if each['drifted']]
    alarm = len(drifted) >= max(1, min_drifted)
    content = {'kind': kind, 'alarm': alarm, 'columns': found}
    write_json(distances.path, content)
    distances.metadata.update(kind=kind, alarm=alarm, drifted=drifted)
    for each in found:
        metrics.log_metric(each['column'], round(each['distance'], 6))
    write_json(metrics.path, metrics.metadata)
    write_text(report, page(content, len(before), len(after)))
    return Outputs(alarm, drifted, found[0]['distance'])


def compared_columns(before, after, columns: list, not_compared: list) -> list:
    """What can be compared, or what was asked for; ends the step when that is nothing."""
    for rows in (before, after):
        require_columns('monitor', rows, columns)
    names = columns or [name for name in before.columns if name in after.columns and name not in not_compared]
    if not names:
        raise SystemExit(f'monitor: baseline and current data have no column in common but {", ".join(not_compared)}')
    return names


def page(content: dict, before: int, after: int) -> str:
    """The report."""
    drifted = sum(each['drifted'] for each in content['columns'])
    verdict = f'<p class="bad">Alarm: {drifted} columns have moved.</p>' if content['alarm'] else '<p class="good">No alarm.</p>'
    head = ['column', 'distance', 'threshold', 'measure', 'moved most', 'verdict']
    lines = [
        [each['column'], each['distance'], each['threshold'], each['measure'], each.get('moved_most', ''), 'drifted' if each['drifted'] else 'ok']
        for each in content['columns']
    ]
    counts = f'<p>{before} rows in the baseline, {after} now.</p>'
    return html_page(content['kind'].capitalize(), counts + verdict + html_table(head, lines))


# --- shared/rows.py: copied by scripts/generate-component-contracts.py, edit it there ---


def read_rows(step: str, dataset):
    """The rows as a pandas DataFrame; ends the step when there are none."""
    import os

    import pandas

    if not os.path.isfile(dataset.path):
        raise SystemExit(f'{step}: the dataset {dataset.name} has no file at {dataset.path}; did its step write it?')
    try:
        rows = pandas.read_parquet(dataset.path)
    except Exception as error:
        raise SystemExit(f'{step}: {dataset.path} is not a Parquet file that can be read ({error})') from None
    if rows.empty:
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


# --- shared/drift.py: copied by scripts/generate-component-contracts.py, edit it there ---


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


# --- end of shared/drift.py ---


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
