package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.plan.PlanSite;
import dev.offshoot.planner.domain.plan.PlanTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a configuration can lose.
 *
 * @param seats its members
 */
public record Topology(List<Seat> seats) {

  /** Copies the list. */
  public Topology {
    seats = List.copyOf(seats);
  }

  /** Number of voters. */
  public int voters() {
    return count(Seat::voter);
  }

  /** Votes an election needs. */
  public int majority() {
    return voters() / 2 + 1;
  }

  /** Voters that hold data. */
  public int writableVoters() {
    return count(seat -> seat.voter() && !seat.arbiter());
  }

  /** Acknowledgements a majority write needs: min(majority, data-bearing voters). */
  public int writeMajority() {
    return Math.min(majority(), writableVoters());
  }

  /** Whether it has an arbiter. */
  public boolean hasArbiter() {
    return count(seat -> seat.voter() && seat.arbiter()) > 0;
  }

  /** Any members, the worst ones first, that may fail while one can still be elected. */
  public int electionsTolerate() {
    int spareVotes = count(seat -> seat.voter() && seat.serving()) - majority();
    int spareCandidates = count(seat -> seat.electable() && seat.serving()) - 1;
    return Math.max(0, Math.min(spareVotes, spareCandidates));
  }

  /** Timely data-bearing voters that may fail while majority writes are still acknowledged. */
  public int majorityWritesTolerate() {
    int timely = count(s -> s.voter() && !s.arbiter() && s.serving() && !s.delayed());
    return Math.max(0, timely - writeMajority());
  }

  /**
   * The write concern of clients that name none, where no cluster-wide default is set: 1 with an
   * arbiter and no more data-bearing voters than the majority, else majority (since MongoDB 5.0).
   */
  public String implicitWriteConcern() {
    return hasArbiter() && writableVoters() <= majority() ? "1" : "majority";
  }

  /** With an arbiter: whether losing one data-bearing voter stops the majority commit point. */
  public boolean commitPointAtRisk() {
    return hasArbiter() && writableVoters() <= writeMajority();
  }

  /** As it stands in the plan; sites by name, members of unknown site in none of them. */
  public PlanTopology planned() {
    Map<String, Integer> bySite = new TreeMap<>();
    for (Seat seat : seats) {
      String site = seat.site();
      if (site != null) {
        bySite.merge(site, seat.votes(), Integer::sum);
      }
    }
    List<PlanSite> sites = new ArrayList<>();
    bySite.forEach(
        (site, votes) -> sites.add(new PlanSite(site, votes, voters() - votes >= majority())));
    return new PlanTopology(
        voters(), majority(), electionsTolerate(), majorityWritesTolerate(), sites);
  }

  private int count(Predicate<Seat> condition) {
    return (int) seats.stream().filter(condition).count();
  }
}
