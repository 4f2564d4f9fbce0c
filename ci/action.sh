#!/usr/bin/env bash
# The steps of the GitHub Action, in a file of their own so that they can be tried anywhere.
# What comes from a workflow is read from the environment and never run as code.
set -euo pipefail

install=${KLARSPRAK_INSTALLER:-}
if [ "$install" != nei ]; then
  python3 -m pip install --quiet --disable-pip-version-check "${install:-$GITHUB_ACTION_PATH}"
fi

arguments=(sjekk --format github)
if [ -n "${KLARSPRAK_SARIF:-}" ]; then
  # The last format without a file goes to the screen.
  arguments=(sjekk --format sarif --ut "$KLARSPRAK_SARIF" --format github)
fi
if [ -n "${KLARSPRAK_ENDRET_SIDEN:-}" ]; then
  arguments+=(--endret-siden "$KLARSPRAK_ENDRET_SIDEN")
fi
if [ -n "${KLARSPRAK_GRUNNLINJE:-}" ]; then
  arguments+=(--grunnlinje "$KLARSPRAK_GRUNNLINJE")
fi
if [ -n "${KLARSPRAK_FEIL_VED:-}" ]; then
  arguments+=(--feil-ved "$KLARSPRAK_FEIL_VED")
fi
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${KLARSPRAK_EKSTRA:-}"
arguments+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${KLARSPRAK_STI:-.}"

code=0
klarsprak "${arguments[@]}" || code=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "slutt=$code" >> "$GITHUB_OUTPUT"; fi
exit "$code"
