package edu.platform.postgres;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of the superuser and the two roles, kept beside the data for its owner alone. */
record Credentials(String superuserPassword, String ownerPassword, String appPassword) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PASSWORD_BYTES = 24;

  /** Return three new passwords, of letters, digits, {@code -} and {@code _}. */
  static Credentials random() {
    return new Credentials(randomPassword(), randomPassword(), randomPassword());
  }

  /**
   * Read what {@link #write} wrote.
   *
   * @throws IOException if the file is absent, unreadable or lacks a password
   */
  static Credentials read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("not a file of passwords: " + file, malformed);
    }
    return new Credentials(
        required(properties, "superuser.password", file),
        required(properties, "owner.password", file),
        required(properties, "app.password", file));
  }

  /** Write a file that its owner alone may read, in one step: there is never half of one. */
  void write(Path file) throws IOException {
    writePrivately(
        file,
        "superuser.password=%s%nowner.password=%s%napp.password=%s%n"
            .formatted(superuserPassword, ownerPassword, appPassword));
  }

  /** Write text to a file that nobody else may read at any moment. */
  static void writePrivately(Path file, String text) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, text, StandardOpenOption.WRITE);
    Files.move(partial, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  private static String required(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IOException("no " + key + " in " + file);
    }
    return value;
  }

  private static String randomPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
