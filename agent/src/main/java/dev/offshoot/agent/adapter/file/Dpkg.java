package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The commands of dpkg, apt and systemd that one package needs; each has a deadline. */
final class Dpkg {

  private static final int MINUTES = 10;
  private static final int TAIL = 400;

  /** What packages of mongod delete when they are purged, whoever filled it. */
  private static final List<Path> PURGED =
      List.of(Path.of("/var/lib/mongodb"), Path.of("/var/lib/mongo"), Path.of("/var/log/mongodb"));

  /**
   * How a command ended.
   *
   * @param exit its exit code
   * @param said what it said, both streams
   */
  record Ran(int exit, String said) {
    boolean well() {
      return exit == 0;
    }

    /** The end of what it said, on one line. */
    String end() {
      String line = said.strip().replaceAll("\\s+", " ");
      return line.substring(Math.max(0, line.length() - TAIL));
    }
  }

  /** Why no package can be installed by this agent; empty when one can. */
  String refusal() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String tool : List.of("dpkg", "dpkg-query", "apt-get", "apt-mark")) {
      if (!run(List.of("sh", "-c", "command -v " + tool)).well()) {
        missing.add(tool);
      }
    }
    if (!missing.isEmpty()) {
      return "packages of Debian only, and this host has no " + String.join(", ", missing);
    }
    String user = run(List.of("id", "-u")).said().strip();
    return user.equals("0") ? "" : "only root installs packages, and the agent is user " + user;
  }

  /** State and version, such as {@code installed 6.0.5}; empty when dpkg does not know it. */
  String state(String name) throws IOException {
    Ran ran = run(List.of("dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", name));
    return ran.well() ? ran.said().strip() : "";
  }

  /** The version in the host's repositories that is of this upstream version. */
  Optional<String> candidate(String name, String version) throws IOException {
    Ran ran = run(List.of("apt-cache", "madison", name));
    return Stream.of(ran.said().split("\n"))
        .map(line -> line.split("\\|"))
        .filter(fields -> fields.length > 1 && fields[0].strip().equals(name))
        .map(fields -> fields[1].strip())
        .filter(one -> one.equals(version) || one.matches("\\Q" + version + "\\E[-~+].*"))
        .findFirst();
  }

  /** A field of a .deb file; empty when it is none. */
  String field(Path file, String field) throws IOException {
    Ran ran = run(List.of("dpkg-deb", "-f", file.toString(), field));
    return ran.well() ? ran.said().strip() : "";
  }

  /** Installs NAME=VERSION or a file; takes nothing else away for it. */
  Ran install(String what) throws IOException {
    return run(
        List.of(
            "apt-get",
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
            "--no-remove",
            "-o",
            "DPkg::Lock::Timeout=60",
            "-o",
            "Dpkg::Options::=--force-confold",
            what));
  }

  Ran hold(String name) throws IOException {
    return run(List.of("apt-mark", "hold", name));
  }

  /**
   * Whether a purge would delete files. They are somebody else's: a mongod of Offshoot has a folder
   * of its own. What cannot be looked at counts as full.
   */
  static boolean purgeDeletesFiles() {
    return holdAnything(PURGED);
  }

  static boolean holdAnything(List<Path> folders) {
    return folders.stream().anyMatch(Dpkg::holdsAnything);
  }

  private static boolean holdsAnything(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isPresent();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Takes it away; its configuration too, when that is asked for. */
  Ran remove(String name, boolean configuration) throws IOException {
    run(List.of("apt-mark", "unhold", name));
    return run(List.of("dpkg", configuration ? "--purge" : "--remove", name));
  }

  /** The mongod among its files. */
  Optional<Path> mongod(String name) throws IOException {
    return run(List.of("dpkg-query", "-L", name))
        .said()
        .lines()
        .filter(line -> line.endsWith("/bin/mongod"))
        .map(Path::of)
        .findFirst();
  }

  /** Whether a process of this host runs its mongod. */
  boolean runs(String name) throws IOException {
    Optional<String> mongod = mongod(name).map(Path::toString);
    return mongod.isPresent()
        && ProcessHandle.allProcesses()
            .anyMatch(process -> process.info().command().equals(mongod));
  }

  /** Whether there is a systemd that may start the unit. */
  boolean startable(String unit) throws IOException {
    return Files.isDirectory(Path.of("/run/systemd/system")) && !masked(unit);
  }

  Ran mask(String unit) throws IOException {
    return run(List.of("systemctl", "mask", unit));
  }

  boolean masked(String unit) throws IOException {
    return run(List.of("systemctl", "is-enabled", unit)).said().strip().startsWith("masked");
  }

  Ran unmask(String unit) throws IOException {
    return run(List.of("systemctl", "unmask", unit));
  }

  static Ran run(List<String> command) throws IOException {
    Path said = Files.createTempFile("offshoot-dpkg", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(said.toFile());
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.environment().put("LC_ALL", "C.UTF-8");
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return new Ran(-1, command.getFirst() + " does not end");
      }
      return new Ran(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
