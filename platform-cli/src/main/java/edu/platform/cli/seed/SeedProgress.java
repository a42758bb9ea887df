package edu.platform.cli.seed;

/** Hears how a seeding goes. Called by several threads, for different tables at the same time. */
public interface SeedProgress {

  /** Hears nothing. */
  SeedProgress NONE = new SeedProgress() {};

  /**
   * Called once, when it is known what is to be loaded.
   *
   * @param tables number of tables to load, 0 if all have been
   */
  default void planned(int tables) {}

  /**
   * Called when some of a table's rows have been sent.
   *
   * @param table its name
   * @param percent how much of it, 0 to 100
   * @param rows sent so far
   */
  default void advanced(String table, int percent, long rows) {}

  /**
   * Called when a table has been committed.
   *
   * @param table what was loaded
   */
  default void finished(SeedResult.Table table) {}
}
