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
    rare_below: int = 20,
) -> Outputs:
    """Fits the transform graph on the training rows; the same graph, loaded from the artifact, serves predictions.

    Args:
        train: Rows that the graph learns medians, scales and categories from.
        validation: Rows that it is then applied to.
        label: Column to predict, passed through untouched; 0 or 1.
        numeric: Columns of numbers: a gap becomes the median, then they are scaled to mean 0 and deviation 1.
        categorical: Columns of categories: one column of 0 and 1 for each that is not rare.
        hours: Columns with the hour of the day: smooth and periodic, so that 23 and 0 are neighbours.
        rare_below: Categories with fewer rows share one column, which also takes those never seen in training.

    Returns:
        transform_graph: Folder with graph.joblib, a scikit-learn transformer, and graph.json, what it has learnt.
        train_features: The training rows after the graph, with the label.
        validation_features: The validation rows after the graph, with the label.
        feature_count: How many features the graph makes.
    """
    import joblib

    rows, watched = read_rows('features', train), read_rows('features', validation)
    inputs = [*numeric, *hours, *categorical]
    for each in (rows, watched):
        require_columns('features', each, [*inputs, label])
    require_label(label, inputs, rows[label])
    graph = build_graph(numeric, categorical, hours, rare_below)
    try:
        graph.fit(rows[inputs])
    except (ValueError, TypeError) as error:
        raise SystemExit(f'features: a column holds what it should not: {error}') from None
    for part, artifact in ((rows, train_features), (watched, validation_features)):
        write_rows(graph.transform(part[inputs]).assign(**{label: part[label]}), artifact)
    description = describe(graph, label, numeric, categorical, hours)
    write_json(f'{transform_graph.path}/graph.json', description)
    joblib.dump(graph, f'{transform_graph.path}/graph.joblib')
    transform_graph.metadata.update(inputs=inputs, label=label, features=len(description['features']))
    return Outputs(len(description['features']))


def require_label(label: str, inputs: list, values) -> None:
    """Ends the step when the label cannot be learnt or would be given away."""
    if label in inputs:
        raise SystemExit(f'features: the label {label} is among the features too: it would predict itself')
    found = sorted(values.unique().tolist())
    if found != [0, 1]:
        raise SystemExit(f'features: the label {label} must be 0 or 1 and both must occur; it has {found[:5]}')


def build_graph(numeric: list, categorical: list, hours: list, rare_below: int):
    """The transformer, not yet fitted. It is made of scikit-learn and pandas alone, so that it loads without this file."""
    import numpy
    import pandas
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import Pipeline, make_pipeline
    from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, SplineTransformer, StandardScaler

    # A request carries JSON (1, null, "JFK") where training saw typed columns: both become the same types first.
    types = {**dict.fromkeys([*numeric, *hours], 'float64'), **dict.fromkeys(categorical, 'str')}
    same_types = FunctionTransformer(pandas.DataFrame.astype, kw_args={'dtype': types})
    median = SimpleImputer(strategy='median', keep_empty_features=True)
    one_hot = OneHotEncoder(handle_unknown='infrequent_if_exist', min_frequency=rare_below, sparse_output=False)
    missing = SimpleImputer(strategy='constant', fill_value='(missing)')
    knots = numpy.linspace(0, 24, 7).reshape(-1, 1)
    periodic = SplineTransformer(knots=numpy.repeat(knots, len(hours) or 1, axis=1), extrapolation='periodic')
    by_column = ColumnTransformer(
        [
            ('numeric', make_pipeline(median, StandardScaler()), numeric),
            ('hour', make_pipeline(SimpleImputer(strategy='median'), periodic), hours),
            ('category', make_pipeline(missing, one_hot), categorical),
        ],
        verbose_feature_names_out=False,
    )
    return Pipeline([('types', same_types), ('columns', by_column)]).set_output(transform='pandas')


def describe(graph, label: str, numeric: list, categorical: list, hours: list) -> dict:
    """What the graph takes, makes and has learnt, for people and for servers."""
    by_column = graph.named_steps['columns']
    numbers, categories = by_column.named_transformers_['numeric'], by_column.named_transformers_['category']
    learnt = {}
    if numeric:
        imputer, scaler = numbers[0], numbers[1]
        triples = zip(numeric, imputer.statistics_, scaler.mean_, scaler.scale_)
        learnt = {name: {'median': float(m), 'mean': float(mu), 'scale': float(s)} for name, m, mu, s in triples}
    if categorical:
        known = zip(categorical, categories[1].categories_)
        learnt.update({name: {'categories': [str(each) for each in values]} for name, values in known})
    inputs = {**dict.fromkeys([*numeric, *hours], 'number'), **dict.fromkeys(categorical, 'category')}
    names = [str(name) for name in by_column.get_feature_names_out()]
    return {'label': label, 'inputs': inputs, 'learnt': learnt, 'features': names}


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
