#!/usr/bin/env bash
# The time Offshoot adds to an expansion by hand: added-time.sh [--megabytes 1024] [--pairs 2] [--writes 0] [--cache-megabytes 2048]
exec "$(dirname "${BASH_SOURCE[0]}")/run.sh" AddedTime "$@"
