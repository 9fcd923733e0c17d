package dev.offshoot.cli.demo;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.embedded.Poll;
import dev.offshoot.testbed.TestReplicaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of the demo from nothing to nothing, unless it is kept. */
public final class DemoRun {
  private static final int DAYS_KEPT = 30;

  private final Screen screen;

  public DemoRun(Screen screen) {
    this.screen = screen;
  }

  /**
   * What is wanted of a run.
   *
   * @param keep leave everything running after success or failure
   * @param cloud in an enclosure, with a cloud
   * @param capture where the capture of the cloud's link is copied to
   */
  public record Wishes(int megabytes, boolean keep, boolean cloud, Optional<Path> capture) {}

  /** Runs the demo; Ctrl-C and failures clean up. */
  public int run(Wishes wishes) {
    DemoFolder folder = DemoFolder.make();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread hook =
        new Thread(
            () -> {
              interrupted.set(true);
              screen.complain("stopping everything the demo started");
              folder.end();
            },
            "demo-end");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean proven = false;
    try {
      proven = proven(folder, wishes);
    } catch (RuntimeException failed) {
      if (!interrupted.get()) {
        throw failed;
      }
    } finally {
      if (!interrupted.get()) {
        leave(folder, wishes);
        forget(hook);
      }
    }
    if (!interrupted.get()) {
      conclude(proven);
    }
    return proven ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean proven(DemoFolder folder, Wishes wishes) {
    try {
      DemoPlace place =
          wishes.cloud()
              ? CloudPlace.make(folder.root(), wishes.capture(), screen)
              : new ThisMachine();
      folder.use(place);
      return new Demo(screen, folder, place).run(wishes.megabytes());
    } catch (ServiceSilent silent) {
      throw new CommandFailed(
          "the demo's services stopped answering: " + silent.getMessage(),
          "Run it again with --keep, and read the logs in the folder it names.");
    }
  }

  private void leave(DemoFolder folder, Wishes wishes) {
    if (wishes.keep()) {
      showAround(folder);
      if (wishes.cloud()) {
        stay(folder);
      }
    } else {
      screen.live("  ... stopping everything");
      folder.end();
      screen.clearLive();
    }
  }

  // Its networks and processes end with this one.
  private void stay(DemoFolder folder) {
    screen.say(
        "  get inside      nsenter --all --target $(pgrep -nf 'dev.offshoot.cli.Offshoot demo')");
    screen.say("  it ends with this command: Ctrl-C");
    Poll.until(Duration.ofDays(DAYS_KEPT), () -> !Files.exists(folder.root()));
  }

  private void conclude(boolean proven) {
    screen.say("");
    screen.say(
        proven
            ? screen.paint().good("PROVEN")
                + "  one more member, equal to the others, no write lost"
            : screen.paint().bad("NOT PROVEN") + "  see above");
  }

  /** Stops a demo that was kept and deletes its folder. */
  public int end(Path kept) {
    DemoFolder.kept(kept).end();
    screen.say("stopped the demo of " + kept + " and deleted its folder");
    return ExitCode.DONE;
  }

  private void showAround(DemoFolder folder) {
    Installation installation = folder.installation();
    Path set = folder.root().resolve(DemoSet.NAME);
    screen.say("");
    screen.say("left running; the write load has ended");
    screen.say("  state-service   " + installation.url(ServiceName.STATE_SERVICE));
    screen.say("  token           " + installation.dataDir().tokenFile());
    screen.say("  look around     ./offshoot status --data-dir " + folder.root());
    screen.say("                  ./offshoot deployment show orders --data-dir " + folder.root());
    screen.say("                  ./offshoot expansion list --data-dir " + folder.root());
    screen.say(
        "  replica set     user %s, password %s; keyfile %s"
            .formatted(
                TestReplicaSet.ROOT.name(),
                TestReplicaSet.ROOT.password(),
                set.resolve("keyfile")));
    screen.say("  Offshoot users  " + installation.dataDir().secrets());
    screen.say("  stop it         ./offshoot demo --stop " + folder.root());
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // Ctrl-C came first; the hook has its say.
      return;
    }
  }
}
