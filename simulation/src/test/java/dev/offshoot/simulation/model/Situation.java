package dev.offshoot.simulation.model;

/**
 * What is played on both. Those that end processes come last: a real set hears slowly, for a while,
 * of members that were away.
 */
enum Situation {
  ADD_WITHOUT_VOTE_AND_PROMOTE(Adding::withoutVoteAndPromote),
  ADD_AS_VOTER(Adding::asVoter),
  ADD_AN_UNREACHABLE_HOST(Adding::unreachableHost),
  WHAT_A_SERVER_DOES_NOT_TAKE(Reconfiguring::whatAServerDoesNotTake),
  SEVERAL_VOTERS_AT_ONCE(Reconfiguring::severalVotersAtOnce),
  SECOND_RECONFIG_WHILE_ONE_IS_NOT_COMMITTED(Reconfiguring::secondWhileOneIsNotCommitted),
  STEP_DOWN(Reconfiguring::stepDown),
  STEP_DOWN_IN_MID_RECONFIG(Reconfiguring::stepDownInMidReconfig),
  FCV_CHANGED_DURING_SYNC(Synchronizing::compatibilityVersionIsChanged),
  ADD_A_MEMBER_OF_ANOTHER_SET(Adding::memberOfAnotherSet),
  SYNC_SOURCE_KILLED(Synchronizing::sourceIsKilled),
  RECONFIG_WITHOUT_MAJORITY(Reconfiguring::withoutMajority);

  /** Those about reconfigs and elections, as a pattern of their names. */
  static final String RECONFIGURING =
      "WHAT_A_SERVER_DOES_NOT_TAKE|SEVERAL_VOTERS_AT_ONCE|SECOND_RECONFIG_WHILE_ONE_IS_NOT_COMMITTED"
          + "|STEP_DOWN|STEP_DOWN_IN_MID_RECONFIG|RECONFIG_WITHOUT_MAJORITY";

  private final Script script;

  Situation(Script script) {
    this.script = script;
  }

  /** How it is played. */
  @FunctionalInterface
  interface Script {
    void play(Act act, StageHand hand);
  }

  Script script() {
    return script;
  }
}
