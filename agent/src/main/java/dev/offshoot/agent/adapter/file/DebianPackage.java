package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.protocol.MongodArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The distribution's mongod, by dpkg and apt: of exactly the members' version, held there, its own
 * unit masked, run through a link like one the host had before. One that was installed already is
 * left as it is.
 */
final class DebianPackage implements MongodSource {

  /** The unit of MongoDB's own package. */
  private static final String UNIT = "mongod.service";

  private final ExistingMongod linked;
  private final PackageFile files;
  private final Path record;
  private final Dpkg dpkg;

  DebianPackage(ExistingMongod linked, Path bin, Path record) {
    this.linked = linked;
    this.files = new PackageFile(bin.resolve("mongod.deb"));
    this.record = record;
    this.dpkg = new Dpkg();
  }

  /** Which package is meant, and the word apt takes for it. */
  private record Wanted(String name, String word) {}

  @Override
  public boolean holds(MongodArtifact artifact) {
    return linked.holds(artifact);
  }

  @Override
  public Fetched install(MongodArtifact artifact) throws IOException {
    String refusal = dpkg.refusal();
    if (!refusal.isEmpty()) {
      return new Fetched.Unusable(refusal);
    }
    String from = String.valueOf(artifact.from());
    try {
      return from.contains("/") ? ofFile(from, artifact) : ofRepository(from, artifact);
    } finally {
      files.delete();
    }
  }

  private Fetched ofFile(String from, MongodArtifact artifact) throws IOException {
    Optional<String> checksum = files.receive(from);
    if (checksum.isEmpty()) {
      return new Fetched.NotNow("there is no " + from);
    }
    if (!checksum.get().equals(artifact.sha256())) {
      return new Fetched.WrongChecksum(checksum.get());
    }
    String name = dpkg.field(files.path(), "Package");
    return name.isEmpty()
        ? new Fetched.Unusable(from + " is no package of Debian")
        : installed(new Wanted(name, files.path().toString()), artifact);
  }

  private Fetched ofRepository(String name, MongodArtifact artifact) throws IOException {
    if (isInstalled(name)) {
      return installed(new Wanted(name, name), artifact);
    }
    Optional<String> version = dpkg.candidate(name, artifact.version());
    return version.isEmpty()
        ? new Fetched.Absent("no repository of this host has the package " + name + " of it")
        : installed(new Wanted(name, name + "=" + version.get()), artifact);
  }

  private boolean isInstalled(String name) throws IOException {
    return dpkg.state(name).startsWith("installed ");
  }

  private Fetched installed(Wanted wanted, MongodArtifact artifact) throws IOException {
    if (!isInstalled(wanted.name())) {
      Dpkg.Ran ran = add(wanted);
      if (!ran.well()) {
        return new Fetched.NotNow(wanted.name() + " could not be installed: " + ran.end());
      }
    }
    if (ours(wanted.name()).isPresent() && !dpkg.hold(wanted.name()).well()) {
      return new Fetched.NotNow(wanted.name() + " could not be held");
    }
    Optional<Path> mongod = dpkg.mongod(wanted.name());
    return mongod.isEmpty()
        ? new Fetched.Unusable("the package " + wanted.name() + " holds no bin/mongod")
        : linked.take(mongod.get(), artifact);
  }

  private Optional<PackageRecord> ours(String name) throws IOException {
    return PackageRecord.read(record).filter(one -> one.name().equals(name));
  }

  /** Written down before anything is done, and as it was found by the first try. */
  private Dpkg.Ran add(Wanted wanted) throws IOException {
    PackageRecord ours = ours(wanted.name()).orElse(null);
    if (ours == null) {
      boolean configuration = !dpkg.state(wanted.name()).startsWith("config-files");
      ours = new PackageRecord(wanted.name(), configuration, dpkg.startable(UNIT));
      ours.write(record);
    }
    Dpkg.Ran masked = ours.masked() ? dpkg.mask(UNIT) : null;
    return masked != null && !masked.well() ? masked : dpkg.install(wanted.word());
  }

  /** Takes away what was installed here; answers what is left, with the reason. */
  List<String> remove() {
    try {
      PackageRecord ours = PackageRecord.read(record).orElse(null);
      if (ours == null) {
        return List.of();
      }
      // Whoever took the mask off, or runs another mongod of it, has it for theirs now.
      boolean taken = (ours.masked() && !dpkg.masked(UNIT)) || dpkg.runs(ours.name());
      if (!taken && !dpkg.state(ours.name()).isEmpty()) {
        Dpkg.Ran ran = dpkg.remove(ours.name(), ours.configuration() && !Dpkg.purgeDeletesFiles());
        if (!ran.well()) {
          return List.of("package " + ours.name() + " (" + ran.end() + ")");
        }
      }
      if (ours.masked() && !taken) {
        dpkg.unmask(UNIT);
      }
      Files.deleteIfExists(record);
      return List.of();
    } catch (IOException e) {
      return List.of("the package of " + record + " (" + e.getMessage() + ")");
    }
  }
}
