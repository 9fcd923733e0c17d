package dev.offshoot.mongoadmin.app;

import dev.offshoot.contracts.MemberTls;
import dev.offshoot.mongoadmin.domain.BsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Reads a member's TLS settings from what it said and showed. */
final class TlsReading {

  private static final String DISABLED = "disabled";

  /** Told apart, or nobody else's concern: paths of the member's own files. */
  private static final List<String> KNOWN =
      List.of(
          "mode",
          "certificateKeyFile",
          "CAFile",
          "allowConnectionsWithoutCertificates",
          "disabledProtocols");

  private TlsReading() {}

  /** The mode as it is now: it can be changed on a running member. */
  static String mode(MemberSurvey survey) {
    return survey
        .facts()
        .modes()
        .answer()
        .map(modes -> BsonFields.text(modes, "tlsMode").orElse(DISABLED))
        .orElse("unknown");
  }

  /** Null when it has none. */
  static @Nullable MemberTls settings(MemberSurvey survey) {
    BsonDocument said = survey.facts().options().answer().orElse(new BsonDocument());
    BsonDocument net = BsonFields.document(SoftwareReading.parsed(said), "net");
    BsonDocument tls = BsonFields.document(net, net.containsKey("tls") ? "tls" : "ssl");
    if (tls.isEmpty()) {
      return null;
    }
    return new MemberTls(
        BsonFields.flag(tls, "allowConnectionsWithoutCertificates"),
        BsonFields.text(tls, "disabledProtocols").map(TlsReading::protocols).orElse(List.of()),
        others(tls),
        survey.facts().certificate().map(ShownCertificate::subject).orElse(null),
        survey.facts().certificate().map(ShownCertificate::endsAt).orElse(null));
  }

  private static List<String> protocols(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).sorted().toList();
  }

  /** Options that are set, but not switched off. */
  private static List<String> others(BsonDocument tls) {
    List<String> others = new ArrayList<>();
    tls.forEach(
        (name, value) -> {
          if (!KNOWN.contains(name) && !(value.isBoolean() && !value.asBoolean().getValue())) {
            others.add(name);
          }
        });
    return others.stream().sorted().toList();
  }
}
