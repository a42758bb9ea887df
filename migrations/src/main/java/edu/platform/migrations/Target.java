package edu.platform.migrations;

import edu.platform.migrations.MigrationException.Kind;

/**
 * The version of the schema to reach ({@code --target}, {@code MIGRATION_VERSION}).
 *
 * @param version 1 to {@link Migrations#LATEST}
 */
public record Target(int version) {

  /**
   * Check the version.
   *
   * @throws MigrationException {@code BAD_TARGET} if this build has no such version
   */
  public Target {
    if (version < 1 || version > Migrations.LATEST) {
      throw noSuchVersion(Integer.toString(version));
    }
  }

  /**
   * Return the newest version that this build knows.
   *
   * @return the target {@link Migrations#LATEST}
   */
  public static Target latest() {
    return new Target(Migrations.LATEST);
  }

  /**
   * Return a given version.
   *
   * @param version 1 to {@link Migrations#LATEST}
   * @return the target
   * @throws MigrationException {@code BAD_TARGET} if this build has no such version
   */
  public static Target version(int version) {
    return new Target(version);
  }

  /**
   * Read a target as users write it.
   *
   * @param text {@code latest} or a version number
   * @return the target
   * @throws MigrationException {@code BAD_TARGET} if the text is neither
   */
  public static Target parse(String text) {
    String stripped = text.strip();
    if (stripped.equals("latest")) {
      return latest();
    }
    if (!stripped.matches("[0-9]{1,9}")) {
      throw noSuchVersion(stripped);
    }
    return version(Integer.parseInt(stripped));
  }

  private static MigrationException noSuchVersion(String found) {
    return new MigrationException(
        Kind.BAD_TARGET,
        "There is no schema version '%s': expected 'latest' or a number from 1 to %d."
            .formatted(found, Migrations.LATEST));
  }
}
