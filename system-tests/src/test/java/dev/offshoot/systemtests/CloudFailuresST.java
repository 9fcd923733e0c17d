package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever fails in the cloud ends an expansion with a sentence of its own, and neither the set nor
 * the cloud keeps anything of it.
 */
class CloudFailuresST {
  private static CloudFailures.Outcome outcome;

  @BeforeAll
  static void failInEveryWay(@TempDir Path folder) throws Exception {
    outcome = RigProgram.run(CloudFailures.class, folder, CloudFailures.Outcome.class);
  }

  @Test
  void aCloudWithoutRoom() {
    FailedExpansion failed = isUndone("no room", "CLOUD_OUT_OF_CAPACITY");
    assertThat(failed.detail())
        .contains(failed.host(), "c6i.large", "subnet-", "InsufficientInstanceCapacity");
    assertThat(failed.remedy()).contains("--shape");
  }

  @Test
  void aCloudThatThrottles() {
    FailedExpansion failed = isUndone("throttled", "CLOUD_THROTTLED");
    assertThat(failed.detail()).contains(failed.host(), "RequestLimitExceeded");
    assertThat(failed.remedy()).contains("limits raised");
  }

  @Test
  void anInstanceThatSomebodyTerminatesWhileMongodIsInstalled() {
    FailedExpansion failed = isUndone("terminated", "INSTANCE_LOST");
    assertThat(failed.detail()).contains(failed.host(), failed.answers().getFirst(), "ended");
    assertThat(failed.remedy()).contains("what ended it");
  }

  @Test
  void aHostThatDiesAfterItBootedWhoseIdentityIsThenRevoked() {
    FailedExpansion failed = isUndone("dead", "AGENT_SILENT");
    assertThat(failed.detail())
        .contains(
            failed.host(),
            failed.address(),
            "not heard for " + BadCloud.SILENT_AFTER.toSeconds() + " s");
    assertThat(failed.remedy()).contains("terminate");
    assertThat(failed.answers().getLast()).startsWith("403 ").contains("CERTIFICATE_REVOKED");
  }

  @Test
  void aReportAboutAnotherHost() {
    FailedExpansion failed = isUndone("dead", "AGENT_SILENT");
    assertThat(failed.answers().getFirst())
        .startsWith("403 ")
        .contains("CERTIFICATE_OF_ANOTHER_HOST");
  }

  @Test
  void aHostThatCannotReachInstallerService() {
    FailedExpansion failed = isUndone("unreached", "AGENT_NOT_ENROLLED");
    assertThat(failed.detail())
        .contains(
            failed.host(),
            failed.address(),
            "https://10.20.0.1:8085",
            "within " + BadCloud.ENROLS_WITHIN.toSeconds() + " s");
    assertThat(failed.remedy()).contains("cloud-init-output.log");
  }

  @Test
  void aTokenThatHasEnded() {
    FailedExpansion failed = isUndone("late", "TOKEN_EXPIRED");
    assertThat(failed.detail()).contains(failed.host(), "after its one-time token had ended");
    assertThat(failed.remedy()).contains("so long to boot");
  }

  @Test
  void aMongodThatIsNotWhatWasPlanned() {
    FailedExpansion failed = isUndone("damaged", "ARTIFACT_CHECKSUM_MISMATCH");
    assertThat(failed.remedy()).isNotBlank();
  }

  @Test
  void nothingIsLeftOfAllThat() {
    assertThat(outcome.left()).isEmpty();
    assertThat(outcome.expansions().values().stream().map(FailedExpansion::code).distinct().count())
        .isEqualTo(outcome.expansions().size());
  }

  private static FailedExpansion isUndone(String name, String code) {
    FailedExpansion failed = Objects.requireNonNull(outcome.expansions().get(name), name);
    assertThat(failed.code()).as(failed.toString()).isEqualTo(code);
    assertThat(failed.status()).isEqualTo("ROLLED_BACK");
    assertThat(failed.configurationKept()).as("the set's configuration is as it was").isTrue();
    assertThat(failed.left()).isEqualTo(List.of());
    return failed;
  }
}
