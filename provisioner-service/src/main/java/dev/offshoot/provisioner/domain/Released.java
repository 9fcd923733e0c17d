package dev.offshoot.provisioner.domain;

/** What a provider answers when a host is released. */
public sealed interface Released {

  /** Nothing with this id is left, and a request for it that comes later is refused. */
  record Gone() implements Released {}

  /** Something on it still lives that must end first; nothing was removed. */
  record InUse(String detail) implements Released {}

  /** The provider cannot tell, or could not: release it again. */
  record NotYet(String reason) implements Released {}

  /**
   * The create call that may have been open is resolved: what it made was found by its tags, and is
   * being ended. Release it again, the call as settled.
   */
  record CallFound(String reference) implements Released {}

  /**
   * The create call that may have been open is resolved: the same call was made once more, and what
   * came of it, if anything, is being ended. Release it again, the call as settled; where a
   * provider makes another host of a repeated call, the first may show up late.
   */
  record CallRepeated(String detail) implements Released {}
}
