package dev.offshoot.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.agent.domain.ConfigurationView.Configuration;
import dev.offshoot.agent.domain.ConfigurationView.NeverInitialised;
import dev.offshoot.agent.domain.ConfigurationView.Unreadable;
import dev.offshoot.agent.domain.StillAMemberCheck.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StillAMemberCheckTest {

  private static final String ADDRESS = "db4:27017";

  @Test
  void aMemberThatAConfigurationAtLeastAsNewLeavesOutMayGo() {
    // Given
    List<ConfigurationView> primary = List.of(without(7, 2));

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(7L, 2L), new Unreadable("is not running"), primary);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Out.class);
  }

  @Test
  void aMemberThatIsConfiguredMayNotGoWhateverTheClaimSays() {
    // Given
    ConfigurationView living = with(8, 2);

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), living, List.of(without(7, 2)));

    // Then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.StillIn(
                "db1:27017 has configuration version 8, term 2, which lists db4:27017"));
  }

  @Test
  void membersThatAreNotPrimaryMayNotHaveHeardYetThatItWasPutBack() {
    // Given
    List<ConfigurationView> secondaries = List.of(bySecondary(7, 2), bySecondary(7, 2));

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), bySecondary(7, 2), secondaries);

    // Then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.NotKnown(
                "db2:27017 has configuration version 7, term 2, without db4:27017, but no primary"
                    + " says that this is committed"));
  }

  @Test
  void aPrimaryThatIsBehindAnotherMemberDoesNotVouch() {
    // Given
    List<ConfigurationView> others = List.of(without(7, 2), bySecondary(1, 3));

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(7L, 2L), new Unreadable("is not running"), others);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.NotKnown.class);
  }

  @Test
  void aPrimaryVouchesForASecondaryThatHasTheSame() {
    // Given
    List<ConfigurationView> others = List.of(bySecondary(7, 2), without(7, 2), bySecondary(6, 2));

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(7L, 2L), new Unreadable("is not running"), others);

    // Then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.Out("db1:27017 has configuration version 7, term 2, without db4:27017"));
  }

  @Test
  void anOlderViewThatStillListsTheMemberIsOutvotedByANewerOne() {
    // Given
    ConfigurationView own = with(7, 2);
    List<ConfigurationView> others = List.of(with(7, 2), without(9, 2));

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), own, others);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Out.class);
  }

  @Test
  void ofTwoViewsThatCannotBeOrderedTheOneThatListsTheMemberCounts() {
    // Given
    List<ConfigurationView> others = List.of(with(9, -1), without(9, 4));

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), new NeverInitialised(), others);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.StillIn.class);
  }

  @Test
  void aConfigurationOlderThanTheClaimTellsNothing() {
    // Given
    ConfigurationView older = without(6, 2);

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(7L, 2L), new Unreadable("is not running"), List.of(older));

    // Then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.NotKnown(
                "nobody shows a configuration at least as new as version 7, term 2: its own mongod could not be asked:"
                    + " is not running; db1:27017 shows version 6 of set set-1"));
  }

  @Test
  void anotherSetsConfigurationTellsNothing() {
    // Given
    ConfigurationView foreign = new Configuration("db1:27017", 99, 9, "set-2", List.of(), true);

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(7L, 2L), new NeverInitialised(), List.of(foreign));

    // Then
    assertThat(verdict).isInstanceOf(Verdict.NotKnown.class);
  }

  @Test
  void aMemberOfAnotherSetThanTheRemovalNamesMayNotGo() {
    // Given
    ConfigurationView living =
        new Configuration(ADDRESS, 4, 1, "set-2", List.of("db9:27017", ADDRESS), false);

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), living, List.of(without(9, 2)));

    // Then
    assertThat(verdict)
        .isEqualTo(
            new Verdict.StillIn(
                "db4:27017 shows set set-2, which lists db4:27017; the removal is of set set-1"));
  }

  @Test
  void aMemberThatAnotherSetListsMayNotGoThoughItsOwnMongodIsDown() {
    // Given
    ConfigurationView foreign =
        new Configuration("db9:27017", 4, 1, "set-2", List.of("db9:27017", ADDRESS), false);

    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(
            claim(7L, 2L), new Unreadable("is not running"), List.of(without(9, 2), foreign));

    // Then
    assertThat(verdict).isInstanceOf(Verdict.StillIn.class);
  }

  @Test
  void aMemberThatAnotherSetHasLetGoIsJudgedByItsOwnSet() {
    // Given
    ConfigurationView foreign =
        new Configuration(ADDRESS, 4, 1, "set-2", List.of("db9:27017"), false);

    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), foreign, List.of(without(9, 2)));

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Out.class);
  }

  @Test
  void aMemberThatWasAddedAndNeverHeardOfItMayNotGoOnItsOwnWord() {
    // When
    Verdict verdict = StillAMemberCheck.evaluate(claim(7L, 2L), new NeverInitialised(), List.of());

    // Then
    assertThat(verdict).isInstanceOf(Verdict.NotKnown.class);
  }

  @Test
  void aMongodThatWasNeverAddedMayGoThoughNobodyElseCanBeAsked() {
    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(
            claim(null, null), new NeverInitialised(), List.of(new Unreadable("no connection")));

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Out.class);
  }

  @Test
  void aMongodSaidToBeNeverAddedMayNotGoWhenAMemberListsIt() {
    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(null, null), new NeverInitialised(), List.of(with(3, 1)));

    // Then
    assertThat(verdict).isInstanceOf(Verdict.StillIn.class);
  }

  @Test
  void whatNobodyCanTellIsNo() {
    // When
    Verdict verdict =
        StillAMemberCheck.evaluate(claim(null, null), new Unreadable("is not running"), List.of());

    // Then
    assertThat(verdict).isInstanceOf(Verdict.NotKnown.class);
  }

  @ParameterizedTest(name = "version {0} term {1} is at least version 7 term 3: {2}")
  @CsvSource({
    "7, 3, true",
    "8, 3, true",
    "6, 3, false",
    "1, 4, true",
    "9, 2, false",
    "7, -1, true",
    "6, -1, false"
  })
  void configurationsAreOrderedByTermThenVersionAsTheServerDoes(
      long version, long term, boolean atLeast) {
    // Given
    Configuration configuration = (Configuration) without(version, term);

    // When
    boolean answer = configuration.isAtLeast(7, 3);

    // Then
    assertThat(answer).isEqualTo(atLeast);
  }

  private static RemovalClaim claim(@Nullable Long version, @Nullable Long term) {
    return new RemovalClaim(ADDRESS, "set-1", version, term);
  }

  private static ConfigurationView with(long version, long term) {
    return new Configuration(
        "db1:27017", version, term, "set-1", List.of("db1:27017", ADDRESS), true);
  }

  private static ConfigurationView bySecondary(long version, long term) {
    return new Configuration(
        "db2:27017", version, term, "set-1", List.of("db1:27017", "db2:27017"), false);
  }

  private static ConfigurationView without(long version, long term) {
    return new Configuration("db1:27017", version, term, "set-1", List.of("db1:27017"), true);
  }
}
