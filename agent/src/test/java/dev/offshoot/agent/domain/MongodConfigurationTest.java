package dev.offshoot.agent.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offshoot.agent.domain.MongodSettings.Storage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MongodConfigurationTest {

  @Test
  void theFileSaysWhatWasPlanned() {
    // Given
    MongodSettings settings =
        settings(Map.of("initialSyncSourceReadPreference", "secondaryPreferred"));
    MongodPaths paths = new MongodPaths("/h/data", "/h/log/mongod.log", "/h/keyfile");

    // When
    String text = MongodConfiguration.render(settings, paths);

    // Then
    assertThat(text)
        .isEqualTo(
            """
            # Written by the Offshoot agent; mongod reads it when it starts.
            net:
              port: 27018
              bindIp: "127.0.10.4"
              unixDomainSocket:
                enabled: false
            replication:
              replSetName: "rs0"
              oplogSizeMB: 990
            storage:
              dbPath: "/h/data"
              engine: "wiredTiger"
              directoryPerDB: true
              wiredTiger:
                engineConfig:
                  cacheSizeGB: 0.25
                  directoryForIndexes: false
                collectionConfig:
                  blockCompressor: "zstd"
            security:
              keyFile: "/h/keyfile"
            systemLog:
              destination: file
              logAppend: true
              path: "/h/log/mongod.log"
            setParameter:
              initialSyncSourceReadPreference: "secondaryPreferred"
            """);
  }

  @Test
  void withoutAccessControlThereIsNoKeyfile() {
    // When
    String text = MongodConfiguration.render(settings(Map.of()), new MongodPaths("/d", "/l", null));

    // Then
    assertThat(text).doesNotContain("security").doesNotContain("setParameter");
  }

  @Test
  void noValueCanBecomeAnotherKey() {
    // Given
    MongodSettings tricky = settings(Map.of("a", "x\nsecurity: off"));

    // Then
    assertThatThrownBy(() -> MongodConfiguration.render(tricky, new MongodPaths("/d", "/l", null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                MongodConfiguration.render(
                    settings(Map.of("a: 1\nb", "x")), new MongodPaths("/d", "/l", null)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(MongodConfiguration.render(settings(Map.of()), new MongodPaths("/a\"b", "/l", null)))
        .contains("dbPath: \"/a\\\"b\"");
  }

  @Test
  void settlingTakesOutOnlyWhatTheSynchronizationNeeded() {
    // Given
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("initialSyncSourceReadPreference", "nearest");
    parameters.put("initialSyncTransientErrorRetryPeriodSeconds", "60");
    String only =
        MongodConfiguration.render(settings(parameters), new MongodPaths("/d", "/l", null));
    parameters.put("diagnosticDataCollectionEnabled", "true");
    String more =
        MongodConfiguration.render(settings(parameters), new MongodPaths("/d", "/l", null));

    // When
    String settledOnly =
        ConfigurationText.withoutParameters(only, MongodConfiguration.ONLY_FOR_SYNCHRONIZATION);
    String settledMore =
        ConfigurationText.withoutParameters(more, MongodConfiguration.ONLY_FOR_SYNCHRONIZATION);

    // Then
    String none = MongodConfiguration.render(settings(Map.of()), new MongodPaths("/d", "/l", null));
    assertThat(settledOnly).isEqualTo(none);
    assertThat(settledMore)
        .isEqualTo(none + "setParameter:\n  diagnosticDataCollectionEnabled: \"true\"\n");
  }

  private static MongodSettings settings(Map<String, String> parameters) {
    return new MongodSettings(
        "rs0",
        Address.parse("127.0.10.4:27018"),
        new Storage("wiredTiger", true, false, "zstd", 0.1),
        990,
        parameters,
        null);
  }
}
