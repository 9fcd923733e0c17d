package dev.offshoot.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.api.ArtifactApi;
import dev.offshoot.cli.api.HttpCalls;
import dev.offshoot.cli.api.StateApi;
import dev.offshoot.cli.command.OffshootCommand.Output;
import dev.offshoot.cli.local.DataDir;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Screen;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.embedded.PrivateFiles;
import java.nio.file.Files;
import java.util.Map;

/** What every command works with: the screen, the environment, and the chosen installation. */
public final class Session {
  /** Names the environment's token, used instead of the installation's own. */
  private static final String TOKEN = "OFFSHOOT_TOKEN";

  private final OffshootCommand options;
  private final Screen screen;
  private final Map<String, String> environment;

  public Session(OffshootCommand options, Screen screen, Map<String, String> environment) {
    this.options = options;
    this.screen = screen;
    this.environment = environment;
  }

  Screen screen() {
    return screen;
  }

  Paint paint() {
    return screen.paint();
  }

  boolean isJson() {
    return options.output() == Output.JSON;
  }

  String environment(String name) {
    return environment.getOrDefault(name, "");
  }

  DataDir dataDir() {
    return DataDir.of(
        options.dataDir(), environment.get("OFFSHOOT_DATA_DIR"), System.getProperty("user.home"));
  }

  Installation installation() {
    return Installation.of(dataDir());
  }

  /** How this user would type another command. */
  String shown(String command) {
    return "./offshoot "
        + command
        + dataDir().option(environment.get("OFFSHOOT_DATA_DIR"), System.getProperty("user.home"));
  }

  StateApi state() {
    return new StateApi(calls(ServiceName.STATE_SERVICE));
  }

  ArtifactApi artifacts() {
    return new ArtifactApi(calls(ServiceName.INSTALLER_SERVICE));
  }

  /** Prints a value for programs. */
  void json(Object value) {
    try {
      screen.say(
          ContractJson.LENIENT
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(ContractJson.tree(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  private HttpCalls calls(ServiceName service) {
    DataDir dataDir = dataDir();
    String given = environment(TOKEN);
    if (!given.isEmpty()) {
      return new HttpCalls(installation().url(service), given);
    }
    if (!Files.exists(dataDir.tokenFile())) {
      throw new CommandFailed(
          "Offshoot was never started with the data folder " + dataDir.root(),
          "Start it: " + shown("up --detach"));
    }
    return new HttpCalls(installation().url(service), PrivateFiles.read(dataDir.tokenFile()));
  }
}
