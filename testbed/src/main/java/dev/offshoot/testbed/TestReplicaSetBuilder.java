package dev.offshoot.testbed;

import dev.offshoot.embedded.KeptPort;
import dev.offshoot.embedded.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Says how a {@link TestReplicaSet} is to be: three voters with a keyfile unless told otherwise.
 */
public final class TestReplicaSetBuilder {
  private String name = "orders";
  private List<MemberSpec> members =
      List.of(MemberSpec.voter(), MemberSpec.voter(), MemberSpec.voter());
  private Document settings = new Document();
  private boolean authentication = true;
  private Optional<String> tlsMode = Optional.empty();
  private boolean x509;
  private int oplogMegabytes = 200;
  private final List<String> arguments = new ArrayList<>();
  private final List<User> users = new ArrayList<>();
  private Optional<Path> mongod = Optional.empty();
  private Optional<Path> folder = Optional.empty();
  private List<String> addresses = List.of();

  TestReplicaSetBuilder() {}

  public TestReplicaSetBuilder name(String name) {
    this.name = name;
    return this;
  }

  /** The first electable member becomes the first primary. */
  public TestReplicaSetBuilder members(MemberSpec... members) {
    this.members = List.of(members);
    return this;
  }

  /** Fields of the configuration's {@code settings}. */
  public TestReplicaSetBuilder settings(Document settings) {
    this.settings = new Document(settings);
    return this;
  }

  public TestReplicaSetBuilder withoutAuthentication() {
    this.authentication = false;
    return this;
  }

  /** Over TLS in this mode, with certificates of an authority of its own. */
  public TestReplicaSetBuilder tls(String mode) {
    this.tlsMode = Optional.of(mode);
    return this;
  }

  /** Members prove themselves with their certificates instead of a keyfile; needs TLS. */
  public TestReplicaSetBuilder x509() {
    this.x509 = true;
    return this;
  }

  public TestReplicaSetBuilder oplogMegabytes(int megabytes) {
    this.oplogMegabytes = megabytes;
    return this;
  }

  /** Further arguments of every mongod. */
  public TestReplicaSetBuilder arguments(String... more) {
    arguments.addAll(Arrays.asList(more));
    return this;
  }

  /** A user beside {@code root}; see {@link User#roles()}. */
  public TestReplicaSetBuilder user(String user, String password, Object... roles) {
    users.add(new User(user, password, Arrays.asList(roles)));
    return this;
  }

  /** The mongod of all members that do not name one. */
  public TestReplicaSetBuilder mongod(Path executable) {
    this.mongod = Optional.of(executable);
    return this;
  }

  /** An existing folder instead of a temporary one; {@code close()} empties only what it made. */
  public TestReplicaSetBuilder folder(Path folder) {
    this.folder = Optional.of(folder);
    return this;
  }

  /** {@code host:port} of each member, instead of random loopback addresses. */
  public TestReplicaSetBuilder addresses(String... addresses) {
    this.addresses = List.of(addresses);
    return this;
  }

  /**
   * Starts all members side by side, initiates the set, makes the users; returns when all members
   * are steady.
   */
  public TestReplicaSet start() {
    Path home = folder.map(given -> given.resolve(name)).orElseGet(TestFolders::make);
    String key = TestFolders.key(home.resolve("keyfile"));
    List<String> common =
        new ArrayList<>(List.of("--replSet=" + name, "--oplogSize=" + oplogMegabytes));
    if (authentication && !x509) {
      common.add("--keyFile=" + home.resolve("keyfile"));
    }
    common.addAll(arguments);
    Optional<SetTls> tls = tlsMode.map(mode -> new SetTls(home.resolve("tls"), mode, x509));
    int port = KeptPort.choose();
    List<TestMongod> processes = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      String address = addresses.isEmpty() ? Loopback.address() + ":" + port : addresses.get(i);
      List<String> all = new ArrayList<>(common);
      String member = "member-" + i;
      tls.ifPresent(given -> all.addAll(given.arguments(member, address)));
      processes.add(process(home.resolve(member), members.get(i), address, all));
    }
    Document configuration = new Document("_id", name).append("members", entries(processes));
    if (!settings.isEmpty()) {
      configuration.append("settings", settings);
    }
    TestReplicaSet set =
        new TestReplicaSet(
            home,
            configuration,
            members,
            processes,
            new TestReplicaSet.Security(authentication ? Optional.of(key) : Optional.empty(), tls));
    try {
      set.bringUp(users);
      return set;
    } catch (RuntimeException e) {
      set.close();
      throw e;
    }
  }

  private TestMongod process(Path home, MemberSpec member, String address, List<String> common) {
    Path executable = member.mongod().or(() -> mongod).orElseGet(() -> Tools.find().mongod());
    List<String> all = new ArrayList<>(common);
    all.addAll(member.arguments());
    int colon = address.lastIndexOf(':');
    return new TestMongod(
        executable,
        home,
        address.substring(0, colon),
        Integer.parseInt(address.substring(colon + 1)),
        all);
  }

  private List<Document> entries(List<TestMongod> processes) {
    List<Document> entries = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      Document entry = new Document("_id", i).append("host", processes.get(i).address());
      entry.putAll(members.get(i).fields());
      entries.add(entry);
    }
    return entries;
  }
}
