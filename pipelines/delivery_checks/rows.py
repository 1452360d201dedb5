"""The rows that a model is tried with: those of its request-response log, else such as its statistics allow."""

import json
from pathlib import Path

from components.shared.request_log import parts_of


def logged_rows(answer: dict) -> list:
    """The instances in BigQuery's answer to a query whose one column is request_payload."""
    payloads = [plain(row['f'][0]['v']) for row in answer.get('rows', [])]
    instances = [instance for payload in payloads for instance in parts_of('logged-rows', payload, 'instances')]
    return [instance for instance in instances if isinstance(instance, dict)]


def plain(cell):
    """A cell of BigQuery; of a repeated one the list of its values."""
    return [plain(each['v']) for each in cell] if isinstance(cell, list) else cell


def read_rows(path: str) -> list:
    """The rows of a file, one JSON object a line; none when there is no file."""
    file = Path(path)
    if not path or not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding='utf-8').splitlines() if line.strip()]


def read_model_json(folder: str, name: str) -> dict:
    """A JSON file of a model's folder."""
    path = Path(folder) / name
    if not path.is_file():
        raise SystemExit(f'there is no {path}: give the folder that train made, or the artifact of a registered model')
    return json.loads(path.read_text(encoding='utf-8'))


def features_of(folder: str) -> dict:
    """The profile of each column that a model takes, by its name."""
    columns = read_model_json(folder, 'statistics.json')['features']['columns']
    return {name: columns[name] for name in read_model_json(folder, 'model.json')['inputs'] if name in columns}


def made_rows(features: dict, count: int) -> list:
    """Rows that could have been trained on; the same ones each time."""
    values = {name: typical_values(profile) for name, profile in features.items()}
    # Columns turn at different speeds, so that their values meet in many ways.
    return [
        {name: found[(number * (position + 1)) % len(found)] for position, (name, found) in enumerate(values.items())}
        for number in range(count)
    ]


def typical_values(profile: dict) -> list:
    """Values inside a profile: the middle of each bin that has rows, or each category that occurs."""
    counts = profile['counts']
    if profile['kind'] == 'category':
        return [name for name, count in counts.items() if count and not name.startswith('(')] or [None]
    pairs = enumerate(zip(profile['edges'], profile['edges'][1:]))
    return [(low + high) / 2 for index, (low, high) in pairs if counts.get(f'bin {index + 1}')] or [None]


def rows_for(folder: str, path: str, count: int = 200) -> tuple:
    """Rows to try a model with, and where they come from, in words."""
    logged = read_rows(path)
    if logged:
        return logged[:count], f'{min(count, len(logged))} rows of the request log'
    return made_rows(features_of(folder), count), f"{count} rows made of the model's statistics"
