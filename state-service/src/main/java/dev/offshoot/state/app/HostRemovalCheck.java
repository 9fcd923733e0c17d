package dev.offshoot.state.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.Cause;
import dev.offshoot.contracts.Observation;
import dev.offshoot.state.domain.Problem;
import dev.offshoot.state.domain.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides from one observation whether a host's member is out: a committed configuration of the
 * very set the host was made for names neither its address nor its _id. A member whose address is
 * that of another held host is that host's, whatever its _id: MongoDB lets an _id be used again.
 */
final class HostRemovalCheck {

  private HostRemovalCheck() {}

  /** The answer. */
  sealed interface Verdict {

    /** The member is out of this set, whose members these are. */
    record Out(String replicaSetId, List<String> members) implements Verdict {}

    /** It is in, or that cannot be told. */
    record No(Problem why) implements Verdict {}
  }

  /**
   * Evaluates what was seen.
   *
   * @param host the host
   * @param held all hosts that are held
   * @param plannedSet settings.replicaSetId of the plan the host was made for; absent when unknown
   * @param seen what the set of the host's deployment shows now
   */
  static Verdict evaluate(
      HeldHost host,
      List<HeldHost> held,
      @Nullable String plannedSet,
      ObserveDeployment.Observed seen) {
    Observation observation = seen.observation();
    JsonNode configuration = observation.configuration();
    String setId = observation.replicaSetId();
    Cause foreign = seen.foreign();
    if (plannedSet == null || setId == null || configuration == null || !isCertain(observation)) {
      return new Verdict.No(notShown(host));
    }
    if (!setId.equals(plannedSet)) {
      return new Verdict.No(anotherSet(host, plannedSet, setId));
    }
    if (foreign != null) {
      return new Verdict.No(unknown(host, foreign.detail(), foreign.remedy()));
    }
    for (JsonNode member : configuration.path("members")) {
      if (isOf(host, held, member)) {
        return new Verdict.No(carries(host, member));
      }
    }
    return new Verdict.Out(plannedSet, addresses(configuration));
  }

  private static boolean isCertain(Observation seen) {
    return seen.primary() != null && seen.configurationCommitted();
  }

  private static boolean isOf(HeldHost host, List<HeldHost> held, JsonNode member) {
    String address = member.path("host").asText();
    HeldHost.CarriedMember carried = host.carries();
    if (address.equals(host.address())) {
      return true;
    }
    return carried != null
        && member.path("_id").asInt() == carried.memberId()
        && held.stream()
            .noneMatch(other -> !other.id().equals(host.id()) && other.address().equals(address));
  }

  private static List<String> addresses(JsonNode configuration) {
    List<String> addresses = new ArrayList<>();
    configuration.path("members").forEach(member -> addresses.add(member.path("host").asText()));
    return addresses;
  }

  private static Problem carries(HeldHost host, JsonNode member) {
    String entry = "_id " + member.path("_id").asInt() + ", host " + member.path("host").asText();
    return new Problem(
        ProblemCode.HOST_CARRIES_MEMBER,
        "Host "
            + host.id()
            + " carries "
            + host.address()
            + " of "
            + host.deployment()
            + ": the configuration has a member with "
            + entry
            + ".",
        "If that member runs on this host, take it out of the set first; a host with a member is"
            + " never removed. If it runs elsewhere, leave it alone and give it another _id.");
  }

  /** Of a deployment that was removed. */
  static Problem notRegistered(HeldHost host) {
    return unknown(
        host,
        "deployment " + host.deployment() + " is not registered any more, so nobody can be asked.",
        "Register its replica set again: offshoot deployment add " + host.deployment());
  }

  private static Problem anotherSet(HeldHost host, String planned, String seen) {
    return unknown(
        host,
        "it was made for replica set "
            + planned
            + ", and under the name "
            + host.deployment()
            + " set "
            + seen
            + " answers.",
        "Register the set with this id as " + host.deployment() + " again, then remove the host.");
  }

  private static Problem notShown(HeldHost host) {
    return unknown(
        host,
        "replica set " + host.deployment() + " did not show a committed configuration.",
        "See: offshoot deployment show " + host.deployment());
  }

  private static Problem unknown(HeldHost host, String why, String remedy) {
    return new Problem(
        ProblemCode.HOST_MEMBER_UNKNOWN,
        "Whether host " + host.id() + " still carries " + host.address() + " is not known: " + why,
        remedy);
  }
}
