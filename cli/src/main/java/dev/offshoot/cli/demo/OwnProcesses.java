package dev.offshoot.cli.demo;

import dev.offshoot.embedded.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The processes that run out of one folder of the demo: members, agents, services. */
final class OwnProcesses {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private OwnProcesses() {}

  /**
   * Ends every process whose command line names a path inside this folder; the folder's name is
   * unique to one demo.
   */
  static void end(Path folder) {
    List<ProcessHandle> own = of(folder);
    own.forEach(ProcessHandle::destroyForcibly);
    Poll.until(GRACE, () -> own.stream().noneMatch(ProcessHandle::isAlive));
  }

  static List<ProcessHandle> of(Path folder) {
    String inside = folder + "/";
    long self = ProcessHandle.current().pid();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != self)
        .filter(
            process ->
                process.info().commandLine().filter(line -> line.contains(inside)).isPresent())
        .toList();
  }
}
