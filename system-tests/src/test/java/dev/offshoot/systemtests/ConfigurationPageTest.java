package dev.offshoot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  @Test
  void thePageOfConfigurationKeysIsWhatTheSourcesSay() throws IOException {
    // Given
    Path checkout = CommandLine.checkout();
    Path page = checkout.resolve("docs/configuration.md");

    // When
    String made = ConfigurationPage.of(checkout);

    // Then
    if (Boolean.getBoolean("offshoot.update")) {
      Files.writeString(page, made);
    }
    assertThat(made).contains("| `offshoot.work.lease` | every | Duration | `PT60S` |");
    assertThat(page).hasContent(made);
  }

  @Test
  void noKeyIsReadBesideTheMappings() throws IOException {
    try (Stream<Path> files = Files.walk(CommandLine.checkout())) {
      assertThat(files.filter(ConfigurationPageTest::isMainSource))
          .isNotEmpty()
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain("(name = \"offshoot."));
    }
  }

  private static boolean isMainSource(Path file) {
    String path = file.toString();
    return path.contains("/src/main/java/") && path.endsWith(".java");
  }
}
