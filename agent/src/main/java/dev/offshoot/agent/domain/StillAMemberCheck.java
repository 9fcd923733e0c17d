package dev.offshoot.agent.domain;

import dev.offshoot.agent.domain.ConfigurationView.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a mongod may be stopped and its data deleted. The newest configuration that
 * anybody shows decides, provided it is of this set and at least as new as the one the removal
 * names; what cannot be told counts as no. That a member is out is believed of a primary alone, and
 * of a committed configuration: anybody else may not have heard yet that it was put back, and one
 * that is not committed can be lost with its primary. One of another set proves nothing, unless it
 * lists the address: then the member is in, however the removal came to name the wrong set.
 */
public final class StillAMemberCheck {

  private StillAMemberCheck() {}

  /** The answer, with the reason a person reads. */
  public sealed interface Verdict {

    /** The member is out. */
    record Out(String reason) implements Verdict {}

    /** The member is still in. */
    record StillIn(String reason) implements Verdict {}

    /** That cannot be told now; nothing may be touched, and the question is asked again. */
    record NotKnown(String reason) implements Verdict {}
  }

  /**
   * Evaluates what was seen.
   *
   * @param claim what the removal says
   * @param own what the mongod in question says itself
   * @param others what configured members of the set say
   */
  public static Verdict evaluate(
      RemovalClaim claim, ConfigurationView own, List<ConfigurationView> others) {
    Optional<Configuration> elsewhere = listedElsewhere(claim, own, others);
    if (elsewhere.isPresent()) {
      return byAnotherSet(claim, elsewhere.get());
    }
    Optional<Configuration> newest = newest(claim, own, others);
    if (newest.isPresent() && newest.get().addresses().contains(claim.address())) {
      return new Verdict.StillIn(told(newest.get()) + ", which lists " + claim.address());
    }
    // Such a mongod holds no data, so that nobody has to vouch for it.
    if (claim.version() == null && own instanceof ConfigurationView.NeverInitialised) {
      return new Verdict.Out(
          claim.address() + " never received a configuration and was never added");
    }
    if (newest.isPresent()) {
      return withoutMember(claim, newest.get(), others);
    }
    return new Verdict.NotKnown(
        "nobody shows a configuration at least as new as "
            + named(claim)
            + ": "
            + reasons(own, others));
  }

  private static Optional<Configuration> listedElsewhere(
      RemovalClaim claim, ConfigurationView own, List<ConfigurationView> others) {
    return Stream.concat(Stream.of(own), others.stream())
        .filter(Configuration.class::isInstance)
        .map(Configuration.class::cast)
        .filter(seen -> !seen.replicaSetId().equals(claim.replicaSetId()))
        .filter(seen -> seen.addresses().contains(claim.address()))
        .findFirst();
  }

  private static Verdict byAnotherSet(RemovalClaim claim, Configuration configuration) {
    return new Verdict.StillIn(
        configuration.source()
            + " shows set "
            + configuration.replicaSetId()
            + ", which lists "
            + claim.address()
            + "; the removal is of set "
            + claim.replicaSetId());
  }

  /** Replies with a commitment come from primaries alone, and a removed mongod is never one. */
  private static Verdict withoutMember(
      RemovalClaim claim, Configuration newest, List<ConfigurationView> others) {
    return others.stream()
        .filter(Configuration.class::isInstance)
        .map(Configuration.class::cast)
        .filter(seen -> seen.committed() && counts(claim, seen))
        .filter(seen -> seen.isAtLeast(newest.version(), newest.term()))
        .findFirst()
        .<Verdict>map(seen -> new Verdict.Out(told(seen) + ", without " + claim.address()))
        .orElseGet(
            () ->
                new Verdict.NotKnown(
                    told(newest)
                        + ", without "
                        + claim.address()
                        + ", but no primary says that this is committed"));
  }

  private static String told(Configuration configuration) {
    return configuration.source()
        + " has configuration version "
        + configuration.version()
        + ", term "
        + configuration.term();
  }

  private static Optional<Configuration> newest(
      RemovalClaim claim, ConfigurationView own, List<ConfigurationView> others) {
    List<ConfigurationView> all = new ArrayList<>(others);
    all.add(own);
    Configuration newest = null;
    for (ConfigurationView view : all) {
      if (view instanceof Configuration candidate
          && counts(claim, candidate)
          && (newest == null || isNewer(candidate, newest, claim))) {
        newest = candidate;
      }
    }
    return Optional.ofNullable(newest);
  }

  private static boolean counts(RemovalClaim claim, Configuration candidate) {
    if (!candidate.replicaSetId().equals(claim.replicaSetId())) {
      return false;
    }
    Long version = claim.version();
    Long term = claim.term();
    return version == null || candidate.isAtLeast(version, term == null ? -1 : term);
  }

  /** Of two that cannot be ordered, or are the same, the one that lists the member counts. */
  private static boolean isNewer(Configuration one, Configuration other, RemovalClaim claim) {
    if (!one.isAtLeast(other.version(), other.term())) {
      return false;
    }
    return !other.isAtLeast(one.version(), one.term()) || one.addresses().contains(claim.address());
  }

  private static String named(RemovalClaim claim) {
    return claim.version() == null
        ? "any of this set"
        : "version " + claim.version() + (claim.term() == null ? "" : ", term " + claim.term());
  }

  private static String reasons(ConfigurationView own, List<ConfigurationView> others) {
    List<String> reasons = new ArrayList<>();
    reasons.add("its own mongod " + reason(own));
    for (ConfigurationView other : others) {
      reasons.add(reason(other));
    }
    return String.join("; ", reasons);
  }

  private static String reason(ConfigurationView view) {
    return switch (view) {
      case Configuration older ->
          older.source() + " shows version " + older.version() + " of set " + older.replicaSetId();
      case ConfigurationView.NeverInitialised() -> "never received one";
      case ConfigurationView.Unreadable(String reason) -> "could not be asked: " + reason;
    };
  }
}
