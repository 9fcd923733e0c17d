package dev.offshoot.mongoadmin.adapter;

import static dev.offshoot.mongoadmin.adapter.Members.DEADLINE;
import static dev.offshoot.mongoadmin.adapter.Members.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.domain.KeyRange;
import dev.offshoot.mongoadmin.domain.Namespace;
import dev.offshoot.mongoadmin.domain.RangeDigest;
import dev.offshoot.mongoadmin.domain.RangeEnd;
import dev.offshoot.mongoadmin.domain.RangeRead;
import dev.offshoot.mongoadmin.domain.RangeReading;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestMongod;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures the digest; -Doffshoot.measure=MEBIBYTES switches it on. */
@EnabledIfSystemProperty(named = "offshoot.measure", matches = "\\d+")
class DigestThroughputIT {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final double MEBIBYTE = 1 << 20;

  @Test
  void theDigestIsFasterThanAnInitialSync() {
    try (TestReplicaSet set = TestReplicaSet.builder().oplogMegabytes(2000).start();
        ReactiveMemberAdmins admins = new ReactiveMemberAdmins(DriverSettings.of("measure"))) {
      int megabytes = Integer.getInteger("offshoot.measure");
      System.out.println(new SampleData(1).load(set.connectionString(), megabytes));
      for (String name : List.of("shop.orders", "analytics.events")) {
        List<KeyRange> ranges = ranges(admins, set, name);
        for (int round = 0; round < 3; round++) {
          double alone = rate(admins, List.of(set.member(1)), name, ranges);
          double both = rate(admins, List.of(set.member(1), set.member(2)), name, ranges);
          assertThat(both).isPositive();
          System.out.printf(
              "%s in %d ranges: %.0f MiB/s alone, %.0f MiB/s on each of two at once%n",
              name, ranges.size(), alone, both);
        }
      }
    }
  }

  private static List<KeyRange> ranges(
      ReactiveMemberAdmins admins, TestReplicaSet set, String name) {
    long begin = System.nanoTime();
    List<KeyRange> ranges = new ArrayList<>();
    try (MemberAdmin admin = Members.open(admins, set.member(1))) {
      Namespace namespace = Namespace.parse(name);
      long documents =
          Math.max(1, (32L << 20) / value(admin.size(namespace, DEADLINE)).averageBytes());
      Optional<BsonValue> from = Optional.empty();
      do {
        KeyRange rest = KeyRange.from(from.orElse(null));
        RangeReading<RangeEnd> end =
            value(admin.findBoundary(new RangeRead(namespace, rest, now(admin)), documents, LONG));
        from = end instanceof RangeReading.Read<RangeEnd>(RangeEnd e) ? e.key() : Optional.empty();
        ranges.add(rest.until(from.orElse(null)));
      } while (from.isPresent());
    }
    System.out.printf(
        "%d boundaries of %s in %d ms%n",
        ranges.size(), name, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    return ranges;
  }

  private static double rate(
      ReactiveMemberAdmins admins, List<TestMongod> members, String name, List<KeyRange> ranges) {
    Duration own = cpu(ProcessHandle.current().pid());
    Duration server = cpu(members.getFirst().pid().orElseThrow());
    long begin = System.nanoTime();
    List<Long> bytes =
        new VirtualThreadGather().each(members, member -> digest(admins, member, name, ranges));
    double seconds = (System.nanoTime() - begin) / 1e9;
    double mebibytes = bytes.getFirst() / MEBIBYTE;
    System.out.printf(
        "CPU seconds for %.0f MiB of %d members in %.1f s: %.2f here, %.2f in the first mongod%n",
        mebibytes,
        members.size(),
        seconds,
        cpu(ProcessHandle.current().pid()).minus(own).toMillis() / 1e3,
        cpu(members.getFirst().pid().orElseThrow()).minus(server).toMillis() / 1e3);
    return mebibytes / seconds;
  }

  private static Duration cpu(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private static long digest(
      ReactiveMemberAdmins admins, TestMongod member, String name, List<KeyRange> ranges) {
    long bytes = 0;
    try (MemberAdmin admin = Members.open(admins, member)) {
      for (KeyRange range : ranges) {
        RangeRead read = new RangeRead(Namespace.parse(name), range, now(admin));
        RangeReading<RangeDigest> reading = value(admin.digestRange(read, LONG));
        assertThat(reading).isInstanceOf(RangeReading.Read.class);
        bytes += reading instanceof RangeReading.Read<RangeDigest>(RangeDigest d) ? d.bytes() : 0;
      }
    }
    return bytes;
  }

  private static BsonTimestamp now(MemberAdmin admin) {
    return value(admin.hello(DEADLINE)).lastMajorityWrite().orElseThrow().timestamp();
  }
}
