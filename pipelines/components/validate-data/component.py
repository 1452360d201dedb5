from typing import Dict, List, NamedTuple

from kfp.dsl import HTML, Artifact, Dataset, Input, Model, Output


class Outputs(NamedTuple):
    valid: bool
    errors: int
    warnings: int
    drifted_features: List[str]
    skewed_features: List[str]


def validate_data(
    dataset: Input[Dataset],
    anomalies: Output[Artifact],
    schema_used: Output[Artifact],
    statistics: Output[Artifact],
    report: Output[HTML],
    previous: Input[Dataset] = None,
    serving: Input[Dataset] = None,
    champion: Input[Model] = None,
    schema: Dict = {},
    drift_threshold: float = 0.3,
    skew_threshold: float = 0.3,
    measure: str = 'jensen-shannon',
    not_compared: List[str] = ['month', 'day'],
    max_categories: int = 50,
    fail_on: str = 'error',
) -> Outputs:
    """Holds data against a schema, against the data before it (drift), and against serving data or what the champion was
    trained on (skew).

    Args:
        dataset: The rows to validate.
        previous: Earlier rows of the same kind: a distance from them is drift. An inferred schema comes from these.
        serving: Rows that were served with: a distance from them is skew.
        champion: The model in service: a distance of a feature from the statistics of its training rows is skew. Nothing
            is compared when there is no model yet, or it has none.
        schema: A curated schema, {"features": {NAME: {"type": "INTEGER", "range": {..}, ..}}}; inferred when empty.
        drift_threshold: Largest distance from `previous` that is no anomaly, 0 to 1; a feature's schema overrules it.
        skew_threshold: Largest distance from `serving` and `champion` that is no anomaly, 0 to 1; a feature's schema
            overrules it.
        measure: What a distance is: `jensen-shannon` divergence to the base 2, or `l-infinity`, the largest change of a share.
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
        skewed_features: Columns that lie too far from `serving` or from what the champion was trained on.
    """
    if fail_on not in ('error', 'warning', 'never'):
        raise SystemExit(f'validate-data: fail_on is "{fail_on}"; allowed: error, warning, never')
    require_measure('validate-data', measure)
    rows = read_rows('validate-data', dataset)
    before = read_rows('validate-data', previous) if previous else None
    used = curated(schema) if schema else infer_schema(rows if before is None else before, max_categories)
    found = schema_anomalies(rows, used)
    compared = [name for name in rows.columns if name not in not_compared]
    after = read_rows('validate-data', serving) if serving else None
    skew = [*profiles_of(after), *champion_profiles(champion)]
    found += distances('DRIFT', rows[compared], profiles_of(before), used, drift_threshold, measure)
    found += distances('SKEW', rows[compared], skew, used, skew_threshold, measure)
    columns = {name: column_statistics(rows[name]) for name in rows.columns}
    for artifact, content in ((anomalies, {'anomalies': found}), (schema_used, used), (statistics, columns)):
        write_json(artifact.path, content)
    write_text(report, page(len(rows), found, columns))
    counts = {severity: sum(each['severity'] == severity for each in found) for severity in ('ERROR', 'WARNING')}
    anomalies.metadata.update(errors=counts['ERROR'], warnings=counts['WARNING'])
    end_if_severe(fail_on, found)
    moved = {kind: sorted({each['feature'] for each in found if each['kind'] == kind}) for kind in ('DRIFT', 'SKEW')}
    return Outputs(counts['ERROR'] == 0, counts['ERROR'], counts['WARNING'], moved['DRIFT'], moved['SKEW'])


def end_if_severe(fail_on: str, found: list) -> None:
    """Ends the step when an anomaly is as severe as `fail_on`, and names them all."""
    severities = {'error': ['ERROR'], 'warning': ['ERROR', 'WARNING'], 'never': []}[fail_on]
    severe = [each for each in found if each['severity'] in severities]
    if severe:
        lines = ''.join(f'\n  {each["feature"]}: {each["description"]}' for each in severe)
        absent = sum(each['kind'] == 'MISSING_COLUMN' for each in severe)
        lines += '\n  is the schema that of other data? An empty one, {}, is inferred from the rows' if absent > 2 else ''
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
    unknown = known[~known.astype(str).isin(expected['domain'])]
    share = len(unknown) / len(known)
    if share <= expected.get('max_unknown', 0.0):
        return []
    examples = ', '.join(sorted(str(value) for value in unknown.unique())[:5])
    text = f'{share:.2%} of the values are in no known category: {examples}'
    return [anomaly(name, 'UNKNOWN_CATEGORY', 'ERROR', text)]


def profiles_of(rows) -> list:
    """Name and profile of every column that has a value, with what they are of; nothing without rows."""
    if rows is None:
        return []
    return [(name, column_profile(rows[name]), '') for name in rows.columns if not rows[name].isna().all()]


def champion_profiles(champion) -> list:
    """The same of the features that the champion was trained on."""
    known = read_statistics(champion) if champion else None
    columns = known['features']['columns'] if known else {}
    return [(name, profile, " from the champion's training data") for name, profile in columns.items()]


def distances(kind: str, rows, profiles: list, schema: dict, threshold: float, measure: str) -> list:
    """Features that lie too far from profiles of the same features."""
    found = []
    for name, profile, source in profiles:
        if name not in rows.columns:
            continue
        limit = schema['features'].get(name, {}).get(f'{kind.lower()}_threshold', threshold)
        apart = profile_distance(profile, rows[name], measure)
        if apart['distance'] > limit:
            text = f'{measure_text(measure)} {apart["distance"]:.3f}{source} is above {limit:g}, most of all {apart["moved_most"]}'
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
