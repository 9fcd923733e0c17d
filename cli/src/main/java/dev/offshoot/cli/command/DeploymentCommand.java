package dev.offshoot.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.render.Table;
import dev.offshoot.contracts.ContractJson;
import dev.offshoot.mongoadmin.grants.GrantsScript;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Register replica sets and look at them. */
@Command(name = "deployment", description = "Register and look at replica sets.")
final class DeploymentCommand implements Callable<Integer> {
  private final Session session;

  @Spec @Nullable CommandSpec spec;

  DeploymentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Usage.show(spec);
    return ExitCode.WRONG_USAGE;
  }

  /** Names of the secrets of a deployment. */
  static final class SecretNames {
    @Option(
        names = "--credentials",
        paramLabel = "SECRET",
        description = "Names the secret that holds user:password; serves for the two below too.")
    @Nullable String change;

    @Option(
        names = "--observe-credentials",
        paramLabel = "SECRET",
        description = "The same for observing.")
    @Nullable String observe;

    @Option(
        names = "--prove-credentials",
        paramLabel = "SECRET",
        description = "The same for proving.")
    @Nullable String prove;

    @Option(
        names = "--keyfile",
        paramLabel = "SECRET",
        description = "Names the secret that holds the set's keyfile.")
    @Nullable String keyfile;
  }

  /** What holds for new hosts of the set. */
  static final class HostRules {
    @Option(
        names = "--host-checks",
        paramLabel = "warn|enforce",
        description = "Whether a new host that is not as MongoDB asks is refused.")
    @Nullable String checks;

    @Option(
        names = "--address-template",
        paramLabel = "HOST[:PORT]",
        description = {
          "What members on hosts elsewhere are configured with, such as db{memberId}.example.com.",
          "Also {memberNumber} (_id + 1), {hostId}, {deployment}, {site}."
        })
    @Nullable String addressTemplate;
  }

  /** Names for a set with TLS. */
  static final class TlsNames {
    @Option(
        names = "--tls-ca",
        paramLabel = "SECRET",
        description = "Names the secret that holds the set's CAFile (PEM).")
    @Nullable String ca;

    @Option(
        names = "--tls-certificate",
        paramLabel = "SECRET",
        description = "Names the secret with the certificate and key (PEM) that Offshoot shows.")
    @Nullable String certificate;

    @Option(
        names = "--member-certificates",
        paramLabel = "authority:SECRET|files|command",
        description = {
          "Where a new member's certificate comes from: an authority whose certificate and key",
          "(PEM) are in a secret, or the folder or command of installer-service's settings."
        })
    @Nullable String source;

    void addTo(ObjectNode body) {
      if (ca == null && certificate == null && source == null) {
        return;
      }
      ObjectNode tls = body.putObject("tls");
      putIfThere(tls, "ca", ca);
      putIfThere(tls, "certificate", certificate);
      if (source != null) {
        int colon = source.indexOf(':');
        ObjectNode from = tls.putObject("memberCertificates");
        from.put("from", colon < 0 ? source : source.substring(0, colon));
        putIfThere(from, "secret", colon < 0 ? null : source.substring(colon + 1));
      }
    }
  }

  @Command(name = "add", description = "Register a replica set, or change how it is reached.")
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--uri",
              required = true,
              paramLabel = "mongodb://...",
              description = "Connection string without user and password.")
          String uri,
      @picocli.CommandLine.Mixin SecretNames secrets,
      @picocli.CommandLine.Mixin TlsNames tls,
      @Option(
              names = "--allow-automatic",
              description = "Expansions may be approved by who asks for them.")
          boolean automatic,
      @picocli.CommandLine.Mixin HostRules hosts) {
    ObjectNode body = ContractJson.LENIENT.createObjectNode();
    body.put("connectionString", uri);
    putIfThere(body, "credentials", secrets.change);
    putIfThere(body, "observeCredentials", secrets.observe);
    putIfThere(body, "proveCredentials", secrets.prove);
    putIfThere(body, "keyfile", secrets.keyfile);
    tls.addTo(body);
    body.put("automaticApproval", automatic);
    putIfThere(body, "hostChecks", hosts.checks);
    putIfThere(body, "addressTemplate", hosts.addressTemplate);
    boolean fresh = session.state().register(name, body);
    if (session.isJson()) {
      session.json(session.state().deployment(name));
    } else {
      session.screen().say((fresh ? "registered " : "changed ") + name);
    }
    return ExitCode.DONE;
  }

  @Command(name = "list", description = "All registered replica sets.")
  int list() {
    JsonNode all = session.state().deployments();
    if (session.isJson()) {
      session.json(all);
      return ExitCode.DONE;
    }
    Table table = new Table(session.paint(), "DEPLOYMENT", "CONNECTION", "MEMBERS", "PRIMARY");
    for (JsonNode each : all.isArray() ? all : all.path("deployments")) {
      JsonNode observation = each.path("observation");
      table.row(
          each.path("name").asText(),
          each.path("connectionString").asText(),
          observation.isObject() ? Integer.toString(observation.path("members").size()) : "-",
          observation.path("primary").asText("-"));
    }
    session.screen().say(table.lines());
    return ExitCode.DONE;
  }

  @Command(name = "show", description = "One replica set as it was seen last.")
  int show(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--observe", description = "Look now.") boolean now) {
    if (now) {
      session.state().observe(name);
    }
    JsonNode deployment = session.state().deployment(name);
    if (session.isJson()) {
      session.json(deployment);
    } else {
      session.screen().say(ObservationText.lines(deployment, session.paint()));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "remove",
      description = "Forget a replica set. Nothing changes on the set or on hosts.")
  int remove(@Parameters(paramLabel = "NAME") String name) {
    session.state().forget(name);
    if (session.isJson()) {
      session.json(Map.of("removed", name));
    } else {
      session.screen().say("forgot " + name + "; the set itself is as it was");
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "grants",
      description = {
        "Print the script that creates the three users with just the privileges needed.",
        "Run it with mongosh on the primary; it asks for the passwords."
      })
  int grants(@Parameters(paramLabel = "NAME") String name) {
    String script =
        "// Deployment "
            + name
            + ". Afterwards, for each user: ./offshoot secret set SECRET (value user:password)\n"
            + GrantsScript.text();
    if (session.isJson()) {
      session.json(Map.of("deployment", name, "script", script));
    } else {
      session.screen().say(script);
    }
    return ExitCode.DONE;
  }

  private static void putIfThere(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }
}
