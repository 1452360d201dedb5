from typing import Dict, List, NamedTuple

from kfp.dsl import HTML, Artifact, Dataset, Input, Output


class Outputs(NamedTuple):
    valid: bool
    errors: int
    warnings: int
    drifted_features: List[str]


def validate_data(
    dataset: Input[Dataset],
    anomalies: Output[Artifact],
    schema_used: Output[Artifact],
    statistics: Output[Artifact],
    report: Output[HTML],
    previous: Input[Dataset] = None,
    serving: Input[Dataset] = None,
    schema: Dict = {},
    drift_threshold: float = 0.3,
    skew_threshold: float = 0.3,
    not_compared: List[str] = ['month', 'day'],
    max_categories: int = 50,
    fail_on: str = 'error',
) -> Outputs:
    """Holds data against a schema, against the data before it (drift) and against serving data (skew).

    Args:
        dataset: The rows to validate.
        previous: Earlier rows of the same kind: a distance from them is drift. An inferred schema comes from these.
        serving: Rows that were served with: a distance from them is skew.
        schema: A curated schema, {"features": {NAME: {"type": "INTEGER", "range": {..}, ..}}}; inferred when empty.
        drift_threshold: Largest distance from `previous` that is no anomaly, 0 to 1; a feature's schema overrules it.
        skew_threshold: Largest distance from `serving` that is no anomaly, 0 to 1; a feature's schema overrules it.
        not_compared: Columns that drift by their nature, such as time.
        max_categories: A text column with more values than this gets no domain when the schema is inferred.
        fail_on: `error`, `warning` or `never`: the least severity of an anomaly that ends the step.

    Returns:
        anomalies: The anomalies as JSON.
        schema_used: The schema as JSON, curated or inferred; a good start to curate one.
        statistics: Statistics of every column as JSON.
        report: Anomalies and statistics to read.
        valid: Whether there is no error; warnings leave data valid.
        errors: How many anomalies break the schema.
        warnings: How many other anomalies there are: drift, skew and new columns.
        drifted_features: Columns that lie too far from `previous`.
    """
    if fail_on not in ('error', 'warning', 'never'):
        raise SystemExit(f'validate-data: fail_on is "{fail_on}"; allowed: error, warning, never')
    rows = read_rows('validate-data', dataset)
    before = read_rows('validate-data', previous) if previous else None
    used = curated(schema) if schema else infer_schema(rows if before is None else before, max_categories)
    found = schema_anomalies(rows, used)
    compared = [name for name in rows.columns if name not in not_compared]
    found += distances('DRIFT', rows[compared], before, used, drift_threshold)
    after = read_rows('validate-data', serving) if serving else None
    found += distances('SKEW', rows[compared], after, used, skew_threshold)
    columns = {name: column_statistics(rows[name]) for name in rows.columns}
    for artifact, content in ((anomalies, {'anomalies': found}), (schema_used, used), (statistics, columns)):
        write_json(artifact.path, content)
    write_text(report, page(len(rows), found, columns))
    counts = {severity: sum(each['severity'] == severity for each in found) for severity in ('ERROR', 'WARNING')}
    anomalies.metadata.update(errors=counts['ERROR'], warnings=counts['WARNING'])
    end_if_severe(fail_on, found)
    drifted = sorted({each['feature'] for each in found if each['kind'] == 'DRIFT'})
    return Outputs(counts['ERROR'] == 0, counts['ERROR'], counts['WARNING'], drifted)


def end_if_severe(fail_on: str, found: list) -> None:
    """Ends the step when an anomaly is as severe as `fail_on`, and names them all."""
    severities = {'error': ['ERROR'], 'warning': ['ERROR', 'WARNING'], 'never': []}[fail_on]
    severe = [each for each in found if each['severity'] in severities]
    if severe:
        lines = ''.join(f'\n  {each["feature"]}: {each["description"]}' for each in severe)
        raise SystemExit(f'validate-data: {len(severe)} anomalies of severity {" or ".join(severities)}:{lines}')


def type_of(column) -> str:
    """The schema's type of a column."""
    if is_categorical(column):
        return 'STRING'
    known = column.dropna()
    return 'INTEGER' if len(known) and (known == known.round()).all() else 'FLOAT'


def infer_schema(rows, max_categories: int) -> dict:
    """What can be said of data by looking at it: types, columns without gaps, and the values of columns with few."""
    schema = {}
    for name in rows.columns:
        column = rows[name]
        schema[name] = {'type': 'FLOAT' if column.dtype.kind == 'f' else type_of(column), 'required': True}
        if not column.isna().any():
            schema[name]['max_missing'] = 0.0
        if schema[name]['type'] == 'STRING' and column.nunique() <= max_categories:
            schema[name]['domain'] = sorted(str(value) for value in column.dropna().unique())
    return {'features': schema}


def curated(schema: dict) -> dict:
    """The schema that was given, once its words are known to be right."""
    allowed = {'type', 'required', 'max_missing', 'range', 'domain', 'max_unknown', 'drift_threshold', 'skew_threshold'}
    types = ('INTEGER', 'FLOAT', 'STRING')
    if not isinstance(schema.get('features'), dict):
        raise SystemExit('validate-data: the schema has no "features"; it is {"features": {NAME: {"type": ..}}}')
    for name, feature in schema['features'].items():
        for word in feature:
            if word not in allowed:
                raise SystemExit(f'validate-data: the schema of {name} has "{word}"; allowed: {", ".join(sorted(allowed))}')
        if feature.get('type') not in types:
            raise SystemExit(f'validate-data: the schema of {name} has type {feature.get("type")}; allowed: {", ".join(types)}')
    return schema


