#!/bin/sh
# Prints the answer as CSV. Usage: sh persons.sh [ADDRESS OF THE PORTAL]
set -eu
portal="${1:-http://127.0.0.1:8010}"
here="$(dirname "$0")"

curl --silent --show-error --fail-with-body \
  --header 'Accept: text/csv' \
  --data-urlencode "query@$here/../shared-persons.rq" \
  "$portal/sparql"
