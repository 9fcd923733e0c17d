package dev.offshoot.simulation.service;

import dev.offshoot.agent.app.AgentMemory;
import dev.offshoot.agent.app.Host;
import dev.offshoot.agent.app.InstallerService;
import dev.offshoot.agent.app.Members;
import dev.offshoot.agent.app.MongodHome;
import dev.offshoot.agent.app.MongodProcess;
import dev.offshoot.installer.app.Agents;
import dev.offshoot.installer.app.CertificateIssuer;
import dev.offshoot.installer.app.MemberAgents;
import dev.offshoot.monitor.app.EvidenceStore;
import dev.offshoot.monitor.app.LagWatch;
import dev.offshoot.monitor.app.ReplicaSet;
import dev.offshoot.monitor.app.ReplicaSets;
import dev.offshoot.monitor.app.Telemetry;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.provisioner.app.HostProvider;
import dev.offshoot.simulation.turn.Ports;
import dev.offshoot.stage.app.EventBroker;
import dev.offshoot.stage.app.JournalStore;
import dev.offshoot.stage.app.Secrets;
import dev.offshoot.state.app.AuditTrail;
import dev.offshoot.state.app.DeploymentStore;
import dev.offshoot.state.app.ExpansionJournal;
import dev.offshoot.state.app.ExpansionStore;
import dev.offshoot.state.app.HostRegister;
import dev.offshoot.state.app.SetObserver;
import dev.offshoot.state.app.StoryBell;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Every port of every process, and by reflection every call through one: a new method of a port is
 * in the list by itself, a new port must be added here (a test compares this with the classes).
 */
public final class PortCalls {

  /** Ports by kind of process. */
  public static final Map<String, List<Class<?>>> PORTS = ports();

  private static final List<String> ALL = calls();

  private PortCalls() {}

  private static Map<String, List<Class<?>>> ports() {
    Map<String, List<Class<?>>> ports = new LinkedHashMap<>();
    ports.put(
        "state-service",
        List.of(
            JournalStore.class,
            EventBroker.class,
            ExpansionStore.class,
            DeploymentStore.class,
            HostRegister.class,
            AuditTrail.class,
            SetObserver.class,
            ExpansionJournal.class,
            StoryBell.class));
    ports.put("planner-service", List.of(JournalStore.class, EventBroker.class, Catalogues.class));
    behindThePlan(ports);
    return ports;
  }

  private static void behindThePlan(Map<String, List<Class<?>>> ports) {
    ports.put(
        "provisioner-service",
        List.of(
            JournalStore.class,
            EventBroker.class,
            HostProvider.class,
            Secrets.class,
            dev.offshoot.provisioner.app.Progress.class));
    ports.put(
        "installer-service",
        List.of(
            JournalStore.class,
            EventBroker.class,
            Agents.class,
            MemberAgents.class,
            CertificateIssuer.class,
            Secrets.class,
            dev.offshoot.installer.app.Progress.class));
    ports.put(
        "replication-monitor",
        List.of(
            JournalStore.class,
            EventBroker.class,
            ReplicaSets.class,
            ReplicaSet.class,
            EvidenceStore.class,
            Telemetry.class,
            LagWatch.class));
    ports.put(
        "agent",
        List.of(
            InstallerService.class,
            Host.class,
            AgentMemory.class,
            MongodHome.class,
            MongodProcess.class,
            Members.class));
  }

  private static List<String> calls() {
    List<String> calls = new ArrayList<>();
    PORTS.forEach(
        (process, ports) -> {
          for (Class<?> port : ports) {
            TreeSet<String> methods = new TreeSet<>();
            for (Method method : port.getMethods()) {
              if (!Modifier.isStatic(method.getModifiers())) {
                methods.add(method.getName());
              }
            }
            methods.forEach(method -> calls.add(Ports.name(process, port, method)));
          }
        });
    return List.copyOf(calls);
  }

  /** Every call, in an order that is the same in every JVM. */
  public static List<String> all() {
    return ALL;
  }
}