def anomaly(feature: str, kind: str, severity: str, description: str) -> dict:
    return {'feature': feature, 'kind': kind, 'severity': severity, 'description': description}


def schema_anomalies(rows, schema: dict) -> list:
    """What breaks the schema, feature by feature, and columns that it doesn't know."""
    found = []
    for name, expected in schema['features'].items():
        if name in rows.columns:
            found += column_anomalies(name, rows[name], expected)
        elif expected.get('required', True):
            found.append(anomaly(name, 'MISSING_COLUMN', 'ERROR', 'the column is missing'))
    new = [name for name in rows.columns if name not in schema['features']]
    return found + [anomaly(name, 'NEW_COLUMN', 'WARNING', 'the schema does not know the column') for name in new]


def column_anomalies(name: str, column, expected: dict) -> list:
    """What is wrong with one column. A wrong type hides the rest: values of another type have no range."""
    found, missing = [], float(column.isna().mean())
    allowed = expected.get('max_missing', 1.0)
    if missing > allowed:
        text = f'{missing:.2%} of the values are missing; at most {allowed:.2%} may be'
        found.append(anomaly(name, 'MISSING_VALUES', 'ERROR', text))
    known, actual = column.dropna(), type_of(column)
    if known.empty:
        return found
    if actual != expected['type'] and (actual, expected['type']) != ('INTEGER', 'FLOAT'):
        text = f'the values are {actual} (such as {known.iloc[0]!r}), the schema says {expected["type"]}'
        return [*found, anomaly(name, 'WRONG_TYPE', 'ERROR', text)]
    return found + range_anomalies(name, known, expected) + domain_anomalies(name, known, expected)


def range_anomalies(name: str, known, expected: dict) -> list:
    """Values below the minimum or above the maximum."""
    limits = expected.get('range', {})
    low, high = limits.get('min', float('-inf')), limits.get('max', float('inf'))
    if expected['type'] == 'STRING' or (known.min() >= low and known.max() <= high):
        return []
    outside = int(((known < low) | (known > high)).sum())
    text = f'{outside} values lie outside {low:g} to {high:g}: they run from {known.min():g} to {known.max():g}'
    return [anomaly(name, 'OUT_OF_RANGE', 'ERROR', text)]


def domain_anomalies(name: str, known, expected: dict) -> list:
    """Categories that the schema doesn't list."""
    if 'domain' not in expected:
        return []
    unknown = known[~known.isin(expected['domain'])]
    share = len(unknown) / len(known)
    if share <= expected.get('max_unknown', 0.0):
        return []
    examples = ', '.join(sorted(str(value) for value in unknown.unique())[:5])
    text = f'{share:.2%} of the values are in no known category: {examples}'
    return [anomaly(name, 'UNKNOWN_CATEGORY', 'ERROR', text)]


def distances(kind: str, rows, other, schema: dict, threshold: float) -> list:
    """Features that lie too far from the same features of other rows."""
    found = []
    for name in rows.columns if other is not None else []:
        if name not in other.columns or rows[name].isna().all() or other[name].isna().all():
            continue
        limit = schema['features'].get(name, {}).get(f'{kind.lower()}_threshold', threshold)
        apart = feature_drift(other[name], rows[name])
        if apart['distance'] > limit:
            most = f', most of all {apart["moved_most"]}' if 'moved_most' in apart else ''
            text = f'{apart["measure"]} {apart["distance"]:.3f} is above {limit:g}{most}'
            found.append(anomaly(name, kind, 'WARNING', text))
    return found


def column_statistics(column) -> dict:
    """What one column holds."""
    known = column.dropna()
    statistics = {'type': type_of(column), 'values': len(known), 'missing': float(column.isna().mean())}
    if statistics['type'] == 'STRING':
        counts = known.astype(str).value_counts()
        return {**statistics, 'categories': len(counts), 'top': counts.head(5).to_dict()}
    if known.empty:
        return statistics
    quantiles = {f'p{int(share * 100)}': float(known.quantile(share)) for share in (0.05, 0.5, 0.95)}
    whole = {'mean': float(known.mean()), 'deviation': float(known.std(ddof=0))}
    return {**statistics, **whole, 'min': float(known.min()), 'max': float(known.max()), **quantiles}


def page(count: int, found: list, columns: dict) -> str:
    """The report: anomalies first, then what each column holds."""
    verdict = f'<p class="bad">{len(found)} anomalies</p>' if found else '<p class="good">No anomalies</p>'
    rows = [[each['severity'], each['feature'], each['kind'], each['description']] for each in found]
    listed = html_table(['severity', 'feature', 'anomaly', 'what'], rows) if found else ''
    facts = []
    for name, each in columns.items():
        if 'top' in each:
            holds = ', '.join(f'{value} ({number})' for value, number in each['top'].items())
        else:
            holds = f'{each["min"]:g} to {each["max"]:g}, mean {each["mean"]:.4g}' if 'mean' in each else ''
        facts.append([name, each['type'], f'{each["missing"]:.2%}', holds])
    table = html_table(['column', 'type', 'missing', 'values'], facts)
    return html_page('Data validation', f'<p>{count} rows.</p>{verdict}{listed}<h2>Columns</h2>{table}')


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
