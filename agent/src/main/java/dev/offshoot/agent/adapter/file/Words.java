package dev.offshoot.agent.adapter.file;

/** Words of a POSIX shell. */
final class Words {

  private Words() {}

  /** One word, whatever it holds; as it is where nothing of it means anything to a shell. */
  static String quoted(String value) {
    return value.matches("[A-Za-z0-9/._-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
  }
}
