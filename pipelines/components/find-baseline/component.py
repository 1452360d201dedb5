from typing import List

from kfp.dsl import Artifact, Dataset, Input, Model, Output


def find_baseline(
    champion: Input[Model],
    features: Output[Artifact],
    outcomes: Output[Artifact],
    rows: Input[Dataset] = None,
    label: str = '',
) -> List[str]:
    """Finds what served rows are compared with: the statistics of the rows that the champion was trained on.

    Args:
        champion: The model in service; training leaves statistics in its folder.
        rows: Training rows to take statistics of instead, for a model that has none; those of the model count when empty.
        label: Column that was to be predicted; no feature.

    Returns:
        features: Number of rows and a profile of every feature, as JSON.
        outcomes: The same of the label and of the model's scores.
        Output: The features' names.
    """
    known = read_statistics(champion)
    given = read_rows('find-baseline', rows, may_be_empty=True) if rows is not None else None
    if given is not None and len(given):
        known = of_rows(champion, given, label)
    if known is None:
        fix = 'train one with tabular-training, or give the rows that the model was trained on as its `baseline`'
        raise SystemExit(f'find-baseline: there is no champion with statistics of its training data; {fix}')
    for artifact, part in ((features, known['features']), (outcomes, known['outcomes'])):
        write_json(artifact.path, part)
        artifact.metadata.update(rows=part['rows'], columns=list(part['columns']))
    return list(known['features']['columns'])


def of_rows(champion, rows, label: str) -> dict:
    """Statistics of the model's inputs and scores; without a model of all columns but the label."""
    import os

    if not os.path.isfile(f'{champion.path}/model.joblib'):
        others = [name for name in rows.columns if name != label]
        return training_statistics(rows, dict.fromkeys(others, 'auto'), label)
    pipeline, about = load_model('find-baseline', champion)
    scores = score_rows('find-baseline', pipeline, about, rows)
    return with_scores(training_statistics(rows, about['inputs'], label), scores)


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


# --- shared/scoring.py: copied by scripts/generate-component-contracts.py, edit it there ---


def load_model(step: str, model) -> tuple:
    """The scikit-learn pipeline of a Model artifact, and what its model.json says."""
    import os

    import joblib

    path = os.path.join(model.path, 'model.joblib')
    if not os.path.isfile(path):
        raise SystemExit(f'{step}: there is no model at {path}; give the output of train or find-champion')
    return joblib.load(path), read_json(os.path.join(model.path, 'model.json'), {})


def score_rows(step: str, pipeline, about: dict, rows):
    """The probability of label 1 for every row. Columns that the model doesn't take are left out."""
    inputs = list(about['inputs'])
    require_columns(step, rows, inputs)
    try:
        return pipeline.predict_proba(rows[inputs])[:, 1]
    except (ValueError, TypeError) as error:
        raise SystemExit(f'{step}: a column holds what the model cannot take: {error}') from None


# --- end of shared/scoring.py ---
