package dev.offshoot.simulation.fault;

/** What can go wrong. {@code Happening} does it, {@code DrawPlan} says how often it is drawn. */
public enum FaultKind {
  /** A copy of a service, or an agent, dies and is started again. */
  CRASH(false),
  /** A copy of a service stands still: the next thing it does comes late. */
  FREEZE(false),
  /** The call fails. */
  CALL_FAILS(false),
  /** The call fails and takes effect later. */
  CALL_COMES_LATE(false),
  /** The clock of a copy jumps and stays wrong. */
  CLOCK_JUMPS(false),
  /** The clock of a host is minutes wrong for a while, and then is set right. */
  HOST_CLOCK_JUMPS(false),
  /** The stores of one service do not answer. */
  STORE_DOWN(false),
  /** The broker takes nothing. */
  BROKER_DOWN(false),
  /** The broker forgets the last records of a topic, acknowledged or not. */
  BROKER_LOSES_TAIL(false),
  /** A synchronization fails and begins again. */
  SYNC_FAILS(false),
  /** A collection is dropped. */
  COLLECTION_DROPPED(false),
  /** A second request for the same deployment. */
  SECOND_REQUEST(false),
  /** Somebody else enrols with the token of a host. */
  STOLEN_TOKEN(false),
  /** Somebody approves a plan that is not this one. */
  WRONG_APPROVAL(false),
  /** Somebody wants to forget the deployment. */
  FORGETS_DEPLOYMENT(false),
  /** Once the expansion is over, somebody gives a host of it back. */
  HOST_GIVEN_BACK(false),
  /** An agent dies. */
  AGENT_CRASH(true),
  /** A member's process is away. */
  MEMBER_DOWN(true),
  /** The primary steps down. */
  STEP_DOWN(true),
  /** Some members do not reach the others. */
  SPLIT(true),
  /** The mongod of a new host ends by itself. */
  MONGOD_DIES(true),
  /** The provider refuses every request. */
  PROVIDER_REFUSES(true),
  /** The provider has no capacity. */
  PROVIDER_FULL(true),
  /** The provider makes and releases hosts late. */
  PROVIDER_LATE(true),
  /** A host is lost, with all that ran on it. */
  HOST_LOST(true),
  /** A document of a new member differs. */
  DATA_DIFFERS(true),
  /** Somebody changes a setting of the set. */
  FOREIGN_SETTING(true),
  /** Somebody adds a voting member of their own. */
  FOREIGN_MEMBER(true),
  /** Somebody changes the entry of our member. */
  FOREIGN_EDIT(true),
  /** Somebody takes our member out. */
  FOREIGN_REMOVAL(true),
  /** The server itself raises the version. */
  SERVER_RECONFIG(true),
  /** Somebody forges MemberRemoved. */
  FORGED_REMOVAL(true),
  /** The user cancels. */
  USER_CANCELS(true);

  private final boolean changesTheOutcome;

  FaultKind(boolean changesTheOutcome) {
    this.changesTheOutcome = changesTheOutcome;
  }

  /** Whether the expansion may end otherwise because of it. */
  public boolean changesTheOutcome() {
    return changesTheOutcome;
  }
}
