package dev.offshoot.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offshoot.embedded.Tools;
import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlanStep;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Grows a real set, and takes it back, with the plan's by-hand lines alone; needs mongosh. */
class ByHandIT {

  private static final String UNDO = "# undo";

  private final Path folder;

  ByHandIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void thePlansLinesAloneAddAMemberAndTakeItBack() throws IOException {
    assumeTrue(mongosh().isPresent(), "no mongosh on the PATH or in OFFSHOOT_MONGOSH");
    // Given
    try (TestReplicaSet set = TestReplicaSet.builder().start()) {
      Path keyfile = Files.writeString(folder.resolve("keyfile"), set.keyfile());
      SetBuilder wish = SetBuilder.of(0);
      wish.votes = 1;
      wish.priority = 1.0;
      wish.tags.put("o'wner", "a \"b\"");
      ExpansionPlan plan = ((PlanningResult.Planned) RealSet.plan(set, wish)).plan();
      Document before = set.configuration();

      // When
      for (PlanStep step : plan.steps()) {
        forward(step, keyfile);
      }
      Document after = set.configuration();
      String again = forwardAgain(plan, keyfile);
      Document afterAgain = set.configuration();
      for (PlanStep step : plan.steps().reversed()) {
        run(linesAfter(step), keyfile);
      }

      // Then
      assertThat(again).contains("mongod runs already").doesNotContain("$clusterTime");
      assertThat(afterAgain).isEqualTo(after);
      List<Document> members = after.getList("members", Document.class);
      assertThat(members).hasSize(4);
      assertThat(members.getLast())
          .containsEntry("_id", 3)
          .containsEntry("votes", 1)
          .containsEntry("hidden", false)
          .containsEntry("tags", new Document("o'wner", "a \"b\""));
      assertThat(withoutVersion(set.configuration())).isEqualTo(withoutVersion(before));
      assertThat(folder.resolve("member")).doesNotExist();
    }
  }

  private void forward(PlanStep step, Path keyfile) {
    List<String> lines = step.byHand().subList(0, step.byHand().indexOf(UNDO));
    if (step.name().equals("synchronize")) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> run(lines, keyfile).contains("SECONDARY"));
      return;
    }
    String said = run(lines, keyfile);
    if (step.name().equals("verify")) {
      List<String> hashes = said.lines().filter(l -> l.matches("\\S+ [0-9a-f]{32}")).toList();
      int half = hashes.size() / 2;
      assertThat(hashes).hasSizeGreaterThan(1);
      assertThat(hashes.subList(half, hashes.size())).isEqualTo(hashes.subList(0, half));
    }
  }

  /** A person who does not know how far it came types what is there already. */
  private String forwardAgain(ExpansionPlan plan, Path keyfile) {
    StringBuilder said = new StringBuilder();
    plan.steps().stream()
        .filter(step -> step.name().equals("install") || step.name().startsWith("reconfig"))
        .forEach(
            step ->
                said.append(run(step.byHand().subList(0, step.byHand().indexOf(UNDO)), keyfile)));
    return said.toString();
  }

  private static List<String> linesAfter(PlanStep step) {
    List<String> lines = step.byHand();
    return lines.subList(lines.indexOf(UNDO) + 1, lines.size());
  }

  /** mongosh asks for a password line by line; everything else is one script. */
  private String run(List<String> lines, Path keyfile) {
    StringBuilder said = new StringBuilder();
    List<String> shell = lines.stream().filter(l -> !l.startsWith("mongosh ")).toList();
    said.append(bash(String.join("\n", shell), keyfile));
    lines.stream()
        .filter(l -> l.startsWith("mongosh "))
        .forEach(line -> said.append(bash(line, keyfile)).append('\n'));
    return said.toString();
  }

  private String bash(String script, Path keyfile) {
    Path member = folder.resolve("member");
    ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", script);
    builder.environment().put("MONGO_USER", TestReplicaSet.ROOT.name());
    builder.environment().put("KEYFILE", keyfile.toString());
    builder.environment().put("MEMBER_DIR_3", member.toString());
    builder
        .environment()
        .put("PATH", mongosh().orElseThrow().getParent() + ":" + System.getenv("PATH"));
    builder.environment().put("MONGOD", Tools.find().mongod().toString());
    Path output = folder.resolve("output");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      Process process = builder.start();
      try (var input = process.outputWriter()) {
        input.write(TestReplicaSet.ROOT.password() + "\n");
      } catch (IOException alreadyEnded) {
        // lines that ask for nothing do not read
      }
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended: %s", script).isTrue();
      String said = Files.readString(output);
      assertThat(process.exitValue()).as("%s%n%s", script, said).isZero();
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Document withoutVersion(Document configuration) {
    Document copy = new Document(configuration);
    copy.remove("version");
    copy.remove("term");
    return copy;
  }

  private static Optional<Path> mongosh() {
    String named = System.getenv("OFFSHOOT_MONGOSH");
    return Stream.concat(
            Stream.ofNullable(named).map(Path::of),
            Arrays.stream(System.getenv("PATH").split(":")).map(bin -> Path.of(bin, "mongosh")))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
