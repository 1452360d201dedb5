"""The contracts that TypeScript uses, held against what the KFP SDK itself reads from the same functions."""

import json
import re

import pytest
from conftest import COMPONENTS, load_component
from kfp.dsl import component_factory, structures
from kfp.dsl.types import type_utils

NAMES = sorted(path.parent.name for path in COMPONENTS.glob('*/component.py'))


def contract(name: str) -> dict:
    """The generated contract; it is a TypeScript literal that turns into JSON by quoting."""
    text = (COMPONENTS / name / 'contract.generated.ts').read_text()
    body = re.search(r'contract = (\{.*\}) as const', text, re.DOTALL)[1]
    parts = re.split(r"('(?:[^'\\]|\\.)*')", body)
    for index, part in enumerate(parts):
        if index % 2:
            parts[index] = json.dumps(part[1:-1].replace("\\'", "'").replace('\\\\', '\\'))
        else:
            parts[index] = re.sub(r',(\s*[}\]])', r'\1', re.sub(r'(\w+):', r'"\1":', part))
    return json.loads(''.join(parts))


def as_kfp_sees(spec) -> dict:
    """One input or output of KFP's component spec, in the words of a contract."""
    if '@' in spec.type:
        title, version = spec.type.split('@')
        port = {'kind': 'artifact', 'type': title, 'schemaVersion': version}
        port.update({'list': True} if spec.is_artifact_list else {})
    else:
        final_status = type_utils.is_task_final_status_type(spec.type)
        kind = 'TASK_FINAL_STATUS' if final_status else type_utils.get_parameter_type_name(spec.type)
        port = {'kind': 'parameter', 'type': kind}
    if isinstance(spec, structures.InputSpec) and spec.optional:
        port['optional'] = True
        port.update({'default': spec.default} if spec.default is not None else {})
    return port


@pytest.mark.parametrize('name', NAMES)
def test_a_contract_says_what_kfp_reads_from_the_function(name):
    generated = contract(name)
    function = getattr(load_component(name), generated['functionName'])
    spec = component_factory.extract_component_interface(function)
    for side, ports in (('inputs', spec.inputs), ('outputs', spec.outputs)):
        expected = {key: as_kfp_sees(port) for key, port in (ports or {}).items()}
        found = {key: {word: value for word, value in port.items() if word != 'description'} for key, port in generated[side].items()}
        assert found == expected
    descriptions = {key: port['description'] for side in ('inputs', 'outputs') for key, port in generated[side].items()}
    for key, port in {**(spec.inputs or {}), **(spec.outputs or {})}.items():
        assert port.description is None or ' '.join(port.description.split()) == descriptions[key]
