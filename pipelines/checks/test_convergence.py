"""The check lets real training pass, and stops what did not learn: each way of not learning for its own reason."""

import json
import math
import subprocess
import sys
from pathlib import Path

import joblib
import numpy
import pytest
from conftest import Artifacts, load_component

from checks import convergence
from checks.run_folder import Run

PIPELINES = Path(convergence.__file__).parent.parent


class Training:
    """Trains with the kit's own component, on the flights of the shared fixture, and leaves what a run leaves."""

    def __init__(self, folder: Path, flights, label_of=lambda rows: rows.late) -> None:
        self.folder, self.make = folder, Artifacts(folder)
        rows = flights[flights.month.between(4, 7)]
        self.train, self.validation, self.test = (self.make('Dataset') for _ in range(3))
        load_component('split').split(self.make.dataset(rows.assign(late=label_of(rows))), self.train, self.validation, self.test)

    def run(self, **settings) -> Path:
        features, watched, graph, model = self.make('Dataset'), self.make('Dataset'), self.make(), self.make('Model')
        load_component('features').features(self.train, self.validation, graph, features, watched)
        train = load_component('train')
        train.require_convergence = lambda measured: None  # the trainer's own gate: this check is a second opinion
        train.train(features, watched, graph, model, self.make('Metrics'), self.make('HTML'), **settings)
        return self.record(model.path)

    def record(self, model: str, state: str = 'SUCCEEDED', failure=None, **changes) -> Path:
        kinds = {'model': ('system.Model', model), 'train': ('system.Dataset', self.train.path), 'test': ('system.Dataset', self.test.path)}
        named = [{'step': f'before-notify/{name}', 'name': name, 'type': kind, 'uri': uri, 'sha256': name, 'metadata': {}} for name, (kind, uri) in kinds.items()]
        run = {'runId': 'flights-0001', 'state': state, 'failure': failure, 'steps': [], 'artifacts': named, **changes}
        (self.folder / 'run.json').write_text(json.dumps(run))
        return self.folder


@pytest.fixture
def training(tmp_path, flights):
    return Training(tmp_path, flights)


def verdict(capsys, folder: Path, *arguments: str) -> tuple[int, list]:
    """Exit code and what was printed, line by line."""
    return convergence.main([str(folder), *arguments]), capsys.readouterr().out.splitlines()


@pytest.mark.parametrize('algorithm', ['gradient-boosting', 'logistic-regression'])
def test_real_training_passes_with_its_losses_in_a_table(training, capsys, algorithm):
    code, (head, row, last) = verdict(capsys, training.run(algorithm=algorithm, max_iterations=40))
    assert (code, last) == (0, 'every model converged')
    assert head.split()[:2] == ['model', 'iterations'] and row.startswith('flights-0001 model ')
    first_loss, last_loss, lowest, validation, test_loss, base_rate = map(float, row.split()[3:])
    assert lowest == last_loss < first_loss and test_loss < base_rate - 0.05 and validation < first_loss


def test_labels_shuffled_at_random_do_not_pass(tmp_path, flights, capsys):
    shuffled = Training(tmp_path, flights, lambda rows: rows.late.sample(frac=1, random_state=4).to_numpy())
    code, lines = verdict(capsys, shuffled.run(max_iterations=40))
    assert code == 1
    assert lines[-1].startswith('convergence: flights-0001 model does not beat guessing: ')


def test_an_absurd_learning_rate_does_not_pass(training, capsys):
    code, lines = verdict(capsys, training.run(learning_rate=60.0, max_iterations=20))
    assert code == 1
    assert lines[-1].startswith('convergence: flights-0001 model did not learn: its training loss went from 0.58')


def test_a_model_that_says_nothing_but_the_base_rate_does_not_pass(training, capsys):
    folder = training.run(max_iterations=5)
    [(_, place, about)] = convergence.trained_models(Run('convergence', folder))
    joblib.dump(BaseRate(0.25), place / 'model.joblib')
    code, lines = verdict(capsys, folder)
    assert code == 1 and 'does not beat guessing' in lines[-1]


class BaseRate:
    def __init__(self, share: float) -> None:
        self.share = share

    def predict_proba(self, rows):
        return numpy.tile([1 - self.share, self.share], (len(rows), 1))


