package dev.offshoot.mongoadmin.domain;

import java.util.Optional;

/**
 * A collection or view.
 *
 * @param database name of the database
 * @param collection name in the database; may contain dots
 */
public record Namespace(String database, String collection) implements Comparable<Namespace> {

  /** Splits DATABASE.COLLECTION at its first dot. */
  public static Namespace parse(String text) {
    int dot = text.indexOf('.');
    if (dot <= 0 || dot == text.length() - 1) {
      throw new IllegalArgumentException("not a namespace DATABASE.COLLECTION: " + text);
    }
    return new Namespace(text.substring(0, dot), text.substring(dot + 1));
  }

  /**
   * Whether members replicate it: everything but database local and each database's own profile.
   */
  public boolean isReplicated() {
    return !database.equals("local") && !collection.equals("system.profile");
  }

  /**
   * Why its documents may differ between healthy members; empty for all that must be equal. Each
   * member keeps these by itself: sessions' last operations and their images are rebuilt from the
   * oplog and invalidated by an initial sync, pre-images expire on each member alone.
   */
  public Optional<String> keptByEachMember() {
    boolean own =
        database.equals("config")
            && (collection.equals("transactions")
                || collection.equals("image_collection")
                || collection.equals("system.preimages"));
    return own
        ? Optional.of("each member keeps it by itself; healthy members may differ")
        : Optional.empty();
  }

  @Override
  public int compareTo(Namespace other) {
    int databases = database.compareTo(other.database);
    return databases != 0 ? databases : collection.compareTo(other.collection);
  }

  @Override
  public String toString() {
    return database + "." + collection;
  }
}
