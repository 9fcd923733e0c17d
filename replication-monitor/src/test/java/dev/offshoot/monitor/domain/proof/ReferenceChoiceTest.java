package dev.offshoot.monitor.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.Sets;
import dev.offshoot.monitor.domain.change.ReconfigChange;
import org.junit.jupiter.api.Test;

class ReferenceChoiceTest {

  private static final String VOTER = "votes:1,priority:1";

  @Test
  void aSecondaryIsPreferredToThePrimary() {
    assertThat(choose(Sets.three())).isEqualTo(1);
    assertThat(choose(Sets.three(), 1)).isEqualTo(2);
    assertThat(choose(Sets.three(), 1, 2)).isEqualTo(0);
  }

  @Test
  void arbitersAndTheNewMemberAreNeverChosen() {
    ReplicaSetConfiguration psa =
        Sets.configuration(VOTER, "votes:1,priority:0,arbiterOnly:true", VOTER);
    ReplicaSetConfiguration added = ReconfigChange.of(ChangeKind.ADD, Sets.NEW).applyTo(psa);
    assertThat(choose(added, 2)).isEqualTo(0);
  }

  @Test
  void aDelayedMemberComesAfterThePrimary() {
    ReplicaSetConfiguration delayed =
        Sets.configuration(VOTER, "votes:0,priority:0,hidden:true,secondaryDelaySecs:3600", VOTER);
    assertThat(choose(delayed)).isEqualTo(2);
    assertThat(choose(delayed, 2)).isEqualTo(0);
  }

  @Test
  void whoDoesNotBuildIndexesHasNoneToCompare() {
    assertThat(choose(Sets.configuration(VOTER, "votes:0,priority:0,buildIndexes:false", VOTER)))
        .isEqualTo(2);
  }

  @Test
  void nobodyHealthyIsNoChoice() {
    assertThat(
            ReferenceChoice.choose(
                Sets.goal(Sets.three(), Sets.NEW), Sets.reading(Sets.three(), 0, 1, 2)))
        .isEmpty();
  }

  private static int choose(ReplicaSetConfiguration configuration, Integer... unhealthy) {
    return ReferenceChoice.choose(
            Sets.goal(Sets.three(), Sets.NEW), Sets.reading(configuration, unhealthy))
        .map(address -> configuration.member(address).orElseThrow().id())
        .orElseThrow();
  }
}
