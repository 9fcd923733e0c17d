package dev.offshoot.provisioner.app;

import dev.offshoot.contracts.OfferedProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.DnsChange;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.provisioner.domain.leftover.Holding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A provider whose hosts are made only when their names lead to them, and released only when their
 * names are gone: a name that outlives its host would lead to whoever gets the address next. An
 * address that is given by number needs no name.
 */
public final class NamedHosts implements HostProvider, Holdings {

  private static final Pattern NUMBER = Pattern.compile("\\[.*|\\d{1,3}(\\.\\d{1,3}){3}");

  /** A provider's own release must still end in time after it. */
  private static final Duration BEFORE_RELEASE = Duration.ofSeconds(2);

  private final HostProvider hosts;
  private final DnsHook hook;
  private final InstantSource clock;

  /** Of this provider, with names made there. */
  public NamedHosts(HostProvider hosts, DnsHook hook, InstantSource clock) {
    this.hosts = hosts;
    this.hook = hook;
    this.clock = clock;
  }

  @Override
  public String name() {
    return hosts.name();
  }

  @Override
  public OfferedProvider offer() {
    return hosts.offer();
  }

  @Override
  public Found find(String id) {
    return hosts.find(id);
  }

  @Override
  public List<Host> list() {
    return hosts.list();
  }

  @Override
  public List<Holding> holdings() {
    return Holdings.of(hosts).holdings();
  }

  @Override
  public Requested request(HostRequest request) {
    Instant begun = clock.instant();
    Requested answer = hosts.request(request);
    return answer instanceof Requested.Made made && hasName(made.host())
        ? named(made, begun)
        : answer;
  }

  private Requested named(Requested.Made made, Instant begun) {
    Host host = made.host();
    if (host.ip() == null) {
      return unnamed(host, "provider " + name() + " does not say its IP address");
    }
    if (spent(begun).compareTo(DEADLINE.minus(DnsHook.DEADLINE)) > 0) {
      return new Requested.NotYet("host " + host.reference() + " is there; its name is next");
    }
    return switch (hook.change(change(DnsChange.Action.UPSERT, host))) {
      case DnsHook.Outcome.Done() -> made;
      case DnsHook.Outcome.Failed(String reason) ->
          unnamed(host, "the DNS hook did not make it lead to " + host.ip() + ": " + reason);
    };
  }

  private static Requested unnamed(Host host, String reason) {
    return new Requested.NotYet(
        "name " + nameOf(host) + " of host " + host.reference() + ": " + reason,
        "DNS_HOOK_FAILED",
        "Run the command of offshoot.provisioner.dns-command by hand with the same request, mend what"
            + " it says, then expand again.");
  }

  @Override
  public Released release(String id, CreateCall call) {
    Instant begun = clock.instant();
    return switch (hosts.find(id)) {
      case Found.Unknown(String reason) -> new Released.NotYet(reason);
      case Found.Present(Host host) when hasName(host) -> unnamedFirst(host, call, begun);
      case Found.Present _, Found.Absent _ -> hosts.release(id, call);
    };
  }

  private Released unnamedFirst(Host host, CreateCall call, Instant begun) {
    return switch (hook.change(change(DnsChange.Action.DELETE, host))) {
      case DnsHook.Outcome.Failed(String reason) ->
          new Released.NotYet("the DNS hook did not take " + nameOf(host) + " back: " + reason);
      case DnsHook.Outcome.Done() ->
          spent(begun).compareTo(BEFORE_RELEASE) > 0
              ? new Released.NotYet("name " + nameOf(host) + " is gone; the host is next")
              : hosts.release(host.id(), call);
    };
  }

  private Duration spent(Instant begun) {
    return Duration.between(begun, clock.instant());
  }

  private static DnsChange change(DnsChange.Action action, Host host) {
    return new DnsChange(action, nameOf(host), host.ip(), host.id(), host.reference());
  }

  private static boolean hasName(Host host) {
    return !host.address().isEmpty() && !NUMBER.matcher(nameOf(host)).matches();
  }

  private static String nameOf(Host host) {
    int colon = host.address().lastIndexOf(':');
    return colon < 0 ? host.address() : host.address().substring(0, colon);
  }
}
