#!/bin/sh
# Boots a host of Offshoot: fetches the agent image, checks it, starts the agent. Can be run again at any time.
set -eu
umask 077
url=@URL@
sha256=@SHA256@
id=@HOST_REQUEST_ID@
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

# What starts the agent, now and later; no secret is in it.
word() {
  printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")"
}
cat >start.new <<START
#!/bin/sh
# Starts this host's agent; written by its user-data.
OFFSHOOT_URL=$(word "$url")
OFFSHOOT_HOST_REQUEST_ID=$(word "$id")
OFFSHOOT_HOST_DIR=$(word "$dir")
START
cat >>start.new <<'START'
OFFSHOOT_TOKEN_FILE=$OFFSHOOT_HOST_DIR/token
OFFSHOOT_CA_FILE=$OFFSHOOT_HOST_DIR/ca.pem
export OFFSHOOT_URL OFFSHOOT_HOST_REQUEST_ID OFFSHOOT_HOST_DIR OFFSHOOT_TOKEN_FILE OFFSHOOT_CA_FILE
cd "$OFFSHOOT_HOST_DIR"
exec image/offshoot-agent/bin/agent >>agent.log 2>&1 </dev/null
START
mv start.new start

# A boot that is a session of its own already is one that the agent belongs to.
if [ "${OFFSHOOT_SESSION:-}" = own ]; then
  exec /bin/sh start
fi

# mongod runs among the unit's processes and with its limits, so that ending the agent, or memory that runs out, ends that one process only.
unit=offshoot-agent-$id.service
units=${OFFSHOOT_ROOT:-}/etc/systemd/system
write_unit() {
  cat >"$units/$unit.new" <<UNIT
# Written by Offshoot. Goes with the last thing the agent made on this host.
[Unit]
Description=Offshoot agent of host $id
Wants=network-online.target
After=network-online.target
RequiresMountsFor=$dir
ConditionPathExists=!$dir/agent/ended

[Service]
ExecStart=/bin/sh $dir/start
ExecStopPost=-/bin/sh -c 'if [ -e $dir/agent/ended ]; then systemctl disable $unit; rm -f $units/$unit; systemctl daemon-reload; fi'
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=3
KillMode=process
OOMPolicy=continue
UMask=0077
LimitNOFILE=64000
LimitNPROC=64000
LimitMEMLOCK=infinity
LimitFSIZE=infinity
LimitCPU=infinity
LimitAS=infinity
TasksMax=infinity

[Install]
WantedBy=multi-user.target
UNIT
  chmod 644 "$units/$unit.new"
  mv "$units/$unit.new" "$units/$unit"
}

# Written where systemd runs and this user may: the agent then starts with every boot, and again when it dies.
if [ -d "${OFFSHOOT_ROOT:-}/run/systemd/system" ] && [ -w "$units" ]; then
  case $dir in
    *[!A-Za-z0-9/._-]*) echo "no unit is written: $dir cannot stand in one" ;;
    *)
      if write_unit && systemctl daemon-reload && systemctl enable "$unit" && systemctl start "$unit"; then
        exit 0
      fi
      echo "systemd did not take $unit; it is removed again"
      systemctl disable "$unit" || true
      rm -f "$units/$unit"
      ;;
  esac
fi
echo "nothing starts the agent again after a restart of this machine but: setsid sh $dir/start &"
setsid /bin/sh start &
