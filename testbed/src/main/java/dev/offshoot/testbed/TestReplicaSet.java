package dev.offshoot.testbed;

import com.mongodb.MongoException;
import dev.offshoot.embedded.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * A real replica set on loopback addresses of its own; {@code close()} ends all its processes and
 * deletes its data.
 */
public final class TestReplicaSet implements AutoCloseable {
  /** The user with all rights. */
  public static final User ROOT = new User("root", "root-password", List.of("root"));

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);
  private static final Set<String> STEADY = Set.of("PRIMARY", "SECONDARY", "ARBITER");

  private final Path folder;
  private final Document configuration;
  private final List<MemberSpec> specs;
  private final List<TestMongod> members;
  private final Optional<String> key;
  private final Optional<SetTls> tls;

  /** What its members prove themselves with; a key is also there with X.509, unused. */
  record Security(Optional<String> key, Optional<SetTls> tls) {}

  TestReplicaSet(
      Path folder,
      Document configuration,
      List<MemberSpec> specs,
      List<TestMongod> members,
      Security security) {
    this.folder = folder;
    this.configuration = configuration;
    this.specs = List.copyOf(specs);
    this.members = List.copyOf(members);
    this.key = security.key();
    this.tls = security.tls();
  }

  public static TestReplicaSetBuilder builder() {
    return new TestReplicaSetBuilder();
  }

  void bringUp(List<User> users) {
    members.forEach(TestMongod::start);
    TestMongod first = members.get(firstElectable());
    await(
        "every mongod answers",
        () -> members.stream().allMatch(member -> answers(member, Optional.empty())));
    // The exception for nobody holds on loopback only, and members may be elsewhere.
    try (DirectAdmin admin = privileged(first.address())) {
      admin.run(new Document("replSetInitiate", configuration));
    }
    try (DirectAdmin admin = privileged(first.address())) {
      // The first election by itself waits for a whole election timeout.
      await("a primary", () -> isPrimary(admin) || stepUp(admin));
      List<User> all = new ArrayList<>(List.of(ROOT));
      all.addAll(users);
      if (key.isPresent()) {
        all.forEach(user -> create(admin, user));
      }
    }
    awaitSteady();
  }

  /** Waits until all members are steady and the ones in time know the users. */
  public void awaitSteady() {
    await("all members to be steady", this::isSteady);
    awaitCommitted();
    await(
        "all members to know the users",
        () ->
            IntStream.range(0, members.size())
                .filter(i -> !specs.get(i).isArbiter() && !specs.get(i).isDelayed())
                .allMatch(i -> answers(members.get(i), rootIfAny())));
  }

  /** Waits until a majority has the configuration: two seconds after a change, or more. */
  public void awaitCommitted() {
    await("the configuration to be committed", this::isCommitted);
  }

  private boolean isCommitted() {
    try (DirectAdmin admin = privileged(primary().address())) {
      Document asked = new Document("replSetGetConfig", 1).append("commitmentStatus", true);
      return admin.run(asked).getBoolean("commitmentStatus", false);
    } catch (MongoException | IllegalStateException | NoSuchElementException noPrimary) {
      return false;
    }
  }

  /** The primary at this moment. */
  public TestMongod primary() {
    String primary = elections().primary();
    return members.stream()
        .filter(member -> member.address().equals(primary))
        .findFirst()
        .orElseThrow();
  }

  public TestMongod member(int index) {
    return members.get(index);
  }

  public List<TestMongod> members() {
    return members;
  }

  /** Admin commands to one member as {@link #ROOT}. */
  public DirectAdmin admin(TestMongod member) {
    return DirectAdmin.to(member.address(), rootIfAny());
  }

  /** The configuration as the primary has it. */
  public Document configuration() {
    return onPrimary("replSetGetConfig").get("config", Document.class);
  }

  /** {@code replSetGetStatus} of the primary. */
  public Document status() {
    return onPrimary("replSetGetStatus");
  }

  public Elections elections() {
    return Elections.from(status());
  }

  /** Connection string with root's password; seeds are the visible data-bearing members. */
  public String connectionString() {
    return connectionString(ROOT);
  }

  /**
   * Connection string with this user's password; without any user where the set has no
   * authentication.
   */
  public String connectionString(User user) {
    String seeds =
        IntStream.range(0, members.size())
            .filter(i -> !specs.get(i).isArbiter() && !specs.get(i).isHidden())
            .mapToObj(i -> members.get(i).address())
            .collect(Collectors.joining(","));
    return uri(seeds, user, "replicaSet=" + name());
  }

  /** Connection string of one member alone, with root's password. */
  public String directConnectionString(TestMongod member) {
    return directConnectionString(member.address());
  }

  /** Connection string of any address alone, also of a member added later, with root's password. */
  public String directConnectionString(String address) {
    return uri(address, ROOT, "directConnection=true");
  }

  /** Connection string without user and password. */
  public String plainConnectionString() {
    return connectionString().replaceFirst("//[^@/]*@", "//").replace("&authSource=admin", "");
  }

  public String name() {
    return configuration.getString("_id");
  }

  /** The keyfile's content. */
  public String keyfile() {
    return key.orElseThrow(() -> new IllegalStateException(name() + " has no authentication"));
  }

  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    members.parallelStream().forEach(TestMongod::kill);
    TestFolders.delete(folder);
  }

  /** Its TLS, if it has any. */
  public Optional<SetTls> tlsIfAny() {
    return tls;
  }

  /** Its TLS. */
  public SetTls tls() {
    return tls.orElseThrow(() -> new IllegalStateException(name() + " has no TLS"));
  }

  private String uri(String seeds, User user, String given) {
    String options = tls.isPresent() ? given + "&tls=true" : given;
    return key.isPresent()
        ? "mongodb://%s:%s@%s/?%s&authSource=admin"
            .formatted(user.name(), user.password(), seeds, options)
        : "mongodb://%s/?%s".formatted(seeds, options);
  }

  private Document onPrimary(String command) {
    return members.stream()
        .flatMap(member -> ifPrimary(member, command).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name() + " has no primary"));
  }

  private Optional<Document> ifPrimary(TestMongod member, String command) {
    if (!member.isAlive()) {
      return Optional.empty();
    }
    try (DirectAdmin admin = privileged(member.address())) {
      return isPrimary(admin) ? Optional.of(admin.run(command)) : Optional.empty();
    } catch (MongoException notThisOne) {
      return Optional.empty();
    }
  }

  private boolean isSteady() {
    try {
      return status().getList("members", Document.class).stream()
          .allMatch(member -> STEADY.contains(member.getString("stateStr")));
    } catch (IllegalStateException noPrimary) {
      return false;
    }
  }

  private int firstElectable() {
    return IntStream.range(0, specs.size())
        .filter(i -> ((Number) specs.get(i).fields().getOrDefault("priority", 1)).doubleValue() > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no member can become primary"));
  }

  private DirectAdmin privileged(String address) {
    return key.map(known -> DirectAdmin.asMember(address, known))
        .orElseGet(() -> DirectAdmin.to(address, Optional.empty()));
  }

  private Optional<User> rootIfAny() {
    return key.map(known -> ROOT);
  }

  private static boolean isPrimary(DirectAdmin admin) {
    return admin.run("hello").getBoolean("isWritablePrimary", false);
  }

  private static boolean stepUp(DirectAdmin admin) {
    try {
      admin.run("replSetStepUp");
    } catch (MongoException notYet) {
      return false;
    }
    return isPrimary(admin);
  }

  private static void create(DirectAdmin admin, User user) {
    admin.run(
        new Document("createUser", user.name())
            .append("pwd", user.password())
            .append("roles", user.roles())
            .append("writeConcern", new Document("w", "majority").append("wtimeout", 60_000)));
  }

  private static boolean answers(TestMongod member, Optional<User> user) {
    if (!member.isAlive()) {
      throw new IllegalStateException("mongod " + member.address() + " ended; see " + member.log());
    }
    try (DirectAdmin admin = DirectAdmin.to(member.address(), user)) {
      admin.run(user.isPresent() ? "replSetGetStatus" : "hello");
      return true;
    } catch (MongoException notYet) {
      return false;
    }
  }

  private void await(String what, BooleanSupplier condition) {
    if (!Poll.until(UP_WITHIN, condition)) {
      throw new IllegalStateException(
          name()
              + ": waited "
              + UP_WITHIN.toSeconds()
              + " s in vain for "
              + what
              + "; logs are in "
              + folder);
    }
  }
}
