package dev.offshoot.monitor.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.MemberEntry;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.Ground;
import dev.offshoot.monitor.domain.Intent.ChangeKind;
import dev.offshoot.monitor.domain.Sets;
import dev.offshoot.monitor.domain.WantedMember;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconfigDecisionTest {

  private final ReplicaSetConfiguration base = Sets.three();
  private final ReconfigChange add = ReconfigChange.of(ChangeKind.ADD, Sets.NEW);
  private final Ground intended = Ground.untouched().intending(add.intent(add.applyTo(base)));

  @Test
  void anExpectedCommittedConfigurationMayBeChanged() {
    ReconfigDecision decision = decide(base, Ground.untouched(), base, Commitment.COMMITTED);
    assertThat(decision)
        .isInstanceOfSatisfying(
            ReconfigDecision.MaySend.class,
            send -> {
              assertThat(send.next().version()).isEqualTo(base.version() + 1);
              assertThat(send.next().member(9)).isPresent();
            });
  }

  @Test
  void whatTheServerRaisesOnItsOwnIsTheNextBase() {
    ReplicaSetConfiguration lifted = base.unchangedAt(8);
    assertThat(decide(base, Ground.untouched(), lifted, Commitment.COMMITTED))
        .isInstanceOfSatisfying(
            ReconfigDecision.MaySend.class, send -> assertThat(send.next().version()).isEqualTo(9));
  }

  @Test
  void anUncommittedConfigurationIsNoBase() {
    assertThat(decide(base, Ground.untouched(), base, Commitment.NOT_COMMITTED))
        .isInstanceOf(ReconfigDecision.NotCommitted.class);
    assertThat(decide(base, Ground.untouched(), base, Commitment.NOT_KNOWN_HERE))
        .isInstanceOf(ReconfigDecision.NotCommitted.class);
  }

  @Test
  void oursReadBackIsInForceOnceCommitted() {
    ReplicaSetConfiguration after = add.applyTo(base);
    assertThat(decide(base, intended, after, Commitment.COMMITTED))
        .isInstanceOf(ReconfigDecision.InForce.class);
    assertThat(decide(base, intended, after, Commitment.NOT_COMMITTED))
        .isInstanceOf(ReconfigDecision.NotCommitted.class);
  }

  @Test
  void theSameChangeWithoutAnIntentIsSomebodyElses() {
    assertThat(decide(base, Ground.untouched(), add.applyTo(base), Commitment.COMMITTED))
        .isInstanceOf(ReconfigDecision.Foreign.class);
  }

  @Test
  void aForeignChangeIsNamed() {
    ReplicaSetConfiguration other = base.withVotes(2, 0);
    assertThat(decide(base, intended, other, Commitment.COMMITTED))
        .isInstanceOfSatisfying(
            ReconfigDecision.Foreign.class,
            foreign ->
                assertThat(foreign.differences()).singleElement().asString().contains("votes"));
  }

  @Test
  void aForeignChangeOnTopOfOursIsForeignToo() {
    ReplicaSetConfiguration other = add.applyTo(base).withVotes(2, 0);
    assertThat(decide(base, intended, other, Commitment.COMMITTED))
        .isInstanceOf(ReconfigDecision.Foreign.class);
  }

  @Test
  void aChangeThatChangesNothingNeedsNoReconfig() {
    ReplicaSetConfiguration after = add.applyTo(base);
    ReconfigChange same = ReconfigChange.of(ChangeKind.WITHDRAW, Sets.NEW);
    assertThat(
            ReconfigDecision.decide(
                after, intended, new CurrentConfiguration(after, Commitment.COMMITTED), same))
        .isInstanceOf(ReconfigDecision.NothingToChange.class);
  }

  @Test
  void everyKindChangesOnlyTheMemberConcerned() {
    ReplicaSetConfiguration added = add.applyTo(base);
    ReplicaSetConfiguration voter = ReconfigChange.of(ChangeKind.VOTE, Sets.NEW).applyTo(added);
    ReplicaSetConfiguration last = ReconfigChange.of(ChangeKind.VISIBLE, Sets.NEW).applyTo(voter);
    ReplicaSetConfiguration withdrawn =
        ReconfigChange.of(ChangeKind.WITHDRAW, Sets.NEW).applyTo(last);
    ReplicaSetConfiguration removed =
        ReconfigChange.of(ChangeKind.REMOVE, Sets.NEW).applyTo(withdrawn);
    ReplicaSetConfiguration fenced = ReconfigChange.fence(Sets.NEW).applyTo(removed);
    assertThat(last.member(9).orElseThrow())
        .returns(1, MemberEntry::votes)
        .returns(1.0, MemberEntry::priority)
        .returns(false, MemberEntry::hidden);
    assertThat(withdrawn.member(9).orElseThrow())
        .returns(0, MemberEntry::votes)
        .returns(0.0, MemberEntry::priority)
        .returns(true, MemberEntry::hidden);
    assertThat(removed.sameApartFromVersionAndTerm(base)).isTrue();
    assertThat(fenced.sameApartFromVersionAndTerm(base)).isTrue();
    assertThat(fenced.version()).isEqualTo(base.version() + 6);
  }

  @Test
  void aMemberOfASplitSetHasItsHorizonsFromTheStartKeepsThemAndLeavesWithThem() {
    // Given
    Map<String, String> horizons = Map.of("public", "db9.public.net:27017");
    WantedMember split =
        new WantedMember(9, Sets.address(9), 1, 1, false, Map.of("site", "cloud"), horizons);

    // When
    ReplicaSetConfiguration added = ReconfigChange.of(ChangeKind.ADD, split).applyTo(base);
    ReplicaSetConfiguration shown = ReconfigChange.of(ChangeKind.VISIBLE, split).applyTo(added);
    ReplicaSetConfiguration removed = ReconfigChange.of(ChangeKind.REMOVE, split).applyTo(added);

    // Then
    assertThat(added.member(9).orElseThrow().horizons()).isEqualTo(horizons);
    assertThat(shown.member(9).orElseThrow().horizons()).isEqualTo(horizons);
    assertThat(removed.sameApartFromVersionAndTerm(base)).isTrue();
    assertThat(add.applyTo(base).member(9).orElseThrow().raw().containsKey("horizons")).isFalse();
  }

  @Test
  void aMemberThatIsThereIsNotAddedAgain() {
    ReplicaSetConfiguration after = add.applyTo(base);
    assertThatThrownBy(() -> add.applyTo(after)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void votesComeAfterAllAdditionsAndOnlyForVoters() {
    var voteless = new WantedMember(10, Sets.address(10), 0, 0, true, Map.of(), Map.of());
    var members = List.of(Sets.NEW, voteless);
    assertThat(PromotionPlanner.additions(members)).hasSize(2);
    assertThat(PromotionPlanner.votes(members))
        .extracting(ReconfigChange::memberId)
        .containsExactly(9);
    assertThat(PromotionPlanner.finalShapes(members)).hasSize(2);
  }

  private ReconfigDecision decide(
      ReplicaSetConfiguration expected,
      Ground ground,
      ReplicaSetConfiguration found,
      Commitment commitment) {
    return ReconfigDecision.decide(
        expected, ground, new CurrentConfiguration(found, commitment), add);
  }
}
