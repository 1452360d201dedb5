#!/usr/bin/env bash
# Calls a REST API of Google as the account of the build, and prints the answer.
#   google-api.sh METHOD URL [FILE with the JSON body]
# Exit code: 0 answered; 4 there is no such thing (404); 1 anything else, with Google's words on standard error.
set -euo pipefail

method=$1
url=$2
body=${3:-}

options=(--silent --show-error --max-time 120 --retry 3 --write-out '\n%{http_code}')
[ -z "$body" ] || options+=(--header 'Content-Type: application/json' --data "@$body")

token=$(gcloud auth print-access-token)
answer=$(curl "${options[@]}" --oauth2-bearer "$token" --request "$method" "$url") || true
status=${answer##*$'\n'}
text=${answer%"$status"}

case $status in
  2??) printf '%s' "$text" ;;
  404) echo "$method $url: there is no such thing" >&2 && exit 4 ;;
  *) echo "$method $url answered ${status:-nothing}: $text" >&2 && exit 1 ;;
esac
