package dev.offshoot.cli.demo;

import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.contracts.RequestedHost;
import dev.offshoot.testbed.TestReplicaSetBuilder;
import java.util.List;
import java.util.Map;

/** Where the demo's set lives and where its new host comes from. */
interface DemoPlace extends AutoCloseable {

  /** Further variables of a service. */
  Map<String, String> environment(ServiceName service, Installation installation);

  /** Gives the set's members their addresses. */
  TestReplicaSetBuilder placed(TestReplicaSetBuilder set);

  /** The host that is asked for. */
  RequestedHost host();

  /** Refusals that are accepted beforehand, with the reason in a comment at the place itself. */
  List<String> accepted();

  /** What is proven of the place itself, once the expansion is over. */
  List<Finding> findings(DemoSecrets secrets, String newMember);

  /** Ends what the place consists of. */
  @Override
  void close();
}
