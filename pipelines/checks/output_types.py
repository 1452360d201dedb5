"""What an output of a type must hold. Each function answers what is wrong with one, as the end of a sentence, or None."""

import math
from pathlib import Path

PARAMETERS = {
    'STRING': (str, 'a text'),
    'NUMBER_INTEGER': (int, 'a whole number'),
    'NUMBER_DOUBLE': ((int, float), 'a number'),
    'BOOLEAN': (bool, 'true or false'),
    'LIST': (list, 'a list'),
    'STRUCT': (dict, 'an object'),
}


def wrong_parameter(kind: str, value) -> str | None:
    expected, words = PARAMETERS[kind]
    fits = isinstance(value, expected) and (kind == 'BOOLEAN' or not isinstance(value, bool))
    if not fits or (isinstance(value, float) and not math.isfinite(value)):
        return f'is {value!r}, which is not {words}'
    return None


def wrong_artifact(kind: str, artifact: dict) -> str | None:
    path = Path(artifact['uri'])
    if not path.exists():
        return 'was not written'
    files = [path] if path.is_file() else [each for each in path.rglob('*') if each.is_file()]
    if not any(file.stat().st_size for file in files):
        return 'is empty'
    return ARTIFACTS[kind](path, artifact.get('metadata', {})) if kind in ARTIFACTS else None


def wrong_dataset(path: Path, metadata: dict) -> str | None:
    import pyarrow
    from pyarrow import parquet

    try:
        rows = parquet.read_table(path).num_rows
    except (pyarrow.ArrowException, OSError) as error:
        return f'is no Parquet file: {str(error).splitlines()[0]}'
    told = metadata.get('rows', rows)
    return None if told == rows else f'says that it has {told} rows and has {rows}'


def wrong_model(path: Path, metadata: dict) -> str | None:
    import joblib

    if not (path / 'model.joblib').is_file():
        return None  # of another framework: the files are all that can be asked for
    try:
        model = joblib.load(path / 'model.joblib')
    except Exception as error:  # whatever a broken pickle raises
        return f'has a model.joblib that cannot be loaded: {type(error).__name__}'
    return None if hasattr(model, 'predict') else f'holds a {type(model).__name__}, which predicts nothing'


def wrong_metrics(path: Path, metadata: dict) -> str | None:
    if not metadata:
        return 'has no metric'
    broken = [name for name, value in metadata.items() if isinstance(value, float) and not math.isfinite(value)]
    return f'has no number for {", ".join(broken)}' if broken else None


def wrong_classification_metrics(path: Path, metadata: dict) -> str | None:
    known = metadata.get('confidenceMetrics') or metadata.get('confusionMatrix')
    return None if known else 'has neither a ROC curve nor a confusion matrix'


def wrong_html(path: Path, metadata: dict) -> str | None:
    text = path.read_text(encoding='utf-8', errors='replace').strip().lower()
    whole = text.startswith(('<!doctype html', '<html')) and text.endswith('</html>')
    return None if whole else 'is no whole HTML page'


def wrong_markdown(path: Path, metadata: dict) -> str | None:
    try:
        return None if path.read_text(encoding='utf-8').strip() else 'is blank'
    except UnicodeDecodeError:
        return 'is no text'


ARTIFACTS = {
    'system.Dataset': wrong_dataset,
    'system.Model': wrong_model,
    'system.Metrics': wrong_metrics,
    'system.ClassificationMetrics': wrong_classification_metrics,
    'system.HTML': wrong_html,
    'system.Markdown': wrong_markdown,
}
