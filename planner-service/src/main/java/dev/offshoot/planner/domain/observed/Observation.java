package dev.offshoot.planner.domain.observed;

import dev.offshoot.planner.domain.Ordered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the set at one moment, from every member by a direct connection.
 *
 * @param observedAt when it began
 * @param setName replica set name
 * @param replicaSetId settings.replicaSetId, hexadecimal
 * @param primary HOST:PORT of the member that a majority and itself call primary
 * @param configVersion version of the primary's configuration
 * @param configTerm its term
 * @param configurationCommitted whether the primary calls it committed
 * @param members every configured member
 * @param databases sizes, from the member with the most data
 * @param defaultWriteConcern cluster-wide default
 * @param users the users Offshoot would act as
 * @param keyfile what is known of the keyfile secret
 * @param disagreements where members tell different stories, a sentence each
 * @param problems what could not be read, and why
 * @param agentAddresses addresses of members whose hosts have an agent of ours
 */
public record Observation(
    Instant observedAt,
    @Nullable String setName,
    @Nullable String replicaSetId,
    @Nullable String primary,
    long configVersion,
    long configTerm,
    boolean configurationCommitted,
    List<ObservedMember> members,
    List<ObservedDatabase> databases,
    @Nullable ObservedWriteConcern defaultWriteConcern,
    List<ObservedUser> users,
    @Nullable ObservedKeyfile keyfile,
    List<String> disagreements,
    List<ObservedProblem> problems,
    List<String> agentAddresses) {

  /** Copies the collections; a missing one reads as empty. */
  public Observation {
    members = Ordered.list(members);
    databases = Ordered.list(databases);
    users = Ordered.list(users);
    disagreements = Ordered.list(disagreements);
    problems = Ordered.list(problems);
    agentAddresses = Ordered.list(agentAddresses);
  }
}
