#!/bin/sh
# Mounts the data volume where the agent keeps everything. Can be run again at any time.
(
set -eu
id=@HOST_REQUEST_ID@
device=@DEVICE@
dir=${OFFSHOOT_HOST_DIR:-/var/lib/offshoot}
fail() {
  echo "DATA_VOLUME: $1" >&2
  exit 1
}
mounted() { grep -q " $dir " /proc/self/mounts; }
if mounted; then
  echo "$dir is a disk of its own already"
  exit 0
fi

# Under its name, or with Xen's; else, on NVMe without such links, the EBS disk that nothing uses.
disk=
find_disk() {
  for each in "$device" "/dev/xvd${device#/dev/sd}"; do
    if [ -b "$each" ]; then
      disk=$each
      return
    fi
  done
  for each in /sys/block/nvme*n1; do
    grep -q '^Amazon Elastic Block Store' "$each/device/model" 2>/dev/null || continue
    name=/dev/${each##*/}
    if ls -d "$each/${each##*/}"p* >/dev/null 2>&1 || grep -q "^$name " /proc/self/mounts; then
      continue
    fi
    [ -z "$disk" ] || fail "which one is $device? $disk and $name are both EBS disks that nothing uses"
    disk=$name
  done
}
tries=0
until find_disk && [ -n "$disk" ]; do
  tries=$((tries + 1))
  [ "$tries" -le 120 ] || fail "$device was not attached within two minutes"
  sleep 1
done

# The filesystem is known again by the host's id. One of somebody else is never made anew.
holds() {
  blkid -p -s "$1" -o value "$disk"
}
if [ "$(holds UUID || true)" != "$id" ]; then
  found=0
  what=$(blkid -p "$disk") || found=$?
  [ "$found" -eq 2 ] || fail "$device is not empty, or cannot be looked at: ${what:-$disk}"
  if command -v mkfs.xfs >/dev/null; then
    mkfs.xfs -q -m uuid="$id" "$disk" || fail "no filesystem could be made on $disk"
  elif command -v mkfs.ext4 >/dev/null; then
    echo "this image has no mkfs.xfs: the data volume becomes ext4, where MongoDB recommends xfs"
    mkfs.ext4 -q -U "$id" "$disk" || fail "no filesystem could be made on $disk"
  else
    fail "this image has neither mkfs.xfs nor mkfs.ext4"
  fi
fi
mkdir -p "$dir"
if ! grep -q "^UUID=$id " /etc/fstab; then
  echo "UUID=$id $dir $(holds TYPE) defaults,noatime,nofail,x-systemd.device-timeout=60 0 2" >>/etc/fstab
fi
mount -t "$(holds TYPE)" -o noatime "$disk" "$dir" || fail "$disk cannot be mounted at $dir"
chmod 700 "$dir"
mounted || fail "$disk is not mounted at $dir"
)
[ $? -eq 0 ] || exit 1

