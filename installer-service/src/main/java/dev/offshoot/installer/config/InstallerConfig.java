package dev.offshoot.installer.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings of installer-service. */
@ConfigMapping(prefix = "offshoot.installer")
public interface InstallerConfig {

  /** Folder for artifacts. */
  @WithDefault("${user.home}/.offshoot/installer")
  String dataDir();

  /** Base address under which hosts reach this service. */
  @WithDefault("http://127.0.0.1:${quarkus.http.port}")
  String publicUrl();

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
