"""Small JSON files."""


def read_json(path: str, default: dict) -> dict:
    """The content of a JSON file, or the default when there is none."""
    import json
    import os

    if not os.path.exists(path):
        return default
    with open(path, encoding='utf-8') as handle:
        return json.load(handle)


def write_json(path: str, content: dict) -> None:
    """Replaces a JSON file in one step, so that a reader never sees half of it."""
    import json
    import os

    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(f'{path}.new', 'w', encoding='utf-8') as handle:
        handle.write(json.dumps(content, indent=2) + '\n')
    os.replace(f'{path}.new', path)
