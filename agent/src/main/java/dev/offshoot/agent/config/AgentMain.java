package dev.offshoot.agent.config;

import dev.offshoot.agent.adapter.file.AgentKey;
import dev.offshoot.agent.adapter.file.CreatedPaths;
import dev.offshoot.agent.adapter.file.FileIdentity;
import dev.offshoot.agent.adapter.file.FileMemberCertificate;
import dev.offshoot.agent.adapter.file.FileMemory;
import dev.offshoot.agent.adapter.file.FolderHome;
import dev.offshoot.agent.adapter.file.LinuxHost;
import dev.offshoot.agent.adapter.file.LinuxTuning;
import dev.offshoot.agent.adapter.file.MachineDeparture;
import dev.offshoot.agent.adapter.file.MongodFolder;
import dev.offshoot.agent.adapter.file.OwnTraces;
import dev.offshoot.agent.adapter.file.PrivateFiles;
import dev.offshoot.agent.adapter.http.HttpInstallerService;
import dev.offshoot.agent.adapter.mongo.DirectMembers;
import dev.offshoot.agent.adapter.mongo.MemberTransport;
import dev.offshoot.agent.adapter.process.OwnProcess;
import dev.offshoot.agent.app.Agent;
import dev.offshoot.agent.app.GoalFollower;
import dev.offshoot.agent.app.Machine;
import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;

/** Starts the agent: one per host folder, held by a file lock. */
public final class AgentMain {

  private static final int REFUSED = 3;
  private static final int WRONG_USAGE = 2;

  private AgentMain() {}

  /**
   * Runs until the host's work is over; exit code 0 then, 3 when the token belongs to another key.
   */
  @SuppressWarnings("SystemOut") // The agent's log is its standard output.
  public static void main(String[] arguments) throws IOException {
    AgentEnvironment environment;
    try {
      environment = AgentEnvironment.read(System.getenv());
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
      System.exit(WRONG_USAGE);
      return;
    }
    Path folder = environment.hostFolder().resolve("agent");
    PrivateFiles.folder(folder);
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        System.out.println("another agent works in " + folder);
        System.exit(WRONG_USAGE);
      }
      Agent.End end = run(environment, folder);
      System.out.println("the agent ends: " + end);
      if (end == Agent.End.LEFT) {
        new OwnTraces(
                environment.hostFolder(), environment.hostRequestId(), environment.systemRoot())
            .deleteAfterwards();
      }
      System.exit(end == Agent.End.REFUSED ? REFUSED : 0);
    }
  }

  private static Agent.End run(AgentEnvironment environment, Path folder) throws IOException {
    LinuxHost host = new LinuxHost(environment.hostFolder());
    FileMemory memory = new FileMemory(folder, folder.resolve("identity.key"));
    if (memory.ended()) {
      return Agent.End.DONE;
    }
    AgentKey key = AgentKey.kept(folder.resolve("identity.key"));
    FileIdentity identity =
        new FileIdentity(
            environment.hostRequestId(),
            folder,
            environment.tokenFile(),
            environment.authoritiesFile());
    HttpInstallerService service = new HttpInstallerService(environment.url(), identity, key);
    MongodFolder mongod = new MongodFolder(environment.hostFolder());
    try (ReactiveMemberAdmins admins = new ReactiveMemberAdmins(settings(environment))) {
      DirectMembers members = new DirectMembers(admins, new MemberTransport(mongod));
      GoalFollower follower =
          new GoalFollower(
              new FolderHome(
                  mongod,
                  new CreatedPaths(folder.resolve("created")),
                  service,
                  InstantSource.system()),
              new OwnProcess(mongod, InstantSource.system()),
              members,
              machine(environment, host, mongod),
              new FileMemberCertificate(mongod, service, members::proveCertificate));
      return new Agent(service, host, memory, follower).run();
    }
  }

  private static Machine machine(
      AgentEnvironment environment, LinuxHost host, MongodFolder mongod) {
    return new Machine(
        host,
        new LinuxTuning(environment.hostFolder()),
        new MachineDeparture(mongod, environment.hostRequestId(), environment.systemRoot()));
  }

  private static DriverSettings settings(AgentEnvironment environment) {
    return new DriverSettings(
        "agent", environment.hostRequestId(), 1, Duration.ofSeconds(3), Duration.ofSeconds(3));
  }
}
