package edu.platform.core.accounts;

import static java.util.Objects.requireNonNull;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.accounts.internal.Argon2id;
import edu.platform.core.accounts.internal.PasswordHash;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords by Argon2id, a few at a time: each takes tens of milliseconds and 19 MiB, so
 * that sign-in would otherwise be a way to take the server down (design section 11).
 */
public final class Passwords {

  /** Half of the cores: the others go on answering. */
  private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int WARM_UP_MAX = 10;
  private static final Duration WARM = Duration.ofMillis(100);

  private final PasswordHash hash;
  private final Semaphore permits = new Semaphore(AT_ONCE, true);
  private final Duration patience;

  /** Compared with when there is no account, so that an unknown address takes as long. */
  private final CompletableFuture<String> nobodys = new CompletableFuture<>();

  /** Begin to warm up: the first hashes of a process take ten times as long. */
  public Passwords() {
    this(new Argon2id(), PATIENCE);
  }

  Passwords(PasswordHash hash, Duration patience) {
    this.hash = requireNonNull(hash, "hash");
    this.patience = patience;
    Thread.ofPlatform().daemon().name("password-warm-up").start(this::warmUp);
  }

  /**
   * Hash a new password.
   *
   * @param password that the policy accepts
   * @return what is kept of it
   * @throws PlatformException {@code BUSY} if too many others are hashed
   */
  String hash(String password) {
    return inTurn(() -> hash.of(normal(password)));
  }

  /**
   * Do something that compares a password, when it is its turn: what is looked up before and noted
   * after the comparison holds for those that wait too.
   *
   * @param work calls {@link #matches}
   * @param <T> what it gives
   * @return what the work gave
   * @throws PlatformException {@code BUSY} if too many others are hashed
   */
  <T> T inTurn(Supplier<T> work) {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PlatformException(
            ErrorCode.BUSY,
            "waited "
                + patience.toMillis()
                + " ms to hash a password, "
                + permits.getQueueLength()
                + " wait");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new PlatformException(ErrorCode.BUSY, "interrupted while waiting to hash a password");
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  /**
   * Compare a password, within {@link #inTurn}. It takes the same time for an account that does not
   * exist.
   *
   * @param password that somebody claims to be right
   * @param stored what is kept of the right one; empty if there is no such account
   * @return whether it is right
   */
  boolean matches(String password, Optional<String> stored) {
    // Before anything is looked at: the comparison must be done for nobody too.
    boolean right = hash.matches(normal(password), stored.orElseGet(nobodys::join));
    return right && stored.isPresent();
  }

  /** The same text, however a keyboard composes its letters. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private void warmUp() {
    for (int i = 0; i < WARM_UP_MAX; i++) {
      long begun = System.nanoTime();
      nobodys.complete(hash.of(UUID.randomUUID().toString()));
      if (System.nanoTime() - begun < WARM.toNanos()) {
        return;
      }
    }
  }
}
