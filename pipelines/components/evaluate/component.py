from typing import List, NamedTuple

from kfp.dsl import HTML, Artifact, ClassificationMetrics, Dataset, Input, Metrics, Model, Output


class Outputs(NamedTuple):
    auc: float
    log_loss: float
    calibration_error: float


def evaluate(
    model: Input[Model],
    dataset: Input[Dataset],
    evaluation: Output[Artifact],
    metrics: Output[Metrics],
    classification_metrics: Output[ClassificationMetrics],
    report: Output[HTML],
    label: str = 'late',
    slice_columns: List[str] = ['origin', 'carrier'],
    min_slice_rows: int = 100,
    threshold: float = 0.5,
    allow_missing_model: bool = False,
    allow_missing_label: bool = False,
) -> Outputs:
    """Measures a model on rows that it hasn't seen, in all and slice by slice.

    Args:
        model: A trained model that takes raw rows.
        dataset: Raw rows with the label.
        label: Column that was to be predicted; 0 or 1.
        slice_columns: For each value of these columns the metrics are measured once more.
        min_slice_rows: Slices with fewer rows are left out: their metrics would be noise.
        threshold: Score from which on a row counts as predicted 1, in the confusion matrix and the accuracy.
        allow_missing_model: An absent model (there is no champion yet) gives an evaluation that says so, and zeros.
        allow_missing_label: Rows without label are left out; when no two labels are left the evaluation says so, and zeros.

    Returns:
        evaluation: Metrics, slices and calibration as JSON, with a hash of the rows that were used.
        metrics: The metrics in all.
        classification_metrics: ROC curve and confusion matrix.
        report: Metrics, ROC curve, calibration and slices, to read.
        auc: Area under the ROC curve.
        log_loss: Log loss.
        calibration_error: Mean distance of predicted from observed share, over ten groups by score.
    """
    import os

    if allow_missing_model and not os.path.isfile(f'{model.path}/model.joblib'):
        return write_absence('There is no model to evaluate.', evaluation, metrics, classification_metrics, report)
    rows = read_rows('evaluate', dataset, may_be_empty=allow_missing_label)
    if allow_missing_label:
        rows = rows[rows[label].notna()] if label in rows.columns else rows.head(0)
        if rows.empty or rows[label].nunique() < 2:
            return write_absence('The rows have no labels to compare with.', evaluation, metrics, classification_metrics, report)
    require_columns('evaluate', rows, [label, *slice_columns])
    rows = rows.astype({label: 'int64'}) if set(rows[label].unique()) <= {0, 1} else rows
    if set(rows[label].unique()) != {0, 1}:
        found = sorted(rows[label].unique().tolist(), key=str)[:5]
        raise SystemExit(f'evaluate: all {len(rows)} rows have {label} = {found}; both 0 and 1 must occur')
    pipeline, about = load_model('evaluate', model)
    truth, scores = rows[label].to_numpy(), score_rows('evaluate', pipeline, about, rows)
    measured = measure(truth, scores, threshold)
    slices = measure_slices(rows, truth, scores, slice_columns, min_slice_rows, threshold)
    calibration = calibrate(truth, scores)
    curve = roc_points(truth, scores)
    content = {'found': True, 'rows': len(rows), 'rows_sha256': rows_hash(rows), 'label': label, 'metrics': measured}
    write_json(evaluation.path, {**content, 'slices': slices, 'calibration': calibration})
    evaluation.metadata.update(found=True, rows=len(rows))
    for name, value in measured.items():
        metrics.log_metric(name, round(value, 6))
    write_json(metrics.path, measured)
    log_classification(classification_metrics, truth, scores, curve, threshold)
    write_text(report, page(len(rows), measured, slices, calibration, curve))
    return Outputs(measured['auc'], measured['log_loss'], measured['calibration_error'])


def write_absence(why: str, evaluation, metrics, classification_metrics, report) -> Outputs:
    """The evaluation of no model, or on no labels."""
    write_json(evaluation.path, {'found': False})
    evaluation.metadata['found'] = False
    for artifact in (metrics, classification_metrics):
        write_json(artifact.path, {})
    write_text(report, html_page('Evaluation', f'<p>{why}</p>'))
    return Outputs(0.0, 0.0, 0.0)


