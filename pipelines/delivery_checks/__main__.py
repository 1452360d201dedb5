"""python3 -m delivery_checks COMMAND: see README.md."""

import argparse
import json
import sys
from pathlib import Path


def read_json(path: str) -> dict:
    """A JSON file; nothing when there is none."""
    file = Path(path)
    return json.loads(file.read_text(encoding='utf-8')) if path and file.exists() else {}


# Modules are imported where they are used: not every image has their packages.


def logged_rows(given) -> int:
    from .rows import logged_rows

    for row in logged_rows(read_json(given.answer)):
        print(json.dumps(row))
    return 0


def input_data(given) -> int:
    from .input_data import run

    return 0 if run(given.model, given.rows, given.tolerance) else 1


def predictions(given) -> int:
    from .predictions import run

    return 0 if run(given.model, given.rows) else 1


def latency(given) -> int:
    from .latency import run

    return 0 if run(given.model, given.rows, given.p95_ms, given.requests, given.concurrency, given.warm_up) else 1


def job(given) -> int:
    from .job import run

    return run(read_json(given.job), read_json(given.before))


def outcome(given) -> int:
    from .job import run_outcome

    return run_outcome(read_json(given.job))


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(prog='delivery_checks', description=__doc__)
    commands = root.add_subparsers(required=True, metavar='COMMAND')

    def command(name: str, run, help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help)
        made.set_defaults(run=run)
        return made

    def tried(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
        made.add_argument('--model', required=True, help='folder with model.joblib, model.json and statistics.json')
        made.add_argument('--rows', default='', help='rows of the request log, one JSON object a line')
        return made

    command('logged-rows', logged_rows, 'print the rows in an answer of BigQuery').add_argument('answer')
    data = tried(command('input-data', input_data, 'hold rows against what the model was trained on'))
    data.add_argument('--tolerance', type=float, default=0.05, help='share of values that may be other than in training')
    tried(command('predictions', predictions, 'does the server answer as promised?'))
    speed = tried(command('latency', latency, 'is the server fast enough?'))
    speed.add_argument('--p95-ms', type=float, required=True, help='what 95 %% of the answers may take at most')
    speed.add_argument('--requests', type=int, default=400)
    speed.add_argument('--concurrency', type=int, default=4)
    speed.add_argument('--warm-up', type=int, default=40)
    looked = command('job', job, 'print what is new in a pipeline job; exit code 3 while it goes on')
    looked.add_argument('job', help='what pipelineJobs.get answered')
    looked.add_argument('before', nargs='?', default='', help='what it answered before')
    command('outcome', outcome, 'print what came of a promotion; exit code 1 when it was undone').add_argument('job')
    return root


if __name__ == '__main__':
    chosen = parser().parse_args()
    sys.exit(chosen.run(chosen))
