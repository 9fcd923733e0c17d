package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the agent has on a machine of its own, and how that goes when it leaves: {@code start}
 * becomes a script that deletes it and, last of all, itself. So whoever starts the agent again, a
 * person or systemd, at whatever point it was broken off, goes on with that. What lies in {@code
 * mongod} and {@code kept} stays.
 */
public final class OwnTraces {

  /**
   * The unit's file goes only after systemd saw the unit end: that mongod, a process of it, is left
   * alone (KillMode=process) is written in that file, and is forgotten with it.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Written by Offshoot's agent when it left this machine: deletes what was the agent's own, then itself. mongod is not touched.
      dir=@DIR@
      unit=@UNIT@
      file=@FILE@
      if [ "${1:-}" != now ]; then
        setsid /bin/sh "$dir/start" now $$ >/dev/null 2>&1 </dev/null &
        exit 0
      fi
      rm -f "$dir/agent/identity.key" "$dir/token" "$dir/token.new"

      waited=0
      while kill -0 "${2:-none}" 2>/dev/null && [ "$waited" -lt 10 ]; do
        sleep 1
        waited=$((waited + 1))
      done

      if [ -e "$file" ]; then
        waited=0
        until [ "$waited" -ge 60 ]; do
          case $(systemctl show -p ActiveState --value "$unit") in
            inactive | failed) break ;;
          esac
          sleep 1
          waited=$((waited + 1))
        done
        [ "$waited" -lt 60 ] || exit 1
        systemctl disable "$unit"
        rm -f "$file"
        systemctl daemon-reload
      fi

      cd "$dir" || exit 0
      rm -rf agent image
      rm -f image.tar.gz ca.pem agent.log start.new user-data user-data.new host-id host-id.new
      rm -f start
      cd /
      rmdir "$dir" 2>/dev/null || true
      """;

  private final Path folder;
  private final String hostId;
  private final Path root;

  /**
   * @param folder the host's folder
   * @param hostId the machine's id
   * @param root where the system's files begin
   */
  public OwnTraces(Path folder, String hostId, Path root) {
    this.folder = folder;
    this.hostId = hostId;
    this.root = root;
  }

  /**
   * Has everything deleted as soon as this process has ended.
   *
   * @throws IOException when that could not be begun; starting the agent again tries again
   */
  public void deleteAfterwards() throws IOException {
    Path start = folder.resolve("start");
    Path unit = MachineDeparture.agentUnit(root, hostId);
    PrivateFiles.write(
        start,
        SCRIPT
            .replace("@DIR@", Words.quoted(folder.toString()))
            .replace("@UNIT@", Words.quoted(unit.getFileName().toString()))
            .replace("@FILE@", Words.quoted(unit.toString())),
        PrivateFiles.OWNER);
    var unused =
        new ProcessBuilder(
                List.of(
                    "setsid",
                    "/bin/sh",
                    start.toString(),
                    "now",
                    Long.toString(ProcessHandle.current().pid())))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .directory(folder.getRoot().toFile())
            .start();
  }
}
