package dev.offshoot.installer.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class HostChecksPageTest {

  private static final Path PAGE = Path.of("../docs/host-checks.md");
  private static final String BEGIN = "<!-- from SettingChecks -->\n";

  @Test
  void thePageOfHostChecksIsWhatTheSourceSays() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    String made = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table();

    // When
    if (Boolean.getBoolean("offshoot.update")) {
      Files.writeString(PAGE, made);
    }

    // Then
    assertThat(PAGE).hasContent(made);
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("| Code | Setting | Expected | mongod | Otherwise | Agent sets | By hand | |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (SettingCheck check : SettingChecks.ALL) {
      table.append(
          "| `%s` | `%s` | %s | %s | %s | %s | %s | %s |\n"
              .formatted(
                  check.code(),
                  check.setting(),
                  check.expected().words(),
                  versions(check),
                  check.why(),
                  check.mendTo() == null ? "-" : check.mendTo(),
                  check.remedy(),
                  check.weight().name().toLowerCase(Locale.ROOT)));
    }
    return table.toString();
  }

  private static String versions(SettingCheck check) {
    if (check.fromMajor() > 0) {
      return check.fromMajor() + " and later";
    }
    return check.toMajor() < 99 ? "up to " + check.toMajor() : "all";
  }
}
