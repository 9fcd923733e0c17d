package dev.offshoot.systemtests;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.cloud.CloudHost;
import dev.offshoot.testbed.cloud.Enclosure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Has small sets grow into a bad cloud, side by side, and writes down what became of each, by name;
 * run as a program, because a cloud is made only inside an enclosure.
 */
public final class CloudFailures {
  private static final int NO_ROOM = 0;
  private static final int THROTTLED = 1;
  private static final int TERMINATED = 2;
  private static final int DEAD = 3;
  private static final int UNREACHED = 4;
  private static final int LATE = 5;
  private static final int DAMAGED = 7;

  private static final Answer FULL =
      new Answer.Refuse(500, "InsufficientInstanceCapacity", "We have no capacity.");
  private static final Answer BUSY =
      new Answer.Refuse(503, "RequestLimitExceeded", "Request limit exceeded.");

  private final BadCloud cloud;
  private final CompletableFuture<String> lateHost = new CompletableFuture<>();

  private CloudFailures(BadCloud cloud) {
    this.cloud = cloud;
  }

  /** What became of each expansion, and what is left of all of them. */
  record Outcome(Map<String, FailedExpansion> expansions, List<String> left) {}

  /**
   * Runs.
   *
   * @param arguments a folder for the rig, and the file the outcome is written to
   */
  public static void main(String[] arguments) throws Exception {
    if (!Enclosure.isHere()) {
      System.exit(Enclosure.start(CloudFailures.class, List.of(arguments)).await());
    }
    try (BadCloud cloud = BadCloud.start(Path.of(arguments[0]))) {
      Outcome outcome = new CloudFailures(cloud).run();
      Files.writeString(Path.of(arguments[1]), ContractJson.text(outcome));
    }
    System.exit(0);
  }

  private Outcome run() {
    cloud.refuses(Map.of(NO_ROOM, FULL, THROTTLED, BUSY));
    cloud.rig().away().block(cloud.rig().instanceAddress(UNREACHED));
    cloud.rig().away().block(cloud.rig().instanceAddress(LATE));
    Map<String, FailedExpansion> all = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Supplier<Map<String, FailedExpansion>>> sides =
          List.of(
              () -> one(0, "throttled", THROTTLED, this::throttled),
              () -> one(1, "dead", DEAD, this::dies),
              () -> one(2, "unreached", UNREACHED, asked -> List.of()),
              this::late,
              this::untrusted);
      sides.stream()
          .map(side -> CompletableFuture.supplyAsync(side, threads))
          .toList()
          .forEach(side -> all.putAll(side.join()));
    }
    return new Outcome(all, cloud.left());
  }

  private Map<String, FailedExpansion> one(
      int number, String name, int host, BadCloud.Trouble trouble) {
    try (TestReplicaSet set = cloud.set(number)) {
      return Map.of(name, cloud.grow(set, host, trouble));
    }
  }

  /** The host comes too late, never, or does not stay. */
  private Map<String, FailedExpansion> late() {
    try (TestReplicaSet set = cloud.set(3)) {
      return Map.of(
          "late",
          cloud.grow(set, LATE, this::isReachedLate),
          "no room",
          cloud.grow(set, NO_ROOM, asked -> List.of()),
          "terminated",
          cloud.grow(set, TERMINATED, this::isTerminated));
    }
  }

  /** What the host downloads is not what it should be. */
  private Map<String, FailedExpansion> untrusted() {
    try (TestReplicaSet set = cloud.set(4)) {
      return Map.of("damaged", cloud.grow(set, DAMAGED, asked -> List.of()));
    }
  }

  /** Until it is given up; then the call whose outcome is not known can be settled. */
  private List<String> throttled(BadCloud.Asked asked) {
    cloud.awaitFailure(asked);
    cloud.refuses(Map.of(NO_ROOM, FULL));
    return List.of();
  }

  private List<String> isTerminated(BadCloud.Asked asked) {
    CloudHost host = cloud.booted(asked);
    cloud.offshoot().await(asked.id(), BadCloud.SOON, "INSTALLING");
    cloud.rig().cloud().terminate(host);
    return List.of(host.id());
  }

  /**
   * Its power fails while it downloads mongod, and a person ends it in the cloud later. Whoever has
   * its identity speaks for another host meanwhile, and for itself when all is undone.
   */
  private List<String> dies(BadCloud.Asked asked) {
    CloudHost host = cloud.booted(asked);
    AgentIdentity identity = cloud.enrolled(host);
    Path download = host.disk().resolve("mongod/bin/mongod.received");
    cloud.await("the download of " + host.id(), () -> Files.exists(download));
    host.kill();
    String forged = identity.report(cloud.agentsUrl(), otherHost());
    cloud.awaitFailure(asked);
    cloud.rig().cloud().terminate(host);
    cloud.offshoot().await(asked.id(), BadCloud.SOON, "ROLLED_BACK");
    return List.of(forged, identity.report(cloud.agentsUrl(), cloud.host(asked.id())));
  }

  private String otherHost() {
    try {
      return lateHost.get(BadCloud.SOON.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new IllegalStateException("there is no other host", e);
    }
  }

  /** It is reached only after its token has ended. */
  private List<String> isReachedLate(BadCloud.Asked asked) {
    CloudHost host = cloud.booted(asked);
    lateHost.complete(cloud.host(asked.id()));
    Instant over = Instant.now().plus(BadCloud.TOKENS_LIVE).plusSeconds(1);
    cloud.await("the end of a token", () -> Instant.now().isAfter(over));
    cloud.rig().away().unblock(host.address());
    return List.of();
  }
}
