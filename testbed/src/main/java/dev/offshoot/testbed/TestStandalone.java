package dev.offshoot.testbed;

import com.mongodb.MongoException;
import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A mongod that is no replica set, without authentication. */
public final class TestStandalone implements AutoCloseable {
  private final Path folder;
  private final TestMongod mongod;

  private TestStandalone(Path folder, TestMongod mongod) {
    this.folder = folder;
    this.mongod = mongod;
  }

  /** Starts it; returns when it answers. */
  public static TestStandalone start(String... arguments) {
    Path folder = TestFolders.make();
    TestStandalone standalone =
        new TestStandalone(
            folder,
            new TestMongod(
                Tools.find().mongod(),
                folder.resolve("mongod"),
                Loopback.address(),
                KeptPort.choose(),
                List.of(arguments)));
    standalone.mongod.start();
    if (!Poll.until(Duration.ofSeconds(30), standalone::answers)) {
      standalone.close();
      throw new IllegalStateException("the standalone mongod did not answer");
    }
    return standalone;
  }

  public TestMongod mongod() {
    return mongod;
  }

  public String connectionString() {
    return "mongodb://" + mongod.address() + "/";
  }

  @Override
  public void close() {
    mongod.kill();
    TestFolders.delete(folder);
  }

  private boolean answers() {
    try (DirectAdmin admin = DirectAdmin.to(mongod.address(), Optional.empty())) {
      admin.run("hello");
      return true;
    } catch (MongoException notYet) {
      return false;
    }
  }
}
