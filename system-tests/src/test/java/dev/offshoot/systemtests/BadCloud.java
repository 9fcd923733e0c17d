package dev.offshoot.systemtests;

import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.Ec2Gate;
import dev.offshoot.testbed.Ec2Gate.Answer;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.cloud.CloudHost;
import dev.offshoot.testbed.cloud.CloudRig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Offshoot at home and a cloud in which nothing goes well: no room at one address, throttled at
 * another, and every mongod that is downloaded is damaged. It waits shorter than usual.
 */
final class BadCloud implements AutoCloseable {
  static final Duration TOKENS_LIVE = patiently(30);
  static final Duration ENROLS_WITHIN = patiently(45);
  static final Duration SILENT_AFTER = patiently(20);
  static final Duration SOON = Duration.ofMinutes(3);
  private static final int AGENTS_PORT = 8085;
  private static final String PORT = ":27017";

  private final CloudRig rig;
  private final Ec2Gate gate;
  private final RunningOffshoot offshoot;

  private BadCloud(CloudRig rig, Ec2Gate gate, RunningOffshoot offshoot) {
    this.rig = rig;
    this.gate = gate;
    this.offshoot = offshoot;
  }

  private static Duration patiently(int seconds) {
    return Duration.ofSeconds(seconds).multipliedBy(Integer.getInteger("offshoot.st.patience", 1));
  }

  /** What goes wrong with an expansion; called as soon as it was asked for. */
  interface Trouble {
    /** Answers what else was said. */
    List<String> with(Asked asked);
  }

  /** An expansion that was asked for. */
  record Asked(String id, String address) {}

  static BadCloud start(Path folder) throws IOException {
    CloudRig rig = CloudRig.make(folder, System.out::println);
    Ec2Gate gate = Ec2Gate.before(rig.cloud().api());
    Map<String, String> settings = new TreeMap<>(rig.provisionerSettings());
    settings.putAll(rig.installerSettings(AGENTS_PORT));
    settings.put("OFFSHOOT_PROVISIONER_AWS_ENDPOINT", gate.url().toString());
    settings.put("OFFSHOOT_PROVISIONER_GIVES_UP_AFTER", "PT2S");
    settings.put("OFFSHOOT_PROVISIONER_TOKEN_LIFE", TOKENS_LIVE.toString());
    settings.put("OFFSHOOT_INSTALLER_ENROLS_WITHIN", ENROLS_WITHIN.toString());
    settings.put("OFFSHOOT_INSTALLER_SILENT_AFTER", SILENT_AFTER.toString());
    RunningOffshoot offshoot = RunningOffshoot.start(settings);
    damage(offshoot.dataDir().resolve("installer").resolve("artifacts"));
    return new BadCloud(rig, gate, offshoot);
  }

  /** One more byte at the end of every mongod that agents download. */
  private static void damage(Path artifacts) throws IOException {
    Poll.until(SOON, () -> !whole(artifacts).isEmpty());
    for (Path each : whole(artifacts)) {
      Files.writeString(each, "x", StandardOpenOption.APPEND);
    }
  }

  private static List<Path> whole(Path artifacts) {
    try (Stream<Path> files = Files.list(artifacts)) {
      return files.filter(each -> !each.getFileName().toString().startsWith(".")).toList();
    } catch (IOException notYet) {
      return List.of();
    }
  }

  /** A set of two members, made known to Offshoot. */
  TestReplicaSet set(int number) {
    String name = "small-" + number;
    TestReplicaSet set = rig.small(TestReplicaSet.builder().name(name), number).start();
    Registration.of(offshoot, name, set);
    return set;
  }

  /** Has the set grow onto the n-th address, and waits until that is undone. */
  FailedExpansion grow(TestReplicaSet set, int number, Trouble trouble) {
    Document before = set.configuration();
    String ip = rig.instanceAddress(number);
    String id =
        offshoot.expand(
            """
            {"deployment": "%s", "approval": "automatic", "accept": ["ADDRESS_IS_IP"],
             "host": {"provider": "aws", "site": "cloud", "address": "%s"}, "member": {"votes": 0}}
            """
                .formatted(set.name(), ip + PORT));
    List<String> answers = trouble.with(new Asked(id, ip));
    Expansion over = offshoot.await(id, SOON, "ROLLED_BACK");
    return new FailedExpansion(
        over.status(),
        over.failureCode(),
        over.failure().path("detail").asText(),
        over.failure().path("remedy").asText(),
        host(id),
        ip + PORT,
        set.configuration().equals(before),
        left(ip),
        answers);
  }

  private List<String> left(String ip) {
    Poll.until(Duration.ofSeconds(10), () -> rig.cloud().at(ip).isEmpty());
    List<String> left = new ArrayList<>(rig.cloud().livingAt(ip));
    rig.cloud().at(ip).map(CloudHost::id).ifPresent(left::add);
    return left;
  }

  /** Instances and hosts that are left of everything. */
  List<String> left() {
    List<String> left = new ArrayList<>(rig.cloud().living());
    rig.cloud().hosts().forEach(host -> left.add(host.id()));
    LocalProcess.all().stream()
        .map(LocalProcess::command)
        .filter(command -> command.contains("offshoot-agent/"))
        .forEach(left::add);
    return left;
  }

  /** The host of an expansion, once it is booted. */
  CloudHost booted(Asked asked) {
    await(
        "a host at " + asked.address(),
        () ->
            rig.cloud().at(asked.address()).isPresent() || offshoot.expansion(asked.id()).isOver());
    return rig.cloud()
        .at(asked.address())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no host: " + offshoot.expansion(asked.id()).json().toPrettyString()));
  }

  /** Who a host's agent is, once it has enrolled. */
  AgentIdentity enrolled(CloudHost host) {
    Path folder = host.disk().resolve("agent");
    await("the agent of " + host.id(), () -> Files.exists(folder.resolve("certificate.pem")));
    return AgentIdentity.read(folder);
  }

  /** The host of this plan. */
  String host(String expansion) {
    return offshoot.expansion(expansion).plan().at("/toAdd/0/host/requestId").asText();
  }

  /** Calls of agents go there. */
  String agentsUrl() {
    return "https://" + rig.home().gateway() + ":" + AGENTS_PORT;
  }

  /** Waits until an expansion is given up. */
  void awaitFailure(Asked asked) {
    await(
        "a failure of expansion " + asked.id(),
        () -> !offshoot.expansion(asked.id()).failureCode().isEmpty());
  }

  void await(String what, BooleanSupplier condition) {
    if (!Poll.until(patiently((int) SOON.toSeconds()), condition)) {
      throw new IllegalStateException("waited in vain for " + what);
    }
  }

  /** From now on EC2 answers calls for an instance with the n-th address like this. */
  void refuses(Map<Integer, Answer> byNumber) {
    gate.rule(
        "RunInstances",
        call ->
            byNumber.entrySet().stream()
                .filter(e -> call.parameters().containsValue(rig.instanceAddress(e.getKey())))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(Answer.Let::new));
  }

  CloudRig rig() {
    return rig;
  }

  RunningOffshoot offshoot() {
    return offshoot;
  }

  @Override
  public void close() {
    offshoot.close();
    gate.close();
    rig.close();
  }
}
