package dev.offshoot.agent.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The agent's P-256 key pair, made once and kept in a file of mode 0600.
 *
 * @param privateKey signs
 * @param publicKey X.509 encoding, Base64
 */
public record AgentKey(PrivateKey privateKey, String publicKey) {

  private static final String ALGORITHM = "EC";
  private static final ECGenParameterSpec CURVE = new ECGenParameterSpec("secp256r1");

  /** The kept key; made on first use. */
  public static AgentKey kept(Path file) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(CURVE);
        KeyPair keys = generator.generateKeyPair();
        PrivateFiles.write(
            file,
            encode(keys.getPrivate().getEncoded())
                + "\n"
                + encode(keys.getPublic().getEncoded())
                + "\n",
            PrivateFiles.OWNER);
      }
      List<String> lines = Files.readAllLines(file);
      PrivateKey key =
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
      return new AgentKey(key, lines.get(1));
    } catch (GeneralSecurityException e) {
      throw new IOException("the key in " + file + " cannot be used", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return publicKey;
  }
}
