package dev.offshoot.planner.domain.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.planner.domain.plan.PlanSite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Counting. A set is written as letters: V voter, Z voter with priority 0, A arbiter, D delayed
 * voter, N member without vote, small letters are down.
 */
class TopologyTest {

  @ParameterizedTest(name = "{0}: majority {2}, elections {3}, majority writes {4}, implicit {5}")
  @CsvSource({
    "V,      1, 1, 0, 0, majority",
    "VV,     2, 2, 0, 0, majority",
    "VVV,    3, 2, 1, 1, majority",
    "VVVN,   3, 2, 1, 1, majority",
    "VVVV,   4, 3, 1, 1, majority",
    "VVVVV,  5, 3, 2, 2, majority",
    "VVVVVVV,7, 4, 3, 3, majority",
    "VVA,    3, 2, 1, 0, 1",
    "VVAV,   4, 3, 1, 0, 1",
    "VVVVA,  5, 3, 2, 1, majority",
    "VVVVAV, 6, 4, 2, 1, majority",
    "VVv,    3, 2, 0, 0, majority",
    "VVD,    3, 2, 1, 0, majority",
    "VZZ,    3, 2, 0, 1, majority",
    "VVZZ,   4, 3, 1, 1, majority"
  })
  void toleratesWhatItsTimelyVotersAllow(
      String letters, int voters, int majority, int elections, int writes, String implicit) {
    // Given
    Topology topology = new Topology(seats(letters));

    // Then
    assertThat(topology.voters()).isEqualTo(voters);
    assertThat(topology.majority()).isEqualTo(majority);
    assertThat(topology.electionsTolerate()).isEqualTo(elections);
    assertThat(topology.majorityWritesTolerate()).isEqualTo(writes);
    assertThat(topology.implicitWriteConcern()).isEqualTo(implicit);
  }

  @ParameterizedTest
  @CsvSource({"VVA, true", "VVVA, true", "VVVVA, false", "VVV, false"})
  void anArbiterPutsTheCommitPointAtRiskWhileOneLostDataVoterStopsIt(
      String letters, boolean atRisk) {
    assertThat(new Topology(seats(letters)).commitPointAtRisk()).isEqualTo(atRisk);
  }

  @Test
  void aSiteKeepsTheMajorityAliveOnlyIfTheOthersHaveIt() {
    // Given
    List<Seat> seats = new ArrayList<>();
    for (String site : List.of("dc1", "dc1", "dc2", "dc2", "aws")) {
      seats.add(new Seat(seats.size(), 1, 1, false, true, false, site));
    }

    // Then
    assertThat(new Topology(seats.subList(0, 4)).planned().sites())
        .containsExactly(new PlanSite("dc1", 2, false), new PlanSite("dc2", 2, false));
    assertThat(new Topology(seats).planned().sites())
        .containsExactly(
            new PlanSite("aws", 1, true),
            new PlanSite("dc1", 2, true),
            new PlanSite("dc2", 2, true));
  }

  private static List<Seat> seats(String letters) {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      char kind = Character.toUpperCase(letter);
      seats.add(
          new Seat(
              seats.size(),
              kind == 'N' ? 0 : 1,
              kind == 'V' ? 1 : 0,
              kind == 'A',
              kind == letter,
              kind == 'D',
              null));
    }
    return seats;
  }
}
