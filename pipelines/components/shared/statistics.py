"""Statistics of what a model was trained on: profiles of its features and, apart, of its label and scores."""


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
