package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.SetBuilder.GIB;
import static dev.offshoot.planner.domain.SetBuilder.cloud;
import static dev.offshoot.planner.domain.SetBuilder.priced;
import static dev.offshoot.planner.domain.SetBuilder.threeMembers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.plan.ExpansionPlan;
import dev.offshoot.planner.domain.plan.PlannedCost;
import dev.offshoot.planner.domain.plan.PlannedHost;
import dev.offshoot.planner.domain.plan.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Size, cost and place of the host. */
class SizingTest {

  @ParameterizedTest(name = "{0} when {1}")
  @MethodSource("chosen")
  void withoutShapeTheSmallestThatFitsIsTaken(String shape, String when, SetBuilder set) {
    assertThat(host(set).shape()).isEqualTo(shape);
  }

  static Stream<Arguments> chosen() {
    return Stream.of(
        Arguments.of("small", "members use little, whatever their machines have", electable()),
        Arguments.of(
            "middle",
            "4 x 0.3 CPU are used: two processors, and the cheaper of those with two",
            electable().member(2, m -> m.cpusUsed = 0.3)),
        Arguments.of(
            "small",
            "half of that is enough for one that is never primary",
            cloud().member(2, m -> m.cpusUsed = 0.3)),
        Arguments.of(
            "middle",
            "1 GiB + 2.5 x 1 GiB of cache are more than 2 GiB",
            electable().member(1, m -> m.cacheUsedBytes = GIB)),
        Arguments.of(
            "small", "half of that is less", cloud().member(1, m -> m.cacheUsedBytes = GIB)),
        Arguments.of(
            "middle",
            "no more than the smallest member has is needed",
            electable().everyMember(m -> m.cacheUsedBytes = 60 * GIB)),
        Arguments.of(
            "large",
            "the smallest member has more than 8 GiB",
            electable()
                .everyMember(m -> m.memoryBytes = 32 * GIB)
                .everyMember(m -> m.cacheUsedBytes = 12 * GIB)),
        Arguments.of(
            "small",
            "an arbiter's machine says nothing",
            electable().arbiter(2).member(2, m -> m.cacheUsedBytes = 60 * GIB)),
        Arguments.of(
            "middle",
            "no use was told: processors as the smallest member has, a full cache",
            electable()
                .everyMember(m -> m.cpusUsed = null)
                .everyMember(m -> m.cacheUsedBytes = null)),
        Arguments.of(
            "dear",
            "a price is not known, so memory decides",
            electable().member(2, m -> m.cpusUsed = 0.3).with(SizingTest::alsoWithoutPrice)));
  }

