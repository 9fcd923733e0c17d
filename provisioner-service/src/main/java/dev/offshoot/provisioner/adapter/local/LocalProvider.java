package dev.offshoot.provisioner.adapter.local;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Hosts on this machine: a folder, a session of processes, and an address of its own. One request
 * makes at most one folder and one boot, also when two workers ask at once, or one asks late.
 */
public final class LocalProvider implements HostProvider {

  private static final String BUSY = "another worker works on this host";

  private final HostsFolder hosts;

  /**
   * Keeps hosts and what is left of them in these folders.
   *
   * @throws UncheckedIOException when the folder cannot be made
   */
  public LocalProvider(Path hostsFolder, Path kept) {
    this.hosts = new HostsFolder(hostsFolder, kept);
    try {
      HostsFolder.privateFolder(hosts.root());
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of hosts cannot be made: " + hosts.root(), e);
    }
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public OfferedProvider offer() {
    return ThisMachine.offer(name(), hosts.root());
  }

  @Override
  public Requested request(HostRequest request) {
    if (!named(request.id())) {
      return new Requested.Refused(
          "INVALID_HOST_REQUEST",
          request.id() + " is not a UUID",
          "Use the id the plan gives the host.");
    }
    try (RequestFile file = RequestFile.lock(hosts.root(), request.id()).orElse(null)) {
      return file == null ? new Requested.NotYet(BUSY) : request(request, file);
    } catch (IOException e) {
      return new Requested.NotYet(problem(e));
    }
  }

  private Requested request(HostRequest request, RequestFile file) throws IOException {
    String id = request.id();
    if (file.released()) {
      return new Requested.Refused(
          "HOST_RELEASED",
          "host " + id + " was released; its id is not used again",
          "Plan again: a new plan asks for a new host.");
    }
    HostSession session = new HostSession(hosts, id);
    Optional<Host> host = hosts.host(id);
    if (host.isPresent() && session.booted()) {
      return new Requested.Made(host.get());
    }
    if (host.isEmpty() && hosts.exists(id)) {
      return new Requested.Refused(
          "HOST_FOLDER_TAKEN",
          hosts.folder(id) + " is there already, and no host of ours",
          "Look at it and move it away, then ask again.");
    }
    Optional<FreeAddress.Problem> problem = FreeAddress.check(request.address());
    if (problem.isPresent()) {
      FreeAddress.Problem found = problem.get();
      return new Requested.Refused(found.code(), found.detail(), found.remedy());
    }
    if (host.isEmpty()) {
      hosts.make(request);
    }
    if (!session.boot()) {
      return new Requested.NotYet("host " + id + " did not boot; see " + hosts.folder(id));
    }
    return new Requested.Made(hosts.host(id).orElseThrow());
  }

  @Override
  public Found find(String id) {
    if (!named(id)) {
      return new Found.Absent();
    }
    return hosts.host(id).<Found>map(Found.Present::new).orElseGet(Found.Absent::new);
  }

  @Override
  public List<Host> list() {
    try {
      return hosts.hosts();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of hosts cannot be read: " + hosts.root(), e);
    }
  }

  /** Needs not know of open calls: the file of the request refuses whatever comes late. */
  @Override
  public Released release(String id, CreateCall call) {
    if (!named(id)) {
      return new Released.Gone();
    }
    try (RequestFile file = RequestFile.lock(hosts.root(), id).orElse(null)) {
      return file == null ? new Released.NotYet(BUSY) : release(id, file);
    } catch (IOException e) {
      return new Released.NotYet(problem(e));
    }
  }

  private Released release(String id, RequestFile file) throws IOException {
    // From here on a request that comes late is refused, whatever becomes of the rest.
    file.markReleased();
    HostSession session = new HostSession(hosts, id);
    if (hosts.host(id).isPresent()) {
      Optional<String> stranger = session.stranger();
      if (stranger.isPresent()) {
        return new Released.InUse(
            "%s still runs on host %s (%s)".formatted(stranger.get(), id, hosts.folder(id)));
      }
      if (!session.end()) {
        return new Released.NotYet("processes of host " + id + " do not end");
      }
    }
    hosts.remove(id);
    return new Released.Gone();
  }

  /** Ids become names of folders: nothing but a UUID is one. */
  private static boolean named(String id) {
    try {
      return UUID.fromString(id).toString().equals(id);
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }

  private static String problem(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
