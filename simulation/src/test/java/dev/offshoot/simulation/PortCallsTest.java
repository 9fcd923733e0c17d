package dev.offshoot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offshoot.simulation.service.PortCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No port is forgotten: the list is compared with the classes of every app package. */
class PortCallsTest {

  /** Interfaces that are no way out of a service, each with why. */
  private static final List<String> NO_PORTS =
      List.of(
          // What drives a stage, and what it drives.
          "dev.offshoot.stage.app.Stage",
          "dev.offshoot.stage.app.StageContext",
          "dev.offshoot.stage.app.Bulletins",
          // Ids and files given over HTTP; the simulation makes no choice there.
          "dev.offshoot.state.app.Ids",
          "dev.offshoot.installer.app.Artifacts",
          // Providers that can tell that a host ended by itself: the simulated one cannot.
          "dev.offshoot.provisioner.app.HostWatch",
          // Settings of a kernel that a simulated host has not.
          "dev.offshoot.agent.app.HostTuning",
          // Certificates of members: the simulated set has no TLS.
          "dev.offshoot.agent.app.MemberCertificate",
          "dev.offshoot.installer.app.MemberCertificates",
          "dev.offshoot.installer.app.CertificateHooks",
          // Machines that people bring, and who calls over HTTP: not simulated.
          "dev.offshoot.agent.app.Departure",
          "dev.offshoot.installer.app.Machines",
          "dev.offshoot.provisioner.app.Pool",
          "dev.offshoot.state.app.Spares",
          "dev.offshoot.state.app.AuditSeal",
          // Names: the simulated provider's hosts are found by theirs.
          "dev.offshoot.provisioner.app.DnsHook",
          // What is left at a provider, and its removal: not simulated.
          "dev.offshoot.provisioner.app.AllJournals",
          "dev.offshoot.provisioner.app.Holdings",
          "dev.offshoot.state.app.Leftovers");

  @Test
  void everyInterfaceOfAnAppPackageIsAPortOfTheListOrNamedAsNone() throws Exception {
    // Given
    TreeSet<String> listed = new TreeSet<>(NO_PORTS);
    PortCalls.PORTS.values().forEach(ports -> ports.forEach(port -> listed.add(port.getName())));

    // When
    TreeSet<String> found = new TreeSet<>();
    for (List<Class<?>> ports : PortCalls.PORTS.values()) {
      for (Class<?> port : ports) {
        found.addAll(interfacesBeside(port));
      }
    }

    // Then
    assertThat(found).hasSizeGreaterThan(20);
    assertThat(listed).containsAll(found);
  }

  /** Top-level interfaces of the package of this class, wherever it was loaded from. */
  private static List<String> interfacesBeside(Class<?> port)
      throws URISyntaxException, IOException {
    Path source = Path.of(port.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = port.getPackageName().replace('.', '/');
    if (Files.isDirectory(source)) {
      return interfaces(source.resolve(folder), port);
    }
    try (FileSystem jar = FileSystems.newFileSystem(source)) {
      return interfaces(jar.getPath(folder), port);
    }
  }

  private static List<String> interfaces(Path folder, Class<?> beside) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.contains("package-info")) {
          Class<?> type = load(beside, name.substring(0, name.length() - 6));
          if (type.isInterface() && !type.isSealed()) {
            found.add(type.getName());
          }
        }
      }
    }
    return found;
  }

  private static Class<?> load(Class<?> beside, String name) {
    try {
      return Class.forName(beside.getPackageName() + "." + name, false, beside.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
