#!/usr/bin/env bash
# Publishes compiled pipelines to KFP repositories, once for each tag.
#   publish-templates.sh FOLDER TAG OUT REPOSITORY...
# FOLDER has a NAME.yaml for each pipeline, a REPOSITORY is https://REGION-kfp.pkg.dev/PROJECT/NAME. What is there already
# is left as it is, and must be the same. OUT gets a line for each: pipeline, repository and version, parted by tabs.
# https://cloud.google.com/vertex-ai/docs/pipelines/create-pipeline-template
set -euo pipefail

folder=$1
tag=$2
out=$3
shift 3
here=$(dirname "$0")

fail() { echo "$*" >&2 && exit 1; }

# The version that the tag names in a repository; nothing when it names none.
version_of() {
  local pipeline=$1 answer status=0
  answer=$(bash "$here/google-api.sh" GET "$registry/packages/$pipeline/tags/$tag" 2> "$folder/complaint") || status=$?
  case $status in
    0) python3 -c 'import json, sys; print(json.load(sys.stdin)["version"].rsplit("/", 1)[1])' <<< "$answer" ;;
    4) ;;
    *) cat "$folder/complaint" >&2 && return 1 ;;
  esac
}

# Prints the version that the repository made of a file.
upload() {
  local pipeline=$1 file=$2 answer
  answer=$(curl --silent --show-error --fail-with-body --max-time 300 --oauth2-bearer "$(gcloud auth print-access-token)" \
    --form "tags=$tag" --form "content=@$file" "$repository") || fail "$repository refused $pipeline: $answer"
  [[ $answer =~ ^$pipeline/(sha256:[0-9a-f]{64})$ ]] || fail "$repository answered $pipeline by: $answer"
  echo "${BASH_REMATCH[1]}"
}

# What the repository gives to whoever asks for a version is what was compiled.
check_content() {
  local pipeline=$1 version=$2 file=$3 stored
  stored="$folder/$pipeline.stored"
  curl --silent --show-error --fail --location --max-time 300 --oauth2-bearer "$(gcloud auth print-access-token)" \
    --output "$stored" "$repository/$pipeline/$version"
  cmp "$stored" "$file" || fail "$repository has another $pipeline as $tag: a tag is published once; make a new one"
}

: > "$out"
for repository in "$@"; do
  [[ $repository =~ ^https://([a-z0-9-]+)-kfp\.pkg\.dev/([^/]+)/([^/]+)$ ]] || fail "$repository is no KFP repository"
  registry="https://artifactregistry.googleapis.com/v1/projects/${BASH_REMATCH[2]}/locations/${BASH_REMATCH[1]}/repositories/${BASH_REMATCH[3]}"
  for file in "$folder"/*.yaml; do
    pipeline=$(basename "$file" .yaml)
    version=$(version_of "$pipeline")
    if [ -n "$version" ]; then
      echo "$pipeline $tag is in $repository already"
    else
      version=$(upload "$pipeline" "$file")
      [ "$(version_of "$pipeline")" = "$version" ] || fail "$repository does not have $pipeline as $tag after the upload"
      echo "$pipeline $tag published to $repository"
    fi
    check_content "$pipeline" "$version" "$file"
    printf '%s\t%s\t%s\n' "$pipeline" "$repository" "$version" >> "$out"
  done
done
