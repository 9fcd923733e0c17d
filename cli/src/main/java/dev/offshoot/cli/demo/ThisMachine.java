package dev.offshoot.cli.demo;

import dev.offshoot.cli.local.Installation;
import dev.offshoot.cli.local.ServiceName;
import dev.offshoot.contracts.RequestedHost;
import dev.offshoot.testbed.TestReplicaSetBuilder;
import java.util.List;
import java.util.Map;

/** Members on loopback addresses of this machine, and a host that is a process of it. */
final class ThisMachine implements DemoPlace {

  @Override
  public Map<String, String> environment(ServiceName service, Installation installation) {
    return Map.of();
  }

  @Override
  public TestReplicaSetBuilder placed(TestReplicaSetBuilder set) {
    return set;
  }

  @Override
  public RequestedHost host() {
    return new RequestedHost("local", null, null, null, null, null);
  }

  @Override
  public List<String> accepted() {
    return List.of();
  }

  @Override
  public List<Finding> findings(DemoSecrets secrets, String newMember) {
    return List.of();
  }

  @Override
  public void close() {}
}
