package dev.offshoot.systemtests;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.cloud.CloudHost;
import dev.offshoot.testbed.cloud.CloudRig;
import dev.offshoot.testbed.cloud.Enclosure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * A set grows into a cloud, and then again: the first new member's host does not reach the second
 * one's, and then does. A volume that the failed growth might have left is removed. Run as a
 * program, because a cloud is made only inside an enclosure.
 */
public final class SecondGrowth {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int AGENTS_PORT = 8085;
  private static final int PORT = 27017;

  private final CloudRig rig;
  private final RunningOffshoot offshoot;
  private final TestReplicaSet set;

  private SecondGrowth(CloudRig rig, RunningOffshoot offshoot, TestReplicaSet set) {
    this.rig = rig;
    this.offshoot = offshoot;
    this.set = set;
  }

  /**
   * What became of it.
   *
   * @param first HOST:PORT of the first new member
   * @param failed the growth that its host did not reach
   * @param mended the growth that it did reach
   * @param mendedInstall what was said of its installation
   * @param leftover what is said to be left of the failed one's host, once a volume is
   * @param removal what was answered to the removal of that
   * @param after what is said to be left then
   */
  record Outcome(
      String first,
      FailedExpansion failed,
      String mended,
      String mendedInstall,
      String leftover,
      String removal,
      String after) {}

  /**
   * Runs.
   *
   * @param arguments a folder for the rig, and the file the outcome is written to
   */
  public static void main(String[] arguments) throws Exception {
    if (!Enclosure.isHere()) {
      System.exit(Enclosure.start(SecondGrowth.class, List.of(arguments)).await());
    }
    try (CloudRig rig = rig(arguments[0])) {
      Map<String, String> settings = new TreeMap<>(rig.provisionerSettings());
      settings.putAll(rig.installerSettings(AGENTS_PORT));
      settings.put("OFFSHOOT_PROVISIONER_LEFTOVERS_EVERY", "PT2S");
      try (RunningOffshoot offshoot = RunningOffshoot.start(settings);
          TestReplicaSet set = rig.small(TestReplicaSet.builder().name("twice"), 0).start()) {
        Registration.of(offshoot, set.name(), set);
        Outcome outcome = new SecondGrowth(rig, offshoot, set).run();
        Files.writeString(Path.of(arguments[1]), ContractJson.text(outcome));
      }
    }
    System.exit(0);
  }

  private static CloudRig rig(String folder) {
    return CloudRig.make(Path.of(folder), System.out::println);
  }

  private Outcome run() {
    String first = rig.instanceAddress(0);
    offshoot.await(grow(0), SOON, "COMPLETED");
    CloudHost host = rig.cloud().at(first).orElseThrow();
    String second = rig.instanceAddress(1);
    host.forbid(second, PORT);
    FailedExpansion failed = fail(1);
    Expansion mended = offshoot.await(grow(2), SOON, "COMPLETED");
    rig.cloud()
        .makeVolume(
            Map.of(
                "offshoot:installation",
                "demo",
                "offshoot:host",
                failed.host(),
                "offshoot:address",
                failed.address()));
    String leftover = leftovers(failed.host(), true);
    String removal =
        offshoot.commandLine().run("host", "leftovers", "--remove", failed.host()).orFail();
    return new Outcome(
        first + ":" + PORT,
        failed,
        mended.status(),
        mended.detail("install"),
        leftover,
        removal,
        leftovers(failed.host(), false));
  }

  private String grow(int number) {
    return offshoot.expand(
        """
        {"deployment": "%s", "approval": "automatic", "accept": ["ADDRESS_IS_IP"],
         "host": {"provider": "aws", "site": "cloud", "address": "%s"}, "member": {"votes": 0}}
        """
            .formatted(set.name(), rig.instanceAddress(number) + ":" + PORT));
  }

  private FailedExpansion fail(int number) {
    Document before = set.configuration();
    String id = grow(number);
    Expansion over = offshoot.await(id, SOON, "ROLLED_BACK");
    String ip = rig.instanceAddress(number);
    return new FailedExpansion(
        over.status(),
        over.failureCode(),
        over.failure().path("detail").asText(),
        over.failure().path("remedy").asText(),
        over.plan().at("/toAdd/0/host/requestId").asText(),
        ip + ":" + PORT,
        set.configuration().equals(before),
        rig.cloud().livingAt(ip),
        List.of());
  }

  /** The list of what is left, once it names this host, or does not any more. */
  private String leftovers(String host, boolean named) {
    String[] said = {""};
    Poll.until(
        SOON,
        () -> {
          said[0] = offshoot.http().get("/hosts/leftovers").text();
          return said[0].contains(host) == named;
        });
    return said[0];
  }
}
