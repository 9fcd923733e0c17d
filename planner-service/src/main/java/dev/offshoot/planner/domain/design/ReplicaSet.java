package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.observed.MemberSoftware;
import dev.offshoot.planner.domain.observed.MemberTls;
import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.planner.domain.observed.ObservedMember;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The observed set, as questions the checks and the design ask.
 *
 * @param observed what was read
 */
public record ReplicaSet(Observation observed) {

  /** The tag that says where a member stands. */
  public static final String SITE_TAG = "site";

  /** Behind the primary by more than this, a member that is not delayed counts as unhealthy. */
  public static final long LAG_LIMIT_SECONDS = 120;

  private static final List<String> KEYFILE_MODES = List.of("keyFile", "sendKeyFile", "sendX509");

  private static final List<String> SERVING = List.of("PRIMARY", "SECONDARY", "ARBITER");

  /**
   * Whether a member is up: it answers Offshoot directly, the others hear it, and it is in a
   * serving state. Right after a crash the others still take it for healthy.
   */
  public static boolean serving(ObservedMember member) {
    return member.reachable() && member.healthy() && SERVING.contains(member.state());
  }

  /** Whether a member lags beyond the limit; never so for a delayed one. */
  public static boolean lagging(ObservedMember member) {
    Long lag = member.lagSeconds();
    return lag != null && member.delaySeconds() == 0 && lag > LAG_LIMIT_SECONDS;
  }

  /** Every configured member. */
  public List<ObservedMember> members() {
    return observed.members();
  }

  /** The primary, if it is a member, up, and calls itself so. */
  public Optional<ObservedMember> primary() {
    String address = observed.primary();
    return members().stream()
        .filter(m -> m.address().equals(address) && serving(m) && m.state().equals("PRIMARY"))
        .findFirst();
  }

  /** Data-bearing members that are up and not primary. */
  public Stream<ObservedMember> servingSecondaries() {
    return members().stream().filter(m -> serving(m) && m.state().equals("SECONDARY"));
  }

  /** Members that the new one may copy from without loading the primary. */
  public List<ObservedMember> possibleSources() {
    return servingSecondaries()
        .filter(m -> !m.hidden() && m.delaySeconds() == 0 && m.buildIndexes() && !lagging(m))
        .toList();
  }

  /** Members that can become primary. */
  public Stream<ObservedMember> electable() {
    return members().stream().filter(m -> m.priority() > 0 && !m.arbiterOnly());
  }

  /** What runs on every member that told. */
  public Stream<MemberSoftware> software() {
    return members().stream().map(ObservedMember::software).flatMap(Stream::ofNullable);
  }

  /** What runs on the primary. */
  public Optional<MemberSoftware> primarySoftware() {
    return primary().map(ObservedMember::software);
  }

  /** Whether any member uses access control. */
  public boolean accessControl() {
    return software().anyMatch(MemberSoftware::authorization) || keyfile();
  }

  /** Whether any member authenticates to others with a keyfile. */
  public boolean keyfile() {
    var keyfile = observed.keyfile();
    return (keyfile != null && keyfile.required())
        || software().anyMatch(s -> KEYFILE_MODES.contains(s.clusterAuthMode()));
  }

  /** Whether any member uses TLS. */
  public boolean tls() {
    return software()
        .map(MemberSoftware::tlsMode)
        .anyMatch(mode -> !mode.equals("disabled") && !mode.equals(MemberSoftware.UNKNOWN));
  }

  /** Subjects of the certificates that members showed. */
  public Stream<String> certificateSubjects() {
    return software()
        .map(MemberSoftware::tls)
        .flatMap(Stream::ofNullable)
        .map(MemberTls::certificateSubject)
        .flatMap(Stream::ofNullable);
  }

  /** Addresses of all members, as far as they can be read. */
  public List<Address> addresses() {
    return members().stream()
        .map(m -> Address.parse(m.address()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether all members have loopback addresses. */
  public boolean loopback() {
    return !members().isEmpty()
        && addresses().size() == members().size()
        && addresses().stream().allMatch(Address::loopback);
  }

  /** Seats of all members. */
  public List<Seat> seats() {
    return members().stream().map(Seat::of).toList();
  }

  /** What the set can lose now. */
  public Topology topology() {
    return new Topology(seats());
  }
}
