package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Members of two patch versions: a warning, and the new one gets the majority's. */
@ExtendWith(SharedOffshoot.class)
class MixedPatchST {
  private static final String NAME = "patched";
  private static final String MAJORITY = "6.0.27";
  private static final Duration SOON = Duration.ofMinutes(1);

  private final RunningOffshoot offshoot;
  private final Path majority =
      Tools.find()
          .mongod(MAJORITY)
          .orElseThrow(
              () -> new IllegalStateException("run tools/fetch.sh mongod-" + MAJORITY + " first"));

  MixedPatchST(RunningOffshoot offshoot) {
    this.offshoot = offshoot;
  }

  @Test
  void theMajoritysPatchIsInstalledAndTheMixtureIsAWarning(@TempDir Path files) {
    MemberSpec newer = MemberSpec.voter().mongod(majority);
    try (TestReplicaSet set =
        TestReplicaSet.builder().name(NAME).members(newer, newer, MemberSpec.voter()).start()) {
      // Given
      Registration.of(offshoot, NAME, set);
      Document before = set.configuration();
      new Refused(offshoot).expectFirst("BINARIES_NOT_AVAILABLE", request("automatic"));
      assertThat(set.configuration()).isEqualTo(before);

      // When
      addArtifact(files);
      String id = offshoot.expand(request("automatic"));
      Expansion over = offshoot.await(id, Duration.ofMinutes(3), "COMPLETED");

      // Then
      assertThat(over.plan().path("warnings").toString()).contains("MIXED_PATCH_VERSIONS");
      assertThat(over.plan().path("software").path("mongodVersion").asText()).isEqualTo(MAJORITY);
      assertThat(version(over.addresses().get(0))).isEqualTo(MAJORITY);
      assertThat(Configurations.without(set.configuration(), over.addresses()))
          .isEqualTo(Configurations.unversioned(before));
    }
  }

  private void addArtifact(Path files) {
    offshoot
        .commandLine()
        .run("artifact", "add", archive(files).toString(), "--version", MAJORITY)
        .orFail();
    boolean offered =
        Poll.until(
            SOON,
            () -> {
              String id = offshoot.expand(request("plan-only"));
              return offshoot.await(id, SOON, "PLANNED", "REJECTED").status().equals("PLANNED");
            });
    assertThat(offered).as("the planner heard of the artifact").isTrue();
  }

  /** The fetched one needs libraries beside it, so what is offered is a file that starts it. */
  private Path archive(Path files) {
    Path archive = files.resolve("mongod.tar.gz");
    try {
      Path bin = Files.createDirectories(files.resolve("mongodb/bin"));
      Files.writeString(bin.resolve("mongod"), "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(majority));
      Process tar =
          new ProcessBuilder("tar", "-C", files.toString(), "-czf", archive.toString(), "mongodb")
              .inheritIO()
              .start();
      assertThat(tar.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(tar.exitValue()).isZero();
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String version(String address) {
    try (DirectAdmin admin = DirectAdmin.to(address, Optional.of(TestReplicaSet.ROOT))) {
      return admin.run("buildInfo").getString("version");
    }
  }

  private static String request(String approval) {
    return "{\"deployment\": \"%s\", \"approval\": \"%s\", \"member\": {\"votes\": 0}}"
        .formatted(NAME, approval);
  }
}
