"""Does the component image do its work? Runs inside it, before anybody else does; exit code 1 and a sentence if not.

    docker run --rm --interactive IMAGE python3 - PACKAGE==VERSION... < pipelines/image/smoke.py
"""

import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

SERVER = '/opt/mlops/serve.py'
STEP = 'def shout(text: str) -> str:\n    return text.upper()\n'


def check_packages(requirements: list) -> None:
    """Each package that steps may import is there, in its version."""
    for requirement in requirements:
        name, _, version = requirement.partition('==')
        try:
            installed = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            installed = 'missing'
        if installed != version:
            raise SystemExit(f'smoke: {name} is {installed} instead of {version}')


def check_rights() -> None:
    """Nobody is root in it, and nothing can be installed into it."""
    if os.getuid() == 0:
        raise SystemExit('smoke: the image runs as root')
    if importlib.util.find_spec('pip'):
        raise SystemExit('smoke: the image still has pip')


def check_step(folder: Path) -> None:
    """A component runs as KFP starts it."""
    module, output = folder / 'component.py', folder / 'output.json'
    module.write_text(f'from kfp import dsl\n\n{STEP}')
    given = {'inputs': {'parameterValues': {'text': 'late'}}, 'outputs': {'parameters': {'Output': {'outputFile': str(folder / 'Output')}}, 'outputFile': str(output)}}
    command = ['python3', '-m', 'kfp.dsl.executor_main', '--component_module_path', str(module), '--executor_input', json.dumps(given), '--function_to_execute', 'shout']
    run = subprocess.run(command, env={**os.environ, '_KFP_RUNTIME': 'true'}, capture_output=True, text=True)
    made = json.loads(output.read_text()) if output.exists() else run.stderr[-2000:]
    if made != {'parameterValues': {'Output': 'LATE'}}:
        raise SystemExit(f'smoke: a step answered {made}')


def make_model(folder: Path):
    """The smallest model, saved as train saves one."""
    import joblib
    import pandas
    from sklearn.linear_model import LogisticRegression

    rows = pandas.DataFrame({'hour': [1, 2, 20, 21], 'distance': [100.0, 900.0, 150.0, 800.0]})
    model = LogisticRegression().fit(rows, [0, 0, 1, 1])
    joblib.dump(model, folder / 'model.joblib')
    (folder / 'model.json').write_text(json.dumps({'inputs': dict.fromkeys(rows, 'number')}))
    return rows, model.predict_proba(rows)[:, 1]


def check_server(folder: Path, server: str) -> None:
    """It serves a model: healthy, and the same scores as the model itself."""
    rows, scores = make_model(folder)
    environment = {**os.environ, 'AIP_STORAGE_URI': str(folder), 'AIP_HTTP_PORT': '0'}
    process = subprocess.Popen(['python3', server], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        if not line:
            raise SystemExit('smoke: the server did not start; its reason is above')
        address = f'http://127.0.0.1:{line.rsplit(" ", 1)[1].strip()}'
        urllib.request.urlopen(f'{address}/health', timeout=30).close()
        body = json.dumps({'instances': json.loads(rows.to_json(orient='records'))}).encode()
        answer = json.load(urllib.request.urlopen(f'{address}/predict', body, timeout=30))
    finally:
        process.terminate()
        process.wait(timeout=30)
    served = [each['score'] for each in answer['predictions']]
    if len(served) != len(scores) or any(abs(one - other) > 1e-12 for one, other in zip(served, scores)):
        raise SystemExit(f'smoke: the server answered {served} instead of {list(scores)}')


def main(requirements: list) -> None:
    check_rights()
    check_packages(requirements)
    with tempfile.TemporaryDirectory() as folder:
        check_step(Path(folder))
        check_server(Path(folder), SERVER)
    print(f'the image has its {len(requirements)} packages, runs a step and serves a model')


if __name__ == '__main__':
    main(sys.argv[1:])
