"""A run that keeps every promise passes; each promise is broken in turn, and the check says which."""

import json
import shutil
from pathlib import Path

import joblib
import pandas
import pytest
import yaml

from checks import artifacts

KINDS = {
    'rows': 'system.Dataset',
    'model': 'system.Model',
    'metrics': 'system.Metrics',
    'curve': 'system.ClassificationMetrics',
    'page': 'system.HTML',
    'note': 'system.Markdown',
    'anything': 'system.Artifact',
}
VALUES = {
    'name': ('STRING', ''),
    'count': ('NUMBER_INTEGER', 3),
    'share': ('NUMBER_DOUBLE', 0.5),
    'good': ('BOOLEAN', False),
    'each': ('LIST', []),
    'settings': ('STRUCT', {}),
}
METADATA = {'rows': {'rows': 2}, 'metrics': {'auc': 0.7}, 'curve': {'confusionMatrix': {'rows': []}}}
STEP = 'before/loop-iteration-1/make-all'


class Predictor:
    def predict(self, rows):
        return rows


class MadeRun:
    """A run of one component with an output of every type, in a loop in a group."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.outputs = folder, folder / 'artifacts' / STEP
        self.made = {name: {'uri': str(self.outputs / name), 'metadata': METADATA.get(name, {})} for name in KINDS}
        self.parameters = {name: value for name, (_, value) in VALUES.items()}
        self.recorded = dict(KINDS)
        self.record = {'runId': 'all-0001', 'state': 'SUCCEEDED', 'failure': None}
        (self.outputs / 'model').mkdir(parents=True)
        pandas.DataFrame({'a': [1, 2]}).to_parquet(self.outputs / 'rows')
        joblib.dump(Predictor(), self.outputs / 'model' / 'model.joblib')
        for name, text in {'metrics': '{}', 'curve': '{}', 'page': '<!doctype html>\n<html></html>\n', 'note': '# note', 'anything': 'x'}.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        (self.outputs / name).write_text(text)

    def path(self, name: str) -> Path:
        return self.outputs / name

    def finished(self) -> Path:
        """Writes down what happened, as the local runner does."""
        steps = [{'step': STEP, 'state': 'SUCCEEDED'}, {'step': 'before/other', 'state': 'SKIPPED'}]
        recorded = [{'step': STEP, 'name': name, 'type': kind} for name, kind in self.recorded.items()]
        (self.folder / 'run.json').write_text(json.dumps({**self.record, 'steps': steps, 'artifacts': recorded}))
        (self.folder / 'pipeline.yaml').write_text(yaml.safe_dump(self.spec(), sort_keys=False))
        output = {'parameterValues': self.parameters, 'artifacts': {name: {'artifacts': [each]} for name, each in self.made.items()}}
        (self.outputs / 'executor_output.json').write_text(json.dumps(output))
        return self.folder

    @staticmethod
    def spec() -> dict:
        def dag(task: str, component: str) -> dict:
            return {'dag': {'tasks': {task: {'componentRef': {'name': component}}}}}

        promised = {
            'artifacts': {name: {'artifactType': {'schemaTitle': kind}} for name, kind in KINDS.items()},
            'parameters': {name: {'parameterType': kind} for name, (kind, _) in VALUES.items()},
        }
        return {
            'root': dag('before', 'comp-before'),
            'components': {
                'comp-before': dag('loop', 'comp-loop'),
                'comp-loop': dag('make-all', 'comp-make-all'),
                'comp-make-all': {'executorLabel': 'exec', 'outputDefinitions': promised},
            },
            'deploymentSpec': {'executors': {'exec': {'container': {'args': ['--function_to_execute', 'make_all']}}}},
        }


@pytest.fixture
def run(tmp_path):
    return MadeRun(tmp_path / 'all-0001')


def verdict(capsys, run: MadeRun, *arguments: str) -> tuple[int, list]:
    """Exit code, and what was said besides the table."""
    code = artifacts.main([*arguments, str(run.finished())])
    return code, [line for line in capsys.readouterr().out.splitlines() if ' steps  ' not in line]


def test_a_run_that_keeps_every_promise_passes(run, capsys):
    assert artifacts.main([str(run.finished())]) == 0
    names = ', '.join([*KINDS, *VALUES])
    assert capsys.readouterr().out == f'make_all    1 steps  {names}\nevery promise is kept\n'


BREAKS = {
    'rows': [
        (lambda run: run.path('rows').unlink(), 'the artifact rows was not written'),
        (lambda run: run.write('rows', ''), 'the artifact rows is empty'),
        (lambda run: run.write('rows', 'a,b\n1,2\n'), 'the artifact rows is no Parquet file: '),
        (lambda run: run.made['rows'].update(metadata={'rows': 9}), 'the artifact rows says that it has 9 rows and has 2'),
        (lambda run: run.recorded.update(rows='system.Artifact'), 'the artifact rows is a system.Artifact instead of a system.Dataset'),
        (lambda run: run.recorded.pop('rows'), 'the artifact rows was not recorded'),
        (lambda run: run.made.pop('rows'), 'the artifact rows was not written'),
    ],
    'model': [
        (lambda run: shutil.rmtree(run.path('model')), 'the artifact model was not written'),
        (lambda run: (run.path('model') / 'model.joblib').unlink(), 'the artifact model is empty'),
        (lambda run: (run.path('model') / 'model.joblib').write_bytes(b'no pickle'), 'has a model.joblib that cannot be loaded: '),
        (lambda run: joblib.dump({'a': 1}, run.path('model') / 'model.joblib'), 'the artifact model holds a dict, which predicts nothing'),
    ],
    'metrics': [
        (lambda run: run.made['metrics'].update(metadata={}), 'the artifact metrics has no metric'),
        (lambda run: run.made['metrics'].update(metadata={'auc': float('nan')}), 'the artifact metrics has no number for auc'),
        (lambda run: run.path('metrics').unlink(), 'the artifact metrics was not written'),
    ],
    'curve': [
        (lambda run: run.made['curve'].update(metadata={'a': 1}), 'the artifact curve has neither a ROC curve nor a confusion matrix'),
        (lambda run: run.made['curve'].update(metadata={'confusionMatrix': {}}), 'the artifact curve has neither a ROC curve nor'),
    ],
    'page': [
        (lambda run: run.write('page', '<p>late</p>'), 'the artifact page is no whole HTML page'),
        (lambda run: run.write('page', '<!doctype html><html>cut o'), 'the artifact page is no whole HTML page'),
    ],
    'note': [
        (lambda run: run.write('note', ' \n'), 'the artifact note is blank'),
        (lambda run: run.path('note').write_bytes(b'\xff\xfe\x00'), 'the artifact note is no text'),
    ],
    'anything': [
        (lambda run: run.write('anything', ''), 'the artifact anything is empty'),
    ],
    'parameters': [
        (lambda run: run.parameters.pop('count'), 'the parameter count was not written'),
        (lambda run: run.parameters.update(name=7), 'the parameter name is 7, which is not a text'),
        (lambda run: run.parameters.update(count=True), 'the parameter count is True, which is not a whole number'),
        (lambda run: run.parameters.update(count=2.5), 'the parameter count is 2.5, which is not a whole number'),
        (lambda run: run.parameters.update(share='0.5'), "the parameter share is '0.5', which is not a number"),
        (lambda run: run.parameters.update(share=float('nan')), 'the parameter share is nan, which is not a number'),
        (lambda run: run.parameters.update(good=1), 'the parameter good is 1, which is not true or false'),
        (lambda run: run.parameters.update(each={}), 'the parameter each is {}, which is not a list'),
        (lambda run: run.parameters.update(settings=None), 'the parameter settings is None, which is not an object'),
    ],
    'contract': [
        (lambda run: run.parameters.update(extra=1), 'the output extra is in no contract'),
        (lambda run: run.made.update(extra={'uri': 'x'}), 'the output extra is in no contract'),
    ],
}


@pytest.mark.parametrize(('mutate', 'expected'), [each for group in BREAKS.values() for each in group])
def test_a_broken_promise_is_named(run, capsys, mutate, expected):
    mutate(run)
    code, lines = verdict(capsys, run)
    assert code == 1 and len(lines) == 1
    assert lines[0].startswith(f'artifacts: all-0001: {STEP}: the ') and expected in lines[0]


def test_all_broken_promises_are_named_at_once(run, capsys):
    run.write('page', '')
    run.write('note', '')
    assert len(verdict(capsys, run)[1]) == 2


def test_a_model_of_another_framework_is_its_files(run, capsys):
    (run.path('model') / 'model.joblib').rename(run.path('model') / 'saved_model.pb')
    assert verdict(capsys, run) == (0, ['every promise is kept'])


class TestAStepThatSaysItFoundNothing:
    @pytest.fixture
    def nothing(self, run):
        run.made['model']['metadata'] = {'found': False}
        run.made['metrics']['metadata'] = {}
        shutil.rmtree(run.path('model'))
        return run

    def test_is_excused_when_another_gives_what_it_lacks(self, nothing, tmp_path, capsys):
        other = MadeRun(tmp_path / 'all-0002')
        assert artifacts.main([str(nothing.finished()), str(other.finished())]) == 0

    def test_is_not_when_no_other_does(self, nothing, capsys):
        code, lines = verdict(capsys, nothing)
        assert code == 1
        assert lines == [
            'artifacts: make_all: the artifact model was given by none of its 1 steps',
            'artifacts: make_all: the artifact metrics was given by none of its 1 steps',
        ]

    def test_still_owes_its_parameters(self, nothing, capsys):
        nothing.parameters.pop('name')
        assert 'the parameter name was not written' in verdict(capsys, nothing)[1][0]


def test_every_component_of_the_folder_must_have_run(run, tmp_path, capsys):
    for name in ('make-all', 'other-one'):
        (tmp_path / 'components' / name).mkdir(parents=True)
        (tmp_path / 'components' / name / 'component.py').write_text('')
    folder = ['--components', str(tmp_path / 'components')]
    assert verdict(capsys, run, *folder) == (1, ['artifacts: other-one ran in none of the runs'])
    assert verdict(capsys, run, *folder, '--except', 'other-one', '--') == (0, ['every promise is kept'])
    assert verdict(capsys, run, *folder, '--except', '--') == (1, ['artifacts: other-one ran in none of the runs'])


def test_an_exception_that_nothing_needs_is_refused(run, tmp_path, capsys):
    (tmp_path / 'components' / 'make-all').mkdir(parents=True)
    (tmp_path / 'components' / 'make-all' / 'component.py').write_text('')
    code, lines = verdict(capsys, run, '--components', str(tmp_path / 'components'), '--except', 'make-all', 'gone', '--')
    assert (code, lines) == (1, ['artifacts: gone is excepted and need not be', 'artifacts: make-all is excepted and need not be'])


def test_a_run_that_failed_does_not_pass(run, capsys):
    failure = {'step': 'train', 'message': 'exit code 1', 'log': ['train: no rows']}
    run.record.update(state='FAILED', failure=failure)
    assert verdict(capsys, run) == (1, ['artifacts: all-0001 failed in train: train: no rows'])
    run.record.update(state='CANCELED', failure=None)
    assert verdict(capsys, run) == (1, ['artifacts: all-0001 was canceled'])


def test_what_is_no_run_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(SystemExit) as refused:
        artifacts.main([str(tmp_path)])
    assert str(refused.value) == f'artifacts: there is no {tmp_path}/run.json; give the folder of a run of `mlops run --local`'
