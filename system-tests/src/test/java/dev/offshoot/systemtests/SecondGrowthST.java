package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A set that has grown into a cloud grows again there. */
class SecondGrowthST {
  private static SecondGrowth.Outcome outcome;

  @BeforeAll
  static void growTwice(@TempDir Path folder) throws Exception {
    outcome = RigProgram.run(SecondGrowth.class, folder, SecondGrowth.Outcome.class);
  }

  @Test
  void theHostOfAMemberThatDoesNotReachTheNewOneEndsTheExpansionBeforeTheSetIsChanged() {
    FailedExpansion failed = outcome.failed();
    assertThat(failed.code()).as(failed.toString()).isEqualTo("HOST_UNREACHABLE");
    assertThat(failed.detail())
        .contains("from the host of the member " + outcome.first(), failed.address());
    assertThat(failed.configurationKept()).as("the set's configuration is as it was").isTrue();
    assertThat(failed.left()).isEmpty();
  }

  @Test
  void theHostOfAMemberThatReachesTheNewOneIsNamed() {
    assertThat(outcome.mended()).isEqualTo("COMPLETED");
    assertThat(outcome.mendedInstall()).contains("reached from " + outcome.first());
  }

  @Test
  void whatIsLeftOfAHostThatWasGivenBackIsNamedAndRemovedWhenAPersonSaysSo() {
    assertThat(outcome.leftover()).contains(outcome.failed().host(), "RELEASED", "VOLUME");
    assertThat(outcome.removal()).contains("removed what was left of host");
    assertThat(outcome.after()).doesNotContain(outcome.failed().host());
  }
}
