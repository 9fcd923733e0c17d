package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.requested.RequestedMember;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what the new members shall be where the request leaves it open. */
public final class MemberDesign {

  /** The server takes no more voters in a configuration. */
  public static final int MAX_VOTERS = 7;

  /** The server takes no more members in a configuration. */
  public static final int MAX_MEMBERS = 50;

  private static final RequestedMember NO_WISH =
      new RequestedMember(null, null, null, Collections.emptyMap());

  private final PlanningInput input;
  private final ReplicaSet set;
  private final HostChoice host;
  private final RequestedMember wish;

  /** A design for this request. */
  public MemberDesign(PlanningInput input, ReplicaSet set, HostChoice host) {
    this.input = input;
    this.set = set;
    this.host = host;
    RequestedMember asked = input.request().member();
    this.wish = asked == null ? NO_WISH : asked;
  }

  /** The members to add, in order. */
  public List<NewMember> members() {
    int add = wantedCount(input.request().add());
    int voters = votersAmong(add);
    int firstId = set.members().stream().mapToInt(ObservedMember::id).max().orElse(-1) + 1;
    List<Address> taken = new ArrayList<>(set.addresses());
    List<NewMember> members = new ArrayList<>();
    for (int i = 0; i < add; i++) {
      UUID requestId = hostRequestId(i + 1);
      Optional<Address> address = address(requestId, taken);
      address.ifPresent(taken::add);
      int votes = i < voters ? 1 : 0;
      members.add(
          new NewMember(
              firstId + i,
              requestId.toString(),
              address.map(Address::text).orElse(null),
              votes,
              priority(votes),
              hidden(),
              wish.tags(),
              site()));
    }
    return members;
  }

  /** Members asked for, kept within what a set can hold so that a wrong wish stays small. */
  private static int wantedCount(@Nullable Integer add) {
    return add == null ? 1 : Math.clamp(add, 1, MAX_MEMBERS);
  }

  /** Name-based, so that planning again asks for the same host. */
  private UUID hostRequestId(int ordinal) {
    String name = "offshoot/host/" + input.expansionId() + "/" + ordinal;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Address> address(UUID requestId, List<Address> taken) {
    String asked = host.address();
    OfferedProvider provider = host.provider();
    if (asked != null) {
      return Address.parse(asked);
    }
    return provider == null
        ? Optional.empty()
        : AddressChoice.choose(set, provider, requestId, taken);
  }

  /** All or none when asked for; all when a priority is wanted; else what keeps the count odd. */
  private int votersAmong(int add) {
    Integer votes = wish.votes();
    if (votes != null) {
      return votes == 0 ? 0 : add;
    }
    Double priority = wish.priority();
    return priority != null && priority > 0 ? add : recommendedVotes(set.topology().voters(), add);
  }

  /**
   * How many of the added members should vote: as many as keep the number of voters odd and at most
   * seven; none where that cannot be.
   */
  public static int recommendedVotes(int votersNow, int add) {
    for (int votes = add; votes > 0; votes--) {
      if ((votersNow + votes) % 2 == 1 && votersNow + votes <= MAX_VOTERS) {
        return votes;
      }
    }
    return 0;
  }

  private boolean hidden() {
    return Boolean.TRUE.equals(wish.hidden());
  }

  private @Nullable String site() {
    String tagged = wish.tags().get(ReplicaSet.SITE_TAG);
    return tagged == null ? host.site() : tagged;
  }

  /** A member without vote or hidden cannot become primary; the server refuses a priority then. */
  private double priority(int votes) {
    Double asked = wish.priority();
    if (asked != null) {
      return asked;
    }
    if (votes == 0 || hidden() || siteWithoutElectable()) {
      return 0;
    }
    double lowest = set.electable().mapToDouble(ObservedMember::priority).min().orElse(0);
    return set.primary().map(p -> Math.min(p.priority(), lowest)).orElse(0.0);
  }

  private boolean siteWithoutElectable() {
    String site = site();
    return site != null
        && set.electable().noneMatch(m -> site.equals(m.tags().get(ReplicaSet.SITE_TAG)));
  }
}
