#!/usr/bin/env bash
# Memory of the idle services and connections to each member: idle.sh [--seconds 60]
exec "$(dirname "${BASH_SOURCE[0]}")/run.sh" Idle "$@"
