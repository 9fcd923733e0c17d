package dev.offshoot.provisioner.domain.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.provisioner.domain.cloud.CloudRemain.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemainsDecisionTest {

  private static CloudRemain remain(Kind kind, String installation, String host, String state) {
    return new CloudRemain(kind, "it", installation, host, "h:27017", state);
  }

  @ParameterizedTest
  @CsvSource({
    "VOLUME, available, Delete",
    "VOLUME, error, Delete",
    "VOLUME, in-use, Wait",
    "VOLUME, creating, Wait",
    "VOLUME, deleting, Wait",
    "VOLUME, deleted, NothingLeft",
    "NETWORK_INTERFACE, available, Delete",
    "NETWORK_INTERFACE, in-use, Wait",
    "NETWORK_INTERFACE, detaching, Wait"
  })
  void onlyWhatIsAttachedToNothingIsDeleted(Kind kind, String state, String decision) {
    // When
    RemainsDecision decided =
        RemainsDecision.of("ours", "host", List.of(remain(kind, "ours", "host", state)));

    // Then
    assertThat(decided.getClass().getSimpleName()).isEqualTo(decision);
  }

  @Test
  void whatDoesNotCarryBothTagsIsNeverDeletedWhateverTheCloudAnswers() {
    // Given
    List<CloudRemain> foreign =
        List.of(
            remain(Kind.VOLUME, "theirs", "host", "available"),
            remain(Kind.VOLUME, "ours", "another", "available"),
            remain(Kind.VOLUME, "", "host", "available"),
            remain(Kind.VOLUME, "ours", "", "available"));

    // Then
    assertThat(RemainsDecision.of("ours", "host", foreign))
        .isEqualTo(new RemainsDecision.NothingLeft());
    assertThat(RemainsDecision.of("", "", List.of(remain(Kind.VOLUME, "", "", "available"))))
        .isEqualTo(new RemainsDecision.NothingLeft());
  }

  @Test
  void whatIsFreeIsDeletedWhileTheRestIsWaitedFor() {
    // Given
    CloudRemain free = remain(Kind.NETWORK_INTERFACE, "ours", "host", "available");
    CloudRemain used = remain(Kind.VOLUME, "ours", "host", "in-use");

    // Then
    assertThat(RemainsDecision.of("ours", "host", List.of(used, free)))
        .isEqualTo(new RemainsDecision.Delete(List.of(free)));
  }
}
