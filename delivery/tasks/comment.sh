#!/usr/bin/env bash
# Posts a file as a comment of the pull request of the build.
#   comment.sh FILE PULL_REQUESTS [NUMBER [SECRET]]
# PULL_REQUESTS is the address of all pull requests in the host's API:
#   https://securesourcemanager.googleapis.com/v1/projects/P/locations/L/repositories/R/pullRequests
#   https://api.github.com/repos/OWNER/NAME/issues
#   https://gitlab.com/api/v4/projects/ID/merge_requests, or another server's
#   https://api.bitbucket.org/2.0/repositories/WORKSPACE/NAME/pullrequests
# Without NUMBER, Secure Source Manager is asked which one has the commit COMMIT_SHA. SECRET names the secret version of a
# token, which Secure Source Manager does not need; COMMENT_TOKEN in the environment goes first.
# Always succeeds: whoever cannot comment still builds. Says why when there is no comment.
set -euo pipefail

file=$1
pulls=$2
number=${3:-}
secret=${4:-}
here=$(dirname "$0")

give_up() { echo "no comment posted: $*" && exit 0; }

[ -n "$pulls" ] || give_up 'no address of pull requests is configured'
[ -s "$file" ] || give_up "there is no $file"

# The text, quoted as JSON.
text=$(python3 -c 'import json, sys; print(json.dumps(open(sys.argv[1], encoding="utf-8").read()))' "$file")

# The open pull request whose last commit is the one that is built.
number_of_commit() {
  python3 -c '
import json, sys
pulls = json.load(sys.stdin).get("pullRequests", [])
names = [pull["name"] for pull in pulls if pull.get("state") == "OPEN" and pull.get("head", {}).get("sha") == sys.argv[1]]
print(names[0].rsplit("/", 1)[1] if names else "")' "${COMMIT_SHA:-}"
}

if [[ $pulls == https://securesourcemanager.googleapis.com/* ]]; then
  if [ -z "$number" ]; then
    found=$(bash "$here/google-api.sh" GET "$pulls?pageSize=100") || give_up 'the pull requests cannot be listed'
    number=$(number_of_commit <<< "$found")
  fi
  [ -n "$number" ] || give_up "no open pull request has the commit ${COMMIT_SHA:-}"
  printf '{"comment": {"body": %s}}' "$text" > "$file.json"
  bash "$here/google-api.sh" POST "$pulls/$number/pullRequestComments" "$file.json" > /dev/null || give_up 'see above'
  echo "commented on pull request $number" && exit 0
fi

[ -n "$number" ] || give_up 'this build is of no pull request'
token=${COMMENT_TOKEN:-}
[ -n "$token" ] || [ -z "$secret" ] || token=$(gcloud secrets versions access "$secret") || give_up "the token in $secret cannot be read"
[ -n "$token" ] || give_up 'there is no token: name its secret version in _COMMENT_SECRET'
path=comments
case $pulls in
  https://api.github.com/*) printf '{"body": %s}' "$text" ;;
  https://api.bitbucket.org/*) printf '{"content": {"raw": %s}}' "$text" ;;
  *) path=notes && printf '{"body": %s}' "$text" ;;
esac > "$file.json"
curl --silent --show-error --fail --max-time 60 --output "$file.answer" --oauth2-bearer "$token" \
  --header 'Content-Type: application/json' --data "@$file.json" "$pulls/$number/$path" || give_up 'the host refused it'
echo "commented on pull request $number"
