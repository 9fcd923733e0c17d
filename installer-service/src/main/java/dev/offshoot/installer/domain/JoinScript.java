package dev.offshoot.installer.domain;

/**
 * The script with which a machine joins. It holds neither an id nor a token, so it is the same for
 * every machine, and its checksum says what a person runs.
 */
public final class JoinScript {

  private JoinScript() {}

  /**
   * Writes it.
   *
   * @param template {@code join.sh}
   * @param userData {@code user-data.sh}, which the machine boots its agent with like every host
   * @param url how machines reach installer-service
   * @param imageSha256 checksum of the agent image
   */
  public static String write(String template, String userData, String url, String imageSha256) {
    String boot =
        userData.replace("@URL@", quoted(url)).replace("@SHA256@", quoted(imageSha256)).strip();
    return template.replace("@USER_DATA@", boot).replace("@INSTALLER@", quoted(url));
  }

  /** One word of a POSIX shell, whatever it holds. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
