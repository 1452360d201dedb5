"""What one local run tells: events while it goes, then a summary and the lineage record."""

import os
import re
import threading
import time
from typing import Any, Callable

from kfp import dsl
from kfp.local import executor_output_utils

from content_hash import sha256_of_text
from lineage_record import LineageRecord, local_path

_LAST_LINES = 12
_SOURCE_MARK = 'ephemeral_component.py'


def step_name(path: tuple[str, ...]) -> str:
    """The step as people read it: 'condition-1/register'."""
    return '/'.join(path)


def component_source(executor: Any) -> str:
    """The Python source that a lightweight component runs, or the whole command of any other container."""
    command = list(executor.container.command)
    for index, part in enumerate(command[:-1]):
        if _SOURCE_MARK in part:
            return command[index + 1]
    return '\n'.join([*command, *executor.container.args])


def plain(value: Any) -> Any:
    """A parameter as JSON value: artifacts (in a list) become their URIs."""
    if isinstance(value, dsl.Artifact):
        return value.uri
    return [plain(each) for each in value] if isinstance(value, list) else value


class RunObserver:
    """Implements kfp_hooks.Observer."""

    def __init__(self, spec: Any, run_folder: str, emit: Callable[[dict], None]) -> None:
        self.record = LineageRecord()
        self.steps: dict[str, dict] = {}
        self.conditions: list[dict] = []
        self._artifacts: list[dict] = []
        self._started: list[str] = []
        self.failure: dict | None = None
        self._spec = spec
        self._folder = run_folder
        self._emit = emit
        self._lock = threading.RLock()
        self._running: dict[str, tuple[int, float]] = {}

    # What kfp_hooks calls.

    def step_started(self, path: tuple, component: str, component_spec: Any, executor: Any, arguments: dict) -> None:
        name = step_name(path)
        inputs = self._with_defaults(component_spec, arguments)
        parameters = {key: value for key, value in inputs.items() if key not in component_spec.input_definitions.artifacts}
        execution = self.record.start_execution(name, self._execution_properties(component, executor, parameters))
        for key, value in inputs.items():
            self._record_input(execution, key, value)
        with self._lock:
            self._running[name] = (execution, time.monotonic())
            self._started.append(name)
        self._emit({'event': 'step-started', 'step': name})

    def step_finished(self, path: tuple, succeeded: bool, outputs: dict, error: str | None) -> None:
        name = step_name(path)
        execution, started = self._running.pop(name, (None, time.monotonic()))
        if execution:
            self.record.finish_execution(execution, 'COMPLETE' if succeeded else 'FAILED')
            self._record_outputs(name, execution, outputs)
        step = {'step': name, 'state': 'SUCCEEDED' if succeeded else 'FAILED'}
        step['seconds'] = round(time.monotonic() - started, 2)
        if os.path.exists(self._log_path(path)):
            step['log'] = self._log_path(path)
        self._finish(step)
        if not succeeded:
            self._fail(name, error or 'the step failed', self._last_lines(path))

    def task_skipped(self, path: tuple, task_spec: Any, reason: str) -> None:
        for leaf in self._leaves(path, task_spec):
            self._finish({'step': step_name(leaf), 'state': 'SKIPPED', 'reason': reason})

    def condition_evaluated(self, path: tuple, condition: str, values: dict, result: bool) -> None:
        entry = {'task': step_name(path), 'condition': self._readable(condition), 'values': values, 'result': result}
        self.conditions.append(entry)
        self._emit({'event': 'condition', **entry})

    def log_line(self, path: tuple, text: str) -> None:
        os.makedirs(os.path.dirname(self._log_path(path)), exist_ok=True)
        with open(self._log_path(path), 'a', encoding='utf-8') as handle:
            handle.write(text if text.endswith('\n') else f'{text}\n')

    def cannot_run(self, path: tuple, message: str) -> None:
        self._fail(step_name(path), message, [])

    # What run.py calls.

    def skip_the_rest(self) -> None:
        """Reports each step that was not reached, and so was neither run nor skipped by a condition."""
        reached = {re.sub(r'-iteration-\d+', '', name) for name in self.steps}
        for name, task in self._spec.root.dag.tasks.items():
            for leaf in self._leaves((name,), task):
                if step_name(leaf) not in reached:
                    self._finish({'step': step_name(leaf), 'state': 'SKIPPED', 'reason': 'not reached'})

    def cancel_running(self) -> None:
        """Marks what an interrupt has stopped."""
        for name, (execution, started) in self._running.items():
            self.record.finish_execution(execution, 'CANCELED')
            self._finish({'step': name, 'state': 'CANCELED', 'seconds': round(time.monotonic() - started, 2)})

    @property
    def artifacts(self) -> list[dict]:
        """What the steps made, by the order in which the steps were started, then by name."""
        return sorted(self._artifacts, key=lambda each: (self._started.index(each['step']), each['name']))

    def metrics(self) -> list[dict]:
        """Scalar metrics by step, from the artifacts that are system.Metrics."""
        found = [each for each in self.artifacts if each['type'] == 'system.Metrics']
        return [{'step': each['step'], 'name': each['name'], 'values': dict(sorted(each['metadata'].items()))} for each in found]

    def _finish(self, step: dict) -> None:
        with self._lock:
            if step['state'] == 'SKIPPED' and step['step'] in self.steps:
                return
            self.steps[step['step']] = step
        self._emit({'event': 'step-finished', **step})

    def _fail(self, name: str, message: str, log: list[str]) -> None:
        if self.failure is None:
            self.failure = {'step': name, 'message': message, 'log': log}

    def _leaves(self, path: tuple, task_spec: Any) -> list[tuple]:
        component = self._spec.components[task_spec.component_ref.name]
        if component.WhichOneof('implementation') != 'dag':
            return [path]
        tasks = component.dag.tasks.items()
        return [leaf for name, task in tasks for leaf in self._leaves((*path, name), task)]

    def _with_defaults(self, component_spec: Any, arguments: dict) -> dict:
        definitions = component_spec.input_definitions.parameters.items()
        missing = {key: each.default_value for key, each in definitions if key not in arguments and each.HasField('default_value')}
        return {**arguments, **{key: executor_output_utils.pb2_value_to_python(value) for key, value in missing.items()}}

    def _execution_properties(self, component: str, executor: Any, parameters: dict) -> dict:
        return {
            'component': component.removeprefix('comp-'),
            'image': executor.container.image,
            'codeSha256': sha256_of_text(component_source(executor)),
            'parameters': {key: plain(parameters[key]) for key in sorted(parameters)},
        }

    def _record_input(self, execution: int, key: str, value: Any) -> None:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dsl.Artifact):
                artifact = self.record.artifact(each.name or key, each.schema_title, each.uri, dict(each.metadata))
            elif isinstance(each, str) and each and os.path.isfile(local_path(each) or ''):
                artifact = self.record.artifact(os.path.basename(each), 'system.Artifact', each, {})
            else:
                continue
            self.record.add_event(execution, artifact, 'INPUT', key)

    def _record_outputs(self, step: str, execution: int, outputs: dict) -> None:
        for key, value in outputs.items():
            for each in value if isinstance(value, list) else [value]:
                if not isinstance(each, dsl.Artifact):
                    continue
                artifact = self.record.artifact(key, each.schema_title, each.uri, dict(each.metadata))
                self.record.add_event(execution, artifact, 'OUTPUT', key)
                self._remember(step, key, each, artifact)

    def _remember(self, step: str, key: str, artifact: Any, artifact_id: int) -> None:
        recorded = self.record.artifacts[artifact_id - 1]
        self._artifacts.append({
            'step': step,
            'name': key,
            'type': artifact.schema_title,
            'uri': recorded['uri'],
            'sha256': recorded['customProperties']['sha256'],
            'metadata': recorded['properties'],
        })

    def _log_path(self, path: tuple) -> str:
        return os.path.join(self._folder, 'logs', *path[:-1], f'{path[-1] if path else "runner"}.log')

    def _last_lines(self, path: tuple) -> list[str]:
        if not os.path.exists(self._log_path(path)):
            return []
        with open(self._log_path(path), encoding='utf-8') as handle:
            return [line.rstrip() for line in handle if line.strip()][-_LAST_LINES:]

    @staticmethod
    def _readable(condition: str) -> str:
        return re.sub(r"inputs\.parameter_values\['([^']+)'\]", lambda match: match[1].replace('--', '.'), condition)
