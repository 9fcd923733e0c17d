package dev.offshoot.cli.command;

import dev.offshoot.cli.CommandFailed;
import dev.offshoot.cli.ExitCode;
import dev.offshoot.cli.api.CallRefused;
import dev.offshoot.cli.api.ExpansionView;
import dev.offshoot.cli.api.ServiceSilent;
import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.cli.render.Table;
import dev.offshoot.embedded.ServiceProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows services and expansions; done only when all services are ready. */
@Command(name = "status", description = "Show services and expansions.")
final class StatusCommand implements Callable<Integer> {
  private final Session session;

  StatusCommand(Session session) {
    this.session = session;
  }

  private record Service(ServiceProcess process, OptionalLong pid, boolean ready) {
    String state() {
      return ready ? "ready" : pid.isPresent() ? "starting" : "stopped";
    }
  }

  @Override
  public Integer call() {
    Installation installation = session.installation();
    if (!installation.dataDir().exists()) {
      throw new CommandFailed(
          "Offshoot was never started with the data folder " + session.dataDir().root(),
          "Start it: " + session.shown("up --detach"));
    }
    List<Service> services =
        installation.services().parallelStream().map(StatusCommand::look).toList();
    boolean ready = services.stream().allMatch(Service::ready);
    List<ExpansionView> expansions = expansions(services);
    if (session.isJson()) {
      session.json(document(installation, services, expansions));
    } else {
      show(installation, services, expansions);
    }
    return ready ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static Service look(ServiceProcess process) {
    OptionalLong pid = process.process().pid();
    return new Service(process, pid, pid.isPresent() && process.isReady());
  }

  private List<ExpansionView> expansions(List<Service> services) {
    if (services.getFirst().pid().isEmpty()) {
      return List.of();
    }
    try {
      return session.state().expansions();
    } catch (ServiceSilent | CallRefused notNow) {
      return List.of();
    }
  }

  private static Map<String, Object> document(
      Installation installation, List<Service> services, List<ExpansionView> expansions) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Service service : services) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", service.process().name());
      one.put("url", service.process().url().toString());
      service.pid().ifPresent(pid -> one.put("pid", pid));
      one.put("ready", service.ready());
      all.add(one);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("url", installation.url(ServiceName.STATE_SERVICE).toString());
    document.put("dataDir", installation.dataDir().root().toString());
    document.put("kafka", Map.of("bootstrapServers", installation.bootstrapServers()));
    document.put("store", Map.of("uri", installation.redactedStore()));
    document.put("services", all);
    document.put("expansions", expansions.stream().map(ExpansionView::json).toList());
    return document;
  }

  private void show(
      Installation installation, List<Service> services, List<ExpansionView> expansions) {
    session.screen().say("url          " + installation.url(ServiceName.STATE_SERVICE));
    session.screen().say("data folder  " + installation.dataDir().root());
    if (!installation.hasEmbeddedBroker()) {
      session.screen().say("Kafka        " + installation.bootstrapServers());
    }
    session.screen().say("");
    Table table = new Table(session.paint(), "SERVICE", "STATE", "PID", "URL").statusColours();
    for (Service service : services) {
      table.row(
          service.process().name(),
          service.state(),
          service.pid().isPresent() ? Long.toString(service.pid().getAsLong()) : "-",
          service.process().url().toString());
    }
    session.screen().say(table.lines());
    if (!expansions.isEmpty()) {
      session.screen().say("");
      session.screen().say(ExpansionTable.lines(expansions, session.paint()));
    }
  }
}
