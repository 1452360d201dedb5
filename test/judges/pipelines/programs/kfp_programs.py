"""The programs as a user of the KFP SDK writes them; each has a twin in programs.ts."""
from typing import Dict, List, NamedTuple, Optional

from kfp import dsl

import components

IMAGE = 'python:3.11'


def component(name: str):
    return dsl.component(getattr(components, name), base_image=IMAGE, install_kfp_package=False)


make_rows, describe, train, shout, join, add = map(component, ['make_rows', 'describe', 'train', 'shout', 'join', 'add'])
total, count_items, flatten, join_all = map(component, ['total', 'count_items', 'flatten', 'join_all'])
read_models, read_data, read_any, evaluate = map(component, ['read_models', 'read_data', 'read_any', 'evaluate'])
report, fail_until, read_environment = map(component, ['report', 'fail_until', 'read_environment'])
count_run = component('count_run')


@dsl.pipeline(name='parameters')
def parameters(text: str = 'yes', count: int = 3, rate: float = 0.25, flag: bool = True, values: List[int] = [1, 2, 3],
               config: Dict = {'b': 1, 'a': [True, 'x']}, note: Optional[str] = None) -> str:
    """Every parameter type, with defaults."""
    return describe(text=text, count=count, rate=rate, flag=flag, values=values, config=config, note=note).output


@dsl.pipeline(name='constants')
def constants() -> str:
    return describe(text='1e3', count=7, rate=1e-7, flag=False, values=[4], config={'on': 'off'}).output


@dsl.pipeline(name='artifacts')
def artifacts(n: int = 4) -> NamedTuple('Outputs', [('score', float), ('text', str), ('model', dsl.Model)]):
    rows = make_rows(n=n)
    trained = train(data=rows.outputs['data'], rate=0.5)
    scored = evaluate(model=trained.outputs['model'])
    read = read_any(anything=scored.outputs['summary'])
    Outputs = NamedTuple('Outputs', [('score', float), ('text', str), ('model', dsl.Model)])
    return Outputs(score=scored.outputs['Output'], text=read.output, model=trained.outputs['model'])


@dsl.pipeline(name='condition-on-named-output')
def condition_on_named_output(path: str, n: int = 4, least: float = 0.3) -> int:
    rows = make_rows(n=n)
    with dsl.If(rows.outputs['share'] >= least):
        fail_until(path=path, failures=0)
    return rows.outputs['rows']


@dsl.pipeline(name='one-of')
def one_of(n: int = 2) -> str:
    rows = make_rows(n=n)
    with dsl.If(rows.outputs['rows'] > 3):
        first = shout(text='large')
    with dsl.Elif(rows.outputs['rows'] > 1):
        second = shout(text='medium')
    with dsl.Else():
        third = shout(text=rows.outputs['label'])
    return join(first=dsl.OneOf(first.output, second.output, third.output), second='size').output


@dsl.pipeline(name='comparisons')
def comparisons(path: str, n: int = 4, word: str = 'go', limit: int = 5, ratio: float = 4.0):
    rows = make_rows(n=n)
    with dsl.If(word == 'go'):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['full'] == True):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['label'] != 'few'):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['rows'] < limit):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['rows'] == ratio):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['share'] > 1):
        fail_until(path=path, failures=0)
    with dsl.If(rows.outputs['rows'] > 0):
        with dsl.If(rows.outputs['share'] <= ratio):
            fail_until(path=path, failures=0)


@dsl.pipeline(name='static-loop')
def static_loop(prefix: str = 'a') -> str:
    with dsl.ParallelFor(['x', 'y', 'z'], parallelism=2) as item:
        joined = join(first=prefix, second=item)
    return join_all(values=dsl.Collected(joined.output)).output


@dsl.pipeline(name='loop-over-input')
def loop_over_input(rates: List[float] = [0.5, 1.5], n: int = 2) -> NamedTuple('Outputs', [('sum', float), ('models', str)]):
    rows = make_rows(n=n)
    with dsl.ParallelFor(rates) as rate:
        trained = train(data=rows.outputs['data'], rate=rate)
    summed = total(values=dsl.Collected(trained.outputs['Output']))
    models = read_models(models=dsl.Collected(trained.outputs['model']))
    Outputs = NamedTuple('Outputs', [('sum', float), ('models', str)])
    return Outputs(sum=summed.output, models=models.output)


@dsl.pipeline(name='loop-over-output')
def loop_over_output(n: int = 3) -> str:
    rows = make_rows(n=n)
    with dsl.ParallelFor(rows.outputs['names']) as name:
        joined = join(first=rows.outputs['label'], second=name)
    return join_all(values=dsl.Collected(joined.output)).output


@dsl.pipeline(name='outer-output-in-loop')
def outer_output_in_loop(n: int = 3) -> str:
    rows = make_rows(n=n)
    with dsl.ParallelFor(['x', 'y']) as item:
        joined = join(first=rows.outputs['label'], second=item)
    return join_all(values=dsl.Collected(joined.output)).output


@dsl.pipeline(name='integers')
def integers(numbers: List[int] = [1, 2]) -> int:
    with dsl.ParallelFor(numbers) as number:
        added = add(a=number, b=1)
    return count_items(values=dsl.Collected(added.output)).output


