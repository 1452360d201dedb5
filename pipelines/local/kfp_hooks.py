"""Lets an observer see every step that the KFP SDK's local runner executes.

The runner has no callbacks (kfp 2.17.0), so its functions are wrapped where it looks them up. The wrappers change three
things that would lose data or hide faults: every task gets an artifact folder of its own (the runner names folders by
component, so that two tasks of one component overwrite each other); whatever the runner only warns about (a condition
that it cannot resolve counts as false, a loop without items as done) is an error; and Python's `print` stays as it is
(the runner exchanges it around every task, and tasks that run side by side put it back in the wrong order, after which
each line is indented twice as far as the one before, without end).
"""

import contextlib
import logging
import os
import threading
from typing import Any, Callable, Iterator, NamedTuple, Protocol

from kfp.local import executor_input_utils, io, logging_utils, status, subprocess_task_handler
from kfp.local.orchestrator import enhanced_dag_orchestrator, orchestrator_utils, task_executor

Path = tuple[str, ...]


class Observer(Protocol):
    """What run.py is told. Paths name a task from the root: ('condition-1', 'register')."""

    def step_started(self, path: Path, component: str, component_spec: Any, executor: Any, arguments: dict) -> None: ...

    def step_finished(self, path: Path, succeeded: bool, outputs: dict, error: str | None) -> None: ...

    def task_skipped(self, path: Path, task_spec: Any, reason: str) -> None: ...

    def condition_evaluated(self, path: Path, condition: str, values: dict, result: bool) -> None: ...

    def log_line(self, path: Path, text: str) -> None: ...

    def cannot_run(self, path: Path, message: str) -> None: ...


class UnresolvedError(RuntimeError):
    """The runner could not find what the pipeline refers to and would have gone on without it."""


class _Scope(NamedTuple):
    path: Path
    tasks: Any


class _Thread(threading.local):
    path: Path = ()
    scope = _Scope((), {})
    warnings: list[str] | None = None


_thread = _Thread()


class _ScopedStore(io.IOStore):
    """Knows which DAG it belongs to: stores are made once per DAG, and handed to everything that runs in it."""

    def __init__(self, parent: io.IOStore | None = None) -> None:
        super().__init__(parent)
        self.scope = _thread.scope
        self.attempted: set[str] = set()

    def put_task_status(self, task_name: str, task_status: str) -> None:
        super().put_task_status(task_name, task_status)
        if task_status == 'FAILED' and task_name not in self.attempted:
            _observer.task_skipped((*self.scope.path, task_name), self.scope.tasks[task_name], 'a step before it failed')


class _WarningFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        if _thread.warnings is not None and record.levelno == logging.WARNING:
            _thread.warnings.append(record.getMessage())
        return True


@contextlib.contextmanager
def _warnings_are_errors(path: Path, otherwise: str) -> Iterator[None]:
    """Raises what is only warned about inside; `otherwise` says what the runner would have done."""
    outer, _thread.warnings = _thread.warnings, []
    try:
        yield
        if _thread.warnings:
            raise UnresolvedError(f'{_thread.warnings[0]} (the runner would have {otherwise})')
    except (UnresolvedError, ValueError) as failure:
        _observer.cannot_run(path, str(failure))
        raise
    finally:
        _thread.warnings = outer


_observer: Observer


def install(observer: Observer) -> None:
    """Wraps the runner's functions, once per process."""
    global _observer
    _observer = observer
    logging.getLogger().addFilter(_WarningFilter())
    io.IOStore = _ScopedStore
    executor_input_utils.construct_local_task_root = _task_root
    logging_utils.indented_print = contextlib.nullcontext
    subprocess_task_handler.print = lambda text, **_: observer.log_line(_thread.path, text)
    task_executor.execute_single_task = _observed_step(task_executor.execute_single_task)
    for name, wrap in _WRAPPERS.items():
        setattr(enhanced_dag_orchestrator, name, wrap(getattr(enhanced_dag_orchestrator, name)))
    evaluator = enhanced_dag_orchestrator.ConditionEvaluator
    evaluator.evaluate_condition = staticmethod(_strict_condition(evaluator))


def _task_root(pipeline_root: str, **_: Any) -> str:
    return os.path.join(pipeline_root, *_thread.path)


def _scoped_dag(run_dag: Callable) -> Callable:
    def run(**kwargs: Any) -> Any:
        _thread.scope = _Scope(_thread.path, kwargs['dag_component_spec'].dag.tasks)
        return run_dag(**kwargs)

    return run


def _located_task(execute_task: Callable) -> Callable:
    def execute(**kwargs: Any) -> Any:
        store, outer = kwargs['io_store'], _thread.path
        store.attempted.add(kwargs['task_name'])
        _thread.path = (*store.scope.path, kwargs['task_name'])
        try:
            return execute_task(**kwargs)
        finally:
            _thread.path = outer

    return execute


def _strict_loop(run_loop: Callable) -> Callable:
    def run(**kwargs: Any) -> Any:
        path = (*kwargs['io_store'].scope.path, kwargs['task_name'])
        kwargs['io_store'].attempted.add(kwargs['task_name'])
        with _warnings_are_errors(path, 'gone on without the loop'):
            return run_loop(**kwargs)

    return run


_WRAPPERS = {
    'run_enhanced_dag': _scoped_dag,
    'execute_task': _located_task,
    '_run_parallel_for_task': _strict_loop,
}


def _strict_condition(evaluator: Any) -> Callable:
    original = evaluator.evaluate_condition

    def evaluate(condition: str, io_store: _ScopedStore) -> bool:
        tasks = [name for name, spec in io_store.scope.tasks.items() if spec.trigger_policy.condition == condition]
        path = (*io_store.scope.path, tasks[0])
        with _warnings_are_errors(path, 'taken the condition for false'):
            result = original(condition, io_store)
        names = enhanced_dag_orchestrator.re.findall(r"inputs\.parameter_values\['([^']+)'\]", condition)
        values = {name: evaluator._resolve_pipeline_channel(name, io_store) for name in names}
        _observer.condition_evaluated(path, condition, values, result)
        if not result:
            for name in tasks:
                _observer.task_skipped((*io_store.scope.path, name), io_store.scope.tasks[name], 'its condition is false')
        return result

    return evaluate


def _observed_step(execute: Callable) -> Callable:
    def run(**kwargs: Any) -> tuple[dict, status.Status]:
        outer, path = _thread.path, _thread.path or (kwargs['task_name'],)
        _thread.path = path
        kwargs['io_store'].attempted.add(kwargs['task_name'])
        component = kwargs['task_spec'].component_ref.name
        spec = kwargs['components'][component]
        try:
            with _warnings_are_errors(path, 'passed the whole value'):
                inputs = kwargs['task_spec'].inputs
                arguments = orchestrator_utils.OrchestratorUtils.make_task_arguments(inputs, kwargs['io_store'])
            _observer.step_started(path, component, spec, kwargs['executors'][spec.executor_label], arguments)
            outputs, result = execute(**kwargs)
            _observer.step_finished(path, result == status.Status.SUCCESS, outputs, None)
            return outputs, result
        except UnresolvedError:
            raise
        except Exception as failure:  # the runner's own refusals: an exit handler must still run after them
            _observer.step_finished(path, False, {}, str(failure))
            return {}, status.Status.FAILURE
        finally:
            _thread.path = outer

    return run
