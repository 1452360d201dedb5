"""Imports every module of the installed package. Usage: import_all.py VERSION"""

import importlib
import pkgutil
import sys
from importlib import metadata


def import_all(version: str) -> list:
    """Names of the modules; ends with SystemExit when the package is another version or has none."""
    import mlops_components

    installed = metadata.version('mlops-components')
    if installed != version:
        raise SystemExit(f'mlops-components {installed} is installed instead of {version}')
    names = [each.name for each in pkgutil.iter_modules(mlops_components.__path__)]
    if not names:
        raise SystemExit(f'mlops-components {version} has no modules')
    for name in names:
        module = importlib.import_module(f'mlops_components.{name}')
        if name != 'serve' and not callable(getattr(module, name, None)):
            raise SystemExit(f'mlops_components.{name} has no function {name}')
    return names


if __name__ == '__main__':
    found = import_all(sys.argv[1])
    print(f'mlops-components {sys.argv[1]}: {len(found)} modules, {", ".join(found)}')
