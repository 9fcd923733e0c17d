package dev.offshoot.agent.domain;

import java.util.List;

/** What one mongod says about its replica set's configuration. */
public sealed interface ConfigurationView {

  /**
   * It has one.
   *
   * @param source HOST:PORT that said so
   * @param version version
   * @param term term, -1 after a forced reconfiguration
   * @param replicaSetId settings.replicaSetId
   * @param addresses host of every member
   * @param committed its source is a primary, and says that this configuration is committed
   */
  record Configuration(
      String source,
      long version,
      long term,
      String replicaSetId,
      List<String> addresses,
      boolean committed)
      implements ConfigurationView {

    /** Copies the addresses. */
    public Configuration {
      addresses = List.copyOf(addresses);
    }

    /**
     * Orders configurations as the server does: term first, version within a term; version alone
     * when one of the terms is unset (-1).
     */
    boolean isAtLeast(long otherVersion, long otherTerm) {
      if (term == -1 || otherTerm == -1 || term == otherTerm) {
        return version >= otherVersion;
      }
      return term > otherTerm;
    }
  }

  /** It never got one (code 94, NotYetInitialized). */
  record NeverInitialised() implements ConfigurationView {}

  /**
   * It could not be read.
   *
   * @param reason why, without secrets
   */
  record Unreadable(String reason) implements ConfigurationView {}
}
