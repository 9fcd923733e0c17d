package dev.offshoot.testbed.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a main class of this class path again in network, mount and process namespaces of its own:
 * what it starts sees only its own network, and all of it ends with it, however that ends. Folders
 * of control groups are removed from outside, when nothing is in them any more.
 */
public final class Enclosure {
  private static final String NAME = "OFFSHOOT_ENCLOSURE";
  private static final int ENDS_WITHIN_SECONDS = 90;

  private final String id;
  private final Process unshare;

  private Enclosure(String id, Process unshare) {
    this.id = id;
    this.unshare = unshare;
  }

  /** Whether this process runs in one. */
  public static boolean isHere() {
    return System.getenv(NAME) != null;
  }

  /** The name of the one this process runs in. */
  static String here() {
    String name = System.getenv(NAME);
    if (name == null) {
      throw new IllegalStateException("a cloud is made only inside an enclosure");
    }
    return name;
  }

  /** What this machine lacks for one, in words for the user; empty where nothing. */
  public static Optional<String> missing() {
    for (String tool : List.of("unshare", "nsenter", "setpriv", "ip", "mount", "python3")) {
      if (!LinuxCommand.succeeds(tool, "--version") && !LinuxCommand.succeeds(tool, "-V")) {
        return Optional.of("the command " + tool + " (util-linux, iproute2, Python 3)");
      }
    }
    if (!Files.isWritable(Path.of("/dev/net/tun"))) {
      return Optional.of("/dev/net/tun, writable");
    }
    return LinuxCommand.succeeds(command("true"))
        ? Optional.empty()
        : Optional.of("root's rights to make network, mount and process namespaces (unshare)");
  }

  /** Starts the main class; it shares this process's input and output. */
  public static Enclosure start(Class<?> main, List<String> arguments) {
    String id = "offshoot-" + UUID.randomUUID().toString().substring(0, 8);
    List<String> command = new ArrayList<>(List.of(command("")));
    command.removeLast();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(Map.of(NAME, id));
    try {
      return new Enclosure(id, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start an enclosure", e);
    }
  }

  /**
   * Waits for its end and answers its exit code. When this process is asked to end meanwhile, the
   * enclosed one is asked too, and waited for.
   */
  public int await() {
    Thread hook = new Thread(this::end, "enclosure-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int exit = unshare.waitFor();
      removeGroups();
      Runtime.getRuntime().removeShutdownHook(hook);
      return exit;
    } catch (IllegalStateException ending) {
      return unshare.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
      return 1;
    }
  }

  /** Asks what runs in it to end, and after a time makes it. */
  private void end() {
    // unshare itself holds signals back until its child has ended.
    unshare.children().forEach(ProcessHandle::destroy);
    try {
      if (!unshare.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        unshare.destroyForcibly().waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      unshare.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    removeGroups();
  }

  private void removeGroups() {
    for (Path group : ControlGroup.foldersOf(id)) {
      try (Stream<Path> all = Files.walk(group, 2)) {
        for (Path each :
            all.filter(Files::isDirectory).sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException | UncheckedIOException busy) {
        throw new IllegalStateException("a control group is left: " + group, busy);
      }
    }
  }

  // Whoever kills this process ends the enclosure too: the kernel kills unshare, and it its child.
  private static String[] command(String program) {
    return new String[] {
      "setpriv",
      "--pdeathsig",
      "KILL",
      "unshare",
      "--net",
      "--mount",
      "--pid",
      "--fork",
      "--kill-child",
      "--mount-proc",
      program
    };
  }
}
