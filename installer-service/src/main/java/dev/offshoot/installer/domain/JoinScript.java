package dev.offshoot.installer.domain;

/**
 * The script with which a machine joins. It holds neither an id nor a token, so it is the same for
 * every machine, and its checksum says what a person runs.
 */
public final class JoinScript {

  private JoinScript() {}

  /**
   * What it is written from.
   *
   * @param url how machines reach installer-service
   * @param imageSha256 checksum of the agent image
   * @param authorities CA certificates by which machines know installer-service, PEM
   */
  public record Values(String url, String imageSha256, String authorities) {}

  /**
   * Writes it.
   *
   * @param template {@code join.sh}
   * @param userData {@code user-data.sh}, which the machine boots its agent with like every host
   * @param values what both are written from
   */
  public static String write(String template, String userData, Values values) {
    String boot =
        userData
            .replace("@URL@", quoted(values.url()))
            .replace("@SHA256@", quoted(values.imageSha256()))
            .replace("@AUTHORITIES@", values.authorities().strip())
            .strip();
    return template.replace("@USER_DATA@", boot).replace("@INSTALLER@", quoted(values.url()));
  }

  /** One word of a POSIX shell, whatever it holds. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
