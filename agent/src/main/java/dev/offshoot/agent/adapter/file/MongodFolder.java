package dev.offshoot.agent.adapter.file;

import java.nio.file.Path;

/**
 * Where things lie below a host's folder.
 *
 * @param host the host's folder
 */
public record MongodFolder(Path host) {

  /** Absolute, because mongod is started from elsewhere. */
  public MongodFolder {
    host = host.toAbsolutePath().normalize();
  }

  /** All of mongod's. */
  public Path root() {
    return host.resolve("mongod");
  }

  /** The binary's folder. */
  public Path bin() {
    return root().resolve("bin");
  }

  /** The dbPath. */
  public Path data() {
    return root().resolve("data");
  }

  /** The folder of logs. */
  public Path logs() {
    return root().resolve("log");
  }

  /** The log file. */
  public Path log() {
    return logs().resolve("mongod.log");
  }

  /** The keyfile. */
  public Path keyfile() {
    return root().resolve("keyfile");
  }

  /** mongod's certificate and key. */
  public Path certificate() {
    return root().resolve("certificate.pem");
  }

  /** The key while its certificate is awaited. */
  public Path certificateKey() {
    return root().resolve("certificate.key");
  }

  /** The request while its certificate is awaited. */
  public Path certificateRequest() {
    return root().resolve("certificate.request");
  }

  /** The CAFile. */
  public Path authorities() {
    return root().resolve("ca.pem");
  }

  /** mongod.conf. */
  public Path configuration() {
    return root().resolve("mongod.conf");
  }

  /** The lines a person goes on with when Offshoot is gone. */
  public Path runbook() {
    return root().resolve("runbook");
  }

  /** The address mongod was told to have. */
  public Path address() {
    return root().resolve("address");
  }

  /** Which process it is. */
  public Path pid() {
    return root().resolve("pid");
  }

  /** Which package of the distribution's was installed for it. */
  public Path installedPackage() {
    return host.resolve("agent").resolve("package");
  }

  /** What survives a wipe. */
  public Path kept() {
    return host.resolve("kept");
  }
}
