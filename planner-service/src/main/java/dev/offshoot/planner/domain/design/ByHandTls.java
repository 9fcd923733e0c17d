package dev.offshoot.planner.domain.design;

import dev.offshoot.planner.domain.plan.PlanTls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the by-hand lines of a set with TLS have beside the others: how mongosh connects, and a new
 * member's files. The agent keeps them under the same names, and what is there is left alone.
 */
final class ByHandTls {

  private static final String CA = "${TLS_CA:?path of the certificates of the set's authority}";

  private ByHandTls() {}

  /** Options of mongosh. */
  static String options(ReplicaSet set) {
    if (!set.tls()) {
      return "";
    }
    boolean certificate =
        set.software()
            .anyMatch(s -> s.tls() != null && !s.tls().allowConnectionsWithoutCertificates());
    return " --tls --tlsCAFile \""
        + CA
        + "\""
        + (certificate
            ? " --tlsCertificateKeyFile \"${TLS_CERTIFICATE:?path of a client's certificate and"
                + " key}\""
            : "");
  }

  /** Paths that go with the member; begins with a space where there are some. */
  static String removed(@Nullable PlanTls tls) {
    return tls == null
        ? ""
        : " \"$MEMBER_DIR/certificate.pem\" \"$MEMBER_DIR/certificate.key\" \"$MEMBER_DIR/ca.pem\"";
  }

  static List<String> files(@Nullable PlanTls tls) {
    if (tls == null) {
      return List.of();
    }
    return List.of(
        "[ -e \"$MEMBER_DIR/ca.pem\" ] || install -m 0400 \"" + CA + "\" \"$MEMBER_DIR/ca.pem\"",
        "[ -e \"$MEMBER_DIR/certificate.pem\" ] || install -m 0400"
            + " \"${MEMBER_CERTIFICATE:?path of the new member's certificate and key}\""
            + " \"$MEMBER_DIR/certificate.pem\"");
  }

  /** Goes on after another entry of net. */
  static String net(@Nullable PlanTls tls) {
    if (tls == null) {
      return "";
    }
    String protocols =
        tls.disabledProtocols().isEmpty()
            ? ""
            : ", disabledProtocols: \"" + String.join(",", tls.disabledProtocols()) + "\"";
    return ", tls: {mode: "
        + tls.mode()
        + ", certificateKeyFile: \"$MEMBER_DIR/certificate.pem\", CAFile: \"$MEMBER_DIR/ca.pem\""
        + ", allowConnectionsWithoutCertificates: "
        + tls.allowConnectionsWithoutCertificates()
        + protocols
        + "}";
  }

  /** Goes on after another entry of security. */
  static String clusterAuthMode(@Nullable PlanTls tls) {
    return tls == null ? "" : ", clusterAuthMode: " + tls.clusterAuthMode();
  }
}
