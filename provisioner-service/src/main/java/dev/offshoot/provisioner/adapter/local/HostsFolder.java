package dev.offshoot.provisioner.adapter.local;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.provisioner.domain.Host;
import dev.offshoot.provisioner.domain.HostRequest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of hosts. A host's folder appears whole, by one rename, with the record that says it
 * is ours; a folder without that record is somebody else's and is never touched.
 *
 * @param root where hosts are kept
 * @param kept where logs of released hosts are kept
 */
record HostsFolder(Path root, Path kept) {

  private static final String RECORD = "host.json";
  private static final String PRIVATE_FOLDER = "rwx------";
  private static final String PRIVATE_FILE = "rw-------";

  HostsFolder {
    root = root.toAbsolutePath().normalize();
    kept = kept.toAbsolutePath().normalize();
  }

  /** What is recorded of a host; no secret in it. */
  private record Recorded(String id, String address, String shape, @Nullable String site) {}

  Path folder(String id) {
    return root.resolve(id);
  }

  Path userData(String id) {
    return folder(id).resolve("user-data");
  }

  /** Which process the boot is. */
  Path boot(String id) {
    return folder(id).resolve("boot");
  }

  boolean exists(String id) {
    return Files.exists(folder(id), LinkOption.NOFOLLOW_LINKS);
  }

  Optional<Host> host(String id) {
    Path record = folder(id).resolve(RECORD);
    if (!Files.isRegularFile(record, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      Recorded recorded = ContractJson.read(Files.readString(record), Recorded.class);
      return recorded.id().equals(id)
          ? Optional.of(new Host(id, recorded.address(), folder(id).toString()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  List<Host> hosts() throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .flatMap(id -> host(id).stream())
          .toList();
    }
  }

  /** Makes the folder of a host, with its record and its user-data. */
  void make(HostRequest request) throws IOException {
    Path fresh = fresh(request.id());
    delete(fresh);
    privateFolder(fresh);
    String shape = request.shape().name();
    write(
        fresh.resolve(RECORD),
        ContractJson.text(new Recorded(request.id(), request.address(), shape, request.site())));
    write(fresh.resolve("user-data"), request.userData().script());
    Files.move(fresh, folder(request.id()), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Deletes the folder of a host; its logs are moved to where logs are kept first. The record goes
   * last, so that a deletion that was interrupted is found and finished.
   */
  void remove(String id) throws IOException {
    delete(fresh(id));
    Path folder = folder(id);
    if (host(id).isEmpty()) {
      return;
    }
    keep(folder, kept.resolve(id));
    try (Stream<Path> content = Files.list(folder)) {
      for (Path path : content.filter(p -> !p.endsWith(RECORD)).toList()) {
        delete(path);
      }
    }
    delete(folder);
  }

  private static void keep(Path folder, Path target) throws IOException {
    privateFolder(target);
    for (String name : List.of("boot.log", "agent.log")) {
      move(folder.resolve(name), target.resolve(name));
    }
    move(folder.resolve("kept"), target.resolve("mongod"));
  }

  private static void move(Path from, Path to) throws IOException {
    if (!Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    delete(to);
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException otherFileSystem) {
      copy(from, to);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.copy(path, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private Path fresh(String id) {
    return root.resolve(".new-" + id);
  }

  static void privateFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FOLDER)));
  }

  private static void write(Path file, String content) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE_FILE)));
    Files.writeString(file, content, StandardOpenOption.SYNC);
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(path, new Deletion());
    }
  }

  /** Links are deleted, never followed. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