@dsl.pipeline(name='metrics')
def metrics(path: str) -> int:
    return count_run(path=path).outputs['Output']


@dsl.pipeline(name='nested-loops')
def nested_loops(letters: List[str] = ['a', 'b']) -> str:
    with dsl.ParallelFor(letters) as letter:
        with dsl.ParallelFor(['1', '2']) as digit:
            joined = join(first=letter, second=digit)
    return flatten(values=dsl.Collected(joined.output)).output


@dsl.pipeline(name='struct-items')
def struct_items(n: int = 2) -> float:
    rows = make_rows(n=n)
    with dsl.ParallelFor([{'rate': 0.5, 'other': 1.0}, {'rate': 2.0, 'other': 3.0}]) as trial:
        trained = train(data=rows.outputs['data'], rate=trial.rate)
    return total(values=dsl.Collected(trained.outputs['Output'])).output


@dsl.pipeline(name='condition-in-loop')
def condition_in_loop(path: str, least: float = 2.0, n: int = 2):
    rows = make_rows(n=n)
    with dsl.ParallelFor([0.5, 1.0, 2.0]) as rate:
        trained = train(data=rows.outputs['data'], rate=rate)
        with dsl.If(trained.outputs['Output'] >= least):
            fail_until(path=path, failures=0)


@dsl.pipeline(name='exit-handler')
def exit_handler(path: str, counter: str, failures: int = 0):
    last = report(path=path)
    with dsl.ExitHandler(last):
        rows = make_rows(n=1)
        fail_until(path=counter, failures=failures).after(rows)


@dsl.pipeline(name='task-settings')
def task_settings(path: str) -> str:
    tries = fail_until(path=path, failures=2).set_retry(num_retries=3, backoff_duration='0s', backoff_factor=2.0, backoff_max_duration='60s')
    reading = read_environment(name='MODE').set_env_variable('MODE', 'fast').set_env_variable('A', '1').set_caching_options(False)
    reading.set_cpu_limit('500m').set_memory_limit('512Mi').set_accelerator_type('NVIDIA_TESLA_T4').set_accelerator_limit(1)
    reading.set_display_name('Read the mode')
    reading.after(tries)
    return reading.output


@dsl.pipeline(name='importers')
def importers(uri: str) -> int:
    given = dsl.importer(artifact_uri=uri, artifact_class=dsl.Dataset, reimport=True, metadata={'source': 'test'})
    fixed = dsl.importer(artifact_uri='gs://bucket/model', artifact_class=dsl.Model)
    return read_data(data=given.output).after(fixed).output


@dsl.pipeline(name='inner')
def inner(n: int, rate: float = 0.5) -> float:
    rows = make_rows(n=n)
    return train(data=rows.outputs['data'], rate=rate).outputs['Output']


@dsl.pipeline(name='nested-pipeline')
def nested_pipeline(n: int = 4) -> float:
    result = inner(n=n, rate=1.5)
    return total(values=[1.0]).after(result).output


@dsl.pipeline(name='nested-default')
def nested_default(n: int = 4, rate: float = 9.0) -> NamedTuple('Outputs', [('inner', float), ('own', str)]):
    result = inner(n=n)
    own = describe(text='own', count=1, rate=rate, flag=True, values=[1], config={'a': 1})
    Outputs = NamedTuple('Outputs', [('inner', float), ('own', str)])
    return Outputs(inner=result.output, own=own.output)


@dsl.pipeline(name='reader')
def reader(data: dsl.Input[dsl.Dataset]) -> int:
    return read_data(data=data).output


@dsl.pipeline(name='nested-artifact')
def nested_artifact(n: int = 3) -> int:
    rows = make_rows(n=n)
    return reader(data=rows.outputs['data']).output


@dsl.pipeline(name='twice')
def twice(n: int = 2) -> str:
    rows = make_rows(n=n)
    first = train(data=rows.outputs['data'], rate=1.0)
    second = train(data=rows.outputs['data'], rate=2.0)
    one = read_any(anything=first.outputs['model']).after(second)
    two = read_any(anything=second.outputs['model'])
    return join(first=one.output, second=two.output).output


@dsl.pipeline(name='texts')
def texts(name: str = 'x') -> str:
    first = shout(text=f'before {name}')
    return shout(text=f'{first.output} and {name} after').output


@dsl.container_component
def copy_file(data: dsl.Input[dsl.Dataset], times: int, copy: dsl.Output[dsl.Dataset], size: dsl.OutputPath(str), label: str = ''):
    return dsl.ContainerSpec(
        image='alpine:3.20',
        command=['sh', '-c'],
        args=['cp "$0" "$1"', data.path, copy.path, times, size, copy.uri, data.metadata['rows'],
              dsl.IfPresentPlaceholder(input_name='label', then=['--label', label]),
              dsl.ConcatPlaceholder(['--prefix=', label])])


@dsl.pipeline(name='containers')
def containers(n: int = 1):
    rows = make_rows(n=n)
    copy_file(data=rows.outputs['data'], times=2)


PROGRAMS = [parameters, constants, artifacts, condition_on_named_output, one_of, comparisons, static_loop,
            loop_over_input, loop_over_output, outer_output_in_loop, integers, metrics, nested_loops, struct_items, condition_in_loop,
            exit_handler, task_settings, importers, nested_pipeline, nested_default, nested_artifact, twice, texts, containers]
