package dev.offshoot.testbed.cloud;

import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.testbed.MemberSpec;
import dev.offshoot.testbed.TestReplicaSetBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;

/** Places a set's three members at a site: each with an address and a network of its own. */
final class HomeSet {
  private static final int MEMBERS = 3;
  private static final int FIRST = 11;
  private static final int PORT = 27017;

  private HomeSet() {}

  static TestReplicaSetBuilder placed(
      TestReplicaSetBuilder set, Path mongod, Site site, Path folder) {
    MemberSpec[] members =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> MemberSpec.voter().mongod(inside(mongod, site, folder, i)))
            .toArray(MemberSpec[]::new);
    String[] addresses =
        IntStream.range(0, MEMBERS)
            .mapToObj(i -> site.address(FIRST + i) + ":" + PORT)
            .toArray(String[]::new);
    return set.members(members).addresses(addresses);
  }

  /** A set of two members, the n-th of those; only the first one votes. */
  static TestReplicaSetBuilder small(
      TestReplicaSetBuilder set, Path mongod, Site site, Path folder, int number) {
    int first = MEMBERS + 2 * number;
    return set.members(
            MemberSpec.voter().mongod(inside(mongod, site, folder, first)),
            MemberSpec.voter().voteless().mongod(inside(mongod, site, folder, first + 1)))
        .addresses(
            site.address(FIRST + first) + ":" + PORT, site.address(FIRST + first + 1) + ":" + PORT);
  }

  /** An executable that becomes mongod on a machine of its own. */
  private static Path inside(Path mongod, Site site, Path folder, int member) {
    Path network = site.attach("db" + (member + 1), site.address(FIRST + member));
    Path executable = PrivateFiles.folder(folder).resolve("mongod-on-db" + (member + 1));
    PrivateFiles.write(
        executable, "#!/bin/sh\nexec nsenter --net='%s' '%s' \"$@\"\n".formatted(network, mongod));
    try {
      Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return executable;
  }
}
