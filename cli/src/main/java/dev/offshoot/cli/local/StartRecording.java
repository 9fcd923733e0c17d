package dev.offshoot.cli.local;

import dev.offshoot.embedded.EmbeddedKafka;
import dev.offshoot.embedded.RecordedStart;
import dev.offshoot.embedded.ServiceProcess;
import dev.offshoot.embedded.Tools;
import dev.offshoot.testbed.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a whole installation once and stops it, so that its parts start in less time afterwards.
 * The build runs it when everything is built. A failure costs time at later starts and nothing
 * else, so that it is told and the build goes on.
 */
public final class StartRecording {

  private StartRecording() {}

  /** Records the parts of this checkout; its folder is the only argument. */
  public static void main(String[] arguments) throws IOException {
    Path checkout = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Files.createTempDirectory("offshoot-recording-");
    try {
      List<String> left = record(new Home(checkout), Tools.find(), folder);
      if (!left.isEmpty()) {
        tell("nothing was recorded of " + left);
      }
    } catch (RuntimeException failed) {
      tell(failed.toString());
    } finally {
      TestFolders.delete(folder);
    }
  }

  private static List<String> record(Home home, Tools tools, Path folder) {
    RecordedStart.recordAll();
    Installation installation = new Installation(DataDir.at(folder), home, () -> tools);
    installation.useFreePorts();
    try {
      installation.start();
    } finally {
      installation.stop();
    }
    List<String> left = new ArrayList<>();
    if (!new EmbeddedKafka(folder, tools).keepRecordedStart()) {
      left.add("the event broker");
    }
    installation.services().stream()
        .filter(service -> !service.keepRecordedStart())
        .map(ServiceProcess::name)
        .forEach(left::add);
    return left;
  }

  private static void tell(String what) {
    System.err.println("services will start, but in more time than they could: " + what);
  }
}
