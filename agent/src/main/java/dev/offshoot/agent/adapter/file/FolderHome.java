package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MongodHome;
import dev.offshoot.agent.domain.MongodPaths;
import dev.offshoot.agent.protocol.MongodArtifact;
import dev.offshoot.agent.protocol.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** mongod's home as a folder of this host. */
public final class FolderHome implements MongodHome {

  private final MongodFolder folder;
  private final CreatedPaths created;
  private final ArtifactFetch fetch;
  private final InstantSource clock;

  /** Below this folder, recording in {@code created}. */
  public FolderHome(
      MongodFolder folder, CreatedPaths created, ArtifactFetch fetch, InstantSource clock) {
    this.clock = clock;
    this.folder = folder;
    this.created = created;
    this.fetch = fetch;
  }

  @Override
  public @Nullable String keepRunbook(List<String> lines) {
    String here = "OFFSHOOT_MEMBER_DIR='" + folder.root().toString().replace("'", "'\\''") + "'";
    String text = here + "\n" + String.join("\n", lines) + "\n";
    try {
      if (!created.claim(folder.root())) {
        return notOurs();
      }
      PrivateFiles.folder(folder.root());
      if (!text.equals(read(folder.runbook()))) {
        PrivateFiles.write(folder.runbook(), text, PrivateFiles.OWNER);
      }
      return null;
    } catch (IOException e) {
      return "cannot write below " + folder.root() + ": " + e.getMessage();
    }
  }

  @Override
  public boolean holds(MongodArtifact artifact) {
    return source(artifact).holds(artifact);
  }

  @Override
  public Fetched install(MongodArtifact artifact) {
    try {
      if (!created.claim(folder.root())) {
        return new Fetched.Unusable(notOurs());
      }
      PrivateFiles.folder(folder.bin());
      return source(artifact).install(artifact);
    } catch (IOException e) {
      return new Fetched.NotNow(String.valueOf(e.getMessage()));
    }
  }

  private MongodSource source(MongodArtifact artifact) {
    return switch (artifact.kind()) {
      case MongodArtifact.EXISTING -> existing();
      case MongodArtifact.PACKAGE -> distributed();
      default -> new MongodBinary(folder.bin(), fetch);
    };
  }

  private ExistingMongod existing() {
    return new ExistingMongod(folder.bin(), System.getenv().getOrDefault("PATH", ""));
  }

  private DebianPackage distributed() {
    return new DebianPackage(existing(), folder.bin(), folder.installedPackage());
  }

  @Override
  public MongodPaths paths(boolean withKeyfile) {
    return new MongodPaths(
        folder.data().toString(),
        folder.log().toString(),
        withKeyfile ? folder.keyfile().toString() : null);
  }

  @Override
  public @Nullable String write(String configuration, @Nullable Secret keyfile) {
    try {
      if (!created.claim(folder.root())) {
        return notOurs();
      }
      PrivateFiles.folder(folder.data());
      PrivateFiles.folder(folder.logs());
      if (keyfile != null) {
        PrivateFiles.write(folder.keyfile(), keyfile.value(), PrivateFiles.OWNER_READ_ONLY);
      }
      PrivateFiles.write(folder.configuration(), configuration, PrivateFiles.OWNER);
      return null;
    } catch (IOException e) {
      return "cannot write below " + folder.root() + ": " + e.getMessage();
    }
  }

  @Override
  public String configuration() {
    String text = read(folder.configuration());
    return text == null ? "" : text;
  }

  @Override
  public @Nullable Secret keyfile() {
    String text = read(folder.keyfile());
    return text == null ? null : new Secret(text);
  }

  @Override
  public @Nullable String address() {
    return read(folder.address());
  }

  @Override
  public void rememberAddress(String address) {
    try {
      PrivateFiles.write(folder.address(), address, PrivateFiles.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Wiped keepLogsAndWipe(Instant notAfter, boolean keepData) {
    if (clock.instant().isAfter(notAfter)) {
      return new Wiped.TooLate();
    }
    try {
      if (Files.exists(folder.root()) && keepData) {
        Files.deleteIfExists(folder.keyfile());
        keep(folder.root(), "mongod");
      } else if (Files.exists(folder.root())) {
        keep(folder.logs(), "log");
        keep(folder.data().resolve("diagnostic.data"), "diagnostic.data");
      }
    } catch (IOException e) {
      return new Wiped.Left(
          List.of(folder.root() + " (logs could not be kept: " + e.getMessage() + ")"));
    }
    List<String> left = new ArrayList<>(created.deleteAll());
    left.addAll(distributed().remove());
    return left.isEmpty() ? new Wiped.Clean() : new Wiped.Left(left);
  }

  /** Moved, never overwritten: a second expansion of the same host adds a number. */
  private void keep(Path path, String name) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    PrivateFiles.folder(folder.kept());
    Path target = folder.kept().resolve(name);
    for (int number = 2; Files.exists(target); number++) {
      target = folder.kept().resolve(name + "." + number);
    }
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private String notOurs() {
    return folder.root() + " was there before the agent and is not touched";
  }

  private static @Nullable String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
