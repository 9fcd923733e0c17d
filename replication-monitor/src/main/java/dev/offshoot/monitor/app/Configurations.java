package dev.offshoot.monitor.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ConfigurationChange;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import dev.offshoot.monitor.domain.change.ConfigurationText;

/** Keeps configurations whole, with their reason, as the audit shows them. */
final class Configurations {

  private Configurations() {}

  /** Keeps what was read back; before it stood what the work expects. */
  static void keep(MonitorPorts ports, Work work, String change, ReplicaSetConfiguration found) {
    ports
        .evidence()
        .keep(
            work.expansionId(),
            new ConfigurationChange(
                found.version(),
                found.term(),
                change,
                ports.clock().instant(),
                json(work.expected()),
                json(found)));
  }

  private static JsonNode json(ReplicaSetConfiguration configuration) {
    return ContractJson.read(ConfigurationText.relaxed(configuration), JsonNode.class);
  }
}
