"""Writes contract.generated.ts beside each pipeline component, read from the signature and docstring of its function,
and copies the files of pipelines/components/shared into the components, and the server in pipelines/image, that name
them.

Usage: python3 scripts/generate-component-contracts.py [--check] [COMPONENTS_FOLDER]

--check writes nothing and fails when a file is stale. Only the syntax tree is read: nothing of a component is run or
imported, so any Python from 3.9 on does.
"""

import ast
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ('Artifact', 'Dataset', 'Model', 'Metrics', 'ClassificationMetrics', 'SlicedClassificationMetrics', 'HTML', 'Markdown')
PARAMETERS = {
    'str': 'STRING',
    'int': 'NUMBER_INTEGER',
    'float': 'NUMBER_DOUBLE',
    'bool': 'BOOLEAN',
    'list': 'LIST',
    'List': 'LIST',
    'dict': 'STRUCT',
    'Dict': 'STRUCT',
    'PipelineTaskFinalStatus': 'TASK_FINAL_STATUS',
}
SHARED_COPY = re.compile(r'# --- (shared/\w+\.py): .*? ---\n.*?# --- end of \1 ---\n', re.DOTALL)


class ContractError(Exception):
    """A component whose signature is no contract; the message names file, line and fix."""


def fail(path: Path, node: ast.AST, message: str) -> None:
    raise ContractError(f'{path}:{node.lineno}: {message}')


# Ports


def outer_and_inner(annotation: ast.expr) -> tuple:
    """'Input' and the node of Dataset, for Input[Dataset]; the name alone for a plain one."""
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.value, ast.Name):
        return annotation.value.id, annotation.slice
    return (annotation.id, None) if isinstance(annotation, ast.Name) else ('', None)


def artifact_port(path: Path, node: ast.expr) -> dict:
    """The port of Dataset or List[Dataset]."""
    outer, inner = outer_and_inner(node)
    name = outer_and_inner(inner)[0] if outer in ('List', 'list') else outer
    if name not in ARTIFACTS:
        fail(path, node, f'{ast.unparse(node)} is no artifact type; allowed: {", ".join(ARTIFACTS)}')
    port = {'kind': 'artifact', 'type': f'system.{name}', 'schemaVersion': '0.0.1'}
    return {**port, 'list': True} if outer in ('List', 'list') else port


def parameter_port(path: Path, node: ast.expr) -> dict:
    outer, _ = outer_and_inner(node)
    if outer not in PARAMETERS:
        allowed = f'{", ".join(PARAMETERS)}, Input[...] or Output[...]'
        fail(path, node, f'{ast.unparse(node)} is no type that a component can take or return; allowed: {allowed}')
    return {'kind': 'parameter', 'type': PARAMETERS[outer]}


def without_optional(annotation: ast.expr) -> ast.expr:
    outer, inner = outer_and_inner(annotation)
    return inner if outer == 'Optional' else annotation


def default_of(path: Path, port: dict, default: ast.expr) -> dict:
    """What a default adds to a port, by KFP's own rules: None makes it optional and nothing more."""
    if default is None:
        return {'optional': True} if port['type'] == 'TASK_FINAL_STATUS' else {}
    try:
        value = ast.literal_eval(default)
    except ValueError:
        fail(path, default, f'the default {ast.unparse(default)} must be a literal: it is written into the pipeline')
    if value is None:
        return {'optional': True}
    if port['kind'] == 'artifact':
        fail(path, default, 'an artifact can have no default but None')
    return {'optional': True, 'default': value}


def read_argument(path: Path, argument: ast.arg, default: ast.expr) -> tuple:
    """'inputs' or 'outputs', and the port."""
    if argument.annotation is None:
        fail(path, argument, f'{argument.arg} has no type')
    annotation = without_optional(argument.annotation)
    outer, inner = outer_and_inner(annotation)
    if outer == 'Output':
        return 'outputs', artifact_port(path, inner)
    port = artifact_port(path, inner) if outer == 'Input' else parameter_port(path, annotation)
    return 'inputs', {**port, **default_of(path, port, default)}


def read_return(path: Path, function: ast.FunctionDef, module: ast.Module) -> dict:
    """Outputs from the return type: a NamedTuple class of the same file, or one type, which KFP calls Output."""
    returned = function.returns
    if returned is None or (isinstance(returned, ast.Constant) and returned.value is None):
        return {}
    classes = {node.name: node for node in module.body if isinstance(node, ast.ClassDef)}
    if isinstance(returned, ast.Name) and returned.id in classes:
        fields = [node for node in classes[returned.id].body if isinstance(node, ast.AnnAssign)]
        return {field.target.id: parameter_port(path, field.annotation) for field in fields}
    return {'Output': parameter_port(path, returned)}


# Descriptions


def section(docstring: str, title: str) -> dict:
    """Name to description, of the section Args or Returns in a docstring of Google's style."""
    found = re.search(rf'^{title}:\n((?:[ ]{{4}}.*\n?|\n)+)', docstring, re.MULTILINE)
    entries = re.split(r'^ {4}(?=\w+: )', found[1], flags=re.MULTILINE)[1:] if found else []
    pairs = (entry.split(': ', 1) for entry in entries)
    return {name: ' '.join(text.split()) for name, text in pairs}


