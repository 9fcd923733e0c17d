package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberOplog;
import dev.offshoot.planner.domain.observed.ObservedDatabase;
import dev.offshoot.planner.domain.observed.ObservedMember;
import dev.offshoot.planner.domain.plan.PlanForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Expects size and time of the initial sync. Rates are for small hosts (two processors, about 45
 * MB/s of data with a few indexes were seen on loopback); progress replaces them once it runs.
 *
 * @param set the set
 */
public record CopyForecast(ReplicaSet set) {

  private static final double MEGABYTE = 1_000_000;
  private static final double FAST_COPY = 70 * MEGABYTE;
  private static final double SLOW_COPY = 30 * MEGABYTE;
  private static final double FAST_INDEX = 80 * MEGABYTE;
  private static final double SLOW_INDEX = 15 * MEGABYTE;
  private static final double FAST_INDEX_START = 0.02;
  private static final double SLOW_INDEX_START = 0.25;
  private static final double FAST_START = 2;
  private static final double SLOW_START = 10;

  /** Part of the disk that stays free. */
  private static final double SPARE = 0.2;

  /** How long a disk shall last. */
  private static final Duration GROWTH = Duration.ofDays(90);

  /** Longest window that is still told; beyond it, nothing was written to speak of. */
  private static final long LONGEST_WINDOW_SECONDS = Duration.ofDays(365).toSeconds();

  /** Uncompressed data of all replicated databases. */
  public long dataBytes() {
    return sum(ObservedDatabase::dataBytes);
  }

  /** Data and indexes on disk. */
  public long diskBytes() {
    return sum(ObservedDatabase::storageBytes) + sum(ObservedDatabase::indexBytes);
  }

  /** Data and indexes on disk, a full oplog, what arrives meanwhile, and a fifth to spare. */
  public long neededDiskBytes() {
    long content = diskBytes() + MongodDesign.oplogBytes(set).orElse(0) + bufferedOplogBytes();
    return (long) (content * (1 + SPARE));
  }

  /** The same when the set has grown. */
  public long grownDiskBytes() {
    return (long) (neededDiskBytes() + growthBytes() * (1 + SPARE));
  }

  /**
   * Growth of 90 days: what the oplog took in, on average of all it holds, goes on; at most as much
   * again as there is, since updates and deletes are in the oplog too.
   */
  private long growthBytes() {
    double rate = sourceOplogs().mapToDouble(CopyForecast::averageRate).max().orElse(0);
    return Math.min(diskBytes(), (long) (rate * GROWTH.toSeconds()));
  }

  private static double averageRate(MemberOplog oplog) {
    Instant first = oplog.firstAt();
    Instant last = oplog.lastAt();
    return first == null || last == null || !last.isAfter(first)
        ? oplog.bytesPerSecond()
        : (double) oplog.usedBytes() / Duration.between(first, last).toSeconds();
  }

  /** Entries written to the oplog during the longer copy, at the peak rate. */
  public long bufferedOplogBytes() {
    return (long) (peakBytesPerSecond().orElse(0) * copyHigh().toSeconds());
  }

  /** Copy and indexes, at best. */
  public Duration copyLow() {
    return seconds(FAST_START + dataBytes() / FAST_COPY).plus(indexLow());
  }

  /** Copy and indexes, at worst. */
  public Duration copyHigh() {
    return seconds(SLOW_START + dataBytes() / SLOW_COPY).plus(indexHigh());
  }

  private Duration indexLow() {
    return indexes(FAST_INDEX, FAST_INDEX_START);
  }

  private Duration indexHigh() {
    return indexes(SLOW_INDEX, SLOW_INDEX_START);
  }

  private Duration indexes(double rate, double start) {
    return seconds(sum(ObservedDatabase::indexBytes) / rate + sum(d -> d.indexes()) * start);
  }

  /**
   * The shortest time a possible source keeps its entries at its highest rate: size by rate, as
   * first and last entry mean nothing while the oplog is not full. Null when nothing was written.
   */
  public @Nullable Duration oplogWindow() {
    OptionalDouble shortest =
        sourceOplogs()
            .filter(oplog -> rate(oplog) > 0)
            .mapToDouble(oplog -> (double) oplog.maxBytes() / rate(oplog))
            .min();
    return shortest.isEmpty() || shortest.getAsDouble() > LONGEST_WINDOW_SECONDS
        ? null
        : seconds(shortest.getAsDouble());
  }

  /** Oplogs the new member may read from: of possible sources, or of the primary alone. */
  public Stream<MemberOplog> sourceOplogs() {
    List<ObservedMember> sources = set.possibleSources();
    Stream<ObservedMember> readFrom = sources.isEmpty() ? set.primary().stream() : sources.stream();
    return readFrom.map(ObservedMember::oplog).flatMap(Stream::ofNullable);
  }

  /** As it stands in the plan. */
  public PlanForecast planned() {
    Duration window = oplogWindow();
    Double margin =
        window == null
            ? null
            : Math.round(100.0 * window.toMillis() / copyHigh().toMillis()) / 100.0;
    return new PlanForecast(
        dataBytes(),
        sum(ObservedDatabase::indexBytes),
        dataBytes(),
        copyLow(),
        copyHigh(),
        indexLow(),
        indexHigh(),
        dataBytes(),
        window,
        margin,
        set.possibleSources().stream().map(ObservedMember::address).toList());
  }

  private OptionalDouble peakBytesPerSecond() {
    return sourceOplogs().mapToDouble(CopyForecast::rate).max();
  }

  private static double rate(MemberOplog oplog) {
    return Math.max(oplog.peakBytesPerSecond(), oplog.bytesPerSecond());
  }

  /** The database {@code local} is each member's own and is not copied. */
  private long sum(ToLongFunction<ObservedDatabase> size) {
    return set.observed().databases().stream()
        .filter(d -> !d.name().equals("local"))
        .mapToLong(size)
        .sum();
  }

  private static Duration seconds(double seconds) {
    return Duration.ofSeconds((long) Math.ceil(seconds));
  }
}
