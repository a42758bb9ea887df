package edu.platform.core.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/** Keys of any age for tests. */
final class Keys {

  static final Instant NOW = Instant.parse("2026-06-15T09:00:00Z");

  private Keys() {}

  /** Makes a key that is as old as said at {@link #NOW}, and returns its id. */
  static String add(Path folder, Duration age) {
    String kid = new KeyDirectory(folder).create(NOW);
    try {
      Files.setLastModifiedTime(folder.resolve(kid + ".pem"), FileTime.from(NOW.minus(age)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return kid;
  }
}
