package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Amounts;
import dev.offshoot.embedded.Poll;
import dev.offshoot.embedded.ServiceProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what does not run; stays and stops it again at Ctrl-C unless detached. */
@Command(
    name = "up",
    description = "Start the five services, with a broker and store of their own.")
final class UpCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--detach", description = "Return when all services are ready.")
  boolean detach;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "Port of the HTTP interface (default: 8080; kept in the data folder).")
  @Nullable Integer httpPort;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Use a Kafka that runs already (kept in the data folder).")
  @Nullable String kafka;

  @Option(
      names = "--store",
      paramLabel = "URI",
      description = {
        "Use a MongoDB replica set that runs already as Offshoot's own store (kept in the data folder).",
        "With a password, give it in the environment variable OFFSHOOT_STORE_URI instead."
      })
  @Nullable String store;

  @Option(names = "--free-ports", hidden = true, description = "Take free ports for all services.")
  boolean freePorts;

  UpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Installation installation = session.installation();
    installation.dataDir().prepare();
    choose(installation);
    if (detach) {
      start(installation);
      return ExitCode.DONE;
    }
    return inForeground(installation);
  }

  private void choose(Installation installation) {
    if (httpPort != null) {
      installation.usePort(ServiceName.STATE_SERVICE, httpPort);
    }
    if (freePorts) {
      installation.useFreePorts();
    }
    if (kafka != null) {
      installation.useBroker(kafka);
    }
    String uri = store == null ? session.environment("OFFSHOOT_STORE_URI") : store;
    if (store != null && store.matches("mongodb(\\+srv)?://[^/@]*:[^/@]*@.*")) {
      throw new CommandFailed(
          "the store's connection string holds a password, and arguments can be read by every user of this machine",
          "Give it in the environment variable OFFSHOOT_STORE_URI.",
          ExitCode.WRONG_USAGE);
    }
    if (!uri.isEmpty()) {
      installation.useStore(uri);
    }
  }

  private void start(Installation installation) {
    long begin = System.nanoTime();
    session.screen().live("starting Offshoot ...");
    try {
      installation.start();
    } finally {
      session.screen().clearLive();
    }
    if (session.isJson()) {
      session.json(
          Map.of(
              "url", installation.url(ServiceName.STATE_SERVICE),
              "dataDir", installation.dataDir().root().toString(),
              "tokenFile", installation.dataDir().tokenFile().toString()));
      return;
    }
    session
        .screen()
        .say(
            "Offshoot is ready at %s (%s)"
                .formatted(
                    installation.url(ServiceName.STATE_SERVICE),
                    Amounts.duration(Duration.ofNanos(System.nanoTime() - begin))));
    session.screen().say("  token  " + installation.dataDir().tokenFile());
    session.screen().say("  logs   " + installation.dataDir().logs());
  }

  private int inForeground(Installation installation) {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              session.screen().complain("stopping Offshoot; members and hosts keep running");
              installation.stop();
              stopped.countDown();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    start(installation);
    session.screen().say("  Ctrl-C stops the services; members and hosts keep running");
    watch(installation);
    return ExitCode.FAILED;
  }

  // Returns only when nothing is left to watch: `down` was called, or all services ended.
  private void watch(Installation installation) {
    Set<String> missing = new HashSet<>();
    while (installation.isUp()) {
      for (ServiceProcess service : installation.services()) {
        if (service.process().isAlive()) {
          missing.remove(service.name());
        } else if (missing.add(service.name())) {
          session
              .screen()
              .complain(
                  service.name()
                      + " has ended; see "
                      + service.log()
                      + "; start it again: "
                      + session.shown("up --detach"));
        }
      }
      Poll.until(Duration.ofSeconds(2), () -> false);
    }
    session.screen().complain("no service runs any more");
  }
}
