"""What `mlops run --local` has left, for checks to read."""

import json
import re
from pathlib import Path

import yaml


def read_json(path: Path):
    """The content of a JSON file; None when there is none."""
    return json.loads(path.read_text(encoding='utf-8')) if path.is_file() else None


class Run:
    """One run: its record, and the contracts of the components in its pipeline."""

    def __init__(self, check: str, folder: Path) -> None:
        record = read_json(folder / 'run.json')
        if record is None:
            raise SystemExit(f'{check}: there is no {folder}/run.json; give the folder of a run of `mlops run --local`')
        self.folder, self.name, self.artifacts = folder, record['runId'], record['artifacts']
        self.problem = None if record['state'] == 'SUCCEEDED' else self._why(record)
        self.steps = [each['step'] for each in record['steps'] if each['state'] == 'SUCCEEDED']

    def _why(self, record: dict) -> str:
        """How it ended, if not well."""
        failure = record['failure']
        if not failure:
            return f'{self.name} was {record["state"].lower()}'
        return f'{self.name} failed in {failure["step"]}: {(failure["log"] or [failure["message"]])[-1]}'

    def contract_of(self, step: str) -> tuple[str, dict]:
        """Function of the component that a step runs, and the outputs that it promises."""
        spec = yaml.safe_load((self.folder / 'pipeline.yaml').read_text(encoding='utf-8'))
        node = spec['root']
        for task in step.split('/'):
            reference = node['dag']['tasks'][re.sub(r'-iteration-\d+$', '', task)]['componentRef']
            node = spec['components'][reference['name']]
        arguments = spec['deploymentSpec']['executors'][node['executorLabel']]['container'].get('args', [])
        name = arguments[arguments.index('--function_to_execute') + 1] if '--function_to_execute' in arguments else step
        return name, node.get('outputDefinitions', {})

    def outputs_of(self, step: str) -> tuple[dict, dict]:
        """The artifacts and the parameters that a step says it has made, by name."""
        made = read_json(self.folder / 'artifacts' / step / 'executor_output.json') or {}
        return {name: each['artifacts'] for name, each in made.get('artifacts', {}).items()}, made.get('parameterValues', {})

    def recorded_type(self, step: str, name: str) -> str | None:
        """The type under which an artifact was recorded."""
        found = [each['type'] for each in self.artifacts if (each['step'], each['name']) == (step, name)]
        return found[0] if found else None
