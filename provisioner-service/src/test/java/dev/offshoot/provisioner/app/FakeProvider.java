package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** A provider in memory that keeps the port's promises; tests can make it answer otherwise. */
final class FakeProvider implements HostProvider {

  final TreeMap<String, Host> hosts = new TreeMap<>();
  final TreeSet<String> released = new TreeSet<>();
  final List<HostRequest> requests = new ArrayList<>();
  final Deque<Requested> nextAnswers = new ArrayDeque<>();
  final Deque<Released> nextReleases = new ArrayDeque<>();
  final List<CreateCall> releaseCalls = new ArrayList<>();
  int made;

  @Override
  public String name() {
    return "local";
  }

  @Override
  public OfferedProvider offer() {
    return new OfferedProvider(name(), List.of("here"), "127.88", 28100, 28999, List.of());
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
  public List<Host> list() {
    return List.copyOf(hosts.values());
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
