package dev.offshoot.mongoadmin.app;

/** Reads MongoDB connection strings. */
public interface ConnectionStrings {

  /** What came of it. */
  sealed interface Reading {

    /** It is one. */
    record Valid(Seeds seeds) implements Reading {}

    /** It is none, or names something Offshoot does not do; the reason shows no password. */
    record Invalid(String reason) implements Reading {}
  }

  /** Reads one; mongodb+srv asks the name service. */
  Reading read(String connectionString);
}
