package dev.offshoot.cli.demo;

import dev.offshoot.testbed.DirectAdmin;
import dev.offshoot.testbed.SampleData;
import dev.offshoot.testbed.TestReplicaSet;
import dev.offshoot.testbed.WriteLoad;
import java.nio.file.Path;

/** The demo's own replica set with data and an application that writes all the time. */
final class DemoSet implements AutoCloseable {
  static final String NAME = "orders";

  // Three members pay several milliseconds of processor time for each majority write.
  private static final int WRITES_PER_SECOND = 100;
  private static final int OPLOG_MEGABYTES = 990;
  private static final long SEED = 20_260;

  private final TestReplicaSet set;
  private final WriteLoad load;

  private DemoSet(TestReplicaSet set, WriteLoad load) {
    this.set = set;
    this.load = load;
  }

  /** Starts three members at this place, with a keyfile; makes Offshoot's users. */
  static DemoSet start(Path folder, Path secrets, DemoPlace place) {
    TestReplicaSet set =
        place
            .placed(
                TestReplicaSet.builder().name(NAME).folder(folder).oplogMegabytes(OPLOG_MEGABYTES))
            .start();
    try (DirectAdmin primary = set.admin(set.primary())) {
      DemoUsers.create(primary, secrets);
    }
    return new DemoSet(set, WriteLoad.start(set.connectionString(), WRITES_PER_SECOND));
  }

  SampleData.Loaded fill(int megabytes) {
    return new SampleData(SEED).load(set.connectionString(), megabytes);
  }

  TestReplicaSet set() {
    return set;
  }

  WriteLoad load() {
    return load;
  }

  SetPicture picture() {
    return SetPicture.of(set);
  }

  @Override
  public void close() {
    load.close();
  }
}