def measure(truth, scores, threshold: float) -> dict:
    """The metrics of some rows, of which both labels occur."""
    from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

    return {
        'auc': float(roc_auc_score(truth, scores)),
        'log_loss': float(log_loss(truth, scores)),
        'brier_score': float(brier_score_loss(truth, scores)),
        'average_precision': float(average_precision_score(truth, scores)),
        'calibration_error': calibration_error(calibrate(truth, scores), len(truth)),
        'accuracy': float(((scores >= threshold) == (truth == 1)).mean()),
        'base_rate': float(truth.mean()),
    }


def measure_slices(rows, truth, scores, columns: list, min_rows: int, threshold: float) -> list:
    """The metrics of each value of each column that has enough rows and both labels."""
    found = []
    for column in columns:
        for value in sorted(rows[column].dropna().unique()):
            inside = (rows[column] == value).to_numpy()
            part = truth[inside]
            if len(part) >= min_rows and 0 < part.mean() < 1:
                metrics = measure(part, scores[inside], threshold)
                found.append({'column': column, 'value': str(value), 'rows': len(part), 'metrics': metrics})
    return found


def calibrate(truth, scores) -> list:
    """Ten groups of equal size by score: what was predicted and what happened."""
    import numpy

    groups = numpy.array_split(numpy.argsort(scores, kind='stable'), min(10, len(scores)))
    means = ((len(group), scores[group].mean(), truth[group].mean()) for group in groups)
    return [{'rows': rows, 'predicted': float(predicted), 'observed': float(observed)} for rows, predicted, observed in means]


def calibration_error(calibration: list, rows: int) -> float:
    """Mean distance of predicted from observed, each group by its rows."""
    return sum(abs(group['predicted'] - group['observed']) * group['rows'] for group in calibration) / rows


def roc_points(truth, scores, most: int = 100) -> list:
    """The ROC curve as [false positive rate, true positive rate, threshold], thinned to what can be shown."""
    import numpy
    from sklearn.metrics import roc_curve

    fpr, tpr, thresholds = roc_curve(truth, scores)
    # The first threshold is infinity, which JSON does not know: no score lies above 1.
    points = numpy.column_stack([fpr, tpr, numpy.minimum(thresholds, 1.0)])
    return points[numpy.unique(numpy.linspace(0, len(points) - 1, min(most, len(points))).astype(int))].tolist()


def log_classification(artifact, truth, scores, curve: list, threshold: float) -> None:
    """Logs ROC curve and confusion matrix; the file makes the artifact one that caching finds again."""
    from sklearn.metrics import confusion_matrix

    matrix = confusion_matrix(truth, scores >= threshold, labels=[0, 1]).tolist()
    artifact.log_roc_curve(*(list(values) for values in zip(*curve)))
    artifact.log_confusion_matrix(['0', '1'], matrix)
    write_json(artifact.path, {'roc': curve, 'confusion_matrix': matrix, 'threshold': threshold})


def rows_hash(rows) -> str:
    """What tells whether two evaluations used the same rows."""
    import hashlib

    return hashlib.sha256(rows.to_csv(index=False).encode()).hexdigest()


def page(count: int, measured: dict, slices: list, calibration: list, curve: list) -> str:
    """The report."""
    roc = line_chart('ROC curve', 'false positive rate', 'true positive rate', {'model': [point[:2] for point in curve]})
    pairs = [(group['predicted'], group['observed']) for group in calibration]
    shares = [share for pair in pairs for share in pair]
    ideal = [(end, end) for end in (min(shares), max(shares))]
    calibrated = line_chart('Calibration', 'predicted', 'observed', {'model': pairs, 'ideal': ideal})
    columns = ('auc', 'log_loss', 'calibration_error', 'base_rate')
    lines = [[f'{each["column"]} = {each["value"]}', each['rows'], *(each['metrics'][name] for name in columns)] for each in slices]
    tables = html_table(['metric', 'value'], list(measured.items())), html_table(['slice', 'rows', *columns], lines)
    return html_page('Evaluation', f'<p>{count} rows.</p>{tables[0]}{roc}{calibrated}<h2>Slices</h2>{tables[1]}')


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
