package dev.offshoot.provisioner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineShapesTest {

  @Test
  void shapesArePartsOfTheMachineAndTheSmallestIsTheDefault() {
    // Given a machine of 4 CPUs, 16 GiB and 100 GiB of free disk
    // When
    var shapes = MachineShapes.of(4, 16L << 30, 100L << 30);

    // Then
    assertThat(shapes)
        .containsExactly(
            new HostShape("small", 1, 2L << 30, 99L << 30),
            new HostShape("medium", 2, 4L << 30, 99L << 30),
            new HostShape("large", 4, 8L << 30, 99L << 30));
  }

  @Test
  void aSmallMachineStillOffersWhatMongodNeeds() {
    // Given a machine of 1 CPU, 1 GiB and a full disk
    // When
    var shapes = MachineShapes.of(1, 1L << 30, 0);

    // Then
    assertThat(shapes).allMatch(s -> s.memoryBytes() >= 512L << 20 && s.diskBytes() == 0);
  }
}
