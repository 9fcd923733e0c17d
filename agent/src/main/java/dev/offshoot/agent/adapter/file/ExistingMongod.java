package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.protocol.MongodArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mongod the host has already, run through a link to it: it stays whose it is, and only the link
 * is ever deleted. Its version is asked before it is taken.
 */
final class ExistingMongod implements MongodSource {

  private final Path link;
  private final Path taken;
  private final String searched;

  /**
   * Links it into this folder.
   *
   * @param searched folders in which an unnamed one is looked for, as PATH has them
   */
  ExistingMongod(Path folder, String searched) {
    this.link = folder.resolve("mongod");
    this.taken = folder.resolve("mongod.existing");
    this.searched = searched;
  }

  @Override
  public boolean holds(MongodArtifact artifact) {
    try {
      return Files.isSymbolicLink(link)
          && Files.isExecutable(link)
          && Files.exists(taken)
          && Files.readString(taken).strip().equals(name(artifact));
    } catch (IOException unreadable) {
      return false;
    }
  }

  @Override
  public Fetched install(MongodArtifact artifact) throws IOException {
    Optional<Path> found = find(artifact.from());
    if (found.isEmpty()) {
      return new Fetched.Absent(
          artifact.from() == null ? "no mongod in " + searched : "no program " + artifact.from());
    }
    return take(found.get(), artifact);
  }

  /** Links this one, when it is of the version. */
  Fetched take(Path mongod, MongodArtifact artifact) throws IOException {
    MongodVersion said = MongodVersion.of(mongod);
    if (!said.problem().isEmpty()) {
      return new Fetched.Unusable(mongod + ": " + said.problem());
    }
    if (!said.version().equals(artifact.version())) {
      return new Fetched.WrongVersion(
          mongod + " is " + (said.version().isEmpty() ? "no mongod" : said.version()));
    }
    Path fresh = link.resolveSibling("mongod.link");
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, mongod);
    Files.move(fresh, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.write(taken, name(artifact), PrivateFiles.OWNER);
    return new Fetched.Installed();
  }

  private Optional<Path> find(@Nullable String from) {
    Stream<Path> places =
        from != null
            ? Stream.of(Path.of(from))
            : Stream.of(searched.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "mongod"));
    return places
        .filter(Path::isAbsolute)
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String name(MongodArtifact artifact) {
    return artifact.kind() + " " + artifact.version() + " " + artifact.from();
  }
}
