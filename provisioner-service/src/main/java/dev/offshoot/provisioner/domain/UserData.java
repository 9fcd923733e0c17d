package dev.offshoot.provisioner.domain;

/**
 * The script a host boots with. It holds the one-time token, so it is never printed, and files of
 * it have mode 0600.
 *
 * @param script POSIX shell
 */
public record UserData(String script) {

  /** What of a plan and a token the script is written from. */
  public record Values(
      String url, String imageSha256, String authorities, String hostRequestId, String token) {
    @Override
    public String toString() {
      return "Values[" + hostRequestId + "]";
    }
  }

  /**
   * Writes the script.
   *
   * @throws IllegalArgumentException when the template asks for something that is not given
   */
  public static UserData write(String template, Values values) {
    String script =
        template
            .replace("@URL@", quoted(values.url()))
            .replace("@SHA256@", quoted(values.imageSha256()))
            .replace("@HOST_REQUEST_ID@", quoted(values.hostRequestId()))
            .replace("@AUTHORITIES@", values.authorities().strip())
            .replace("@TOKEN@", values.token());
    if (!values.token().matches("[0-9a-f]+")) {
      throw new IllegalArgumentException("a token is hexadecimal");
    }
    if (!values.authorities().matches("[A-Za-z0-9+/= \\n-]+")) {
      throw new IllegalArgumentException("CA certificates are PEM and nothing else");
    }
    return new UserData(script);
  }

  /** One word of a POSIX shell, whatever it holds. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  @Override
  public String toString() {
    return "UserData[…]";
  }
}