def described(path: Path, function: ast.FunctionDef, ports: dict, title: str) -> dict:
    """The ports with their descriptions; each must have one, and none may describe what is not there."""
    texts = section(ast.get_docstring(function) or '', title)
    unknown = [name for name in texts if name not in ports]
    missing = [name for name in ports if name not in texts]
    if unknown or missing:
        problem = f'does not describe {", ".join(missing)}' if missing else f'describes {", ".join(unknown)}, which is not there'
        fail(path, function, f'the docstring of {function.name} {problem}: see its section {title}')
    return {name: {**port, 'description': texts[name]} for name, port in ports.items()}


# Contracts


def read_contract(path: Path) -> dict:
    """The contract of the component in a file."""
    name = path.parent.name
    module = ast.parse(path.read_text(encoding='utf-8'), str(path))
    functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    function = functions.get(name.replace('-', '_'))
    if function is None:
        raise ContractError(f'{path}:1: no function {name.replace("-", "_")}; a component is named after its folder')
    docstring = ast.get_docstring(function)
    if not docstring:
        fail(path, function, f'{function.name} has no docstring')
    ports = {'inputs': {}, 'outputs': {}}
    positional = function.args.args
    defaults = [None] * (len(positional) - len(function.args.defaults)) + function.args.defaults
    for argument, default in zip(positional, defaults):
        side, port = read_argument(path, argument, default)
        ports[side][argument.arg] = port
    ports['outputs'].update(read_return(path, function, module))
    return {
        'name': name,
        'functionName': function.name,
        'description': ' '.join(docstring.split('\n\n')[0].split()),
        'inputs': described(path, function, ports['inputs'], 'Args'),
        'outputs': described(path, function, ports['outputs'], 'Returns'),
    }


def literal(value) -> str:
    """A JSON value as TypeScript."""
    if isinstance(value, str):
        return "'" + json.dumps(value, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    if isinstance(value, dict):
        pairs = (f'{key if key.isidentifier() else literal(key)}: {literal(each)}' for key, each in value.items())
        return '{ ' + ', '.join(pairs) + ' }' if value else '{}'
    if isinstance(value, list):
        return '[' + ', '.join(literal(each) for each in value) + ']'
    return json.dumps(value)


def render(contract: dict) -> str:
    """The TypeScript file of a contract."""
    lines = [
        '/* Generated by scripts/generate-component-contracts.py from component.py: do not edit. */',
        "import { type ComponentContract } from '../../ir/component-contract';",
        '',
        'export const contract = {',
    ]
    for key, value in contract.items():
        if key in ('inputs', 'outputs'):
            ports = [f'    {name}: {literal(port)},' for name, port in value.items()]
            lines += [f'  {key}: {{', *ports, '  },'] if ports else [f'  {key}: {{}},']
        else:
            lines.append(f'  {key}: {literal(value)},')
    return '\n'.join([*lines, '} as const satisfies ComponentContract;', ''])


# Shared code


def with_shared_code(path: Path, folder: Path) -> str:
    """A component's text with its copies of shared files brought up to date; each file has to run on its own."""

    def copy(found: re.Match) -> str:
        shared = folder / found[1]
        if not shared.exists():
            raise ContractError(f'{path}: copies {found[1]}, which is not in {folder}')
        module = ast.parse(shared.read_text(encoding='utf-8'))
        body = '\n\n\n'.join(ast.get_source_segment(shared.read_text(encoding='utf-8'), node) for node in module.body[1:])
        note = 'copied by scripts/generate-component-contracts.py, edit it there'
        return f'# --- {found[1]}: {note} ---\n\n\n{body}\n\n\n# --- end of {found[1]} ---\n'

    return SHARED_COPY.sub(copy, path.read_text(encoding='utf-8'))


def wanted_files(folder: Path) -> tuple:
    """Path to text of every file that this script keeps, and what is wrong with components that have none."""
    wanted, problems = {}, []
    server = folder.parent / 'image' / 'serve.py'
    for path in [*sorted(folder.glob('*/component.py')), *([server] if server.exists() else [])]:
        try:
            wanted[path] = with_shared_code(path, folder)
            if path != server:
                wanted[path.with_name('contract.generated.ts')] = render(read_contract(path))
        except ContractError as error:
            problems.append(str(error))
        except SyntaxError as error:
            problems.append(f'{path}:{error.lineno}: {error.msg}')
    return wanted, problems


def main(arguments: list) -> int:
    check = '--check' in arguments
    folders = [each for each in arguments if not each.startswith('--')]
    wanted, problems = wanted_files(Path(folders[0]) if folders else ROOT / 'pipelines' / 'components')
    if problems:
        print('\n'.join(f'error: {problem}' for problem in problems), file=sys.stderr)
        return 1
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding='utf-8') != text]
    for path in stale:
        print(f'{path} is stale: run python3 scripts/generate-component-contracts.py' if check else f'wrote {path}')
        if not check:
            path.write_text(wanted[path], encoding='utf-8')
    return 1 if check and stale else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
