"""A job is told step by step, each change once, with the words of what failed; the exit code says whether it ended."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from delivery_checks.job import lines, outcome_of, run, run_outcome

NAME = 'projects/1/locations/europe-west4/pipelineJobs/e2e-1'


def job(state: str, *tasks: tuple, **rest) -> dict:
    details = [{'taskName': name, 'state': of, 'startTime': f'2026-11-01T00:00:0{at}Z'} for at, (name, of) in enumerate(tasks)]
    return {'name': NAME, 'state': f'PIPELINE_STATE_{state}', 'jobDetail': {'taskDetails': details}, **rest}


def test_steps_are_told_in_the_order_in_which_they_began_and_each_change_once():
    first = job('RUNNING', ('ingest', 'SUCCEEDED'), ('train', 'RUNNING'))
    then = job('RUNNING', ('ingest', 'SUCCEEDED'), ('train', 'SUCCEEDED'), ('evaluate', 'RUNNING'))
    assert lines(first, {}) == ['succeeded      ingest', 'running        train']
    assert lines(then, first) == ['succeeded      train', 'running        evaluate']
    assert lines(then, then) == []


@pytest.mark.parametrize(
    ('state', 'code'), [('PENDING', 3), ('RUNNING', 3), ('CANCELLING', 3), ('SUCCEEDED', 0), ('FAILED', 1), ('CANCELLED', 1)]
)
def test_the_exit_code_says_whether_and_how_it_ended(state, code):
    assert run(job(state), {}) == code


def test_a_job_that_has_just_been_made_goes_on():
    assert run({'name': NAME}, {}) == 3


def test_a_failure_is_told_with_the_reason_of_step_and_job():
    failed = job('FAILED', ('train', 'FAILED'), error={'message': 'the task train failed'})
    failed['jobDetail']['taskDetails'][0]['error'] = {'code': 9, 'message': 'train: every row has late = 0'}
    assert lines(failed, {}) == ['failed         train: train: every row has late = 0', 'e2e-1 failed: the task train failed']


def promotion(*tasks: dict) -> dict:
    return {'name': NAME, 'jobDetail': {'taskDetails': [{'startTime': str(at), **task} for at, task in enumerate(tasks)]}}


def told(outcome: str, reason: str = 'why') -> dict:
    """As a step writes it down with what it makes."""
    return {'taskName': 'roll-out', 'outputs': {'record': {'artifacts': [{'metadata': {'outcome': outcome, 'reason': reason}}]}}}


@pytest.mark.parametrize(
    ('outcome', 'code'),
    [('promoted', 0), ('rejected', 0), ('nothing', 0), ('dry-run', 0), ('outdated', 0), ('rolled-back', 1), ('busy', 1)],
)
def test_a_promotion_that_was_undone_is_no_success(capsys, outcome, code):
    assert run_outcome(promotion({'taskName': 'ingest'}, told(outcome))) == code
    assert capsys.readouterr().out == f'{outcome}: why\n'


def test_the_last_step_that_says_what_came_of_it_counts():
    earlier = told('nothing')
    last = {'taskName': 'roll-out', 'execution': {'metadata': {'output:outcome': 'rolled-back', 'output:reason': 'errors'}}}
    assert outcome_of(promotion(earlier, last)) == ('rolled-back', 'errors')
    assert outcome_of(promotion(last, {'taskName': 'notify', 'execution': {'metadata': {}}, 'outputs': {}})) == ('rolled-back', 'errors')


def test_a_run_that_says_nothing_of_an_outcome_is_told_as_that(capsys):
    assert run_outcome(job('SUCCEEDED', ('ingest', 'SUCCEEDED'))) == 0
    assert capsys.readouterr().out == 'the run does not say what came of it\n'


def test_the_command_needs_nothing_but_python_itself(tmp_path):
    """The image of gcloud has no packages."""
    file = tmp_path / 'job.json'
    file.write_text(json.dumps(job('SUCCEEDED', ('ingest', 'SUCCEEDED'))))
    command = [sys.executable, '-I', '-S', '-c', PLAIN, str(Path(__file__).parent.parent), str(file), str(tmp_path / 'none')]
    ended = subprocess.run(command, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, 'succeeded      ingest\ne2e-1 succeeded\n', '')


PLAIN = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
sys.argv[1:1] = ['job']
runpy.run_module('delivery_checks', run_name='__main__')
"""
