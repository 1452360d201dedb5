"""What the smoke test of the image finds. The image itself is not needed: the same packages are installed here."""

import os
import re
from pathlib import Path

import pytest
from conftest import COMPONENTS

from image import smoke

IMAGE = COMPONENTS.parent / 'image'
REQUIREMENTS = [line for line in (IMAGE / 'requirements.txt').read_text().splitlines() if re.match('[A-Za-z]', line)]


def problem(check, *arguments) -> str:
    with pytest.raises(SystemExit) as caught:
        check(*arguments)
    return str(caught.value)


@pytest.fixture(autouse=True)
def these_packages(monkeypatch):
    """`python3` is this interpreter, as it is that of the image there."""
    import sys

    monkeypatch.setenv('PATH', f'{Path(sys.executable).parent}:{os.environ["PATH"]}')


def test_packages_in_their_versions_pass():
    smoke.check_packages(REQUIREMENTS)
    assert problem(smoke.check_packages, ['kfp==1.0']) == f'smoke: kfp is {REQUIREMENTS[1].split("==")[1]} instead of 1.0'
    assert problem(smoke.check_packages, [*REQUIREMENTS, 'nothing==1']) == 'smoke: nothing is missing instead of 1'


def test_root_and_pip_are_refused(monkeypatch):
    monkeypatch.setattr(os, 'getuid', lambda: 0)
    assert problem(smoke.check_rights) == 'smoke: the image runs as root'
    monkeypatch.setattr(os, 'getuid', lambda: 65532)
    assert problem(smoke.check_rights) == 'smoke: the image still has pip'
    monkeypatch.setattr(smoke.importlib.util, 'find_spec', lambda name: None)
    smoke.check_rights()


def test_a_step_runs_as_kfp_starts_it(tmp_path, monkeypatch):
    smoke.check_step(tmp_path)
    (tmp_path / 'output.json').unlink()
    monkeypatch.setattr(smoke, 'STEP', 'def shout(text: str) -> str:\n    return text\n')
    assert problem(smoke.check_step, tmp_path) == "smoke: a step answered {'parameterValues': {'Output': 'late'}}"
    (tmp_path / 'output.json').unlink()
    monkeypatch.setattr(smoke, 'STEP', 'import nowhere\n')
    assert "No module named 'nowhere'" in problem(smoke.check_step, tmp_path)


def test_the_server_of_the_image_answers_as_the_model(tmp_path):
    smoke.check_server(tmp_path, str(IMAGE / 'serve.py'))


def test_a_server_that_does_not_start_or_answers_otherwise_is_found(tmp_path):
    broken, wrong = tmp_path / 'broken.py', tmp_path / 'wrong.py'
    broken.write_text('raise SystemExit("no")\n')
    assert problem(smoke.check_server, tmp_path, str(broken)).startswith('smoke: the server did not start')
    text = (IMAGE / 'serve.py').read_text()
    wrong.write_text(text.replace("{'score': float(score)", "{'score': 1 - float(score)"))
    assert wrong.read_text() != text
    assert problem(smoke.check_server, tmp_path, str(wrong)).startswith('smoke: the server answered [')
