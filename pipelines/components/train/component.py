from typing import Dict, NamedTuple

from kfp.dsl import HTML, Artifact, Dataset, Input, Metrics, Model, Output


class Outputs(NamedTuple):
    validation_log_loss: float
    validation_auc: float
    iterations: int


def train(
    train_features: Input[Dataset],
    validation_features: Input[Dataset],
    transform_graph: Input[Artifact],
    model: Output[Model],
    metrics: Output[Metrics],
    report: Output[HTML],
    label: str = 'late',
    algorithm: str = 'gradient-boosting',
    learning_rate: float = 0.1,
    max_iterations: int = 150,
    max_leaf_nodes: int = 15,
    l2: float = 1.0,
    seed: int = 0,
    trial: Dict = {},
) -> Outputs:
    """Trains a classifier and puts it behind the transform graph: the model takes rows as they are before any transform.

    Args:
        train_features: Rows to learn from, after the transform graph.
        validation_features: Rows to watch training with, after the same graph; boosting stops when they gain no more.
        transform_graph: The fitted graph, which becomes the first part of the model.
        label: Column to predict; 0 or 1.
        algorithm: `gradient-boosting` (histogram-based trees) or `logistic-regression` (linear).
        learning_rate: Weight of each tree, above 0; gradient boosting only.
        max_iterations: Most trees, or most passes of the linear solver.
        max_leaf_nodes: Most leaves of a tree, at least 2; gradient boosting only.
        l2: Strength of the penalty on large weights, 0 or more; above 0 for the linear one.
        seed: Seed of everything random.
        trial: Values that overrule those above, as one trial of a search: {"learning_rate": 0.05}.

    Returns:
        model: Folder with model.joblib, a scikit-learn pipeline that takes raw rows, model.json, what it is, and
            statistics.json, profiles of the training rows and of the scores on the validation rows.
        metrics: Loss of the base rate, first and last loss of training, loss and AUC on validation.
        report: The course of the loss, to read.
        validation_log_loss: Log loss on the validation rows at the end.
        validation_auc: Area under the ROC curve on the validation rows at the end.
        iterations: How many were used.
    """
    import joblib
    from sklearn.metrics import log_loss, roc_auc_score
    from sklearn.pipeline import Pipeline

    settings = dict(learning_rate=learning_rate, max_iterations=max_iterations, max_leaf_nodes=max_leaf_nodes, l2=l2)
    settings = settled({'algorithm': algorithm, **settings, 'seed': seed}, trial)
    x, y = features_and_label(train_features, label)
    x_watch, y_watch = features_and_label(validation_features, label)
    fit = {'gradient-boosting': boost, 'logistic-regression': regress}[settings['algorithm']]
    classifier, losses = fit(settings, x, y, x_watch, y_watch)
    scores = classifier.predict_proba(x_watch)[:, 1]
    measured = {
        'base_rate_log_loss': float(log_loss(y_watch, [y.mean()] * len(y_watch))),
        'first_log_loss': losses['train'][0],
        'last_log_loss': losses['train'][-1],
        'validation_log_loss': float(log_loss(y_watch, scores)),
        'validation_auc': float(roc_auc_score(y_watch, scores)),
    }
    require_convergence(measured)
    graph = joblib.load(f'{transform_graph.path}/graph.joblib')
    about = {'framework': 'scikit-learn', 'label': label, 'settings': settings, 'inputs': model_inputs(transform_graph)}
    write_json(f'{model.path}/model.json', {**about, 'metrics': measured, 'losses': losses})
    joblib.dump(Pipeline([('features', graph), ('classifier', classifier)]), f'{model.path}/model.joblib')
    write_json(f'{model.path}/statistics.json', with_scores(read_statistics(transform_graph), scores))
    model.metadata.update(about)
    for name, value in measured.items():
        metrics.log_metric(name, round(value, 6))
    write_json(metrics.path, measured)
    write_text(report, page(settings, measured, losses))
    return Outputs(measured['validation_log_loss'], measured['validation_auc'], len(losses['train']) - 1)


def settled(settings: dict, trial: dict) -> dict:
    """The settings with those of a trial, each in its range; whole numbers in a struct arrive as floats."""
    unknown = [name for name in trial if name not in settings]
    if unknown:
        raise SystemExit(f'train: the trial sets {", ".join(unknown)}; allowed: {", ".join(settings)}')
    merged = {name: type(value)(trial.get(name, value)) for name, value in settings.items()}
    allowed = {
        'algorithm': (merged['algorithm'] in ('gradient-boosting', 'logistic-regression'), 'gradient-boosting, logistic-regression'),
        'learning_rate': (merged['learning_rate'] > 0, 'above 0'),
        'max_iterations': (merged['max_iterations'] >= 1, '1 or more'),
        'max_leaf_nodes': (merged['max_leaf_nodes'] >= 2, '2 or more'),
        'l2': (merged['l2'] >= 0 if merged['algorithm'] == 'gradient-boosting' else merged['l2'] > 0, '0 or more; above 0 when linear'),
    }
    for name, (fits, what) in allowed.items():
        if not fits:
            raise SystemExit(f'train: {name} is {merged[name]}; allowed: {what}')
    return merged


