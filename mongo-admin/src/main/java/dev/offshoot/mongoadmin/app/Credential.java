package dev.offshoot.mongoadmin.app;

/**
 * How to log in. Never shows its password.
 *
 * @param user name; empty for no login at all, or for that of a certificate
 * @param password password, or the key of a keyfile
 * @param database where the user is defined
 */
public record Credential(String user, String password, String database) {

  private static final String EXTERNAL = "$external";

  /** A user of database admin. */
  public Credential(String user, String password) {
    this(user, password, "admin");
  }

  /** No login: hello and little else. */
  public static Credential none() {
    return new Credential("", "", "admin");
  }

  /** The certificate of the connection is the login (MONGODB-X509). */
  public static Credential x509() {
    return new Credential("", "", EXTERNAL);
  }

  /** What members prove to each other with one key of a keyfile; see {@link Keyfile}. */
  public static Credential key(String key) {
    return new Credential("__system", key, "local");
  }

  /**
   * Reads user:password, as secrets hold it; the user must not contain a colon.
   *
   * @throws IllegalArgumentException without showing the text, when there is no colon
   */
  public static Credential parse(String secret) {
    String line = secret.strip();
    int colon = line.indexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("a MongoDB credential is user:password");
    }
    return new Credential(line.substring(0, colon), line.substring(colon + 1));
  }

  /** Whether it logs in at all. */
  public boolean logsIn() {
    return !user.isEmpty() || isX509();
  }

  /** Whether the certificate of the connection is the login. */
  public boolean isX509() {
    return database.equals(EXTERNAL);
  }

  @Override
  public String toString() {
    if (isX509()) {
      return "the certificate of the connection";
    }
    return logsIn() ? user + "@" + database + " (password not shown)" : "no login";
  }
}
