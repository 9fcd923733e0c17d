package dev.offshoot.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.ManagedProcess;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.EventRecorder;
import dev.offshoot.testbed.StoredJournals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Offshoot started as a user starts it ({@code up --detach}) in a data folder of its own; {@code
 * close()} ends everything that runs in that folder, also hosts and members, and deletes it.
 */
public final class RunningOffshoot implements AutoCloseable {
  /** The five services. */
  public static final List<String> SERVICES =
      List.of(
          "state-service",
          "planner-service",
          "provisioner-service",
          "installer-service",
          "replication-monitor");

  private final Path dataDir;
  private final CommandLine commandLine;
  private final OffshootHttp http;
  private final EventRecorder events;

  private RunningOffshoot(
      Path dataDir, CommandLine commandLine, OffshootHttp http, EventRecorder events) {
    this.dataDir = dataDir;
    this.commandLine = commandLine;
    this.http = http;
    this.events = events;
  }

  /** Starts it in a temporary folder on free ports; returns when all services are ready. */
  public static RunningOffshoot start() {
    Path dataDir = temporary();
    return start(
        dataDir,
        new CommandLine(CommandLine.checkout(), dataDir),
        "up",
        "--detach",
        "--free-ports");
  }

  /** The same on the usual ports, with further settings; for where nothing else runs. */
  public static RunningOffshoot start(Map<String, String> settings) {
    Path dataDir = temporary();
    Map<String, String> variables = new TreeMap<>(settings);
    variables.put("OFFSHOOT_INSTALLER_DATA_DIR", dataDir.resolve("installer").toString());
    return start(
        dataDir, new CommandLine(CommandLine.checkout(), dataDir, variables), "up", "--detach");
  }

  private static RunningOffshoot start(Path dataDir, CommandLine commandLine, String... up) {
    // A run that is broken off leaves nothing behind either.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(dataDir)));
    try {
      commandLine.run(up).orFail();
      JsonNode status =
          ContractJson.read(commandLine.run("status", "--output", "json").orFail(), JsonNode.class);
      String token = PrivateFiles.read(dataDir.resolve("api-token"));
      return new RunningOffshoot(
          dataDir,
          commandLine,
          new OffshootHttp(URI.create(status.path("url").asText()), token),
          EventRecorder.start(status.path("kafka").path("bootstrapServers").asText()));
    } catch (RuntimeException e) {
      end(dataDir);
      throw e;
    }
  }

  public Path dataDir() {
    return dataDir;
  }

  public OffshootHttp http() {
    return http;
  }

  public CommandLine commandLine() {
    return commandLine;
  }

  /** A plain consumer of all topics, from the beginning. */
  public EventRecorder events() {
    return events;
  }

  /** {@code status --output json}. */
  public JsonNode status() {
    return ContractJson.read(
        commandLine.run("status", "--output", "json").orFail(), JsonNode.class);
  }

  /** Puts a secret into its folder, as {@code secret set} does. */
  public void secret(String name, String content) {
    PrivateFiles.write(PrivateFiles.folder(dataDir.resolve("secrets")).resolve(name), content);
  }

  /** The process of a service. */
  public ManagedProcess service(String name) {
    return new ManagedProcess(name, dataDir.resolve("run").resolve(name + ".pid"));
  }

  /** What a service wrote into its journals. */
  public StoredJournals journals(String service) {
    return new StoredJournals(new EmbeddedStore(dataDir, Tools.find()).connectionString(), service);
  }

  /** Ends services by SIGKILL. */
  public void kill(List<String> services) {
    services.parallelStream().forEach(name -> service(name).kill());
  }

  /** The services that run at this moment. */
  public List<String> runningServices() {
    return SERVICES.stream().filter(name -> service(name).isAlive()).toList();
  }

  /** Starts what does not run, as a user does; returns when all are ready. */
  public void startMissing() {
    commandLine.run("up", "--detach").orFail();
  }

  /** What {@code GET /expansions/{id}} shows. */
  public Expansion expansion(String id) {
    Answer answer = http.get("/expansions/" + id);
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    return new Expansion(answer.json());
  }

  /** Asks for an expansion, which must be taken; answers its id. */
  public String expand(String json) {
    Answer answer = http.post("/expansions", json);
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.location().substring(answer.location().lastIndexOf('/') + 1);
  }

  /** Waits for one of these statuses; fails at once when it is over with another. */
  public Expansion await(String id, Duration atMost, String... statuses) {
    List<String> wanted = List.of(statuses);
    Duration patient = atMost.multipliedBy(Integer.getInteger("offshoot.st.patience", 1));
    Expansion[] last = {expansion(id)};
    Poll.until(
        patient,
        () -> {
          last[0] = expansion(id);
          return wanted.contains(last[0].status()) || last[0].isOver();
        });
    if (!wanted.contains(last[0].status())) {
      throw new AssertionError(
          "expansion is %s, not %s: %s"
              .formatted(last[0].status(), wanted, last[0].json().toPrettyString()));
    }
    return last[0];
  }

  /** Asks, waits for the plan and approves it; answers the id. */
  public String expandApproved(String json) {
    String id = expand(json);
    Expansion planned = await(id, Duration.ofMinutes(1), "AWAITING_APPROVAL");
    approve(id, planned.planDigest());
    return id;
  }

  /** Approves a plan, which must be taken. */
  public void approve(String id, String digest) {
    Answer answer =
        http.post("/expansions/" + id + "/approval", "{\"planDigest\":\"" + digest + "\"}");
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.toString());
    }
  }

  @Override
  public void close() {
    events.close();
    end(dataDir);
  }

  private static void end(Path dataDir) {
    if (!Files.exists(dataDir)) {
      return;
    }
    Poll.until(
        Duration.ofSeconds(30),
        () -> {
          List<LocalProcess> left = LocalProcess.of(dataDir);
          left.forEach(LocalProcess::kill);
          return left.isEmpty();
        });
    if (Boolean.getBoolean("offshoot.keep")) {
      System.err.println("kept: " + dataDir);
      return;
    }
    try (Stream<Path> all = Files.walk(dataDir)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("offshoot-system-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
