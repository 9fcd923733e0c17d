package dev.offshoot.stage.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings that every service shares. */
@ConfigMapping(prefix = "offshoot")
public interface OffshootConfig {

  /** The service's own store. */
  Store store();

  /** Kafka, beyond what the channels need. */
  Kafka kafka();

  /** Where named secrets come from. */
  SecretSources secrets();

  /** How work is claimed. */
  Work work();

  /** The service's own store: MongoDB, a database per service. */
  interface Store {

    /**
     * Connection string. May hold a password, so it is given by environment or a protected file,
     * never as argument.
     */
    @WithDefault("mongodb://127.0.0.1:27017/?replicaSet=offshoot")
    String uri();

    /** Database of this service; its name without a value. */
    Optional<String> database();
  }

  /** Kafka, beyond what the channels need. */
  interface Kafka {

    /** Whether missing topics are created at start. */
    @WithDefault("true")
    boolean createTopics();

    /** Partitions of every topic; fixed for good. */
    @WithDefault("3")
    int partitions();

    /** How long facts are kept. */
    @WithDefault("P30D")
    Duration retention();
  }

  /** Where named secrets come from, besides the environment. */
  interface SecretSources {

    /** Folder with one file per secret. */
    Optional<String> dir();

    /** Program that prints the secret whose name it gets. */
    Optional<String> command();
  }

  /** How work is claimed. */
  interface Work {

    /** How long a claim lasts without renewal; longer than any deadline of a remote call. */
    @WithDefault("PT60S")
    Duration lease();

    /**
     * Name of this copy of the service that outlives its restarts, so that it takes up its own work
     * at once instead of waiting for the lease's end. Two copies must never share one; random
     * without a value.
     */
    Optional<String> instance();
  }
}
