from typing import List, NamedTuple

from kfp.dsl import Dataset, Input, Model, Output


class Outputs(NamedTuple):
    rows: int
    positive_share: float


def batch_predict(
    model: Input[Model],
    dataset: Input[Dataset],
    predictions: Output[Dataset],
    keep_columns: List[str] = [],
    threshold: float = 0.5,
    scores_may_lack: bool = False,
) -> Outputs:
    """Scores rows with the transform graph and the classifier that were trained together.

    Args:
        model: A trained model that takes raw rows.
        dataset: Raw rows; a label is not needed.
        keep_columns: Columns to carry along with the score; all when empty.
        threshold: Score from which on the prediction is 1.
        scores_may_lack: An absent model, or no rows, gives missing scores instead of ending the step; columns to keep that
            the rows lack are left out.

    Returns:
        predictions: The rows with `score`, the probability of 1, and `prediction`, 0 or 1.
        rows: How many there are.
        positive_share: Share of the rows that are predicted 1; 0 without scores.
    """
    import os

    rows = read_rows('batch-predict', dataset, may_be_empty=scores_may_lack)
    wanted = [name for name in keep_columns if name in rows.columns] if scores_may_lack else keep_columns
    require_columns('batch-predict', rows, wanted)
    kept = rows[wanted] if keep_columns else rows
    taken = [name for name in ('score', 'prediction') if name in kept.columns]
    if taken:
        raise SystemExit(f'batch-predict: the rows have a column {" and ".join(taken)} already; name others in keep_columns')
    if scores_may_lack and (rows.empty or not os.path.isfile(f'{model.path}/model.joblib')):
        write_rows(kept.assign(score=float('nan'), prediction=float('nan')), predictions)
        return Outputs(len(rows), 0.0)
    pipeline, about = load_model('batch-predict', model)
    scores = score_rows('batch-predict', pipeline, about, rows)
    predicted = (scores >= threshold).astype(int)
    write_rows(kept.assign(score=scores, prediction=predicted), predictions)
    return Outputs(len(rows), float(predicted.mean()))


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
