"""A link between two sites: two TUN devices, a latency, a rate, cuts, and a capture of every packet that enters it.

link.py CAPTURE SOCKET DEVICE DEVICE MTU

Makes both devices; whoever starts it moves them to where they belong and gives them addresses. Listens on a Unix
socket, one line a command, one line an answer:
  latency MILLISECONDS   one way          rate MEGABITS_PER_SECOND   each way
  cut | mend             no packet gets through | they do again
  flush                  everything captured so far is in the file
  counts                 packets and bytes carried one way and the other, packets lost because the queue was full
"""

import collections
import fcntl
import os
import select
import signal
import socket
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x0001 | 0x1000
LINKTYPE_RAW = 101
# What a router holds back before it drops: some two round trips of a fast link.
QUEUE_BYTES = 2_000_000
AT_ONCE = 64


class Direction:
    def __init__(self, source, target):
        self.source = source
        self.target = target
        self.waiting = collections.deque()
        self.free_at = 0.0
        self.packets = self.bytes = self.lost = 0


class Link:
    def __init__(self, capture, devices, mtu):
        self.latency = 0.0
        self.rate = 1e9 / 8
        self.whole = True
        self.mtu = mtu
        self.capture = open(os.open(capture, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb", 1 << 20)
        self.capture.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 1 << 18, LINKTYPE_RAW))
        first, second = (tun(name) for name in devices)
        self.directions = {first: Direction(first, second), second: Direction(second, first)}

    def take(self, direction, now):
        for _ in range(AT_ONCE):
            try:
                packet = os.read(direction.source, self.mtu + 64)
            except BlockingIOError:
                return
            length = len(packet)
            stamp = time.time()
            self.capture.write(struct.pack("<IIII", int(stamp), int(stamp % 1 * 1e6), length, length))
            self.capture.write(packet)
            begin = max(now, direction.free_at)
            if not self.whole or (begin - now) * self.rate > QUEUE_BYTES:
                direction.lost += 1
                continue
            direction.free_at = begin + length / self.rate
            direction.waiting.append((direction.free_at + self.latency, packet))

    def give(self, direction, now):
        while direction.waiting and direction.waiting[0][0] <= now:
            packet = direction.waiting.popleft()[1]
            if not self.whole:
                direction.lost += 1
                continue
            try:
                os.write(direction.target, packet)
                direction.packets += 1
                direction.bytes += len(packet)
            except OSError:
                # The device is not up: a packet for nobody.
                direction.lost += 1

    def next_due(self, now):
        due = [each.waiting[0][0] for each in self.directions.values() if each.waiting]
        return max(0.0, min(due) - now) if due else None

    def obey(self, line):
        words = line.split()
        match words:
            case ["latency", milliseconds]:
                self.latency = float(milliseconds) / 1000
            case ["rate", megabits]:
                self.rate = float(megabits) * 1e6 / 8
            case ["cut"]:
                self.whole = False
            case ["mend"]:
                self.whole = True
            case ["flush"]:
                self.capture.flush()
            case ["counts"]:
                ways = list(self.directions.values())
                return " ".join(str(n) for n in [x for w in ways for x in (w.packets, w.bytes)] + [sum(w.lost for w in ways)])
            case _:
                return "unknown"
        return "ok"


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22s", name.encode(), IFF_TUN_NO_PI, b""))
    return device


def main(capture, path, first, second, mtu):
    link = Link(capture, (first, second), int(mtu))
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    os.umask(0o077)
    listener.bind(path + ".new")
    listener.listen()
    os.rename(path + ".new", path)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        run(link, listener)
    finally:
        link.capture.close()


def run(link, listener):
    callers = {}
    while True:
        now = time.monotonic()
        for direction in link.directions.values():
            link.give(direction, now)
        readable, _, _ = select.select([*link.directions, listener, *callers], [], [], link.next_due(time.monotonic()))
        now = time.monotonic()
        for each in readable:
            if each in link.directions:
                link.take(link.directions[each], now)
            elif each is listener:
                caller, _ = listener.accept()
                callers[caller] = caller.makefile("rw")
            else:
                line = callers[each].readline()
                if line:
                    callers[each].write(link.obey(line) + "\n")
                    callers[each].flush()
                else:
                    callers.pop(each).close()
                    each.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
