#!/bin/sh
# Joins this machine to Offshoot, where it waits as a spare. Changes nothing when a check fails.
#   sh join.sh HOST_ID ADDRESS        with the one-time token on standard input
#   sh join.sh --dry-run ADDRESS      only says what it would check and make
# OFFSHOOT_HAS_MONGOD=yes says that a package of mongod that is installed here may be used (--install existing).
# OFFSHOOT_HOST_DIR is the one folder everything is made in; /var/lib/offshoot without it.
set -eu
umask 077

dry=''
if [ "${1:-}" = --dry-run ]; then
  dry=yes
  shift
  set -- dry-run "$@"
fi
if [ "$#" -ne 2 ]; then
  echo "usage: join.sh HOST_ID ADDRESS, or join.sh --dry-run ADDRESS" >&2
  exit 2
fi
id=$1
address=$2
installer=@INSTALLER@
dir=${OFFSHOOT_HOST_DIR:-/var/lib/offshoot}
port=${address##*:}
host=${address%:*}
problems=''

case $dir in
  /*) ;;
  *) echo "OFFSHOOT_HOST_DIR is $dir, which is no absolute path" >&2; exit 2 ;;
esac
case $port in
  '' | *[!0-9]*) echo "$address is not HOST:PORT" >&2; exit 2 ;;
esac
case $id in
  *[!0-9a-z-]*) echo "$id is no host id" >&2; exit 2 ;;
esac

problem() {
  problems=yes
  echo "REFUSED $1: $2" >&2
}

check_tools() {
  for tool in tar sha256sum setsid awk; do
    command -v "$tool" >/dev/null 2>&1 || problem TOOL_MISSING "there is no $tool on this machine"
  done
  command -v curl >/dev/null 2>&1 || command -v wget >/dev/null 2>&1 \
    || problem TOOL_MISSING "there is neither curl nor wget on this machine"
}

# Joining again with the same id is going on where it was broken off.
same_join() {
  [ -f "$dir/host-id" ] && [ "$(cat "$dir/host-id")" = "$id" ]
}

check_folder() {
  if same_join; then
    return
  fi
  if [ -e "$dir/agent" ]; then
    problem AGENT_PRESENT "another agent of Offshoot lives in $dir"
  elif [ -e "$dir" ] && [ ! -d "$dir" ]; then
    problem PATH_IN_USE "$dir is no folder"
  elif [ -d "$dir" ] && [ -n "$(ls -A "$dir")" ]; then
    problem PATH_IN_USE "$dir is not empty"
  fi
}

# Lines of /proc/net/tcp: local address in hexadecimal, the state 0A is listening.
listens_at() {
  wanted=$(printf %04X "$port")
  addresses='00000000|00000000000000000000000000000000'
  case $host in
    *[!0-9.]* | '') addresses='[0-9A-F]+' ;;
    *.*.*.*)
      hex=$(echo "$host" | awk -F. '{printf "%02X%02X%02X%02X", $4, $3, $2, $1}')
      addresses="$addresses|$hex|0000000000000000FFFF0000$hex"
      ;;
  esac
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null \
    | awk -v at="^($addresses):$wanted\$" '$4 == "0A" && $2 ~ at {found = 1} END {exit !found}'
}

check_port() {
  if listens_at; then
    problem PORT_IN_USE "something on this machine already listens at $address"
  fi
}

package_in_use() {
  if [ "${OFFSHOOT_HAS_MONGOD:-}" = yes ]; then
    echo "the package $1 is installed on this machine and may be used, as its owner says"
  else
    problem PACKAGE_IN_USE "the package $1 is installed on this machine"
  fi
}

check_mongod() {
  if command -v systemctl >/dev/null 2>&1; then
    for unit in mongod.service mongodb.service; do
      if systemctl is-active --quiet "$unit" 2>/dev/null || systemctl is-enabled --quiet "$unit" 2>/dev/null; then
        problem UNIT_IN_USE "the unit $unit is active or enabled on this machine"
      fi
    done
  fi
  for package in mongodb-org-server mongodb-enterprise-server mongodb-server mongodb; do
    if command -v dpkg-query >/dev/null 2>&1 \
      && dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
      package_in_use "$package"
    elif command -v rpm >/dev/null 2>&1 && rpm -q "$package" >/dev/null 2>&1; then
      package_in_use "$package"
    fi
  done
}

# As the user-data has it.
starts_at_boot() {
  case $dir in
    *[!A-Za-z0-9/._-]*) return 1 ;;
  esac
  [ -d "${OFFSHOOT_ROOT:-}/run/systemd/system" ] && [ -w "${OFFSHOOT_ROOT:-}/etc/systemd/system" ]
}

say_what_is_touched() {
  cat <<WHAT
now, in $dir (mode 0700):
  host-id, user-data   who this machine is, and the script that fetches its agent (mode 0600)
  start                starts the agent
  token                the one-time token (mode 0600), until the agent has enrolled
  image/               the agent with a Java runtime of its own, fetched from $installer, checked by SHA-256
  agent/               the agent's key and memory
  agent.log            what it did
now, running: one process, the agent, in a session of its own; it listens nowhere and asks $installer
when a member is placed here, in $dir:
  mongod/              binary, mongod.conf, keyfile, data/, log/, runbook; mongod listens at $address
  kept/                logs, and data that was to be kept, after a member was taken away
  (of expand --install package alone: that package by apt, held, its unit mongod.service masked; taken away with the member)
WHAT
  if starts_at_boot; then
    cat <<WHAT
now, so that the agent starts with every boot and again when it dies:
  ${OFFSHOOT_ROOT:-}/etc/systemd/system/offshoot-agent-HOST_ID.service, enabled (a link in multi-user.target.wants beside it)
settings of this machine: none; other units, packages, users, the rest of /etc, kernel: not touched
WHAT
  else
    cat <<WHAT
after a restart of this machine nothing starts the agent: systemd does not run here, or this user may write no unit
settings of this machine: none; units, packages, users, /etc, kernel: not touched
WHAT
  fi
}

write_user_data() {
  while IFS= read -r line; do
    case $line in
      @TOKEN@) printf '%s\n' "$token" ;;
      *@HOST_REQUEST_ID@*) printf '%s\n' "${line%%@HOST_REQUEST_ID@*}'$id'${line#*@HOST_REQUEST_ID@}" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done >"$dir/user-data.new" <<'OFFSHOOT_USER_DATA'
@USER_DATA@
OFFSHOOT_USER_DATA
  mv "$dir/user-data.new" "$dir/user-data"
}

check_tools
check_folder
if ! same_join; then
  check_port
  check_mongod
fi
if [ -n "$dry" ]; then
  say_what_is_touched
fi
if [ -n "$problems" ]; then
  echo "this machine does not join; nothing was changed" >&2
  exit 1
fi
if [ -n "$dry" ]; then
  echo "every check passed; nothing was changed"
  exit 0
fi

IFS= read -r token || true
case $token in
  '' | *[!0-9a-f]*) echo "there is no token on standard input" >&2; exit 2 ;;
esac
mkdir -p "$dir"
chmod 700 "$dir"
printf '%s\n' "$id" >"$dir/host-id.new"
mv "$dir/host-id.new" "$dir/host-id"
write_user_data
OFFSHOOT_HOST_DIR=$dir sh "$dir/user-data"
echo "joined as host $id; its agent runs in $dir; see: offshoot host list"
