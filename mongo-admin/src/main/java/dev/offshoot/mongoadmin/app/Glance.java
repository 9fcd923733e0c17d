package dev.offshoot.mongoadmin.app;

import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cheap look at a set: hello and replSetGetStatus of members already known.
 *
 * @param at when it began
 * @param members what each said, in the order they were asked for
 */
public record Glance(Instant at, List<MemberGlance> members) {

  /** Copies the list. */
  public Glance {
    members = List.copyOf(members);
  }

  /**
   * What one member said.
   *
   * @param address who
   * @param hello hello
   * @param status replSetGetStatus; refused or not authenticated on an arbiter
   */
  public record MemberGlance(
      MemberAddress address, Answer<HelloView> hello, Answer<ReplicaSetStatus> status) {}

  /** The first status of a member that calls itself primary, as the best single view. */
  public Optional<ReplicaSetStatus> primaryView() {
    return members.stream()
        .filter(m -> m.hello().answer().map(HelloView::isWritablePrimary).orElse(false))
        .flatMap(m -> m.status().answer().stream())
        .findFirst();
  }
}
