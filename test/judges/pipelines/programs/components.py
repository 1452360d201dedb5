"""Small components for the programs that the judges compile and run, in Python's and in the kit's own form."""
from typing import Dict, List, NamedTuple, Optional

from kfp import dsl
from kfp.dsl import (HTML, Artifact, ClassificationMetrics, Dataset, Input, Markdown, Metrics, Model, Output,
                     PipelineTaskFinalStatus)


def make_rows(n: int, data: Output[Dataset]) -> NamedTuple('Outputs', [('rows', int), ('names', List[str]), ('share', float), ('label', str), ('full', bool)]):
    import collections
    with open(data.path, 'w') as handle:
        handle.write('x' * n)
    Outputs = collections.namedtuple('Outputs', ['rows', 'names', 'share', 'label', 'full'])
    return Outputs(n, [f'name-{index}' for index in range(n)], n / 10, 'many' if n > 2 else 'few', n > 2)


def describe(text: str, count: int, rate: float, flag: bool, values: List[int], config: Dict, note: Optional[str] = None) -> str:
    return f'{text} {count + 1} {rate:.2f} {flag is True} {sum(int(value) for value in values)} {sorted(config)} {note}'


def train(data: Input[Dataset], rate: float, model: Output[Model]) -> float:
    with open(data.path) as handle:
        size = len(handle.read())
    with open(model.path, 'w') as handle:
        handle.write(f'{rate * size:.1f}')
    model.metadata['rate'] = rate
    return rate * size


def shout(text: str) -> str:
    return text.upper()


def join(first: str, second: str) -> str:
    return f'{first}+{second}'


def add(a: int, b: int) -> int:
    return a + b


def total(values: List[float]) -> float:
    return float(sum(values))


def count_items(values: List[int]) -> int:
    return sum(int(value) for value in values)


def flatten(values: List[List[str]]) -> str:
    return ' '.join(sorted(item for inner in values for item in inner))


def join_all(values: List[str]) -> str:
    return ' '.join(values)


def read_models(models: Input[List[Model]]) -> str:
    return ' '.join(open(model.path).read() for model in models)


def read_data(data: Input[Dataset]) -> int:
    with open(data.path) as handle:
        return len(handle.read())


def read_any(anything: Input[Artifact]) -> str:
    with open(anything.path) as handle:
        return handle.read()


def evaluate(model: Input[Model], metrics: Output[Metrics], curve: Output[ClassificationMetrics], page: Output[HTML], summary: Output[Markdown]) -> float:
    with open(model.path) as handle:
        score = float(handle.read())
    metrics.log_metric('score', score)
    curve.log_confusion_matrix(['no', 'yes'], [[3, 1], [0, 4]])
    with open(page.path, 'w') as handle:
        handle.write('<p>score</p>')
    with open(summary.path, 'w') as handle:
        handle.write('# score')
    return score


def count_run(path: str, metrics: Output[Metrics]) -> int:
    with open(path, 'a') as handle:
        handle.write('.')
    metrics.log_metric('runs', 1)
    with open(metrics.path, 'w') as handle:
        handle.write('{}')
    return 1


def report(path: str, status: PipelineTaskFinalStatus):
    with open(path, 'a') as handle:
        handle.write(status.state)


def fail_until(path: str, failures: int) -> int:
    import os
    tries = os.path.getsize(path) if os.path.exists(path) else 0
    with open(path, 'a') as handle:
        handle.write('.')
    if tries < failures:
        raise RuntimeError(f'try {tries + 1} fails on purpose')
    return tries + 1


def read_environment(name: str) -> str:
    import os
    return os.environ.get(name, 'unset')
