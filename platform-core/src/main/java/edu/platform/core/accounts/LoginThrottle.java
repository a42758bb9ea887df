package edu.platform.core.accounts;

import edu.platform.core.PlatformTime;
import edu.platform.core.RefusedException;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.Secrets;
import edu.platform.core.accounts.internal.SignInSql;
import edu.platform.core.change.Change;
import edu.platform.core.change.Changes;
import edu.platform.core.change.Difference;
import edu.platform.core.db.Database;
import edu.platform.core.db.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Holds up those who guess passwords (requirement R5.2): an account from an address, and an
 * address, are locked for a while; an account that is attacked from many addresses is only slowed,
 * or anyone could lock its owner out. All instances count together, in the database, and keep no
 * address or e-mail in clear.
 */
public final class LoginThrottle {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final int FAILURES_OF_ACCOUNT_AND_ADDRESS = 5;
  private static final int FAILURES_OF_ADDRESS = 20;
  private static final int FAILURES_OF_ACCOUNT = 20;
  private static final Duration SLOWED_BY = Duration.ofSeconds(2);

  /** Attempts that wait at once in this instance: they must not use up its requests. */
  private static final int SLOWED_AT_ONCE = 64;

  private final Database database;
  private final Changes changes;
  private final PlatformTime time;
  private final Pause pause;
  private final Semaphore slowed = new Semaphore(SLOWED_AT_ONCE);

  /**
   * Make the throttle of a platform.
   *
   * @param database where failures are read
   * @param changes counts them
   * @param time tells it
   */
  @SuppressWarnings("exports") // only Platform calls it
  public LoginThrottle(Database database, Changes changes, PlatformTime time) {
    this(database, changes, time, Pause.OF_THE_THREAD);
  }

  LoginThrottle(Database database, Changes changes, PlatformTime time, Pause pause) {
    this.database = database;
    this.changes = changes;
    this.time = time;
    this.pause = pause;
  }

  /** Waits; a test's only notes for how long. */
  interface Pause {
    /** Waits in the thread, which is a virtual one. */
    Pause OF_THE_THREAD = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void of(Duration duration) throws InterruptedException;
  }

  /** Somebody at an address who says they own an account. */
  record Attempt(String ofAccountAndAddress, String ofAddress, String ofAccount) {

    static Attempt of(EmailAddress email, String address) {
      return new Attempt(
          key("account-and-address", email.value(), address),
          key("address", address),
          key("account", email.value()));
    }

    private static String key(String... parts) {
      return HexFormat.of().formatHex(Secrets.hash(String.join("\n", parts)));
    }

    private List<String> keys() {
      return List.of(ofAccountAndAddress, ofAddress, ofAccount);
    }
  }

  private record Throttle(String key, int failures, Optional<Instant> lockedUntil) {}

  /**
   * Make whoever tries an account that is under attack wait.
   *
   * @throws RefusedException {@code too_many_attempts} if too many wait already
   */
  void slowDown(Attempt attempt) {
    boolean attacked =
        throttles(attempt)
            .anyMatch(
                throttle ->
                    throttle.key().equals(attempt.ofAccount())
                        && throttle.failures() >= FAILURES_OF_ACCOUNT);
    if (!attacked) {
      return;
    }
    if (!slowed.tryAcquire()) {
      throw tooMany(SLOWED_BY);
    }
    try {
      pause.of(SLOWED_BY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw tooMany(SLOWED_BY);
    } finally {
      slowed.release();
    }
  }

  /**
   * Refuse an attempt while its account and address, or its address, is locked.
   *
   * @throws RefusedException {@code too_many_attempts}
   */
  void check(Attempt attempt) {
    Instant moment = time.now();
    throttles(attempt)
        .flatMap(throttle -> throttle.lockedUntil().stream())
        .filter(moment::isBefore)
        .max(Instant::compareTo)
        .ifPresent(
            until -> {
              throw tooMany(Duration.between(moment, until));
            });
  }

  /**
   * Count a failure. Locks are audited: with the account, if there is one.
   *
   * @param viewer who asked
   * @param account that has the e-mail address
   */
  void failed(Attempt attempt, Viewer viewer, Optional<Integer> account) {
    changes.make(
        "accounts.sign-in-failed",
        viewer,
        change -> {
          // In the order of their keys: parallel attempts share some of them.
          attempt.keys().stream()
              .sorted()
              .filter(key -> count(change, key) == limit(attempt, key))
              .forEach(key -> lock(change, key, key.equals(attempt.ofAddress()), account));
          return null;
        });
  }

  /** Forget the failures of an account from an address, whose owner has come. */
  void succeeded(Change change, Attempt attempt) {
    change.execute(SignInSql.FORGET_FAILURES, Map.of("key", attempt.ofAccountAndAddress()));
  }

  private Stream<Throttle> throttles(Attempt attempt) {
    Instant moment = time.now();
    return database
        .query(
            SignInSql.THROTTLES,
            Values.of("keys", attempt.keys())
                .with("now", moment)
                .with("window", moment.minus(WINDOW))
                .map(),
            row ->
                new Throttle(
                    row.text("key"), row.integer("failures"), row.optionalInstant("locked_until")))
        .stream();
  }

  private static int count(Change change, String key) {
    return change
        .one(
            SignInSql.COUNT_FAILURE,
            Values.of("key", key)
                .with("now", change.now())
                .with("window", change.now().minus(WINDOW))
                .map(),
            row -> row.integer("failures"))
        .orElseThrow();
  }

  private static int limit(Attempt attempt, String key) {
    if (key.equals(attempt.ofAccountAndAddress())) {
      return FAILURES_OF_ACCOUNT_AND_ADDRESS;
    }
    return key.equals(attempt.ofAddress()) ? FAILURES_OF_ADDRESS : Integer.MAX_VALUE;
  }

  private static void lock(Change change, String key, boolean address, Optional<Integer> account) {
    Instant until = change.now().plus(LOCK);
    change.execute(SignInSql.LOCK, Values.of("key", key).with("until", until).map());
    Difference lock = Difference.none().added("key", key).added("locked_until", until);
    if (address || account.isEmpty()) {
      change.audit("sign_in.locked", "login_throttle", lock);
    } else {
      change.audit("sign_in.locked", "users", account.get(), lock);
    }
  }

  private static RefusedException tooMany(Duration wait) {
    return RefusedException.throttled(
        "too_many_attempts",
        "too many attempts to sign in have failed: try again later",
        (int) Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
