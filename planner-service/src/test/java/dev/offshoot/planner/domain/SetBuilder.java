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
import dev.offshoot.planner.domain.offered.OfferedPrice;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import dev.offshoot.planner.domain.offered.OfferedSite;
import dev.offshoot.planner.domain.offered.OfferedVolume;
import dev.offshoot.planner.domain.requested.DeploymentReference;
import dev.offshoot.planner.domain.requested.DeploymentTls;
import dev.offshoot.planner.domain.requested.ExpansionRequest;
import dev.offshoot.planner.domain.requested.RequestedHost;
import dev.offshoot.planner.domain.requested.RequestedInstall;
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
      List.of(
          local("db.example.com"),
          new OfferedProvider("aws", List.of(), "", 0, 0, shapes(), List.of()));
  public @Nullable Integer add;
  public @Nullable String approval;
  public @Nullable String provider;
  public @Nullable String shape;
  public @Nullable String site;
  public @Nullable String address;
  public @Nullable RequestedInstall install;
  public List<String> machines = List.of();
  public @Nullable String addressTemplate;
  public @Nullable Integer votes;
  public @Nullable Double priority;
  public @Nullable Boolean hidden;
  public final Map<String, String> tags = new LinkedHashMap<>();
  public final Map<String, String> horizons = new LinkedHashMap<>();
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

  /** Members on other machines, and a host in a cloud with sites, prices and data disks. */
  public static SetBuilder cloud() {
    return remote(3)
        .with(s -> s.provider = "aws")
        .with(s -> s.site = "cloud")
        .with(s -> s.address = "db9.example.com:27017")
        .with(
            s ->
                s.providers =
                    List.of(
                        new OfferedProvider("aws", List.of(), "", 0, 0, pricedShapes(), SITES)));
  }

  private static List<OfferedShape> pricedShapes() {
    return List.of(
        priced("large", 8, 64, 400),
        priced("small", 1, 2, 20),
        priced("dear", 2, 4, 90),
        priced("middle", 2, 8, 70.08));
  }

  /** A shape with a data disk of 10 to 500 GiB. */
  public static OfferedShape priced(String name, double cpus, double gib, double perMonth) {
    return new OfferedShape(
        name,
        cpus,
        (long) (gib * GIB),
        500 * GIB,
        null,
        new OfferedVolume(10 * GIB, 500 * GIB),
        new OfferedPrice("USD", perMonth, 0.093, "a list of 2026-01-01"));
  }

  private static final List<OfferedSite> SITES =
      List.of(
          new OfferedSite("cloud", List.of("cloud-1a", "cloud-1b")),
          new OfferedSite("other", List.of("other-1a")));

  /** Loopback members with TLS and the split horizons inside and public. */
  public static SetBuilder split() {
    return RefusalRows.tls()
        .everyMember(
            m -> {
              m.horizonAddresses.put("public", "db" + m.id + ".public.net:27017");
              m.horizonAddresses.put("inside", "db" + m.id + ".inside.net:27017");
            });
  }

  public static OfferedProvider local(String... hostNames) {
    return new OfferedProvider(
        "local", List.of(hostNames), "127.88", 27_100, 27_199, shapes(), List.of());
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
            tls,
            addressTemplate);
    ExpansionRequest request =
        new ExpansionRequest(
            "orders",
            add,
            approval,
            new RequestedHost(provider, shape, site, address, install, machines),
            new RequestedMember(votes, priority, hidden, tags, horizons),
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
