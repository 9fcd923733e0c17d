package dev.offshoot.simulation.host;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Public keys of agents; made once, because nothing depends on which they are. */
public final class PublicKeys {

  private static final List<String> KEYS = new ArrayList<>();

  private PublicKeys() {}

  /** The key of this number. */
  public static String next(int number) {
    synchronized (KEYS) {
      while (KEYS.size() <= number) {
        KEYS.add(generate());
      }
      return KEYS.get(number);
    }
  }

  private static String generate() {
    try {
      return Base64.getEncoder()
          .encodeToString(
              KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no Ed25519", e);
    }
  }
}
