"""Scoring rows with a trained model: the one path that evaluation, batch prediction and serving share."""


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
