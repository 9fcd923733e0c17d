package dev.offshoot.agent.adapter.mongo;

import dev.offshoot.agent.app.Members;
import dev.offshoot.agent.domain.Address;
import dev.offshoot.agent.domain.ConfigurationView;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.mongoadmin.app.Credential;
import dev.offshoot.mongoadmin.app.Keyfile;
import dev.offshoot.mongoadmin.app.MemberAdmin;
import dev.offshoot.mongoadmin.app.MemberAdmins;
import dev.offshoot.mongoadmin.app.Transport;
import dev.offshoot.mongoadmin.domain.Answer;
import dev.offshoot.mongoadmin.domain.Commitment;
import dev.offshoot.mongoadmin.domain.CurrentConfiguration;
import dev.offshoot.mongoadmin.domain.ErrorMeaning;
import dev.offshoot.mongoadmin.domain.HeldPrivileges;
import dev.offshoot.mongoadmin.domain.HelloView;
import dev.offshoot.mongoadmin.domain.MemberAddress;
import dev.offshoot.mongoadmin.domain.ReplicaSetConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Asks single mongods through mongo-admin; with the keyfile it logs in as members do among
 * themselves.
 */
public final class DirectMembers implements Members {

  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 3_000;

  private final MemberAdmins admins;
  private final Supplier<Transport> transport;

  /** Over these conversations, by the transport there is at that moment. */
  public DirectMembers(MemberAdmins admins, Supplier<Transport> transport) {
    this.admins = admins;
    this.transport = transport;
  }

  @Override
  public Greeting greet(Address address) {
    String unreached = connect(address);
    if (unreached != null) {
      return new Greeting.Silent(unreached);
    }
    return switch (ask(address, Credential.none(), admin -> admin.hello(DEADLINE))) {
      case Answer.Answered<HelloView>(var hello) ->
          new Greeting.Answered(hello.setName().orElse(""));
      case Answer<?> other -> new Greeting.Silent(other.explain());
    };
  }

  /**
   * Looks whether anybody listens before a client is made: a refused connection is known at once.
   */
  private static @Nullable String connect(Address address) {
    try (Socket socket = new Socket()) {
      InetAddress resolved = InetAddress.getByName(address.host());
      socket.connect(new InetSocketAddress(resolved, address.port()), CONNECT_MILLIS);
      return null;
    } catch (UnknownHostException e) {
      return "the name " + address.host() + " does not resolve";
    } catch (IOException e) {
      return "no connection (" + e.getMessage() + ")";
    }
  }

  @Override
  public Greeting version(Address address, @Nullable Secret keyfile) {
    Answer<BsonDocument> answer = withKeys(address, keyfile, admin -> admin.buildInfo(DEADLINE));
    return switch (answer) {
      case Answer.Answered<BsonDocument>(var info) ->
          new Greeting.Answered(info.getString("version").getValue());
      case Answer<?> other -> new Greeting.Silent(other.explain());
    };
  }

  @Override
  public KeyProof proveKey(Address address, Secret keyfile) {
    Answer<?> answer = withKeys(address, keyfile, admin -> admin.hello(DEADLINE));
    return switch (answer) {
      case Answer.Answered<?> _ -> KeyProof.PROVEN;
      case Answer.NotAuthenticated<?> _ -> KeyProof.REFUSED;
      case Answer.Refused<?> _, Answer.Unknown<?> _, Answer.Unreachable<?> _ -> KeyProof.SILENT;
    };
  }

  /**
   * Logs in by this host's mongod's certificate: a member that takes the certificate for a member's
   * makes its owner the server's own user.
   */
  public KeyProof proveCertificate(Address address) {
    Answer<HeldPrivileges> answer =
        ask(address, Credential.x509(), admin -> admin.privileges(DEADLINE));
    return switch (answer) {
      case Answer.Answered<HeldPrivileges>(HeldPrivileges held) ->
          held.users().contains("__system") ? KeyProof.PROVEN : KeyProof.REFUSED;
      case Answer.NotAuthenticated<?> _ -> KeyProof.REFUSED;
      case Answer.Refused<?> _, Answer.Unknown<?> _, Answer.Unreachable<?> _ -> KeyProof.SILENT;
    };
  }

  @Override
  public ConfigurationView configuration(Address address, @Nullable Secret keyfile) {
    Answer<CurrentConfiguration> answer =
        withKeys(address, keyfile, admin -> admin.configuration(DEADLINE));
    return switch (answer) {
      case Answer.Answered<CurrentConfiguration>(CurrentConfiguration current) ->
          view(address, current);
      case Answer.Refused<CurrentConfiguration> refused
          when refused.meaning() == ErrorMeaning.NO_REPLICA_SET ->
          new ConfigurationView.NeverInitialised();
      case Answer<CurrentConfiguration> other ->
          new ConfigurationView.Unreadable(address + " " + other.explain());
    };
  }

  private static ConfigurationView view(Address address, CurrentConfiguration current) {
    ReplicaSetConfiguration configuration = current.configuration();
    return new ConfigurationView.Configuration(
        address.toString(),
        configuration.version(),
        configuration.term(),
        configuration.replicaSetId().orElse(""),
        configuration.members().stream().map(member -> member.address().format()).toList(),
        current.commitment() == Commitment.COMMITTED);
  }

  /** Tries each key of the file; during a rotation a file holds several. */
  private <T> Answer<T> withKeys(
      Address address, @Nullable Secret keyfile, Function<MemberAdmin, Answer<T>> question) {
    List<Credential> credentials =
        keyfile == null ? withoutKey() : Keyfile.of(keyfile.value()).credentials();
    Answer<T> answer = new Answer.NotAuthenticated<>("the keyfile holds no key");
    for (Credential credential : credentials) {
      answer = ask(address, credential, question);
      if (!(answer instanceof Answer.NotAuthenticated<T>)) {
        return answer;
      }
    }
    return answer;
  }

  private List<Credential> withoutKey() {
    return transport.get().identity() == null
        ? List.of(Credential.none())
        : List.of(Credential.x509(), Credential.none());
  }

  private <T> Answer<T> ask(
      Address address, Credential credential, Function<MemberAdmin, Answer<T>> question) {
    try (MemberAdmin admin =
        admins
            .over(transport.get())
            .open(new MemberAddress(address.host(), address.port()), credential)) {
      return question.apply(admin);
    }
  }
}
