package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.PlanningInput;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedMember;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what the new members shall be where the request leaves it open. */
public final class MemberDesign {

  /** The server takes no more voters in a configuration. */
  public static final int MAX_VOTERS = 7;

  /** The server takes no more members in a configuration. */
  public static final int MAX_MEMBERS = 50;

  private static final RequestedMember NO_WISH =
      new RequestedMember(null, null, null, Collections.emptyMap(), Collections.emptyMap());

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
    int add = wantedCount(input.request());
    int voters = votersAmong(add);
    int firstId = set.members().stream().mapToInt(ObservedMember::id).max().orElse(-1) + 1;
    List<Address> taken = new ArrayList<>(set.addresses());
    List<NewMember> members = new ArrayList<>();
    for (int i = 0; i < add; i++) {
      members.add(member(i, firstId + i, i < voters ? 1 : 0, taken));
    }
    return members;
  }

  private NewMember member(int ordinal, int memberId, int votes, List<Address> taken) {
    UUID requestId = hostRequestId(ordinal + 1);
    OfferedShape machine = host.machine(ordinal).orElse(null);
    String site = site(machine);
    Optional<Address> address = address(memberId, requestId, machine, taken);
    address.ifPresent(taken::add);
    return new NewMember(
        memberId,
        requestId.toString(),
        address.map(Address::text).orElse(null),
        votes,
        priority(votes, site),
        hidden(),
        wish.tags(),
        horizons(),
        site,
        machine);
  }

  /** Members asked for, kept within what a set can hold so that a wrong wish stays small. */
  static int wantedCount(ExpansionRequest request) {
    Integer add = request.add();
    return add == null ? 1 : Math.clamp(add, 1, MAX_MEMBERS);
  }

  /** Name-based, so that planning again asks for the same host. */
  private UUID hostRequestId(int ordinal) {
    String name = "offshoot/host/" + input.expansionId() + "/" + ordinal;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * As asked for; else its machine's; else by the deployment's template; else one that is free on
   * this machine.
   */
  private Optional<Address> address(
      int memberId, UUID requestId, @Nullable OfferedShape machine, List<Address> taken) {
    String asked = host.addressOn(machine);
    OfferedProvider provider = host.provider();
    if (asked != null) {
      return Address.parse(asked);
    }
    if (provider == null) {
      return Optional.empty();
    }
    Optional<AddressTemplate> template = AddressTemplate.of(input.deployment(), provider);
    return template.isPresent()
        ? Address.parse(template.get().fill(memberId, requestId.toString(), site(machine)))
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

  /**
   * As asked for, with the default port where none was said; what cannot be read stays as it is.
   */
  private Map<String, String> horizons() {
    Map<String, String> horizons = new TreeMap<>();
    wish.horizons()
        .forEach(
            (name, text) ->
                horizons.put(name, Address.parse(text).map(Address::text).orElse(text)));
    return horizons;
  }

  private @Nullable String site(@Nullable OfferedShape machine) {
    String tagged = wish.tags().get(ReplicaSet.SITE_TAG);
    return tagged == null ? host.siteOf(machine) : tagged;
  }

  /** A member without vote or hidden cannot become primary; the server refuses a priority then. */
  private double priority(int votes, @Nullable String site) {
    Double asked = wish.priority();
    if (asked != null) {
      return asked;
    }
    if (votes == 0 || hidden() || withoutElectable(site)) {
      return 0;
    }
    double lowest = set.electable().mapToDouble(ObservedMember::priority).min().orElse(0);
    return set.primary().map(p -> Math.min(p.priority(), lowest)).orElse(0.0);
  }

  private boolean withoutElectable(@Nullable String site) {
    return site != null
        && set.electable().noneMatch(m -> site.equals(m.tags().get(ReplicaSet.SITE_TAG)));
  }
}
