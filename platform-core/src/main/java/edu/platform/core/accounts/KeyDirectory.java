package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.accounts.internal.KeySet;
import edu.platform.core.accounts.internal.SigningKey;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The folder with the keys that sign access tokens ({@code JWT_KEYS_DIR}): a file {@code <kid>.pem}
 * each, whose age is that of the key (design section 7). Other files are left alone.
 */
public final class KeyDirectory {

  private static final String SUFFIX = ".pem";
  private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MAX_FILE_BYTES = 16_384;

  private final Path directory;

  /**
   * Make the view of a folder, which need not exist yet.
   *
   * @param directory where the keys are
   */
  public KeyDirectory(Path directory) {
    this.directory = requireNonNull(directory, "directory");
  }

  /**
   * A key as its owner sees it.
   *
   * @param kid its id, which tokens carry
   * @param createdAt when its file was written
   * @param signs whether tokens are signed by it now; all keys verify
   * @param retirable whether no valid token can be signed by it any more
   */
  public record Key(String kid, Instant createdAt, boolean signs, boolean retirable) {}

  /**
   * Make a key, in a file that its owner alone may read.
   *
   * @param now the moment
   * @return its id
   * @throws PlatformException {@code INVALID_CONFIGURATION} if the folder cannot be written
   */
  public String create(Instant now) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String kid = DAY.format(now) + "-" + HexFormat.of().formatHex(random);
    // Written aside: whoever reads the folder meanwhile finds all of the key or none.
    Path unfinished = directory.resolve("." + kid + ".tmp");
    try {
      Files.createDirectories(directory, ownerOnly("rwx------"));
      Files.createFile(unfinished, ownerOnly("rw-------"));
      Files.writeString(unfinished, SigningKey.newPem(), StandardOpenOption.WRITE);
      Files.move(unfinished, file(kid), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw unusable("cannot write a key in " + directory + ": " + failure, failure);
    }
    return kid;
  }

  /**
   * Return the keys.
   *
   * @param now the moment that their states are of
   * @return newest first
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one cannot be read
   */
  public List<Key> list(Instant now) {
    KeySet keys = read();
    String signer = keys.signer(now).map(SigningKey::kid).orElse("");
    return keys.newestFirst().stream()
        .map(
            key ->
                new Key(
                    key.kid(),
                    key.createdAt(),
                    key.kid().equals(signer),
                    keys.isRetirable(key, now)))
        .toList();
  }

  /**
   * Delete a key: tokens that it signed are refused from the next reading of the folder on.
   *
   * @param kid its id
   * @param now the moment
   * @throws PlatformException {@code INVALID_REQUEST} if there is no such key, or if it has no
   *     successor that is 15 min old: valid tokens may be signed by it
   */
  public void retire(String kid, Instant now) {
    Key key = find(kid, now);
    if (!key.retirable()) {
      throw new PlatformException(
          ErrorCode.INVALID_REQUEST,
          "valid tokens may be signed by the key "
              + kid
              + ": expected a newer key that is at least "
              + KeySet.RETIRED_AFTER.toMinutes()
              + " min old\n"
              + waitingTime(kid, now));
    }
    delete(kid);
  }

  /**
   * Delete a key that somebody else may know, whatever is signed by it.
   *
   * @param kid its id
   * @param now the moment
   * @throws PlatformException {@code INVALID_REQUEST} if there is no such key, or no other
   */
  public void revoke(String kid, Instant now) {
    find(kid, now);
    if (list(now).size() == 1) {
      throw new PlatformException(
          ErrorCode.INVALID_REQUEST,
          "the key " + kid + " is the only one\nMake another by 'edu-cli keys create' first.");
    }
    delete(kid);
  }

  /** All keys, as they are now; none in a folder that is not there. */
  KeySet read() {
    List<SigningKey> keys = new ArrayList<>();
    if (Files.notExists(directory)) {
      return new KeySet(keys);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        keys.add(read(file));
      }
    } catch (IOException failure) {
      throw unusable("cannot read the keys in " + directory + ": " + failure, failure);
    }
    return new KeySet(keys);
  }

  private static SigningKey read(Path file) throws IOException {
    String name = file.getFileName().toString();
    String kid = name.substring(0, name.length() - SUFFIX.length());
    try {
      if (!KID.matcher(kid).matches() || Files.size(file) > MAX_FILE_BYTES) {
        throw unusable("the key " + file + " has an unusual name or size", null);
      }
      return SigningKey.parse(
          kid, Files.getLastModifiedTime(file).toInstant(), Files.readString(file));
    } catch (SigningKey.UnusableKey unusable) {
      throw unusable("the key " + file + " cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private Key find(String kid, Instant now) {
    return list(now).stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformException(
                    ErrorCode.INVALID_REQUEST,
                    "there is no key "
                        + kid
                        + " in "
                        + directory
                        + "\n'edu-cli keys list' shows"
                        + " those there are."));
  }

  private String waitingTime(String kid, Instant now) {
    return list(now).stream()
        .takeWhile(key -> !key.kid().equals(kid))
        .reduce((_, oldest) -> oldest)
        .map(
            successor ->
                "Its successor is "
                    + Duration.between(successor.createdAt(), now).toMinutes()
                    + " min old: try again later.")
        .orElse("It is the newest: make its successor by 'edu-cli keys create'.");
  }

  private void delete(String kid) {
    try {
      Files.delete(file(kid));
    } catch (IOException failure) {
      throw unusable("cannot delete the key " + file(kid) + ": " + failure, failure);
    }
  }

  private Path file(String kid) {
    return directory.resolve(kid + SUFFIX);
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static PlatformException unusable(String message, Throwable cause) {
    return new PlatformException(ErrorCode.INVALID_CONFIGURATION, message, cause);
  }
}
