package dev.offshoot.cli.command;

import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.RequestedHost;
import dev.offshoot.contracts.RequestedMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Wishes of {@code plan} and {@code expand}; what is not said gets the planner's default. */
final class RequestOptions {
  @Option(names = "--add", paramLabel = "N", description = "Number of members to add (default: 1).")
  @Nullable Integer add;

  @Option(names = "--provider", paramLabel = "P", description = "Who makes the host, as local.")
  @Nullable String provider;

  @Option(names = "--host", paramLabel = "ID", description = "Machine of the pool to take.")
  @Nullable String machine;

  @Option(names = "--shape", paramLabel = "S", description = "Size of the host.")
  @Nullable String shape;

  @Option(names = "--site", paramLabel = "S", description = "Place with a network of its own.")
  @Nullable String site;

  @Option(
      names = "--address",
      paramLabel = "HOST[:PORT]",
      description = "What the member is configured with.")
  @Nullable String address;

  @Option(names = "--votes", paramLabel = "0|1", description = "Vote the member ends with.")
  @Nullable Integer votes;

  @Option(names = "--priority", paramLabel = "N", description = "Priority it ends with.")
  @Nullable Double priority;

  @Option(names = "--hidden", description = "The member stays hidden from clients.")
  boolean hidden;

  @Option(names = "--tag", paramLabel = "K=V", description = "Tag it ends with; may be repeated.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--accept",
      paramLabel = "CODE[:member]",
      description = "Accept a refusal by name; audited; may be repeated.")
  List<String> accept = new ArrayList<>();

  ExpansionRequest request(String deployment, String approval) {
    // A machine of the pool is a shape of its own.
    String size = machine == null ? shape : machine;
    String maker = machine != null && provider == null ? "pool" : provider;
    RequestedHost host =
        maker == null && size == null && site == null && address == null
            ? null
            : new RequestedHost(maker, size, site, address);
    RequestedMember member =
        votes == null && priority == null && !hidden && tags.isEmpty()
            ? null
            : new RequestedMember(votes, priority, hidden ? Boolean.TRUE : null, tags);
    return new ExpansionRequest(deployment, add, approval, host, member, List.of(), accept);
  }
}
