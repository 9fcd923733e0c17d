package dev.offshoot.planner.domain;

import static dev.offshoot.planner.domain.RefusalRows.row;
import static dev.offshoot.planner.domain.RefusalRows.unknown;
import static dev.offshoot.planner.domain.SetBuilder.cloud;
import static dev.offshoot.planner.domain.SetBuilder.local;
import static dev.offshoot.planner.domain.SetBuilder.remote;
import static dev.offshoot.planner.domain.SetBuilder.threeMembers;

import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.offered.OfferedMachine;
import dev.offshoot.planner.domain.offered.OfferedProvider;
import dev.offshoot.planner.domain.offered.OfferedShape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Ways in which request, topology, software and hosts are refused. */
final class DesignRefusalRows {

  private DesignRefusalRows() {}

  static Stream<Arguments> all() {
    return Stream.of(versions(), membership(), hosts(), request()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> versions() {
    return Stream.of(
        row(
            RefusalCode.MIXED_VERSIONS,
            "5.0.9 (1), 6.0.5 (2)",
            threeMembers().member(2, m -> m.version = "5.0.9")),
        row(
            RefusalCode.UNSUPPORTED_VERSION,
            "5.0",
            threeMembers().everyMember(m -> m.version = "5.0.9")),
        row(
            RefusalCode.EDITION_UNSUPPORTED,
            "Enterprise",
            threeMembers().member(1, m -> m.enterprise = true)),
        row(
            RefusalCode.STORAGE_ENGINE_UNSUPPORTED,
            "inMemory",
            threeMembers().member(1, m -> m.storageEngine = "inMemory")),
        row(
            RefusalCode.MANAGED_ELSEWHERE,
            "Ops Manager",
            threeMembers().member(1, m -> m.managedBy = "Ops Manager")),
        row(
            RefusalCode.BINARIES_NOT_AVAILABLE,
            "6.0.5",
            threeMembers().with(s -> s.artifacts = List.of())));
  }

  private static Stream<Arguments> membership() {
    return Stream.of(
        row(RefusalCode.MEMBER_LIMIT, "51", voteless(50)),
        row(RefusalCode.MEMBER_LIMIT, "256", threeMembers().member(2, m -> m.id = 255)),
        row(RefusalCode.VOTER_LIMIT, "7 voters", SetBuilder.of(7).with(s -> s.votes = 1)),
        row(
            RefusalCode.VOTER_LIMIT,
            "8",
            SetBuilder.of(6).with(s -> s.votes = 1).with(s -> s.add = 2)),
        row(
            RefusalCode.WRITE_CONCERN_WOULD_CHANGE,
            "{w: 1} to {w: \"majority\"}",
            SetBuilder.of(4).arbiter(3).with(s -> s.votes = 1)),
        row(
            RefusalCode.PRIORITY_CAUSES_ELECTION,
            "127.88.0.1:27017 (1)",
            threeMembers().with(s -> s.priority = 2.0)));
  }

  private static SetBuilder voteless(int members) {
    SetBuilder set = SetBuilder.of(members);
    for (int i = 7; i < members; i++) {
      set.member(
          i,
          m -> {
            m.votes = 0;
            m.priority = 0;
          });
    }
    return set;
  }

  private static Stream<Arguments> hosts() {
    return Stream.of(
        row(RefusalCode.LOCALHOST_MEMBERS, "aws", threeMembers().with(s -> s.provider = "aws")),
        row(
            RefusalCode.LOCALHOST_MEMBERS,
            "db4.example.com",
            threeMembers().with(s -> s.address = "db4.example.com")),
        row(
            RefusalCode.PROVIDER_NOT_REACHABLE,
            "localhost:",
            remote(3)
                .with(s -> s.provider = "local")
                .with(s -> s.providers = List.of(local("localhost")))),
        row(
            RefusalCode.ADDRESS_IS_IP,
            "10.0.0.4:27017",
            remote(3).with(s -> s.provider = "aws").with(s -> s.address = "10.0.0.4")),
        row(RefusalCode.ADDRESS_REQUIRED, "aws", remote(3).with(s -> s.provider = "aws")),
        row(
            RefusalCode.ADDRESS_REQUIRED,
            "db3.{site}.net for the new member _id 3",
            remote(3)
                .with(s -> s.provider = "aws")
                .with(s -> s.addressTemplate = "db{memberId}.{site}.net")),
        row(
            RefusalCode.ADDRESS_IN_USE,
            "127.88.0.2:27017",
            threeMembers().with(s -> s.address = "127.88.0.2:27017")),
        row(
            RefusalCode.ADDRESS_IN_USE,
            "db3.example.com:27017 is the address of a member already",
            cloud()
                .with(s -> s.address = null)
                .with(s -> s.addressTemplate = "db{memberId}.example.com")),
        row(
            RefusalCode.ADDRESS_IN_USE,
            "db.net:27017 would be the address of two new members",
            cloud()
                .with(s -> s.address = null)
                .with(s -> s.add = 2)
                .with(s -> s.addressTemplate = "db.net")),
        row(
            RefusalCode.DISK_TOO_SMALL,
            "small",
            threeMembers()
                .with(
                    s ->
                        s.databases =
                            List.of(
                                new ObservedDatabase(
                                    "shop",
                                    90 * SetBuilder.GIB,
                                    40 * SetBuilder.GIB,
                                    SetBuilder.GIB,
                                    3,
                                    3,
                                    9)))
                .with(s -> s.shape = "small")),
        row(
            RefusalCode.HOST_TOO_SMALL,
            "tiny",
            threeMembers().with(s -> s.providers = List.of(tiny()))),
        row(
            RefusalCode.HOST_TOO_SMALL,
            "small",
            cloud()
                .everyMember(m -> m.cacheUsedBytes = 2 * SetBuilder.GIB)
                .with(s -> s.shape = "small")),
        row(RefusalCode.UNKNOWN_SITE, "moon", cloud().with(s -> s.site = "moon")),
        row(RefusalCode.UNKNOWN_SITE, "several sites", cloud().with(s -> s.site = null)),
        row(
            RefusalCode.UNKNOWN_SHAPE,
            "no shape at present",
            cloud()
                .with(
                    s ->
                        s.providers =
                            List.of(
                                new OfferedProvider(
                                    "aws", List.of(), "", 0, 0, List.of(), List.of())))),
        row(RefusalCode.NO_SPARE_HOST, "no free machine", pooled(List.of())),
        row(
            RefusalCode.NO_SPARE_HOST,
            "in site moon",
            pooled(List.of(MACHINE)).with(s -> s.site = "moon")),
        row(
            RefusalCode.NO_SPARE_HOST,
            "of those named: m-9",
            pooled(List.of(MACHINE)).with(s -> s.shape = "m-9")),
        row(
            RefusalCode.NO_SPARE_HOST,
            "2 members need a machine each, and the pool has 1 free (m-1) in site cloud",
            pooled(List.of(MACHINE)).with(s -> s.site = "cloud").with(s -> s.add = 2)),
        row(
            RefusalCode.NO_SPARE_HOST,
            "the pool has 1 free (m-1) of those named: m-9, m-1",
            pooled(List.of(MACHINE))
                .with(s -> s.add = 2)
                .with(s -> s.machines = List.of("m-9", "m-1"))),
        row(
            RefusalCode.DISK_TOO_SMALL,
            "machine m-2 has 1.0 GiB",
            pooled(List.of(MACHINE, LITTLE)).with(s -> s.add = 2)),
        row(RefusalCode.UNKNOWN_PROVIDER, "names no provider", remote(3)),
        row(RefusalCode.UNKNOWN_PROVIDER, "azure", threeMembers().with(s -> s.provider = "azure")),
        row(
            RefusalCode.NO_SPARE_HOST,
            "no free machine",
            threeMembers()
                .with(s -> s.provider = "pool")
                .with(
                    s ->
                        s.providers =
                            List.of(
                                new OfferedProvider(
                                    "pool", List.of(), "", 0, 0, List.of(), List.of())))),
        row(RefusalCode.UNKNOWN_SHAPE, "huge", threeMembers().with(s -> s.shape = "huge")),
        row(
            RefusalCode.CATALOGUE_UNAVAILABLE,
            "installer-service",
            threeMembers()
                .with(s -> s.missing = List.of("installer-service"))
                .with(s -> s.artifacts = List.of())),
        row(
            RefusalCode.CATALOGUE_UNAVAILABLE,
            "provisioner-service",
            threeMembers()
                .with(s -> s.missing = List.of("provisioner-service"))
                .with(s -> s.providers = List.of())),
        row(RefusalCode.CATALOGUE_UNAVAILABLE, "agent", threeMembers().with(s -> s.agent = null)));
  }

  private static final OfferedShape MACHINE =
      new OfferedShape(
          "m-1",
          4,
          8 * SetBuilder.GIB,
          200 * SetBuilder.GIB,
          new OfferedMachine("db9.example.com:27017", "cloud"));

  private static final OfferedShape LITTLE =
      new OfferedShape(
          "m-2",
          4,
          8 * SetBuilder.GIB,
          SetBuilder.GIB,
          new OfferedMachine("db8.example.com:27017", "cloud"));

  private static SetBuilder pooled(List<OfferedShape> machines) {
    return remote(3)
        .with(s -> s.provider = "pool")
        .with(
            s ->
                s.providers =
                    List.of(new OfferedProvider("pool", List.of(), "", 0, 0, machines, List.of())));
  }

  private static OfferedProvider tiny() {
    return new OfferedProvider(
        "local",
        List.of("here"),
        "127.88",
        27_100,
        27_199,
        List.of(new OfferedShape("tiny", 1, 256L << 20, 90 * SetBuilder.GIB)),
        List.of());
  }

  private static Stream<Arguments> request() {
    return Stream.of(
        unknown("add is 0", threeMembers().with(s -> s.add = 0)),
        unknown("approval is maybe", threeMembers().with(s -> s.approval = "maybe")),
        unknown("seeding is magic", threeMembers().with(s -> s.seeding = List.of("magic"))),
        unknown("member.votes is 2", threeMembers().with(s -> s.votes = 2)),
        unknown("member.priority is -1", threeMembers().with(s -> s.priority = -1.0)),
        unknown("member.priority is NaN", threeMembers().with(s -> s.priority = Double.NaN)),
        unknown(
            "member.priority is 1",
            threeMembers().with(s -> s.votes = 0).with(s -> s.priority = 1.0)),
        unknown(
            "member.priority is 1",
            threeMembers().with(s -> s.hidden = true).with(s -> s.priority = 1.0)),
        unknown("host.address is a b", threeMembers().with(s -> s.address = "a b")),
        unknown(
            "host.address is 127.88.0.9",
            threeMembers().with(s -> s.address = "127.88.0.9").with(s -> s.add = 2)),
        unknown(
            "host.machines is m-1, m-2",
            pooled(List.of(MACHINE, LITTLE)).with(s -> s.machines = List.of("m-1", "m-2"))),
        unknown(
            "host.machines is m-1, m-1",
            pooled(List.of(MACHINE))
                .with(s -> s.add = 2)
                .with(s -> s.machines = List.of("m-1", "m-1"))),
        unknown("host.machines is m-1", threeMembers().with(s -> s.machines = List.of("m-1"))),
        unknown("accept is NO_PRIMARY", threeMembers().with(s -> s.accept = List.of("NO_PRIMARY"))),
        unknown("accept is NONSENSE", threeMembers().with(s -> s.accept = List.of("NONSENSE"))));
  }
}
