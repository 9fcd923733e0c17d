#!/bin/sh
# Records what the command line loads, so that it starts in half of the time. Nothing but time depends on the result.
# Usage: record.sh JAVA_HOME JAR SAMPLE_PLAN CACHE
set -eu
source=$(cd "$(dirname "$0")" && pwd)
java=$1/bin/java jar=$2 plan=$3 cache=$4

# Nothing to do when the same jar was recorded by the same JDK before: the cache is refused when the jar's time differs.
stamp=$(cat "$source"/* "$1/release" "$plan" "$jar" | sha256sum)$(stat -c %Y "$jar" 2>/dev/null || stat -f %m "$jar")
[ -f "$cache" ] && [ "$stamp" = "$(cat "$cache.stamp" 2>/dev/null)" ] && exit 0
rm -rf "$cache" "$cache.stamp" "$(dirname "$cache")"/rehearsal*
"$java" "$source/Rehearsal.java" "$java" "$jar" "$plan" "$cache"
echo "$stamp" >"$cache.stamp"
