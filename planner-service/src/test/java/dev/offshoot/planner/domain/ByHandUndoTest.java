package dev.offshoot.planner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.plan.ExpansionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types one undo of the runbook alone, where something runs as the member's mongod would. */
class ByHandUndoTest {

  private final Path folder;
  private final ExpansionPlan plan = ((PlanningResult.Planned) SetBuilder.of(4).plan()).plan();
  private final Path host;
  private final Path member;
  private final Process mongod;

  ByHandUndoTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.host = folder.resolve(plan.toAdd().getFirst().host().requestId());
    this.member = host.resolve("mongod");
    Files.createDirectories(member.resolve("data"));
    Path conf = Files.writeString(member.resolve("mongod.conf"), "");
    this.mongod = new ProcessBuilder("tail", "-f", conf.toString()).start();
    Files.writeString(member.resolve("data/mongod.lock"), Long.toString(mongod.pid()));
  }

  @BeforeEach
  void itRuns() {
    assertThat(mongod.isAlive()).isTrue();
  }

  @AfterEach
  void end() {
    mongod.destroyForcibly();
  }

  @Test
  void theUndoOfTheHostAloneDeletesNothingWhereAMongodIs() {
    // When
    type(0, "exit 1");

    // Then
    assertThat(member.resolve("data/mongod.lock")).exists();
    assertThat(mongod.isAlive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "echo already so", "echo \"const out of every configuration\""})
  void theUndoOfTheInstallationStopsNothingUnlessTheSetSaysThatTheMemberIsOut(String mongosh) {
    // When
    type(1, mongosh);

    // Then
    assertThat(member.resolve("data/mongod.lock")).exists();
    assertThat(member.resolve("mongod.conf")).exists();
    assertThat(mongod.isAlive()).isTrue();
  }

  @Test
  void bothUndosInTheirOrderLeaveNothingOnceTheMemberIsOut() throws InterruptedException {
    // When
    type(1, "echo; echo out of every configuration");
    boolean ended = mongod.waitFor(10, TimeUnit.SECONDS);
    type(0, "exit 1");

    // Then
    assertThat(ended).isTrue();
    assertThat(host).doesNotExist();
  }

  /** With this in the place of mongosh. */
  private void type(int step, String mongosh) {
    List<String> lines = plan.steps().get(step).byHand();
    try {
      Path bin = Files.createDirectories(folder.resolve("bin"));
      Path stub = Files.writeString(bin.resolve("mongosh"), "#!/bin/sh\n" + mongosh + "\n");
      assertThat(stub.toFile().setExecutable(true)).isTrue();
      String script = String.join("\n", lines.subList(lines.indexOf("# undo") + 1, lines.size()));
      ProcessBuilder builder = new ProcessBuilder("bash", "-c", script);
      builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
      builder.environment().put("MEMBER_DIR_4", member.toString());
      builder.environment().put("MONGO_USER", "somebody");
      Path said = folder.resolve("said");
      Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(script).isTrue();
      assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
