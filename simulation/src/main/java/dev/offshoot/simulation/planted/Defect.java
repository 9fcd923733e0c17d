package dev.offshoot.simulation.planted;

import dev.offshoot.simulation.service.World;
import java.util.function.Function;

/**
 * Every defect that can be planted, one a run. Each is a few lines in the class of its theme; none
 * is known to product code.
 */
public enum Defect {
  /** An event is accepted whatever was written in between. */
  COMPARE_AND_SET_LEFT_OUT(JournalDefects::compareAndSetLeftOut),
  /** An outcome is stored whoever holds the lease. */
  EPOCH_NOT_COMPARED(JournalDefects::epochNotCompared),
  /** Facts are published before the outcome is stored. */
  PUBLISHED_BEFORE_STORED(JournalDefects::publishedBeforeStored),
  /** A fact that was published once is never published again. */
  OUTBOX_FORGOTTEN(JournalDefects::outboxForgotten),
  /** An abort is accepted after the last intent. */
  CANCEL_AFTER_VISIBILITY(JournalDefects::cancelAfterVisibility),
  /** A forward event after the abort is accepted. */
  REFUSAL_IGNORED(JournalDefects::refusalIgnored),
  /** An event that was seen is accepted again. */
  SEEN_EVENTS_FORGOTTEN(JournalDefects::seenEventsForgotten),
  /** Facts get a new id each time they are stored. */
  IDS_AT_RANDOM(JournalDefects::idsAtRandom),
  /** Intents are not stored. */
  INTENT_LEFT_OUT(JournalDefects::intentLeftOut),
  /** A fact is made anew when it is sent again. */
  FACT_MADE_ANEW(JournalDefects::factMadeAnew),
  /** A secret gets into an event. */
  SECRET_IN_EVENT(JournalDefects::secretInEvent),
  /** A reconfig whose answer was lost is sent again on top of whatever is there. */
  BLIND_RESEND(SetDefects::blindResend),
  /** A reconfig is sent with the version after the current one, whatever it was made from. */
  VERSION_NOT_COMPARED(SetDefects::versionNotCompared),
  /** The undo does not raise the version above what a frozen worker may still send. */
  NO_FENCE(SetDefects::noFence),
  /** Digests are not read, only said to be equal. */
  VOTE_BEFORE_PROOF(SetDefects::voteBeforeProof),
  /** A difference is passed over. */
  DIFFERENCE_PASSED_OVER(SetDefects::differencePassedOver),
  /** Fields that nobody knows are dropped from the configuration. */
  UNKNOWN_FIELDS_DROPPED(SetDefects::unknownFieldsDropped),
  /** A member enters with a vote. */
  ENTERS_WITH_VOTE(SetDefects::entersWithVote),
  /** A member enters with tags. */
  ENTERS_WITH_TAGS(SetDefects::entersWithTags),
  /** A member gets a priority above the primary's. */
  PRIORITY_ABOVE_ALL(SetDefects::priorityAboveAll),
  /** A voter is taken out in one reconfig. */
  VOTER_OUT_AT_ONCE(SetDefects::voterOutAtOnce),
  /** A reconfig waits for its commitment without a deadline. */
  DEADLINE_MISSING(SetDefects::deadlineMissing),
  /** The audit of configurations is not kept. */
  CONFIGURATIONS_NOT_KEPT(SetDefects::configurationsNotKept),
  /** MemberRemoved is said without looking. */
  REMOVAL_NOT_CHECKED(StageDefects::removalNotChecked),
  /** The host is released as soon as the expansion turns back. */
  HOST_RELEASED_BEFORE_MEMBER_IS_OUT(StageDefects::hostReleasedEarly),
  /** Hosts are made before the plan is approved. */
  APPROVAL_NOT_AWAITED(StageDefects::approvalNotAwaited),
  /** A host that was released may be made again by a late call. */
  RELEASE_WITHOUT_TOMBSTONE(HostDefects::releaseWithoutTombstone),
  /** A host is released without a word of its create call that may still be open. */
  OPEN_CALL_NOT_RESOLVED(HostDefects::openCallNotResolved),
  /** A request that was not answered makes another host the next time. */
  DUPLICATE_REQUEST_MAKES_SECOND_HOST(HostDefects::secondHost),
  /** A host that is still being released is said to be gone. */
  RELEASED_TOO_SOON(HostDefects::releasedTooSoon),
  /** A token serves for another key. */
  TOKEN_ACCEPTED_TWICE(HostDefects::tokenAcceptedTwice),
  /** A goal of a lower generation replaces a higher one. */
  GOAL_OF_LOWER_GENERATION(HostDefects::goalOfLowerGeneration),
  /** The identity of an agent is not taken away. */
  IDENTITY_NOT_REVOKED(HostDefects::identityNotRevoked),
  /** The agent believes whoever says that its member is out. */
  AGENT_BELIEVES_ANYBODY(HostDefects::agentBelievesAnybody),
  /** A host is taken back without a look at who is a member. */
  HOST_CHECK_LEFT_OUT(RemovalDefects::hostNotChecked),
  /** The agent does not see that its member is in the set again. */
  STILL_A_MEMBER_CHECK_LEFT_OUT(RemovalDefects::agentDoesNotLook),
  /** It is said that a host is clean, although its agent was not asked. */
  BINARIES_REMOVED_WITHOUT_AGENT(StageDefects::agentNotAsked),
  /** The agent says that it deleted what it did not delete. */
  DATA_LEFT_ON_HOST(RemovalDefects::dataLeft),
  /** The order to remove is not taken back when the agent refuses it. */
  REMOVAL_LIES_IN_WAIT(RemovalDefects::orderLiesInWait),
  /** A removal is confirmed and not recorded. */
  REMOVAL_NOT_RECORDED(RemovalDefects::removalNotRecorded),
  /** A removal is forgotten after it was published. */
  REMOVAL_FORGOTTEN(RemovalDefects::removalForgotten),
  /** A host that is gone stays in the list. */
  GONE_HOST_LISTED(RemovalDefects::goneHostListed),
  /** Another expansion of the deployment is let in. */
  LOCK_OF_DEPLOYMENT_LEFT_OUT(UserDefects::lockLeftOut),
  /** A cancellation is confirmed and not recorded. */
  CANCELLATION_LOST(UserDefects::cancellationLost),
  /** Any digest approves the plan. */
  DIGEST_NOT_COMPARED(UserDefects::digestNotCompared);

  private final Function<World, Planted> plant;

  Defect(Function<World, Planted> plant) {
    this.plant = plant;
  }

  /** The defect in one world. */
  public Planted in(World world) {
    return plant.apply(world);
  }
}
