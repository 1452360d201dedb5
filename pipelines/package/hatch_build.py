"""What the package is made of: read from the folders beside it, so that a new component is never left out."""

import json
import os
import re
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

PACKAGE = 'mlops_components'


def modules(pipelines: Path) -> dict:
    """File in the package for each source file: components/validate-data becomes mlops_components/validate_data.py."""
    components = sorted(pipelines.glob('components/*/component.py'))
    return {
        str(pipelines / 'package' / 'package_init.py'): f'{PACKAGE}/__init__.py',
        **{str(path): f'{PACKAGE}/{path.parent.name.replace("-", "_")}.py' for path in components},
        str(pipelines / 'image' / 'serve.py'): f'{PACKAGE}/serve.py',
    }


def dependencies(pipelines: Path) -> list:
    """What the components were tested with: the packages of the component image."""
    lines = (pipelines / 'image' / 'requirements.txt').read_text(encoding='utf-8').splitlines()
    return [line for line in lines if re.match('[A-Za-z]', line)]


def version(pipelines: Path) -> str:
    """The version that the build gives, by the time of its commit; without one a version that sorts before all those."""
    kit = json.loads((pipelines.parent / 'package.json').read_text(encoding='utf-8'))['version']
    return os.environ.get('MLOPS_COMPONENTS_VERSION') or f'{kit}.dev0'


class Metadata(MetadataHookInterface):
    def update(self, metadata: dict) -> None:
        pipelines = Path(self.root)
        metadata.update(version=version(pipelines), dependencies=dependencies(pipelines))


class Modules(BuildHookInterface):
    def initialize(self, version: str, build_data: dict) -> None:
        build_data['force_include'].update(modules(Path(self.root)))
