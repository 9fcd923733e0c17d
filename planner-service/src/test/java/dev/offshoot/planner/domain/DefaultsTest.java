package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.GIB;
import static dev.offshoot.planner.domain.SetBuilder.cloud;
import static dev.offshoot.planner.domain.SetBuilder.local;
import static dev.offshoot.planner.domain.SetBuilder.remote;
import static dev.offshoot.planner.domain.SetBuilder.split;
import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.offshoot.planner.domain.design.MemberDesign;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlannedMember;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a member becomes where the request leaves it open. */
class DefaultsTest {

  @ParameterizedTest(name = "{0} voters, add {1}: {2} vote")
  @CsvSource({
    "1,1,0", "1,2,2", "2,1,1", "2,2,1", "3,1,0", "3,2,2", "3,3,2", "4,1,1", "4,2,1", "5,1,0",
    "5,2,2", "5,4,2", "6,1,1", "6,3,1", "7,1,0", "7,3,0"
  })
  void votesKeepTheNumberOfVotersOddAndAtMostSeven(int voters, int add, int expected) {
    assertThat(MemberDesign.recommendedVotes(voters, add)).isEqualTo(expected);
  }

  @Test
  void theTemplateOfTheDeploymentNamesHostsElsewhereEachForItself() {
    // Given
    SetBuilder set =
        cloud()
            .with(s -> s.address = null)
            .with(s -> s.add = 2)
            .with(s -> s.addressTemplate = "{deployment}{memberNumber}-{hostId}.{site}.net:27018");

    // When
    List<PlannedMember> members = ((PlanningResult.Planned) set.plan()).plan().toAdd();

    // Then
    assertThat(members)
        .allSatisfy(
            member ->
                assertThat(member.address())
                    .isEqualTo(
                        "orders%d-%s.cloud.net:27018",
                        member.memberId() + 1, member.host().requestId().substring(0, 8)));
    assertThat(members).extracting(PlannedMember::address).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void theTemplateYieldsToAnAddressThatIsAskedForAndToThisMachinesOwn() {
    // Given
    SetBuilder asked = cloud().with(s -> s.addressTemplate = "db{memberId}.net");
    SetBuilder here = threeMembers().with(s -> s.addressTemplate = "db{memberId}.net");

    // Then
    assertThat(only(asked).address()).isEqualTo("db9.example.com:27017");
    assertThat(only(here).address()).startsWith("127.88.");
  }

  @Test
  void aMemberOfASplitSetHasItsHorizonsFromTheReconfigThatAddsItByHandToo() {
    // Given
    SetBuilder set =
        split()
            .with(s -> s.horizons.put("public", "db3.public.net"))
            .with(s -> s.horizons.put("inside", "db3.inside.net:27018"));

    // When
    ExpansionPlan plan = ((PlanningResult.Planned) set.plan()).plan();

    // Then
    assertThat(plan.toAdd().getFirst().horizons())
        .containsExactly(
            entry("inside", "db3.inside.net:27018"), entry("public", "db3.public.net:27017"));
    assertThat(plan.steps().get(2).does())
        .contains("hidden yes horizons inside=db3.inside.net:27018 public=db3.public.net:27017");
    assertThat(plan.steps().get(2).byHand().getFirst())
        .contains(
            "hidden: true, horizons: {\"inside\": \"db3.inside.net:27018\","
                + " \"public\": \"db3.public.net:27017\"}});");
  }

  @Test
  void aMemberWithoutVoteHasPriorityZeroAndIsVisible() {
    // When
    PlannedMember member = only(threeMembers());

    // Then
    assertThat(member.votes()).isZero();
    assertThat(member.priority()).isZero();
    assertThat(member.hidden()).isFalse();
    assertThat(member.tags()).isEmpty();
  }

  @Test
  void aVoterGetsTheLowestPriorityThatIsNotZero() {
    // Given
    SetBuilder set =
        SetBuilder.of(4)
            .member(0, m -> m.priority = 3)
            .member(1, m -> m.priority = 0.5)
            .member(2, m -> m.priority = 0);

    // Then
    assertThat(only(set).votes()).isEqualTo(1);
    assertThat(only(set).priority()).isEqualTo(0.5);
  }

  @Test
  void aVoterInASiteWithoutElectableMemberGetsPriorityZero() {
    // Given
    SetBuilder tagged = SetBuilder.of(4).with(s -> s.tags.put("site", "cloud"));
    SetBuilder placed = SetBuilder.of(4).with(s -> s.site = "cloud");
    SetBuilder known =
        SetBuilder.of(4).everyMember(m -> m.tags.put("site", "dc1")).with(s -> s.site = "dc1");

    // Then
    assertThat(only(tagged).priority()).isZero();
    assertThat(only(placed).priority()).isZero();
    assertThat(only(placed).host().site()).isEqualTo("cloud");
    assertThat(only(known).priority()).isEqualTo(1);
  }

  @Test
  void aWantedPriorityBringsTheVoteItNeeds() {
    assertThat(only(threeMembers().with(s -> s.priority = 1.0)).votes()).isEqualTo(1);
  }

  @Test
  void idsGoOnAboveTheHighest() {
    // Given
    SetBuilder set = threeMembers().member(1, m -> m.id = 17).with(s -> s.add = 2);

    // Then
    assertThat(plan(set).toAdd().stream().map(PlannedMember::memberId)).containsExactly(18, 19);
  }

  @Test
  void loopbackSetsGetALoopbackAddressOfTheirOwnFromTheRequestAlone() {
    // Given
    SetBuilder set = threeMembers().with(s -> s.add = 3);
    SetBuilder other = threeMembers().with(s -> s.expansionId = "another");

    // When
    List<String> addresses = plan(set).toAdd().stream().map(PlannedMember::address).toList();

    // Then
    assertThat(addresses)
        .doesNotHaveDuplicates()
        .allMatch(a -> a.matches("127\\.88\\.\\d+\\.\\d+:27017"));
    assertThat(only(threeMembers()).address()).isEqualTo(addresses.getFirst());
    assertThat(only(other).address()).isNotEqualTo(addresses.getFirst());
    assertThat(only(other).host().requestId())
        .isNotEqualTo(only(threeMembers()).host().requestId());
  }

  @Test
  void aPortThatALocalhostMemberMayHoldOnEveryAddressIsAvoided() {
    // Given
    SetBuilder set = threeMembers();
    set.member(0, m -> m.address = "localhost:27017").member(1, m -> m.address = "localhost:27018");

    // Then
    assertThat(only(set).address()).endsWith(":27019");
  }

  @Test
  void namedSetsOnThisMachineGetItsNameAndAPortNobodyUses() {
    // Given
    SetBuilder set =
        threeMembers().with(s -> s.providers = List.of(local("first", "db.example.com")));
    set.everyMember(m -> m.address = "db.example.com:2710" + m.id);

    // When
    PlannedMember member = only(set);

    // Then
    assertThat(member.host().provider()).isEqualTo("local");
    assertThat(member.address()).startsWith("db.example.com:271");
    assertThat(member.address()).isNotIn("db.example.com:27100", "db.example.com:27101");
  }

  @Test
  void aSetElsewhereMayUseThisMachineWhenItIsNamed() {
    // Given
    SetBuilder set = remote(3).with(s -> s.provider = "local");

    // Then
    assertThat(only(set).address()).startsWith("db.example.com:271");
  }

  @Test
  void anAddressAskedForIsTakenAndGetsThePortOfMongod() {
    // Given
    SetBuilder set =
        remote(3).with(s -> s.provider = "aws").with(s -> s.address = "db4.example.com");

    // Then
    assertThat(only(set).address()).isEqualTo("db4.example.com:27017");
  }

  @Test
  void oplogIsThatOfTheLargestElectableMemberAndCacheFitsTheHost() {
    // Given
    SetBuilder set =
        threeMembers()
            .member(0, m -> m.oplogBytes = 2 * GIB)
            .member(1, m -> m.oplogBytes = 8 * GIB)
            .member(1, m -> m.priority = 0)
            .everyMember(m -> m.cacheSizeGb = 63)
            .with(s -> s.shape = "large");

    // Then
    assertThat(plan(set).mongod().oplogSizeMb()).isEqualTo(2048);
    assertThat(plan(set).mongod().cacheSizeGb()).isEqualTo(31.5);
    assertThat(plan(set.with(s -> s.shape = "small")).mongod().cacheSizeGb()).isEqualTo(0.5);
    assertThat(plan(set.everyMember(m -> m.cacheSizeGb = 0.25)).mongod().cacheSizeGb())
        .isEqualTo(0.25);
  }

  @Test
  void storageIsAsThePrimarysAndOnlyParametersWithSharedMeaningAreCopied() {
    // Given
    SetBuilder set =
        threeMembers()
            .everyMember(m -> m.setParameters.put("minSnapshotHistoryWindowInSeconds", "600"))
            .everyMember(m -> m.setParameters.put("diagnosticDataCollectionDirectorySizeMB", "1"));

    // Then
    var mongod = plan(set).mongod();
    assertThat(mongod.directoryForIndexes()).isTrue();
    assertThat(mongod.blockCompressor()).isEqualTo("zstd");
    assertThat(mongod.initialSyncSourceReadPreference()).isEqualTo("secondaryPreferred");
    assertThat(mongod.setParameters()).containsOnlyKeys("minSnapshotHistoryWindowInSeconds");
  }

  @Test
  void theForecastLeavesOutTheDatabaseLocalAndNamesPossibleSources() {
    // Given
    SetBuilder set =
        SetBuilder.of(5).member(3, m -> m.hidden = true).member(4, m -> m.delay = 3600);

    // When
    var forecast = plan(set).forecast();

    // Then
    assertThat(forecast.dataBytes()).isEqualTo(2 * GIB + 4_000);
    assertThat(forecast.possibleSources()).containsExactly("127.88.0.2:27017", "127.88.0.3:27017");
    assertThat(forecast.copyLow()).isLessThan(forecast.copyHigh());
    assertThat(forecast.copyLow().toSeconds()).isBetween(20L, 47L);
    assertThat(forecast.copyHigh().toSeconds()).isBetween(48L, 180L);
    assertThat(forecast.oplogWindow()).hasHours(2);
    assertThat(forecast.margin()).isGreaterThan(50);
  }

  private static ExpansionPlan plan(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return ((PlanningResult.Planned) result).plan();
  }

  private static PlannedMember only(SetBuilder set) {
    return plan(set).toAdd().getFirst();
  }
}
