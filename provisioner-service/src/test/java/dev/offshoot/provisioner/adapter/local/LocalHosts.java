package dev.offshoot.provisioner.adapter.local;

import dev.offshoot.provisioner.domain.HostRequest;
import dev.offshoot.provisioner.domain.HostShape;
import dev.offshoot.provisioner.domain.UserData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A folder of local hosts for tests; ends whatever a test left. */
final class LocalHosts implements AutoCloseable {

  final Path data;

  LocalHosts(Path data) {
    this.data = data;
  }

  LocalProvider provider() {
    return new LocalProvider(data.resolve("hosts"), data.resolve("kept"));
  }

  Path folder(String id) {
    return data.resolve("hosts").resolve(id);
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  static HostRequest request(String id, String script) {
    return request(id, freeAddress(), script);
  }

  static HostRequest request(String id, String address, String script) {
    return new HostRequest(
        id, new HostShape("small", 1, 1L << 30, 1L << 30), "here", address, new UserData(script));
  }

  static String freeAddress() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.88.9.9"))) {
      return "127.88.9.9:" + socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ProcessTable.Living> living(String id) {
    try {
      return ProcessTable.of(folder(id).toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How often the host's script ran. */
  long boots(String id) {
    try {
      Path file = folder(id).resolve("boots");
      return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (var host : provider().list()) {
      for (ProcessTable.Living process : living(host.id())) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }
}
