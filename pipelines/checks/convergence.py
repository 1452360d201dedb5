"""Did training converge? Judges each model that local runs have trained: by its loss after every iteration, and by rows
that training never saw.

Usage: python -m checks.convergence [--min-gain 0.02] RUN_FOLDER...

A RUN_FOLDER is what `mlops run --local` has left: a model with `losses` in its model.json, and the datasets `train` and
`test`. Prints a table, and a sentence for every model that did not converge; exit code 1 when there is one.
"""

import argparse
import json
import math
import sys
from pathlib import Path

from .run_folder import Run

COLUMNS = ('model', 'iterations', 'first loss', 'last loss', 'lowest', 'validation', 'test loss', 'base rate')


def trained_models(run: Run) -> list:
    """Step, folder and model.json of every model that was trained here and not fetched; a copy of one counts once."""
    found = {}
    for artifact in run.artifacts:
        path = Path(artifact['uri']) / 'model.json'
        if artifact['type'] != 'system.Model' or 'found' in artifact['metadata'] or not path.is_file():
            continue
        about = json.loads(path.read_text(encoding='utf-8'))
        if 'losses' in about:
            found.setdefault(artifact['sha256'], (artifact['step'], path.parent, about))
    if not found:
        raise SystemExit(f'convergence: {run.name} has no model with losses in its model.json; run a pipeline that trains')
    return list(found.values())


def read_dataset(run: Run, name: str):
    """The rows of one dataset of the run."""
    import pandas

    uris = [each['uri'] for each in run.artifacts if (each['type'], each['name']) == ('system.Dataset', name)]
    if not uris:
        raise SystemExit(f'convergence: {run.name} has no dataset {name}; its pipeline must split the rows')
    return pandas.read_parquet(uris[-1])


def log_loss(labels, scores) -> float:
    """Mean negative logarithm of the probability that each label was given; not a number for a score that is none."""
    import numpy

    likely = numpy.clip(numpy.where(labels == 1, scores, 1 - numpy.asarray(scores)), 1e-15, 1)
    return float(-numpy.log(likely).mean())


def tested(folder: Path, about: dict, train, test) -> tuple:
    """Loss on the test rows of the model, and of always answering the base rate of the training rows."""
    import joblib
    import numpy

    labels = test[about['label']].to_numpy()
    scores = joblib.load(folder / 'model.joblib').predict_proba(test[list(about['inputs'])])[:, 1]
    return log_loss(labels, scores), log_loss(labels, numpy.full(len(labels), train[about['label']].mean()))


def problem_with(losses: dict, test_loss: float, base_loss: float, min_gain: float) -> str | None:
    """Why training did not converge, as the rest of a sentence; None when it did."""
    for part, values in losses.items():
        broken = [index for index, value in enumerate(values) if not math.isfinite(value)]
        if broken:
            return f'has no number for its {part} loss from iteration {broken[0]} on'
    train = losses['train']
    if len(train) < 2 or train[-1] >= train[0]:
        return f'did not learn: its training loss went from {train[0]:.4f} to {train[-1]:.4f} in {len(train) - 1} iterations'
    if train[-1] > min(train) + 0.1 * (train[0] - min(train)):
        return f'diverged: its training loss fell to {min(train):.4f} and then rose to {train[-1]:.4f}'
    watched = losses.get('validation') or train
    if watched[-1] > min(watched) + 0.5 * max(0.0, watched[0] - min(watched)):
        return f'is overfitted: its validation loss fell to {min(watched):.4f} and then rose to {watched[-1]:.4f}'
    if not test_loss <= (1 - min_gain) * base_loss:
        return f'does not beat guessing: {test_loss:.4f} on the test rows, where the base rate has {base_loss:.4f} (asked for: {min_gain:.0%} less)'
    return None


def judge(folder: Path, min_gain: float) -> tuple[list, list]:
    """Rows of the table and sentences, for the models of one run."""
    run = Run('convergence', folder)
    if run.problem:
        raise SystemExit(f'convergence: {run.problem}')
    models, train, test = trained_models(run), read_dataset(run, 'train'), read_dataset(run, 'test')
    rows, problems = [], []
    for step, place, about in models:
        name, losses = f'{run.name} {step.removeprefix("before-notify/")}', about['losses']
        test_loss, base_loss = tested(place, about, train, test)
        first, last, lowest = losses['train'][0], losses['train'][-1], min(losses['train'])
        numbers = (first, last, lowest, (losses.get('validation') or [math.nan])[-1], test_loss, base_loss)
        rows.append((name, str(len(losses['train']) - 1), *(f'{number:.4f}' for number in numbers)))
        problem = problem_with(losses, test_loss, base_loss, min_gain)
        problems += [f'convergence: {name} {problem}'] if problem else []
    return rows, problems


def table(rows: list) -> str:
    """Columns of equal width: names to the left, numbers to the right."""
    widths = [max(len(row[index]) for row in (COLUMNS, *rows)) for index in range(len(COLUMNS))]
    return '\n'.join('  '.join((row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:]))) for row in (COLUMNS, *rows))


def main(arguments: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('runs', nargs='+', type=Path, metavar='RUN_FOLDER')
    parser.add_argument('--min-gain', type=float, default=0.02, help='share of the loss of guessing that a model must save')
    given = parser.parse_args(arguments)
    judged = [judge(folder, given.min_gain) for folder in given.runs]
    print(table([row for rows, _ in judged for row in rows]))
    problems = [problem for _, found in judged for problem in found]
    print('\n'.join(problems) if problems else 'every model converged')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
