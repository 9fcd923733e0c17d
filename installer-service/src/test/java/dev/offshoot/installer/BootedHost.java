package dev.offshoot.installer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A host as a folder and a session, booted by a user-data of the least that is needed. */
final class BootedHost implements AutoCloseable {

  private final Path folder;
  private final Process agent;

  private BootedHost(Path folder, Process agent) {
    this.folder = folder;
    this.agent = agent;
  }

  /** What the user-data needs to know. */
  record Boot(
      String url, String imageSha256, String authorities, String token, String hostRequestId) {}

  static BootedHost boot(Path folder, Boot boot) throws IOException {
    Files.createDirectories(folder);
    Path script = folder.resolve("user-data");
    Files.writeString(script, userData(folder, boot));
    Process process =
        new ProcessBuilder("/bin/sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("boot.log").toFile())
            .start();
    return new BootedHost(folder, process);
  }

  private static String userData(Path folder, Boot boot) {
    return """
      #!/bin/sh
      set -eu
      umask 077
      dir='%1$s' url='%2$s'
      mkdir -p "$dir/image" && cd "$dir"
      printf %%s '%4$s' >"$dir/token"
      printf %%s '%6$s' >"$dir/ca.pem"
      curl -fsS --tlsv1.3 --cacert ca.pem --retry 8 --retry-all-errors --max-time 120 -o image.tar.gz "$url/agent-image"
      echo '%3$s  image.tar.gz' | sha256sum -c - >/dev/null
      tar -xzf image.tar.gz -C image && rm image.tar.gz
      export OFFSHOOT_URL="$url" OFFSHOOT_HOST_REQUEST_ID='%5$s' OFFSHOOT_HOST_DIR="$dir" OFFSHOOT_TOKEN_FILE="$dir/token"
      exec setsid image/offshoot-agent/bin/agent >>"$dir/agent.log" 2>&1 </dev/null
      """
        .formatted(
            folder,
            boot.url(),
            boot.imageSha256(),
            boot.token(),
            boot.hostRequestId(),
            boot.authorities());
  }

  Path folder() {
    return folder;
  }

  Process agent() {
    return agent;
  }

  Optional<ProcessHandle> mongod() throws IOException {
    Path pid = folder.resolve("mongod/pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).split(" ")[0]))
            .filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  String log() throws IOException {
    Path log = folder.resolve("agent.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Override
  public void close() throws Exception {
    agent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    mongod().ifPresent(ProcessHandle::destroyForcibly);
  }
}
