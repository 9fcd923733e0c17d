package dev.offshoot.planner;

import dev.offshoot.contracts.ContractJson;
import dev.offshoot.mongoadmin.adapter.DriverConnectionStrings;
import dev.offshoot.mongoadmin.adapter.DriverSettings;
import dev.offshoot.mongoadmin.adapter.ReactiveMemberAdmins;
import dev.offshoot.mongoadmin.adapter.VirtualThreadGather;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Keyfile;
import dev.offshoot.mongoadmin.app.NamedCredential;
import dev.offshoot.mongoadmin.app.ObservationRequest;
import dev.offshoot.mongoadmin.app.ObserveReplicaSet;
import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.planner.domain.ExpansionPlanner;
import dev.offshoot.planner.domain.PlanningResult;
import dev.offshoot.planner.domain.SetBuilder;
import dev.offshoot.planner.domain.observed.Observation;
import dev.offshoot.testbed.TestReplicaSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Observes a real replica set as the state-service does, and plans on what was seen. */
final class RealSet {

  private RealSet() {}

  static PlanningResult plan(TestReplicaSet set, SetBuilder wish) {
    return plan(set, wish, Transport.clear());
  }

  static PlanningResult plan(TestReplicaSet set, SetBuilder wish, Transport transport) {
    return ExpansionPlanner.plan(wish.input(observe(set, transport)));
  }

  private static Observation observe(TestReplicaSet set, Transport transport) {
    NamedCredential root =
        new NamedCredential(
            "root", new Credential(TestReplicaSet.ROOT.name(), TestReplicaSet.ROOT.password()));
    ObservationRequest request =
        new ObservationRequest(
            set.plainConnectionString(),
            root,
            root,
            root,
            Keyfile.of(set.keyfile()),
            transport,
            List.of());
    try (ReactiveMemberAdmins admins = new ReactiveMemberAdmins(DriverSettings.of("planner-it"))) {
      ObserveReplicaSet observe =
          new ObserveReplicaSet(
              admins,
              new DriverConnectionStrings(),
              new VirtualThreadGather(),
              InstantSource.system(),
              Duration.ofSeconds(10));
      return ContractJson.read(ContractJson.tree(observe.observe(request)), Observation.class);
    }
  }
}
