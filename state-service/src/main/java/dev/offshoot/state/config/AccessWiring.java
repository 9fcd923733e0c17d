package dev.offshoot.state.config;

import dev.offshoot.access.adapter.Doorkeeper;
import dev.offshoot.stage.app.Secrets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Makes what knows the callers. */
@Singleton
public class AccessWiring {

  private static final Logger LOG = Logger.getLogger(AccessWiring.class);

  @Produces
  @Singleton
  Doorkeeper doorkeeper(StateConfig config, Secrets secrets) {
    return new Doorkeeper(
        new Doorkeeper.Sources(
            () -> config.apiTokenFile().filter(file -> !file.isEmpty()).map(AccessWiring::read),
            () -> secrets.find(config.apiTokensSecret()),
            LOG::error));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
