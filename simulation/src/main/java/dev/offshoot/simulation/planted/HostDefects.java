package dev.offshoot.simulation.planted;

import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.Agents.Known;
import dev.offshoot.installer.app.Agents.StoredGoal;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.provisioner.domain.CreateCall;
import dev.offshoot.provisioner.domain.Found;
import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.Released;
import dev.offshoot.provisioner.domain.Requested;
import dev.offshoot.simulation.service.World;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Defects of providers, identities and agents. */
final class HostDefects {

  private static final String PROVISIONER = "provisioner-service";

  private HostDefects() {}

  static Planted releaseWithoutTombstone(World world) {
    return AtPort.of(
        PROVISIONER,
        HostProvider.class,
        call -> {
          if (call.name().equals("request")) {
            HostRequest request = call.argument(0, HostRequest.class);
            boolean there = world.hosts().find(request.id()) instanceof Found.Present;
            if (!there && world.hosts().isReleased(request.id())) {
              var unused = world.hosts().make(request);
            }
          }
          return call.goOn();
        });
  }

  static Planted openCallNotResolved(World world) {
    return AtPort.of(
        PROVISIONER,
        HostProvider.class,
        call ->
            call.name().equals("release")
                ? world.hosts().release(call.argument(0, String.class), new CreateCall.Settled())
                : call.goOn());
  }

  static Planted secondHost(World world) {
    return AtPort.of(
        PROVISIONER,
        HostProvider.class,
        call -> {
          if (call.name().equals("request")) {
            HostRequest request = call.argument(0, HostRequest.class);
            if (world.hosts().find(request.id()) instanceof Found.Present) {
              var unused = world.hosts().make(request);
            }
          }
          return call.goOn();
        });
  }

  static Planted releasedTooSoon(World world) {
    return AtPort.of(
        PROVISIONER,
        HostProvider.class,
        call ->
            switch (call.name()) {
              case "release" ->
                  call.goOn() instanceof Released.InUse inUse ? inUse : new Released.Gone();
              case "find" -> new Found.Absent();
              case "request" -> {
                Object answer = call.goOn();
                if (answer instanceof Requested.Made) {
                  world.hosts().late(Duration.ofHours(2));
                }
                yield answer;
              }
              default -> call.goOn();
            });
  }

  static Planted tokenAcceptedTwice(World world) {
    return AtPort.of(
        "installer-service",
        Agents.class,
        call -> {
          if (call.name().equals("find") && call.goOn() instanceof Optional<?> found) {
            return found.map(known -> withoutKey((Known) known));
          }
          if (call.name().equals("bind")) {
            Known known = world.agents().all().get(call.argument(0, String.class));
            if (known != null) {
              world.agents().put(known, withKey(known, call.argument(2, Agents.Identity.class)));
              return true;
            }
          }
          return call.goOn();
        });
  }

  private static Known withoutKey(Known known) {
    return known.report() == null || known.revoked()
        ? known
        : new Known(
            known.expected(),
            Agents.Identity.NONE,
            false,
            known.generation(),
            known.goal(),
            known.report(),
            null,
            known.reach());
  }

  private static Known withKey(Known known, Agents.Identity identity) {
    return new Known(
        known.expected(),
        identity,
        known.revoked(),
        known.generation(),
        known.goal(),
        known.report(),
        null,
        known.reach());
  }

  static Planted goalOfLowerGeneration(World world) {
    return AtPort.of(
        "installer-service",
        Agents.class,
        call -> {
          Known known = call.name().equals("issue") ? known(world, call) : null;
          if (known == null || known.revoked()) {
            return call.goOn();
          }
          world
              .agents()
              .put(
                  known,
                  new Known(
                      known.expected(),
                      known.identity(),
                      false,
                      call.argument(1, Long.class),
                      call.argument(2, StoredGoal.class),
                      known.report(),
                      null,
                      known.reach()));
          world.agentWorkers().ring();
          return Agents.Issued.ISSUED;
        });
  }

  private static @Nullable Known known(World world, Planted.Call call) {
    return world.agents().all().get(call.argument(0, String.class));
  }

  static Planted identityNotRevoked(World world) {
    return AtPort.of(
        "installer-service",
        Agents.class,
        call ->
            call.name().equals("revoke") && !call.argument(1, Boolean.class) ? true : call.goOn());
  }

  static Planted agentBelievesAnybody(World world) {
    return AtPort.atAgentsLook(
        seen ->
            new ConfigurationView.Configuration(
                seen.source(),
                seen.version() + 100,
                seen.term(),
                seen.replicaSetId(),
                seen.addresses().stream().filter(member -> member.startsWith("127.88.0.")).toList(),
                true));
  }
}
