#!/usr/bin/env bash
# Builds the package of the components into out/components/dist, and proves that it can be used.
# Usage: build.sh VERSION   from the repository's root, after `node scripts/python-env.mjs`
set -euo pipefail
version=$1
out=out/components
tools=$(node scripts/python-env.mjs .tools/package pipelines/package/requirements.lock)
# Files in a wheel carry a time: that of the commit, so that the same commit is the same wheel.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH MLOPS_COMPONENTS_VERSION=$version
rm -rf "$out/dist" "$out/fresh"
"$tools" -m build --wheel --no-isolation --outdir "$out/dist" pipelines

# An environment that has this wheel alone; what it depends on is lent by the environment of the pipelines.
python=$(node scripts/python-env.mjs)
"$python" -m venv "$out/fresh"
"$out/fresh/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-index "$out"/dist/*.whl
lent=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
site=$("$out/fresh/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
echo "$lent" > "$site/lent.pth"
(cd "$out" && fresh/bin/python ../../pipelines/package/import_all.py "$version")
