package dev.offshoot.installer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of installer-service. */
@ConfigMapping(prefix = "offshoot.installer")
public interface InstallerConfig {

  /** Folder for artifacts. */
  @WithDefault("${user.home}/.offshoot/installer")
  String dataDir();

  /** Base address under which hosts reach the listener for agents. */
  @WithDefault("https://127.0.0.1:${quarkus.http.ssl-port}")
  String publicUrl();

  /** Address on which the listener for agents is opened; its port is quarkus.http.ssl-port. */
  @WithDefault("127.0.0.1")
  String agentsHost();

  /** Secret with the CA of agents: its certificate and its private key, PEM. */
  @WithDefault("agent-ca")
  String caSecret();

  /** Whether a CA is made in the secrets folder when there is no such secret. */
  @WithDefault("false")
  boolean caCreate();

  /** How long a certificate of an agent holds; it is renewed when two thirds are over. */
  @WithDefault("P7D")
  Duration certificateLife();

  /** How long a new host may take to boot until its agent has enrolled. */
  @WithDefault("PT2M")
  Duration enrolsWithin();

  /**
   * How long an agent that installs mongod may be silent; longer than the download of a mongod
   * takes.
   */
  @WithDefault("PT15M")
  Duration silentAfter();

  /** How long a member's name may take until it resolves on its host. */
  @WithDefault("PT10M")
  Duration resolvesWithin();

  /** A mongod binary of this machine that is offered from the start. */
  Optional<String> mongod();

  /** Folder with HOST.pem, certificate and key, for deployments whose certificates are files. */
  Optional<String> memberCertificatesDir();

  /**
   * Shell command that reads a certificate request (PEM) and writes the certificate, for
   * deployments whose certificates come of a command; OFFSHOOT_MEMBER_HOST names the host.
   */
  Optional<String> memberCertificatesCommand();

  /** The agent image (offshoot-agent-image.tar.gz). */
  Optional<String> agentImage();
}
