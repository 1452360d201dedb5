"""Serves a model that train made, as Vertex AI asks of a container: GET /health, POST /predict.

    {"instances": [{"carrier": "UA", "hour": 8, ...}]}  ->  {"predictions": [{"score": 0.31, "prediction": 0}]}

The environment says where the model is (AIP_STORAGE_URI: gs:// or a folder), and may say port and routes
(AIP_HTTP_PORT 8080, AIP_HEALTH_ROUTE /health, AIP_PREDICT_ROUTE /predict). An instance may lack columns only when the
model does not take them; null is a gap. A mistake in a request is answered by 400 and a sentence.
"""

import json
import os
import signal
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

THRESHOLD = 0.5


def fetch(uri: str) -> str:
    """A local folder with the model's files."""
    if not uri.startswith('gs://'):
        return uri
    from google.cloud import storage

    bucket, _, prefix = uri.removeprefix('gs://').partition('/')
    folder = tempfile.mkdtemp()
    for name in ('model.joblib', 'model.json'):
        blob = storage.Client().bucket(bucket).blob(f'{prefix.rstrip("/")}/{name}')
        blob.download_to_filename(os.path.join(folder, name))
    return folder


def predict(pipeline, about: dict, body: bytes) -> dict:
    """The answer to a request. Ends with SystemExit, as a step does, when the request cannot be answered."""
    import pandas

    try:
        instances = json.loads(body)['instances']
        fits = isinstance(instances, list) and all(isinstance(each, dict) for each in instances)
    except (ValueError, KeyError, TypeError):
        fits = False
    if not fits:
        raise SystemExit('predict: send {"instances": [{COLUMN: VALUE, ..}, ..]}')
    # As objects: beside a null pandas would make 3 a float and so another category.
    rows = pandas.DataFrame(instances, dtype=object)
    if rows.empty:
        raise SystemExit('predict: "instances" is empty')
    scores = score_rows('predict', pipeline, about, rows)
    return {'predictions': [{'score': float(score), 'prediction': int(score >= THRESHOLD)} for score in scores]}


def handler_for(pipeline, about: dict, health: str, route: str) -> type:
    """The handler of requests to one model."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

        def do_GET(self) -> None:
            self.answer(200, {'status': 'ok'}) if self.path == health else self.answer(404, {'error': 'no such route'})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
            if self.path != route:
                return self.answer(404, {'error': 'no such route'})
            try:
                self.answer(200, predict(pipeline, about, body))
            except SystemExit as problem:
                self.answer(400, {'error': str(problem)})

        def answer(self, status: int, content: dict) -> None:
            text = json.dumps(content).encode()
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_) -> None:
            """Vertex AI logs requests itself; their rows don't belong into a log."""

    return Handler


def main(environment: dict) -> None:
    uri = environment.get('AIP_STORAGE_URI')
    if not uri:
        raise SystemExit('serve: set AIP_STORAGE_URI, the folder with model.joblib and model.json')
    pipeline, about = load_model('serve', SimpleNamespace(path=fetch(uri)))
    routes = environment.get('AIP_HEALTH_ROUTE', '/health'), environment.get('AIP_PREDICT_ROUTE', '/predict')
    address = ('', int(environment.get('AIP_HTTP_PORT', 8080)))
    server = ThreadingHTTPServer(address, handler_for(pipeline, about, *routes))
    # The first process of a container gets no default handler; shutdown() must not be called by the serving thread.
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f'serving {uri} on port {server.server_port}', flush=True)
    server.serve_forever()


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


if __name__ == '__main__':
    main(dict(os.environ))
