"""Answers, in one process, what the KFP SDK makes of many programs.

Reads JSON from standard input: {"compile": true} adds the SDK's own compilation of kfp_programs.py; "parse" is a list of
YAML files for the strict protobuf parse; "run" is a list of {id, yaml, arguments} for the local runner. Prints one JSON
object: {"compiled": {name: {yaml, spec}}, "parsed": {file: {error, spec}}, "ran": {id: {outputs, error, log}}, "missing": [artifact]}.
"""

import contextlib
import io
import json
import logging
import os
import sys
import tempfile
import warnings

import yaml
from google.protobuf import json_format
from kfp import compiler, components, local
from kfp.local import logging_utils
from kfp.pipeline_spec import pipeline_spec_pb2

warnings.simplefilter('ignore')
# Tasks side by side leave a `print` behind that indents each line twice as far as the one before (kfp 2.17.0).
logging_utils.indented_print = contextlib.nullcontext
PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'programs')


def compile_programs() -> dict:
    sys.path.insert(0, PROGRAMS)
    import kfp_programs
    specs = {}
    with tempfile.TemporaryDirectory() as folder:
        for program in kfp_programs.PROGRAMS:
            path = os.path.join(folder, 'program.yaml')
            compiler.Compiler().compile(program, path)
            with open(path) as handle:
                text = handle.read()
            specs[program.name] = {'yaml': text, 'spec': yaml.safe_load(text)}
    return specs


def parse_strictly(path: str):
    """The deployment spec is a free struct inside the spec, so it is parsed once more as what it has to be."""
    with open(path) as handle:
        spec = yaml.safe_load(handle)
    try:
        json_format.ParseDict(spec, pipeline_spec_pb2.PipelineSpec(), ignore_unknown_fields=False)
        deployment = pipeline_spec_pb2.PipelineDeploymentConfig()
        json_format.ParseDict(spec['deploymentSpec'], deployment, ignore_unknown_fields=False)
    except json_format.ParseError as error:
        return {'error': str(error)}
    return {'error': None, 'spec': spec}


def plain(value):
    """An artifact by what is in it: the text of a file, the names in a folder."""
    if hasattr(value, 'path') and os.path.isdir(value.path):
        return sorted(os.listdir(value.path))
    if hasattr(value, 'path'):
        with open(value.path, encoding='utf-8', errors='replace') as handle:
            return handle.read()
    return [plain(item) for item in value] if isinstance(value, list) else value


def missing_artifacts(root: str) -> list:
    """Artifacts that a task has promised and not written; the local runner never answers such a task from its cache."""
    missing = []
    for folder, _, files in os.walk(root):
        if 'executor_output.json' not in files:
            continue
        with open(os.path.join(folder, 'executor_output.json')) as handle:
            artifacts = json.load(handle).get('artifacts', {})
        missing += [
            os.path.relpath(each['uri'], root)
            for written in artifacts.values()
            for each in written['artifacts']
            if not os.path.exists(each['uri'])
        ]
    return missing


def run(path: str, arguments: dict) -> dict:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
            task = components.load_component_from_file(path)(**arguments)
        return {'outputs': {name: plain(value) for name, value in task.outputs.items()}, 'log': log.getvalue()}
    except Exception as error:
        return {'error': repr(error), 'log': log.getvalue()}
    finally:
        logging.getLogger().removeHandler(handler)


def main() -> None:
    request = json.load(sys.stdin)
    answer = {'parsed': {path: parse_strictly(path) for path in request.get('parse', [])}, 'ran': {}}
    if request.get('compile'):
        answer['compiled'] = compile_programs()
    with tempfile.TemporaryDirectory() as root:
        caching = {'enable_caching': True} if request.get('cache') else {}
        local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root=root, **caching)
        for each in request.get('run', []):
            answer['ran'][each['id']] = run(each['yaml'], each['arguments'])
        answer['missing'] = missing_artifacts(root)
    json.dump(answer, sys.stdout)


if __name__ == '__main__':
    main()
