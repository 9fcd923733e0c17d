package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.Departure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Leaves a plain unit for mongod, where the agent has a unit of its own: there systemd runs, and
 * the agent may write one. It is enabled and not started, because mongod runs; the person's from
 * then on.
 */
public final class MachineDeparture implements Departure {

  private static final int SHORT = 8;

  /** As the agent's unit has them, so that mongod has the same limits after the next start. */
  private static final String UNIT =
      """
      # Left by Offshoot when its agent left this machine: starts the mongod that it had started. It is yours.
      [Unit]
      Description=mongod of @ADDRESS@
      Wants=network-online.target
      After=network-online.target
      RequiresMountsFor=@FOLDER@

      [Service]
      ExecStart=@MONGOD@ --config @CONFIGURATION@
      Environment=GLIBC_TUNABLES=glibc.pthread.rseq=0
      Restart=on-failure
      RestartSec=5
      UMask=0077
      LimitNOFILE=64000
      LimitNPROC=64000
      LimitMEMLOCK=infinity
      LimitFSIZE=infinity
      LimitCPU=infinity
      LimitAS=infinity
      TasksMax=infinity

      [Install]
      WantedBy=multi-user.target
      """;

  private final MongodFolder folder;
  private final String hostId;
  private final Path root;

  /**
   * @param folder where mongod lies
   * @param hostId the machine's id, as in the name of the agent's unit
   * @param root where the system's files begin
   */
  public MachineDeparture(MongodFolder folder, String hostId, Path root) {
    this.folder = folder;
    this.hostId = hostId;
    this.root = root;
  }

  /** The agent's own unit; there is none where systemd does not run or nobody may write one. */
  static Path agentUnit(Path root, String hostId) {
    return units(root).resolve("offshoot-agent-" + hostId + ".service");
  }

  private static Path units(Path root) {
    return root.resolve("etc/systemd/system");
  }

  @Override
  public Kept keepMongod(String address) {
    if (!Files.isDirectory(root.resolve("run/systemd/system"))
        || !Files.exists(agentUnit(root, hostId))) {
      return new Kept.ByHand("setsid " + command());
    }
    String name =
        "mongod-offshoot-" + hostId.substring(0, Math.min(SHORT, hostId.length())) + ".service";
    Path unit = units(root).resolve(name);
    try {
      PrivateFiles.write(unit, text(address), PrivateFiles.ALL_READ);
      Dpkg.Ran enabled = Dpkg.run(List.of("systemctl", "enable", name));
      return enabled.well()
          ? new Kept.Starts(unit + " (enabled)")
          : new Kept.Failed("systemctl enable " + name + ": " + enabled.end());
    } catch (IOException e) {
      return new Kept.Failed("cannot write " + unit + ": " + e.getMessage());
    }
  }

  @Override
  public void begin() {
    try {
      PrivateFiles.write(mark(), "", PrivateFiles.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean begun() {
    return Files.exists(mark());
  }

  private Path mark() {
    return folder.host().resolve("agent").resolve("leaving");
  }

  /** What systemd reads. */
  String text(String address) {
    return UNIT.replace("@ADDRESS@", address)
        .replace("@FOLDER@", folder.root().toString())
        .replace("@MONGOD@", folder.bin().resolve("mongod").toString())
        .replace("@CONFIGURATION@", folder.configuration().toString());
  }

  private String command() {
    return Words.quoted(folder.bin().resolve("mongod").toString())
        + " --config "
        + Words.quoted(folder.configuration().toString());
  }
}
