package dev.offshoot.agent.app;

import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.agent.protocol.Secret;
import org.jspecify.annotations.Nullable;

/** Conversations with single mongods over direct connections; each with a deadline. */
public interface Members {

  /** Resolves, connects and says hello. */
  Greeting greet(Address address);

  /** The version a mongod reports about itself. */
  Greeting version(Address address, @Nullable Secret keyfile);

  /** Logs in with the set's key. */
  KeyProof proveKey(Address address, Secret keyfile);

  /** The configuration a mongod holds. */
  ConfigurationView configuration(Address address, @Nullable Secret keyfile);

  /** Whether a mongod answered. */
  sealed interface Greeting {
    /** It did; the text is its set's name (empty without one), or its version. */
    record Answered(String text) implements Greeting {}

    /** It did not. */
    record Silent(String reason) implements Greeting {}
  }

  /** What became of a login with the key. */
  enum KeyProof {
    /** The key is the set's. */
    PROVEN,
    /** The member refused it. */
    REFUSED,
    /** No answer. */
    SILENT
  }
}