  @Test
  void aShapeAskedForMayBeLargerAndNeverSmallerThanWhatIsNeeded() {
    // Given
    SetBuilder set = electable().member(1, m -> m.cacheUsedBytes = GIB);

    // Then
    assertThat(host(set.with(s -> s.shape = "large")).shape()).isEqualTo("large");
    assertThat(refusals(set.with(s -> s.shape = "small")))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.code()).isEqualTo("HOST_TOO_SMALL");
              assertThat(r.detail())
                  .isEqualTo(
                      "shape small has 1 CPU, 2.0 GiB memory, less than 0.4 CPU, 3.5 GiB memory:"
                          + " 4 times the 0.1 CPU a member uses on average, 1 GiB and 2.5 times the"
                          + " 1.0 GiB in its cache, at most what the smallest has");
            });
  }

  @Test
  void whereNoneFitsTheLargestIsNamed() {
    // Given
    SetBuilder set =
        electable()
            .everyMember(m -> m.memoryBytes = 900 * GIB)
            .everyMember(m -> m.cacheUsedBytes = 100 * GIB);
    SetBuilder full =
        electable()
            .with(s -> s.databases = List.of(new ObservedDatabase("a", 9, 450 * GIB, 0, 0, 0, 0)));

    // Then
    assertThat(refusals(set))
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).startsWith("shape large has 8 CPU, 64.0 GiB"))
        .satisfies(r -> assertThat(r.remedy()).contains("the largest one offered"));
    assertThat(refusals(full))
        .singleElement()
        .satisfies(r -> assertThat(r.detail()).contains("can have at most 500.0 GiB of disk"));
  }

  @ParameterizedTest(name = "{0} GiB when {1}")
  @MethodSource("disks")
  void theDataDiskHasRoomForWhatIsThereItsGrowthAndAFifthToSpare(
      long gib, String when, SetBuilder set) {
    // When
    PlannedHost host = host(set);

    // Then
    assertThat(host.volumeBytes()).isEqualTo(gib * GIB);
    assertThat(host.diskBytes()).isEqualTo(gib * GIB);
  }

  static Stream<Arguments> disks() {
    return Stream.of(
        Arguments.of(10, "it is the smallest that can be made", cloud()),
        Arguments.of(
            122, "(50 + 50 of growth, which is at most as much again, + oplog) x 1.2", data(50)),
        Arguments.of(
            74,
            "(50 + 10 of growth + oplog) x 1.2",
            data(50).everyMember(m -> m.oplogSeconds = 90 * 86_400L * 990 / 20480)),
        Arguments.of(500, "growth would need more than can be made", data(300)));
  }

  @Test
  void theCostIsThatOfHostAndDataDiskAndUnknownWithoutAPrice() {
    // Given
    SetBuilder set = data(50).with(s -> s.shape = "middle");

    // Then
    assertThat(host(set).cost())
        .isEqualTo(new PlannedCost("USD", 70.08, 11.35, "a list of 2026-01-01"));
    assertThat(host(threeMembers()).cost()).isNull();
    assertThat(host(threeMembers()).volumeBytes()).isNull();
  }

  @Test
  void theZonesOfTheSiteAreListedAndAnOnlySiteNeedsNoName() {
    // Given
    SetBuilder set = cloud();
    SetBuilder only = cloud().with(s -> s.site = null).with(SizingTest::onlyItsFirstSite);

    // Then
    assertThat(host(set).zones()).containsExactly("cloud-1a", "cloud-1b");
    assertThat(host(only).site()).isEqualTo("cloud");
    assertThat(host(only).zones()).containsExactly("cloud-1a", "cloud-1b");
    assertThat(host(threeMembers()).zones()).isEmpty();
  }

  @Test
  void hostsOnThisMachineAreNotRefusedForBeingSmallerThanTheMembers() {
    // Given
    SetBuilder set =
        threeMembers()
            .everyMember(m -> m.memoryBytes = 900 * GIB)
            .everyMember(m -> m.cacheUsedBytes = 400 * GIB);

    // Then
    assertThat(host(set).shape()).isEqualTo("large");
    assertThat(plan(set).warnings()).anyMatch(w -> w.code().equals("HOST_SMALL"));
  }

  /** The new member can become primary: a member tagged as standing in the site can. */
  private static SetBuilder electable() {
    return cloud().everyMember(m -> m.tags.put("site", "cloud")).with(s -> s.priority = 1.0);
  }

  private static SetBuilder data(long gib) {
    return cloud()
        .everyMember(m -> m.peakRate = 1)
        .everyMember(m -> m.oplogSeconds = 3600)
        .with(s -> s.databases = List.of(new ObservedDatabase("a", 9, gib * GIB, 0, 0, 0, 0)));
  }

  private static void alsoWithoutPrice(SetBuilder set) {
    OfferedProvider cloud = set.providers.getFirst();
    List<OfferedShape> shapes =
        Stream.concat(
                cloud.shapes().stream(),
                Stream.of(new OfferedShape("unpriced", 9, 90 * GIB, 900 * GIB)))
            .toList();
    set.providers = List.of(new OfferedProvider("aws", List.of(), "", 0, 0, shapes, cloud.sites()));
  }

  private static void onlyItsFirstSite(SetBuilder set) {
    OfferedProvider cloud = set.providers.getFirst();
    set.providers =
        List.of(
            new OfferedProvider(
                "aws",
                List.of(),
                "",
                0,
                0,
                List.of(priced("middle", 2, 8, 70)),
                cloud.sites().subList(0, 1)));
  }

  private static PlannedHost host(SetBuilder set) {
    return plan(set).toAdd().getFirst().host();
  }

  private static ExpansionPlan plan(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Planned.class);
    return ((PlanningResult.Planned) result).plan();
  }

  private static List<Refusal> refusals(SetBuilder set) {
    PlanningResult result = set.plan();
    assertThat(result).isInstanceOf(PlanningResult.Refused.class);
    return ((PlanningResult.Refused) result).refusals();
  }
}
