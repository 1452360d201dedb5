"""Writes each program of a KFP file as a file of its own, as users of the SDK keep and compile them.

Usage: split_programs.py PROGRAMS.py FOLDER; prints the files it has written, one a line.
"""

import ast
import os
import sys

_COMPILE = 'from kfp import compiler\nimport sys\ncompiler.Compiler().compile({name}, sys.argv[1])\n'


def _is_pipeline(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any('pipeline' in ast.unparse(each) for each in node.decorator_list)


def _names(node: ast.AST) -> set:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _needed(chosen: ast.FunctionDef, pipelines: dict) -> set:
    """The pipeline and those nested in it."""
    inner = [pipelines[name] for name in _names(chosen) & pipelines.keys() if name != chosen.name]
    return {chosen.name}.union(*(_needed(each, pipelines) for each in inner))


def _is_list_of_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == 'PROGRAMS'


def main(source: str, folder: str) -> None:
    with open(source, encoding='utf-8') as handle:
        body = ast.parse(handle.read()).body
    pipelines = {node.name: node for node in body if _is_pipeline(node)}
    programs = next(_names(node.value) for node in body if _is_list_of_all(node))
    for name in sorted(programs):
        needed = _needed(pipelines[name], pipelines)
        kept = [node for node in body if not _is_list_of_all(node) and (not _is_pipeline(node) or node.name in needed)]
        path = os.path.join(folder, f'{name}.py')
        with open(path, 'w', encoding='utf-8') as handle:
            handle.write(ast.unparse(ast.Module(kept, [])) + '\n' + _COMPILE.format(name=name))
        print(path)


if __name__ == '__main__':
    main(*sys.argv[1:3])
