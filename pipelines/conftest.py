"""Fixtures of the Python tests: run them with `python -m pytest pipelines`."""

import importlib.util
import json
import os
import sys
from itertools import count
from pathlib import Path
from types import SimpleNamespace

os.environ['_KFP_RUNTIME'] = 'true'  # as a step runs: kfp then loads no compiler
os.environ['OMP_WAIT_POLICY'] = 'passive'  # threads that wait leave the processor to others: these models are small
sys.dont_write_bytecode = True

import pandas
import pytest
from discovery import check_call
from kfp import dsl

COMPONENTS = Path(__file__).parent / 'components'
FLIGHTS = Path(__file__).parent / 'data' / 'flights' / 'flights.csv.gz'


def load_component(name: str):
    """The module in a component's folder."""
    spec = importlib.util.spec_from_file_location(name.replace('-', '_'), COMPONENTS / name / 'component.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def component(request):
    """The component beside the test."""
    return load_component(request.path.parent.name)


class Artifacts:
    """Makes artifacts with a path of their own below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def __call__(self, kind: str = 'Artifact'):
        return getattr(dsl, kind)(name=kind.lower(), uri=str(self._folder / str(next(self._numbers)) / kind.lower()))

    def dataset(self, rows: pandas.DataFrame):
        made = self('Dataset')
        os.makedirs(os.path.dirname(made.path))
        rows.to_parquet(made.path, index=False)
        return made


@pytest.fixture
def artifact(tmp_path):
    """Makes artifacts for one test: artifact('Model'), artifact.dataset(rows)."""
    return Artifacts(tmp_path)


@pytest.fixture
def error_of():
    """The one error that a call ends with."""

    def run(function, *arguments, **named) -> str:
        with pytest.raises(SystemExit) as caught:
            function(*arguments, **named)
        return str(caught.value)

    return run


@pytest.fixture(scope='session')
def flights() -> pandas.DataFrame:
    """The flights that ship with the kit."""
    return pandas.read_csv(FLIGHTS)


@pytest.fixture(scope='session')
def flights_file() -> str:
    return str(FLIGHTS)


@pytest.fixture(scope='session')
def trained(tmp_path_factory, flights):
    """What split, features and train make of the flights of April to July, as the pipeline calls them."""
    make = Artifacts(tmp_path_factory.mktemp('trained'))
    it = SimpleNamespace(train=make('Dataset'), validation=make('Dataset'), test=make('Dataset'), graph=make())
    it.train_features, it.validation_features = make('Dataset'), make('Dataset')
    it.model, it.metrics, it.report = make('Model'), make('Metrics'), make('HTML')
    dataset = make.dataset(flights[flights.month.between(4, 7)])
    it.split_outputs = load_component('split').split(dataset, it.train, it.validation, it.test)
    it.features_outputs = load_component('features').features(
        it.train, it.validation, it.graph, it.train_features, it.validation_features
    )
    it.train_outputs = load_component('train').train(
        it.train_features, it.validation_features, it.graph, it.model, it.metrics, it.report
    )
    return it


class Google:
    """Stands in for Google's REST APIs: answers by method and end of the address, and keeps what was sent.

    Every call and every answer is held against Google's description of the API. A list answers one call after another.
    """

    def __init__(self, answers: dict) -> None:
        self.answers, self.sent = answers, []

    def __call__(self, step, method, url, body=None, missing_ok=False):
        self.sent.append((method, url, body))
        answer = self.answer_to(method, url, missing_ok)
        if isinstance(answer, SystemExit):
            raise answer
        check_call(method, url, json.loads(json.dumps(body, allow_nan=False)), answer)
        return answer

    def answer_to(self, method, url, missing_ok):
        for (wanted, ending), answer in self.answers.items():
            if method == wanted and url.endswith(ending):
                return answer.pop(0) if isinstance(answer, list) else answer
        if missing_ok:
            return None
        raise AssertionError(f'unexpected call {method} {url}')


def refusal(status: int, message: str = 'refused') -> SystemExit:
    """How `call_google` ends for an answer of an error."""
    refused = SystemExit(f'answered {status}: {message}')
    refused.status = status
    return refused


@pytest.fixture
def google(component, monkeypatch):
    """Puts a stand-in for Google's APIs into the component: google({('GET', '/models/m'): {...}})."""

    def install(answers: dict) -> Google:
        stand_in = Google(answers)
        monkeypatch.setattr(component, 'call_google', stand_in)
        return stand_in

    return install
