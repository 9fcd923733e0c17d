package dev.offshoot.cli.command;

import dev.offshoot.contracts.ExpansionRequest;
import dev.offshoot.contracts.RequestedHost;
import dev.offshoot.contracts.RequestedInstall;
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

  @Option(
      names = "--host",
      paramLabel = "ID",
      description = "Machine of the pool to take; repeated, one for each of --add.")
  List<String> machines = new ArrayList<>();

  @Option(
      names = "--shape",
      paramLabel = "S",
      description = "Size of the host; without it the smallest that fits.")
  @Nullable String shape;

  @Option(names = "--site", paramLabel = "S", description = "Place with a network of its own.")
  @Nullable String site;

  @Option(
      names = "--address",
      paramLabel = "HOST[:PORT]",
      description = "What the member is configured with.")
  @Nullable String address;

  @Option(
      names = "--install",
      paramLabel = "archive|existing|package",
      description =
          "Where mongod comes from: the catalogue (default), a binary the host has, or the"
              + " distribution's package.")
  @Nullable String install;

  @Option(
      names = "--install-from",
      paramLabel = "FROM",
      description =
          "existing: path of the binary (default: mongod on the host's PATH); package: its name"
              + " (default: mongodb-org-server), or path or https address of a .deb file.")
  @Nullable String installFrom;

  @Option(
      names = "--install-sha256",
      paramLabel = "SHA256",
      description = "Checksum of the .deb file.")
  @Nullable String installSha256;

  @Option(names = "--votes", paramLabel = "0|1", description = "Vote the member ends with.")
  @Nullable Integer votes;

  @Option(names = "--priority", paramLabel = "N", description = "Priority it ends with.")
  @Nullable Double priority;

  @Option(names = "--hidden", description = "The member stays hidden from clients.")
  boolean hidden;

  @Option(names = "--tag", paramLabel = "K=V", description = "Tag it ends with; may be repeated.")
  Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--horizon",
      paramLabel = "NAME=HOST:PORT",
      description = "Address in a split horizon, each that members have; may be repeated.")
  Map<String, String> horizons = new LinkedHashMap<>();

  @Option(
      names = "--accept",
      paramLabel = "CODE[:member]",
      description = "Accept a refusal by name; audited; may be repeated.")
  List<String> accept = new ArrayList<>();

  ExpansionRequest request(String deployment, String approval) {
    String maker = !machines.isEmpty() && provider == null ? "pool" : provider;
    RequestedInstall mongod =
        install == null && installFrom == null && installSha256 == null
            ? null
            : new RequestedInstall(install, installFrom, installSha256);
    RequestedHost host =
        maker == null && shape == null && site == null && address == null && mongod == null
            ? null
            : new RequestedHost(maker, shape, site, address, mongod, machines);
    RequestedMember member =
        votes == null && priority == null && !hidden && tags.isEmpty() && horizons.isEmpty()
            ? null
            : new RequestedMember(votes, priority, hidden ? Boolean.TRUE : null, tags, horizons);
    return new ExpansionRequest(deployment, add, approval, host, member, List.of(), accept);
  }
}
