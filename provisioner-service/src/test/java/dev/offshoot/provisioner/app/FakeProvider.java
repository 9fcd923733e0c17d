package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostEnd;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.leftover.Holding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A provider in memory that keeps the port's promises; tests can make it answer otherwise. */
final class FakeProvider implements HostProvider, HostWatch, Holdings {

  final TreeMap<String, Host> hosts = new TreeMap<>();
  final TreeSet<String> released = new TreeSet<>();
  final List<HostRequest> requests = new ArrayList<>();
  final Deque<Requested> nextAnswers = new ArrayDeque<>();
  final Deque<Released> nextReleases = new ArrayDeque<>();
  final TreeMap<String, HostEnd> ended = new TreeMap<>();
  final List<CreateCall> releaseCalls = new ArrayList<>();
  final List<Holding> more = new ArrayList<>();
  @Nullable String unseen;
  int made;
  int looks;

  @Override
  public String name() {
    return "local";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(
        name(), List.of("here"), "127.88", 28100, 28999, List.of(), List.of());
  }

  @Override
  public Requested request(HostRequest request) {
    requests.add(request);
    if (!nextAnswers.isEmpty()) {
      return nextAnswers.removeFirst();
    }
    if (released.contains(request.id())) {
      return new Requested.Refused("HOST_RELEASED", "released", "plan again");
    }
    return new Requested.Made(
        hosts.computeIfAbsent(
            request.id(),
            id -> {
              made++;
              return new Host(id, request.address(), "/hosts/" + id);
            }));
  }

  @Override
  public Found find(String id) {
    Host host = hosts.get(id);
    return host == null ? new Found.Absent() : new Found.Present(host);
  }

  @Override
  public SortedMap<String, HostEnd> ended(List<String> ids) {
    looks++;
    SortedMap<String, HostEnd> ends = new TreeMap<>(ended);
    ends.keySet().retainAll(ids);
    return ends;
  }

  @Override
  public List<Host> list() {
    return List.copyOf(hosts.values());
  }

  @Override
  public List<Holding> holdings() {
    if (unseen != null) {
      throw new IllegalStateException(unseen);
    }
    List<Holding> all = new ArrayList<>(more);
    all.addAll(new Holdings.HostsOnly(this).holdings());
    return all;
  }

  @Override
  public Released release(String id, CreateCall call) {
    releaseCalls.add(call);
    released.add(id);
    if (!nextReleases.isEmpty()) {
      return nextReleases.removeFirst();
    }
    hosts.remove(id);
    return new Released.Gone();
  }
}