def test_scores_that_are_no_numbers_do_not_pass(training, capsys):
    folder = training.run(max_iterations=5)
    [(_, place, _)] = convergence.trained_models(Run('convergence', folder))
    joblib.dump(BaseRate(math.nan), place / 'model.joblib')
    code, lines = verdict(capsys, folder)
    assert code == 1 and 'does not beat guessing: nan on the test rows' in lines[-1]


FALLING = [0.7, 0.6, 0.5, 0.45]


@pytest.mark.parametrize(
    ('losses', 'expected'),
    [
        ({'train': FALLING, 'validation': FALLING}, None),
        ({'train': FALLING}, None),
        ({'train': FALLING, 'validation': [0.7, 0.6, 0.5, 0.51]}, None),
        ({'train': [0.7, math.nan, 0.5], 'validation': FALLING}, 'has no number for its train loss from iteration 1 on'),
        ({'train': [0.7, 0.6, math.inf], 'validation': FALLING}, 'has no number for its train loss from iteration 2 on'),
        ({'train': FALLING, 'validation': [math.nan] * 4}, 'has no number for its validation loss from iteration 0 on'),
        ({'train': [0.7]}, 'did not learn: its training loss went from 0.7000 to 0.7000 in 0 iterations'),
        ({'train': [0.7, 0.7]}, 'did not learn: its training loss went from 0.7000 to 0.7000 in 1 iterations'),
        ({'train': [0.7, 0.9, 1.3]}, 'did not learn: its training loss went from 0.7000 to 1.3000 in 2 iterations'),
        ({'train': [0.7, 0.3, 0.6]}, 'diverged: its training loss fell to 0.3000 and then rose to 0.6000'),
        ({'train': FALLING, 'validation': [0.7, 0.5, 0.65]}, 'is overfitted: its validation loss fell to 0.5000 and then rose to 0.6500'),
        ({'train': FALLING, 'validation': [0.7, 0.8, 0.9]}, 'is overfitted: its validation loss fell to 0.7000 and then rose to 0.9000'),
    ],
)
def test_the_course_of_the_losses_decides(losses, expected):
    assert convergence.problem_with(losses, 0.5, 0.6, 0.02) == expected


@pytest.mark.parametrize(('test_loss', 'passes'), [(0.588, True), (0.589, False), (0.7, False), (math.nan, False)])
def test_guessing_is_beaten_by_the_margin_that_is_asked_for(test_loss, passes):
    assert (convergence.problem_with({'train': FALLING}, test_loss, 0.6, 0.02) is None) == passes


def test_the_margin_can_be_set(training, capsys):
    folder = training.run(max_iterations=40)
    assert verdict(capsys, folder, '--min-gain', '0.1')[0] == 0
    code, lines = verdict(capsys, folder, '--min-gain', '0.9')
    assert code == 1 and lines[-1].endswith('(asked for: 90% less)')


def test_a_model_fetched_from_the_registry_is_not_judged_again(training):
    folder = training.run(max_iterations=5)
    run = Run('convergence', folder)
    fetched = {**run.artifacts[0], 'step': 'find-champion', 'sha256': 'other', 'metadata': {'found': True}}
    copied = {**run.artifacts[0], 'step': 'select-best'}
    run.artifacts += [fetched, copied]
    assert [step for step, _, _ in convergence.trained_models(run)] == ['before-notify/model']


def test_what_is_no_training_run_is_refused_with_a_sentence(training, tmp_path):
    def ends_with() -> str:
        command = [sys.executable, '-m', 'checks.convergence', str(tmp_path)]
        run = subprocess.run(command, cwd=PIPELINES, capture_output=True, text=True)
        assert run.returncode == 1 and run.stdout == ''
        return run.stderr.strip()

    assert ends_with() == f'convergence: there is no {tmp_path}/run.json; give the folder of a run of `mlops run --local`'
    training.record('nowhere')
    assert ends_with() == 'convergence: flights-0001 has no model with losses in its model.json; run a pipeline that trains'
    failure = {'step': 'train', 'message': 'exit code 1', 'log': ['...', 'train: training did not converge: lower learning_rate']}
    training.record('nowhere', state='FAILED', failure=failure)
    assert ends_with() == 'convergence: flights-0001 failed in train: train: training did not converge: lower learning_rate'
    folder = training.run(max_iterations=5)
    run = json.loads((folder / 'run.json').read_text())
    (folder / 'run.json').write_text(json.dumps({**run, 'artifacts': run['artifacts'][:2]}))
    assert ends_with() == 'convergence: flights-0001 has no dataset test; its pipeline must split the rows'
