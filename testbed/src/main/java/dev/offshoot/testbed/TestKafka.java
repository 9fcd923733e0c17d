package dev.offshoot.testbed;

import dev.offshoot.embedded.EmbeddedKafka;
import dev.offshoot.embedded.Tools;
import java.nio.file.Path;
import java.time.Duration;

/** A Kafka node in a temporary folder. */
public final class TestKafka implements AutoCloseable {
  private final Path folder;
  private final EmbeddedKafka kafka;

  private TestKafka(Path folder, EmbeddedKafka kafka) {
    this.folder = folder;
    this.kafka = kafka;
  }

  /** Starts a node; returns when it answers. */
  public static TestKafka start() {
    Path folder = TestFolders.make();
    TestKafka started = new TestKafka(folder, new EmbeddedKafka(folder, Tools.find()));
    try {
      started.restart();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Starts the node again after a kill; returns when it answers. */
  public void restart() {
    kafka.start();
    kafka.awaitReady(Duration.ofSeconds(60));
  }

  /** Ends the node by SIGKILL. */
  public void kill() {
    kafka.process().kill();
  }

  /** Suspends the node: connections stay open, nothing is answered. */
  public void freeze() {
    kafka.process().freeze();
  }

  public void thaw() {
    kafka.process().thaw();
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    if (kafka.process().isAlive()) {
      kafka.process().kill();
    }
    TestFolders.delete(folder);
  }
}
