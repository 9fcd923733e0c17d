#!/bin/sh
# Boots a host of Offshoot: fetches the agent image, checks it, starts the agent. Can be run again at any time.
set -eu
umask 077
url=@URL@
sha256=@SHA256@
dir=${OFFSHOOT_HOST_DIR:-/var/lib/offshoot}
mkdir -p "$dir"
cd "$dir"

# A here-document, so that the token stands in no process's arguments.
if [ ! -e agent/identity ]; then
  cat >token.new <<'TOKEN'
@TOKEN@
TOKEN
  mv token.new token
fi

# By this CA, and by no other, the host knows installer-service.
cat >ca.pem <<'CERTIFICATES'
@AUTHORITIES@
CERTIFICATES

fetch() {
  if command -v curl >/dev/null 2>&1; then
    curl -fsS --tlsv1.3 --cacert ca.pem --connect-timeout 5 --max-time 300 -o "$2" "$1"
  else
    wget -q --ca-certificate=ca.pem -T 30 -O "$2" "$1"
  fi
}

if [ "$(cat image/sha256 2>/dev/null || true)" != "$sha256" ]; then
  end=$(($(date +%s) + 900))
  until fetch "$url/agent-image" image.tar.gz && echo "$sha256  image.tar.gz" | sha256sum -c - >/dev/null; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "the agent image $sha256 could not be fetched from $url within 15 minutes (the clock of this host says $(date -u))"
      exit 1
    fi
    sleep 1
  done
  rm -rf image
  mkdir image
  tar -xzf image.tar.gz -C image
  rm image.tar.gz
  echo "$sha256" >image/sha256
fi

OFFSHOOT_URL=$url
OFFSHOOT_HOST_REQUEST_ID=@HOST_REQUEST_ID@
OFFSHOOT_HOST_DIR=$dir
OFFSHOOT_TOKEN_FILE=$dir/token
OFFSHOOT_CA_FILE=$dir/ca.pem
export OFFSHOOT_URL OFFSHOOT_HOST_REQUEST_ID OFFSHOOT_HOST_DIR OFFSHOOT_TOKEN_FILE OFFSHOOT_CA_FILE
# A boot that is a session of its own already is one that the agent belongs to.
if [ "${OFFSHOOT_SESSION:-}" = own ]; then
  exec image/offshoot-agent/bin/agent >>agent.log 2>&1 </dev/null
fi
setsid image/offshoot-agent/bin/agent >>agent.log 2>&1 </dev/null &