def features_and_label(dataset, label: str) -> tuple:
    """Features and label apart; ends the step when there is nothing to learn or a value is no number."""
    rows = read_rows('train', dataset)
    require_columns('train', rows, [label])
    x, y = rows.drop(columns=[label]), rows[label]
    if y.nunique() < 2:
        raise SystemExit(f'train: every one of the {len(y)} rows has {label} = {y.iloc[0]}; both 0 and 1 must occur')
    broken = [name for name in x.columns if x[name].dtype.kind not in 'iuf' or x[name].isna().any()]
    if broken:
        raise SystemExit(f'train: {", ".join(broken[:5])} hold what is no number; give the output of features')
    return x, y


def boost(settings: dict, x, y, x_watch, y_watch) -> tuple:
    """Gradient-boosted trees, with the loss after each tree."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    classifier = HistGradientBoostingClassifier(
        learning_rate=settings['learning_rate'],
        max_iter=settings['max_iterations'],
        max_leaf_nodes=settings['max_leaf_nodes'],
        min_samples_leaf=min(20, max(5, len(x) // 20)),
        l2_regularization=settings['l2'],
        random_state=settings['seed'],
        early_stopping=True,
        scoring='loss',
    )
    classifier.fit(x, y, X_val=x_watch, y_val=y_watch)
    # scikit-learn keeps scores, where more is better: the loss is the score with its sign turned.
    scores = {'train': classifier.train_score_, 'validation': classifier.validation_score_}
    return classifier, {name: [-float(each) for each in values] for name, values in scores.items()}


def regress(settings: dict, x, y, x_watch, y_watch) -> tuple:
    """Logistic regression, with the loss after each stage of the solver, which goes on where the last one stopped."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss

    stage = max(1, settings['max_iterations'] // 10)
    classifier = LogisticRegression(C=1 / settings['l2'], max_iter=stage, warm_start=True, random_state=settings['seed'])
    losses = {name: [float(log_loss(part, [y.mean()] * len(part)))] for name, part in (('train', y), ('validation', y_watch))}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', ConvergenceWarning)
        for _ in range(-(-settings['max_iterations'] // stage)):
            classifier.fit(x, y)
            losses['train'].append(float(log_loss(y, classifier.predict_proba(x)[:, 1])))
            losses['validation'].append(float(log_loss(y_watch, classifier.predict_proba(x_watch)[:, 1])))
            if losses['train'][-2] - losses['train'][-1] < 1e-6:
                break
    return classifier, losses


def require_convergence(measured: dict) -> None:
    """Ends the step when training went nowhere: such a model must not reach the registry."""
    import math

    if not all(math.isfinite(value) for value in measured.values()):
        raise SystemExit(f'train: a loss is not a number: {measured}; lower learning_rate')
    for last, first in (('last_log_loss', 'first_log_loss'), ('validation_log_loss', 'base_rate_log_loss')):
        if measured[last] >= measured[first]:
            values = f'{last} {measured[last]:.4f} is not below {first} {measured[first]:.4f}'
            fix = 'check the features, lower learning_rate, or with few rows take logistic-regression'
            raise SystemExit(f'train: training did not converge: {values}; {fix}')


def model_inputs(transform_graph) -> dict:
    """Columns that the model takes, with their kind."""
    import json

    with open(f'{transform_graph.path}/graph.json', encoding='utf-8') as handle:
        return json.load(handle)['inputs']


def page(settings: dict, measured: dict, losses: dict) -> str:
    """The report: the course of the loss, the numbers at its end, the settings."""
    curves = {name: list(enumerate(values)) for name, values in losses.items()}
    chart = line_chart('Log loss', 'iteration', 'log loss', curves)
    tables = html_table(['metric', 'value'], list(measured.items())) + html_table(['setting', 'value'], list(settings.items()))
    return html_page('Training', chart + tables)


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


# --- shared/line_chart.py: copied by scripts/generate-component-contracts.py, edit it there ---


def line_chart(title: str, x_label: str, y_label: str, lines: dict) -> str:
    """One line per entry of `lines`, name to [(x, y), ...], over axes that fit them all."""
    from html import escape

    width, height, edge = 480, 320, 48
    xs = [x for points in lines.values() for x, _ in points]
    ys = [y for points in lines.values() for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)

    def place(x: float, y: float) -> str:
        across = (x - left) / ((right - left) or 1) * (width - 2 * edge) + edge
        down = height - edge - (y - low) / ((high - low) or 1) * (height - 2 * edge)
        return f'{across:.1f},{down:.1f}'

    def text(x: float, y: float, words: str, anchor: str = 'middle') -> str:
        return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="12" fill="currentColor">{escape(words)}</text>'

    parts = [text(width / 2, 20, title), text(width / 2, height - 8, x_label), text(4, 36, y_label, 'start')]
    parts += [text(edge, height - edge + 16, f'{left:.3g}'), text(width - edge, height - edge + 16, f'{right:.3g}')]
    parts += [text(edge - 6, height - edge, f'{low:.3g}', 'end'), text(edge - 6, edge + 4, f'{high:.3g}', 'end')]
    parts.append(f'<path d="M{edge},{edge}V{height - edge}H{width - edge}" fill="none" stroke="currentColor" opacity="0.4"/>')
    for index, (name, points) in enumerate(lines.items()):
        colour = ('#1a73e8', '#e8710a', '#188038', '#9334e6')[index % 4]
        path = ' '.join(place(x, y) for x, y in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(text(width - edge - 96 * (len(lines) - 1 - index), 36, name, 'end').replace('currentColor', colour))
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">{"".join(parts)}</svg>\n'


# --- end of shared/line_chart.py ---


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
