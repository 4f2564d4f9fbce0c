#!/bin/sh
# Make sure that Chromium and its driver are there: from the system, else from Debian.
set -eu
have() { command -v "$1" >/dev/null 2>&1; }
if { have chromium || have chromium-browser || have google-chrome; } && have chromedriver; then
    exit 0
fi
if have apt-get && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium and its driver …"
    apt-get -qq update
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        chromium chromium-driver >/dev/null
else
    echo "Chromium og chromedriver mangler. Installer pakkene chromium og chromium-driver." >&2
    [ "${CI:-}" = true ] && exit 1
    exit 0
fi
