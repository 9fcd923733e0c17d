#!/usr/bin/env bash
# Builds the checkout when needed, then runs one benchmark: run.sh MAIN_CLASS [arguments]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export OFFSHOOT_TOOLS=${OFFSHOOT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/offshoot/tools}

for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/*; do
  if [ -x "$candidate/bin/javac" ] && grep -Eq '^JAVA_VERSION="25[."]' "$candidate/release" 2>/dev/null; then
    java=$candidate/bin/java
    break
  fi
done
[ -n "${java:-}" ] || {
  echo "no JDK 25 found; install one or point JAVA_HOME at it" >&2
  exit 1
}
# The launcher builds what changed; asking for its version does nothing else.
"$root/offshoot" --version >/dev/null
main=$1
shift
exec "$java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Doffshoot.home="$root" \
  -cp "$root/benchmarks/target/benchmarks.jar:$root/benchmarks/target/lib/*" "dev.offshoot.benchmarks.$main" "$@"
