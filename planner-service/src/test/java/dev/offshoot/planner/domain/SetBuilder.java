package dev.offshoot.planner.domain;

import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.observed.ObservedKeyfile;
import dev.offshoot.planner.domain.observed.ObservedProblem;
import dev.offshoot.planner.domain.observed.ObservedUser;
import dev.offshoot.planner.domain.observed.ObservedWriteConcern;
import dev.offshoot.planner.domain.offered.Catalogue;
import dev.offshoot.planner.domain.offered.OfferedAgent;
import dev.offshoot.planner.domain.offered.OfferedArtifact;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.requested.DeploymentReference;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedHost;
import dev.offshoot.planner.domain.requested.RequestedMember;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replica set and a request, well unless said otherwise: three loopback members, a keyfile. */
public final class SetBuilder {

  public static final Instant NOW = Instant.parse("2026-03-01T10:02:11Z");
  public static final long GIB = 1L << 30;

  private final List<MemberBuilder> members = new ArrayList<>();
  public @Nullable String setName = "orders";
  public @Nullable String replicaSetId = "65a000000000000000000001";
  public @Nullable String primary = "";
  public long version = 41;
  public boolean committed = true;
  public List<ObservedDatabase> databases =
      List.of(
          new ObservedDatabase("admin", 4_000, 40_000, 40_000, 4, 3, 9),
          new ObservedDatabase("shop", 2 * GIB, GIB, GIB / 4, 6, 3, 4_000_000),
          new ObservedDatabase("local", 9 * GIB, 3 * GIB, 0, 0, 3, 1));
  public @Nullable ObservedWriteConcern writeConcern =
      new ObservedWriteConcern(false, "\"majority\"");
  public List<ObservedUser> users = List.of(user("observe"), user("change"), user("prove"));
  public @Nullable DeploymentTls tls;
  public @Nullable ObservedKeyfile keyfile = new ObservedKeyfile(true, true, true, null);
  public List<String> disagreements = List.of();
  public List<ObservedProblem> problems = List.of();
  public List<OfferedArtifact> artifacts =
      List.of(
          new OfferedArtifact("6.0.5", "aa", 100, "binary"),
          new OfferedArtifact("6.0.27", "bb", 100, "binary"));
  public @Nullable OfferedAgent agent = new OfferedAgent("cc", 50, "https://127.0.0.1:8085", "PEM");
  public List<String> missing = List.of();
  public List<OfferedProvider> providers =
      List.of(local("db.example.com"), new OfferedProvider("aws", List.of(), "", 0, 0, shapes()));
  public @Nullable Integer add;
  public @Nullable String approval;
  public @Nullable String provider;
  public @Nullable String shape;
  public @Nullable String site;
  public @Nullable String address;
  public @Nullable Integer votes;
  public @Nullable Double priority;
  public @Nullable Boolean hidden;
  public final Map<String, String> tags = new LinkedHashMap<>();
  public List<String> seeding = List.of();
  public List<String> accept = List.of();
  public String expansionId = "0d9f8b7e-0000-4000-8000-000000000001";

  public static SetBuilder threeMembers() {
    return of(3);
  }

  /** Loopback members 127.88.0.1:27017 and onward; the first is primary. */
  public static SetBuilder of(int members) {
    SetBuilder set = new SetBuilder();
    for (int i = 0; i < members; i++) {
      set.members.add(new MemberBuilder(i, "127.88.0." + (i + 1) + ":27017"));
    }
    if (members > 0) {
      set.members.getFirst().state = "PRIMARY";
    }
    return set;
  }

  /** Members db1.example.com:27017 and onward, on other machines. */
  public static SetBuilder remote(int members) {
    SetBuilder set = of(members);
    for (MemberBuilder member : set.members) {
      member.address = "db" + (member.id + 1) + ".example.com:27017";
    }
    return set;
  }

  public static OfferedProvider local(String... hostNames) {
    return new OfferedProvider("local", List.of(hostNames), "127.88", 27_100, 27_199, shapes());
  }

  private static List<OfferedShape> shapes() {
    return List.of(
        new OfferedShape("small", 1, 2 * GIB, 40 * GIB),
        new OfferedShape("large", 8, 64 * GIB, 1600 * GIB));
  }

  private static ObservedUser user(String purpose) {
    return new ObservedUser(purpose, "orders-" + purpose, true, List.of());
  }

  public SetBuilder with(Consumer<SetBuilder> change) {
    change.accept(this);
    return this;
  }

  public SetBuilder member(int index, Consumer<MemberBuilder> change) {
    change.accept(members.get(index));
    return this;
  }

  public SetBuilder everyMember(Consumer<MemberBuilder> change) {
    members.forEach(change);
    return this;
  }

  public SetBuilder arbiter(int index) {
    return member(index, MemberBuilder::arbiter);
  }

  public Observation observation() {
    String primaryAddress =
        "".equals(primary) && !members.isEmpty() ? members.getFirst().address : primary;
    return new Observation(
        NOW,
        setName,
        replicaSetId,
        primaryAddress,
        version,
        12,
        committed,
        members.stream().map(MemberBuilder::build).toList(),
        databases,
        writeConcern,
        users,
        keyfile,
        disagreements,
        problems,
        List.of());
  }

  public PlanningInput input() {
    return input(observation());
  }

  /** With this observation instead of its own. */
  public PlanningInput input(Observation observation) {
    DeploymentReference deployment =
        new DeploymentReference(
            "orders",
            "mongodb://127.88.0.1:27017/",
            "orders-change",
            null,
            null,
            "orders-key",
            false,
            tls);
    ExpansionRequest request =
        new ExpansionRequest(
            "orders",
            add,
            approval,
            new RequestedHost(provider, shape, site, address),
            new RequestedMember(votes, priority, hidden, tags),
            seeding,
            accept);
    Catalogue catalogue = new Catalogue(providers, artifacts, agent, missing);
    return new PlanningInput(
        observation, request, deployment, catalogue, NOW.plusSeconds(1), expansionId);
  }

  public PlanningResult plan() {
    return ExpansionPlanner.plan(input());
  }
}
