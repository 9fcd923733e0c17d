package dev.offshoot.cli.demo;

import dev.offshoot.cli.local.DataDir;
import dev.offshoot.embedded.PrivateFiles;
import dev.offshoot.mongoadmin.domain.Purpose;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What nobody may read who listens, by name; never printed. */
record DemoSecrets(Map<String, String> byName) {

  /** Passwords, keys and the API's token. */
  static DemoSecrets of(DataDir data) {
    Map<String, String> secrets = new TreeMap<>();
    secrets.put("root's password", TestReplicaSet.ROOT.password());
    secrets.put("API token", PrivateFiles.read(data.tokenFile()));
    secrets.put("enrolment key", PrivateFiles.read(data.secrets().resolve("enrolment-key")));
    secrets.put("store's password", PrivateFiles.read(data.root().resolve("store/password")));
    secrets.put("keyfile", PrivateFiles.read(data.secrets().resolve(Demo.KEYFILE_SECRET)));
    for (Purpose purpose : Purpose.values()) {
      Path file = data.secrets().resolve(DemoUsers.name(purpose));
      secrets.put(
          "password of " + DemoUsers.name(purpose),
          PrivateFiles.read(file).replaceFirst("^[^:]*:", ""));
    }
    Path authority = data.secrets().resolve(DemoTls.AUTHORITY);
    if (Files.exists(authority)) {
      secrets.put("key of the set's authority", DemoTls.firstLine(PrivateFiles.read(authority)));
    }
    return new DemoSecrets(secrets);
  }

  @Override
  public String toString() {
    return "DemoSecrets" + byName.keySet();
  }
}
