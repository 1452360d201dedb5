"""Prints a file of the CDK bindings that a wheel carries. Usage: published-bindings.py WHEEL PATH"""

import sys
import tarfile
import zipfile

wheel, path = sys.argv[1:]
with zipfile.ZipFile(wheel) as outer:
    name = next(name for name in outer.namelist() if name.endswith(".jsii.tgz"))
    with outer.open(name) as package, tarfile.open(fileobj=package, mode="r|gz") as inner:
        for member in inner:
            if member.name == path:
                sys.stdout.buffer.write(inner.extractfile(member).read())
                break
        else:
            sys.exit(f"{path} is not in {name}")
