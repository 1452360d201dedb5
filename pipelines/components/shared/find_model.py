"""A model version by its alias, and the files that it is made of."""


def find_model(step: str, target, registry: str, project: str, location: str, model_name: str, alias: str) -> tuple:
    """Puts the version's files behind the artifact. Answers number and name, both empty when there is no such version."""
    if project:
        return find_at_vertex(step, target, project, location, model_name, alias)
    return find_in_folder(step, target, registry, model_name, alias)


def find_in_folder(step: str, target, registry: str, model_name: str, alias: str) -> tuple:
    """Copies the version's files, so that the run keeps what it compared with."""
    import os
    import shutil

    number, folder = find_version(step, registry, model_name, alias)
    if number is None:
        return '', ''
    shutil.copytree(os.path.join(folder, 'model'), target.path, dirs_exist_ok=True)
    return str(number), folder


def find_at_vertex(step: str, target, project: str, location: str, model_name: str, alias: str) -> tuple:
    """Points the artifact at the files that the registry names."""
    require_region(step, location)
    name = f'projects/{project}/locations/{location}/models/{model_name}'
    found = call_google(step, 'GET', vertex_url(location, f'{name}@{alias}'), missing_ok=True)
    if found is None:
        return '', ''
    target.uri = found['artifactUri']
    return found['versionId'], f'{name}@{found["versionId"]}'
