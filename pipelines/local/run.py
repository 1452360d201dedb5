"""Runs one compiled pipeline by the KFP SDK's local runner, without cloud or Docker.

Usage: run.py PIPELINE.yaml ARGUMENTS.json RUN_FOLDER

Prints one JSON object a line: `step-started`, `step-finished`, `condition`, and at the end `run-finished`. Writes into
the run folder: artifacts/, logs/ (one file a step, and kfp.log with all that the SDK prints), run.json (the summary)
and lineage.json. Exit code: 0 succeeded, 1 failed, 130 interrupted.
"""

import json
import os
import signal
import sys
import tempfile
import time
from typing import Any, Callable

_STATES = {0: 'SUCCEEDED', 1: 'FAILED', 130: 'CANCELED'}


def _redirect_output(log_path: str) -> Callable[[dict], None]:
    """Sends everything that is printed to the log, steps included; the answer alone still reaches standard output."""
    events = os.fdopen(os.dup(1), 'w', buffering=1, encoding='utf-8')
    log = os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    return lambda event: print(json.dumps(event), file=events, flush=True)


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def _execute(spec: Any, arguments: dict, run_folder: str) -> dict:
    from kfp import local
    from kfp.local import pipeline_orchestrator

    root = os.path.join(run_folder, 'artifacts')
    local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=root)
    return pipeline_orchestrator.run_local_pipeline(pipeline_spec=spec, arguments=arguments)


def _run(spec: Any, arguments: dict, run_folder: str, observer: Any) -> tuple[int, dict]:
    """Exit code and the pipeline's outputs."""
    try:
        outputs = _execute(spec, arguments, run_folder)
        return (1 if observer.failure else 0), outputs
    except KeyboardInterrupt:
        observer.cancel_running()
        return 130, {}
    except Exception as failure:
        print(repr(failure), file=sys.stderr)
        if observer.failure is None:
            observer.cannot_run((spec.pipeline_info.name,), str(failure))
        return 1, {}


def _write(path: str, content: dict) -> None:
    with open(path, 'w', encoding='utf-8') as handle:
        json.dump(content, handle, indent=2)
        handle.write('\n')


def main(pipeline_path: str, arguments_path: str, run_folder: str) -> int:
    """Runs the pipeline and answers the exit code."""
    started = time.monotonic()
    emit = _redirect_output(os.path.join(run_folder, 'logs', 'kfp.log'))
    signal.signal(signal.SIGTERM, _interrupt)
    from kfp import components

    import kfp_hooks
    from content_hash import sha256_of_path
    from run_observer import RunObserver, plain

    with open(arguments_path, encoding='utf-8') as handle:
        arguments = json.load(handle)
    spec = components.load_component_from_file(pipeline_path).pipeline_spec
    observer = RunObserver(spec, run_folder, emit)
    kfp_hooks.install(observer)
    code, outputs = _run(spec, arguments, run_folder, observer)
    observer.skip_the_rest()

    name, run_id = spec.pipeline_info.name, os.path.basename(run_folder)
    known = {'parameters': arguments, 'pipelineSha256': sha256_of_path(pipeline_path), 'sdkVersion': spec.sdk_version}
    summary = {
        'runId': run_id,
        'pipeline': name,
        **known,
        'state': _STATES[code],
        'seconds': round(time.monotonic() - started, 2),
        'outputs': {key: plain(outputs[key]) for key in sorted(outputs)},
        'metrics': observer.metrics(),
        'conditions': observer.conditions,
        'steps': list(observer.steps.values()),
        'artifacts': observer.artifacts,
        'failure': observer.failure,
    }
    _write(os.path.join(run_folder, 'lineage.json'), observer.record.to_json(name, run_id, summary['state'], known))
    _write(os.path.join(run_folder, 'run.json'), summary)
    emit({'event': 'run-finished', 'state': summary['state'], 'seconds': summary['seconds']})
    return code


if __name__ == '__main__':
    with tempfile.TemporaryDirectory(prefix='mlops-') as temporary:
        os.environ['TMPDIR'] = tempfile.tempdir = temporary
        # Steps share the cores with each other and with the user: threads that wait must not spin.
        os.environ.setdefault('OMP_WAIT_POLICY', 'PASSIVE')
        sys.exit(main(*(os.path.abspath(each) for each in sys.argv[1:4])))
