package dev.offshoot.installer.app;

import dev.offshoot.agent.protocol.Goal;
import dev.offshoot.agent.protocol.MemberCertificateAnswer;
import dev.offshoot.agent.protocol.MongodTls;
import dev.offshoot.agent.protocol.Secret;
import dev.offshoot.certificates.Authority;
import dev.offshoot.certificates.CertificateOrder;
import dev.offshoot.certificates.CertificateRequests;
import dev.offshoot.certificates.Identity;
import dev.offshoot.certificates.Keys;
import dev.offshoot.certificates.Pem;
import dev.offshoot.certificates.SerialNumber;
import dev.offshoot.contracts.DeploymentTls;
import dev.offshoot.stage.app.Secrets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a host's mongod its certificate. The first key that asks is recorded before anybody is
 * asked, and is the only one that gets a certificate; it gets the same one again. Subject and host
 * come from the goal, never from the request.
 */
public final class IssueMemberCertificate {

  /** Offshoot does not renew members' certificates. */
  private static final Duration LASTS = Duration.ofDays(730);

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final Agents agents;
  private final Secrets secrets;
  private final MemberCertificates issued;
  private final CertificateHooks hooks;
  private final InstantSource clock;

  /** On these. */
  public IssueMemberCertificate(
      Agents agents,
      Secrets secrets,
      MemberCertificates issued,
      CertificateHooks hooks,
      InstantSource clock) {
    this.agents = agents;
    this.secrets = secrets;
    this.issued = issued;
    this.hooks = hooks;
    this.clock = clock;
  }

  /** What an agent gets. */
  public sealed interface Answer {
    /** Its certificate. */
    record Issued(MemberCertificateAnswer certificate) implements Answer {}

    /** None now. */
    record NotNow(String reason) implements Answer {}

    /** Never, unless something is changed. */
    record Refused(String reason) implements Answer {}
  }

  /** Who asks for what. */
  private record Order(
      String hostRequestId, String host, MongodTls tls, DeploymentTls named, PublicKey key) {

    List<String> hosts() {
      List<String> hosts = new ArrayList<>(List.of(host));
      hosts.addAll(tls.otherHosts());
      return hosts;
    }
  }

  /** Decides about one request (PEM) of this host's agent. */
  public Answer issue(String hostRequestId, String request) {
    Agents.Known known = agents.find(hostRequestId).orElse(null);
    Agents.StoredGoal goal = known == null ? null : known.goal();
    if (goal == null
        || !(goal.goal() instanceof Goal.RunMongod run)
        || run.tls() == null
        || goal.tls() == null) {
      return new Answer.Refused("this host is not to run a mongod with TLS");
    }
    PublicKey key;
    try {
      key = CertificateRequests.read(request).key();
    } catch (IllegalArgumentException unreadable) {
      return new Answer.Refused("the certificate request: " + unreadable.getMessage());
    }
    return issue(
        new Order(hostRequestId, host(run.address()), run.tls(), goal.tls(), key), request);
  }

  private Answer issue(Order order, String request) {
    String key = Keys.writePublic(order.key());
    MemberCertificates.Asked asked = issued.ask(order.hostRequestId(), key, request);
    if (!asked.publicKey().equals(key)) {
      return new Answer.Refused("another key has asked for this host's certificate before");
    }
    var source = order.named().memberCertificates();
    if (source == null) {
      return new Answer.Refused("the deployment does not say where certificates come from");
    }
    return switch (source.from()) {
      case "files" -> from(hooks.fromFiles(order.host()), pem -> people(order, pem));
      case "authority" ->
          asked.certificates().isEmpty()
              ? signed(order, source.secret() == null ? "" : source.secret())
              : answer(asked.certificates());
      case "command" ->
          asked.certificates().isEmpty()
              ? from(hooks.fromCommand(order.host(), asked.request()), pem -> commanded(order, pem))
              : answer(asked.certificates());
      default -> new Answer.Refused("certificates cannot come from " + source.from());
    };
  }

  private Answer signed(Order order, String secret) {
    Optional<String> text = secrets.find(secret);
    if (text.isEmpty()) {
      return new Answer.NotNow("there is no secret named " + secret);
    }
    return readable(
        "secret " + secret, text.get(), pem -> signed(order, secret, Identity.read(pem)));
  }

  private Answer signed(Order order, String secret, Identity held) {
    Authority authority = new Authority(held.key(), held.certificate());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = authority.certificate().getNotAfter().toInstant();
    if (!end.isAfter(now)) {
      return new Answer.NotNow("the authority in secret " + secret + " ended at " + end);
    }
    Instant until = now.plus(LASTS).isBefore(end) ? now.plus(LASTS) : end;
    return kept(
        order,
        Pem.write(
            List.of(
                authority.issue(
                    new CertificateOrder(
                        order.key(),
                        order.tls().subject(),
                        order.hosts(),
                        CertificateOrder.Use.MEMBER,
                        SerialNumber.of(order.hostRequestId(), order.key()),
                        new CertificateOrder.Validity(now.minus(CLOCKS_DIFFER), until))))));
  }

  /** What is there but cannot be read is mended by people, as what is missing. */
  private static Answer from(CertificateHooks.Made made, Function<String, Answer> use) {
    return switch (made) {
      case CertificateHooks.Made.None(String reason) -> new Answer.NotNow(reason);
      case CertificateHooks.Made.Pem(String pem) -> readable("what was given", pem, use);
    };
  }

  private static Answer readable(String what, String pem, Function<String, Answer> use) {
    try {
      return use.apply(pem);
    } catch (IllegalArgumentException unreadable) {
      return new Answer.NotNow(what + ": " + unreadable.getMessage());
    }
  }

  private Answer commanded(Order order, String pem) {
    List<X509Certificate> made = Pem.certificates(pem);
    return wrong("the command's certificate ", order, made, order.key())
        .orElseGet(() -> kept(order, Pem.write(made)));
  }

  private Answer people(Order order, String pem) {
    Identity held = Identity.read(pem);
    return wrong("the certificate of " + order.host() + " ", order, held.certificates(), null)
        .orElseGet(
            () ->
                new Answer.Issued(
                    new MemberCertificateAnswer(
                        Pem.write(held.certificates()), new Secret(Pem.write(held.key())))));
  }

  private Optional<Answer> wrong(
      String whose, Order order, List<X509Certificate> chain, @Nullable PublicKey key) {
    return new MemberCertificateCheck(order.hosts(), order.tls(), key, clock.instant())
        .wrong(chain)
        .map(reason -> new Answer.NotNow(whose + reason));
  }

  private Answer kept(Order order, String certificates) {
    return answer(issued.keep(order.hostRequestId(), certificates));
  }

  private static Answer answer(String certificates) {
    return new Answer.Issued(new MemberCertificateAnswer(certificates, null));
  }

  private static String host(String address) {
    String host = address.substring(0, address.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
