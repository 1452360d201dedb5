"""Does every component yield what its contract promises? Holds what local runs have left against the contracts in the
pipelines that ran.

Usage: python -m checks.artifacts [--components FOLDER] [--except NAME...] RUN_FOLDER...

Every output of every step that ran must be there, hold something and be of its type; every component of the folder must
have run, but for exceptions that do not, and have given each of its outputs at least once. Prints a line for each component, and
a sentence for each broken promise; exit code 1 when there is one.

A step whose artifact says `found: false` had nothing to work on: its artifacts may then be missing or without numbers.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from .output_types import wrong_artifact, wrong_parameter
from .run_folder import Run


class Promises:
    """What became of the promises of all steps."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.steps: Counter = Counter()
        self.given: dict[str, Counter] = {}

    def hold(self, run: Run, step: str) -> None:
        """Holds one step against its contract."""
        name, promised = run.contract_of(step)
        kinds = {key: port['artifactType']['schemaTitle'] for key, port in promised.get('artifacts', {}).items()}
        types = {key: port['parameterType'] for key, port in promised.get('parameters', {}).items()}
        artifacts, parameters = run.outputs_of(step)
        found = {
            **{f'artifact {key}': wrong_artifacts(kind, run.recorded_type(step, key), artifacts.get(key, [])) for key, kind in kinds.items()},
            **{f'parameter {key}': wrong_parameter(kind, parameters[key]) if key in parameters else 'was not written' for key, kind in types.items()},
            **{f'output {key}': 'is in no contract' for key in {**artifacts, **parameters} if key not in {**kinds, **types}},
        }
        excused = is_without_subject(artifacts)
        self.steps[name] += 1
        count = self.given.setdefault(name, Counter())
        for what, problem in found.items():
            count[what] += problem is None
            if problem and not (excused and what.startswith('artifact')):
                self.problems.append(f'artifacts: {run.name}: {step}: the {what} {problem}')

    def never_given(self) -> list:
        """Outputs that were excused each time."""
        missing = [(name, what) for name, count in self.given.items() for what, times in count.items() if not times]
        return [f'artifacts: {name}: the {what} was given by none of its {self.steps[name]} steps' for name, what in missing]

    def table(self) -> str:
        width = max(map(len, self.steps), default=0)
        lines = [(name, ', '.join(what.split()[1] for what in self.given[name])) for name in sorted(self.steps)]
        return '\n'.join(f'{name.ljust(width)}  {self.steps[name]:>3} steps  {outputs}' for name, outputs in lines)


def wrong_artifacts(kind: str, recorded: str | None, given: list) -> str | None:
    """What is wrong with an output, which may be a list of artifacts."""
    if recorded != kind:
        return f'is a {recorded} instead of a {kind}' if recorded else 'was not recorded'
    if not given:
        return 'was not written'
    return next(filter(None, (wrong_artifact(kind, each) for each in given)), None)


def is_without_subject(artifacts: dict) -> bool:
    return any(each.get('metadata', {}).get('found') is False for given in artifacts.values() for each in given)


def main(arguments: list) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('runs', nargs='+', type=Path, metavar='RUN_FOLDER')
    parser.add_argument('--components', type=Path, help='each component in this folder must have run')
    parser.add_argument('--except', nargs='*', default=[], metavar='NAME', dest='excepted', help='components that need not')
    given = parser.parse_args(arguments)
    promises, runs = Promises(), [Run('artifacts', folder) for folder in given.runs]
    for run in runs:
        for step in run.steps:
            promises.hold(run, step)
    folders = [path.parent.name for path in given.components.glob('*/component.py')] if given.components else []
    ran = {name for name in folders if name.replace('-', '_') in promises.steps}
    problems = [
        *(f'artifacts: {run.problem}' for run in runs if run.problem),
        *promises.problems,
        *(promises.never_given() if not promises.problems else []),
        *(f'artifacts: {name} ran in none of the runs' for name in sorted({*folders} - ran - {*given.excepted})),
        *(f'artifacts: {name} is excepted and need not be' for name in sorted({*given.excepted} - ({*folders} - ran))),
    ]
    print(promises.table())
    print('\n'.join(problems) if problems else 'every promise is kept')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
