package dev.offshoot.certificates;

import java.security.PrivateKey;

/** Which signature a key makes. */
final class Signatures {

  private Signatures() {}

  static String of(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC", "ECDSA" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      case "EdDSA", "Ed25519" -> "Ed25519";
      default ->
          throw new IllegalArgumentException(
              "a key of the kind " + key.getAlgorithm() + " cannot sign certificates here");
    };
  }
}
