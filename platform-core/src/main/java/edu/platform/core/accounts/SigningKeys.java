package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.accounts.internal.KeySet;
import edu.platform.core.accounts.internal.SigningKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The keys in use. The folder is read again every 30 s, so that keys come and go while instances
 * run; one that cannot be read, or holds none, changes nothing.
 */
public final class SigningKeys implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());
  private static final Duration REREAD_EVERY = Duration.ofSeconds(30);

  private final KeyDirectory directory;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile KeySet keys;

  private SigningKeys(KeyDirectory directory, KeySet keys) {
    this.directory = directory;
    this.keys = keys;
  }

  /**
   * Read the keys, and go on doing so.
   *
   * @param directory where they are
   * @return the keys, to be closed by the caller
   * @throws PlatformException {@code INVALID_CONFIGURATION} if there is none, or one cannot be used
   */
  public static SigningKeys open(Path directory) {
    KeyDirectory folder = new KeyDirectory(requireNonNull(directory, "directory"));
    KeySet keys = folder.read();
    if (keys.newestFirst().isEmpty()) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "there is no key to sign tokens with in "
              + directory
              + " (JWT_KEYS_DIR)\nMake one by 'edu-cli keys create'.");
    }
    SigningKeys opened = new SigningKeys(folder, keys);
    Thread.ofVirtual().name("signing-keys").start(opened::rereadUntilClosed);
    return opened;
  }

  /**
   * A public key as clients verify tokens with it (RFC 7517, section 4; RFC 7518, section 6.2).
   *
   * @param kty {@code EC}
   * @param crv {@code P-256}
   * @param x first coordinate, Base64url
   * @param y second coordinate, Base64url
   * @param use {@code sig}
   * @param alg {@code ES256}
   * @param kid as in the header of tokens
   */
  public record PublicKey(
      String kty, String crv, String x, String y, String use, String alg, String kid) {

    private static PublicKey of(SigningKey key) {
      return new PublicKey("EC", "P-256", key.x(), key.y(), "sig", "ES256", key.kid());
    }
  }

  /**
   * All keys that tokens may be signed with (RFC 7517, section 5).
   *
   * @param keys newest first
   */
  public record PublicKeys(List<PublicKey> keys) {

    /** Copies the list. */
    public PublicKeys {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Return the public keys.
   *
   * @return of all keys, also of those that do not sign yet or any more
   */
  public PublicKeys publicKeys() {
    return new PublicKeys(keys.newestFirst().stream().map(PublicKey::of).toList());
  }

  /** The keys as they were last read. */
  KeySet keys() {
    return keys;
  }

  /** The key that signs. */
  SigningKey signer(Instant now) {
    return keys.signer(now).orElseThrow();
  }

  /** Reads the folder once more. */
  void reread() {
    try {
      KeySet found = directory.read();
      if (found.newestFirst().isEmpty()) {
        LOG.log(System.Logger.Level.ERROR, "all signing keys are gone; those known stay in use");
      } else {
        keys = found;
      }
    } catch (PlatformException unreadable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the signing keys were not read again: " + unreadable.getMessage());
    }
  }

  private void rereadUntilClosed() {
    try {
      while (!closing.await(REREAD_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        reread();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the reading. */
  @Override
  public void close() {
    closing.countDown();
  }
}
