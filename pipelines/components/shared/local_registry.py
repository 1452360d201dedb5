"""A model registry in a folder, for runs without cloud.

<registry>/<model>/versions/<n>/version.json and model/    one folder a version, never changed
<registry>/<model>/aliases.json                            {"champion": 3}
<registry>/endpoints/<endpoint>.json                       what is deployed, with its share of the traffic
<registry>/rollouts/<endpoint>.json                        the last roll-out, as far as it got
"""


def model_folder(registry: str, model_name: str) -> str:
    """Where the versions of a model are."""
    import os

    return os.path.join(os.path.abspath(registry), model_name)


def find_version(step: str, registry: str, model_name: str, reference: str) -> tuple:
    """Number and folder of a version, by number or alias; (None, None) when there is no such version."""
    import os

    folder = model_folder(registry, model_name)
    number = reference if reference.isdigit() else read_json(os.path.join(folder, 'aliases.json'), {}).get(reference)
    if number is None:
        return None, None
    path = os.path.join(folder, 'versions', str(number))
    if not os.path.isdir(path):
        raise SystemExit(f'{step}: {model_name}@{reference} is version {number}, but {path} is missing')
    return int(number), path


def set_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Points an alias at a version."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    write_json(path, {**read_json(path, {}), alias: number})


def drop_local_alias(registry: str, model_name: str, alias: str, number: int) -> None:
    """Takes an alias from a version; one that is at another version stays."""
    import os

    path = os.path.join(model_folder(registry, model_name), 'aliases.json')
    known = read_json(path, {})
    if known.get(alias) == number:
        write_json(path, {name: at for name, at in known.items() if name != alias})
