"""Names a file or a folder by what is in it, so that lineage holds when things are moved or made again."""

import hashlib
import os

_CHUNK_BYTES = 1 << 20


def sha256_of_text(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode('utf-8')).hexdigest()


def sha256_of_path(path: str) -> str | None:
    """SHA-256 of a file's bytes, or of the sorted names and hashes of a folder's files; None when nothing is there."""
    if os.path.isfile(path):
        return _of_file(path)
    if os.path.isdir(path):
        return sha256_of_text('\n'.join(_folder_lines(path)))
    return None


def bytes_at(path: str) -> int:
    """Size of a file, or of all files in a folder, in bytes."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def _of_file(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, 'rb') as handle:
        while chunk := handle.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _folder_lines(path: str) -> list[str]:
    files = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    return sorted(f'{os.path.relpath(file, path)} {_of_file(file)}' for file in files)
