from typing import List, NamedTuple

from kfp.dsl import Artifact, Dataset, Input, Output


class Outputs(NamedTuple):
    feature_count: int


def features(
    train: Input[Dataset],
    validation: Input[Dataset],
    transform_graph: Output[Artifact],
    train_features: Output[Dataset],
    validation_features: Output[Dataset],
    label: str = 'late',
    numeric: List[str] = ['distance', 'temp', 'humid', 'wind_speed', 'precip', 'pressure', 'visib'],
    categorical: List[str] = ['carrier', 'origin', 'dest', 'weekday'],
    hours: List[str] = ['hour'],
    time_column: str = 'month',
    key_columns: List[str] = [],
    rare_below: int = 20,
) -> Outputs:
    """Fits the transform graph on the training rows; the same graph, loaded from the artifact, serves predictions.

    When `numeric`, `categorical` and `hours` are all empty, the training rows say which columns are features: numbers and
    categories by their type. Times, keys, and text that differs in more than half of the rows are left out.

    Args:
        train: Rows that the graph learns medians, scales and categories from.
        validation: Rows that it is then applied to.
        label: Column to predict, passed through untouched; 0 or 1.
        numeric: Columns of numbers: a gap becomes the median, then they are scaled to mean 0 and deviation 1.
        categorical: Columns of categories: one column of 0 and 1 for each that is not rare.
        hours: Columns with the hour of the day: smooth and periodic, so that 23 and 0 are neighbours.
        time_column: Column with the time, which is not chosen when the rows say which are features.
        key_columns: Columns that name what a row is about, such as a customer, which are not chosen either.
        rare_below: Categories with fewer rows share one column, which also takes those never seen in training. At most one
            row in a hundred makes a category rare.

    Returns:
        transform_graph: Folder with graph.joblib, a scikit-learn transformer, graph.json, what it has learnt, and
            statistics.json, profiles of the training rows, which served rows are compared with.
        train_features: The training rows after the graph, with the label.
        validation_features: The validation rows after the graph, with the label.
        feature_count: How many features the graph makes.
    """
    import joblib

    rows, watched = read_rows('features', train), read_rows('features', validation)
    require_columns('features', rows, [label])
    if not (numeric or categorical or hours):
        numeric, categorical = chosen_columns(rows, [label, time_column, *key_columns])
    inputs = [*numeric, *hours, *categorical]
    require_inputs(inputs, label, rows)
    for each in (rows, watched):
        require_columns('features', each, [*inputs, label])
    require_label(label, rows[label])
    graph = build_graph(rows, numeric, categorical, hours, min(rare_below, max(1, len(rows) // 100)))
    try:
        graph.fit(rows[inputs])
    except (ValueError, TypeError) as error:
        raise SystemExit(f'features: a column holds what it should not: {error}') from None
    for part, artifact in ((rows, train_features), (watched, validation_features)):
        write_rows(graph.transform(part[inputs]).assign(**{label: part[label]}), artifact)
    description = describe(graph, label, numeric, categorical, hours)
    write_json(f'{transform_graph.path}/graph.json', description)
    joblib.dump(graph, f'{transform_graph.path}/graph.joblib')
    write_json(f'{transform_graph.path}/statistics.json', training_statistics(rows, description['inputs'], label))
    transform_graph.metadata.update(inputs=inputs, label=label, features=len(description['features']))
    return Outputs(len(description['features']))


def chosen_columns(rows, others: list) -> tuple:
    """Numbers and categories by their type, but the label, the time, and what tells rows apart instead of describing them."""
    from pandas.api.types import is_bool_dtype, is_datetime64_any_dtype, is_numeric_dtype

    numeric, categorical = [], []
    for name in rows.columns:
        if name in others or is_datetime64_any_dtype(rows[name]):
            continue
        if is_numeric_dtype(rows[name]) and not is_bool_dtype(rows[name]):
            numeric.append(name)
        elif rows[name].nunique() <= max(2, len(rows) // 2):
            categorical.append(name)
    return numeric, categorical


def require_inputs(inputs: list, label: str, rows) -> None:
    """Ends the step when there are no features, one is named twice, or the label would be given away."""
    if label in inputs:
        raise SystemExit(f'features: the label {label} is among the features too: it would predict itself')
    twice = sorted({name for name in inputs if inputs.count(name) > 1})
    if not inputs or twice:
        problem = f'{", ".join(twice)} is named twice' if twice else 'there is no column to learn from'
        raise SystemExit(f'features: {problem}; the data has {", ".join(rows.columns)}')
    missing = [name for name in inputs if name not in rows.columns]
    if missing:
        fix = 'name its numeric, categorical and hour columns, or none at all to let the rows say which they are'
        has = ', '.join(rows.columns)
        raise SystemExit(f'features: the data has no column {", ".join(missing)}; it has {has}; {fix}')


def require_label(label: str, values) -> None:
    """Ends the step when the label cannot be learnt."""
    found = sorted(values.unique().tolist())
    if found != [0, 1]:
        raise SystemExit(f'features: the label {label} must be 0 or 1 and both must occur; it has {found[:5]}')


def build_graph(rows, numeric: list, categorical: list, hours: list, rare_below: int):
    """The transformer, not yet fitted. It is made of scikit-learn and pandas alone, so that it loads without this file."""
    import numpy
    import pandas
    from pandas.api.types import is_bool_dtype, is_numeric_dtype
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, SplineTransformer, StandardScaler

    # A request carries JSON (1, null, "JFK") where training saw typed columns: both become the same types first.
    # Categories that are numbers go through floats, as 1 is read as 1.0 wherever a neighbour is missing.
    coded = [name for name in categorical if is_numeric_dtype(rows[name]) and not is_bool_dtype(rows[name])]
    numbers = dict.fromkeys([*numeric, *hours, *coded], 'float64')
    same_types = [
        FunctionTransformer(pandas.DataFrame.astype, kw_args={'dtype': types})
        for types in (numbers, dict.fromkeys(categorical, 'str'))
    ]
    median = SimpleImputer(strategy='median', keep_empty_features=True)
    one_hot = OneHotEncoder(handle_unknown='infrequent_if_exist', min_frequency=rare_below, sparse_output=False)
    missing = SimpleImputer(strategy='constant', fill_value='(missing)')
    knots = numpy.linspace(0, 24, 7).reshape(-1, 1)
    periodic = SplineTransformer(knots=numpy.repeat(knots, len(hours) or 1, axis=1), extrapolation='periodic')
    by_column = ColumnTransformer(
        [
            ('numeric', make_pipeline(median, StandardScaler()), numeric),
            ('hour', make_pipeline(SimpleImputer(strategy='median', keep_empty_features=True), periodic), hours),
            ('category', make_pipeline(missing, one_hot), categorical),
        ],
        verbose_feature_names_out=False,
    )
    steps = [('numbers', same_types[0]), ('categories', same_types[1]), ('columns', by_column)]
    return Pipeline(steps).set_output(transform='pandas')


def describe(graph, label: str, numeric: list, categorical: list, hours: list) -> dict:
    """What the graph takes, makes and has learnt, for people and for servers."""
    by_column = graph.named_steps['columns']
    numbers, categories = by_column.named_transformers_['numeric'], by_column.named_transformers_['category']
    learnt = {}
    if numeric:
        imputer, scaler = numbers[0], numbers[1]
        triples = zip(numeric, imputer.statistics_, scaler.mean_, scaler.scale_)
        learnt = {name: {'median': known_or_none(m), 'mean': float(mu), 'scale': float(s)} for name, m, mu, s in triples}
    if categorical:
        known = zip(categorical, categories[1].categories_)
        learnt.update({name: {'categories': [str(each) for each in values]} for name, values in known})
    inputs = {**dict.fromkeys([*numeric, *hours], 'number'), **dict.fromkeys(categorical, 'category')}
    names = [str(name) for name in by_column.get_feature_names_out()]
    return {'label': label, 'inputs': inputs, 'learnt': learnt, 'features': names}


def known_or_none(number):
    """A float that JSON can hold: there is no median of a column without a value."""
    return float(number) if number == number else None


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
