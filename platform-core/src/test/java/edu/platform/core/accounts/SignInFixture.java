package edu.platform.core.accounts;

import edu.platform.core.PlatformTime;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.ManualClock;
import edu.platform.core.change.Changes;
import edu.platform.core.config.TokenConfig;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** All that signing in takes, on the test's database, by a clock that the test turns. */
final class SignInFixture implements AutoCloseable {

  static final String PASSWORD = "seven lilac umbrellas";
  static final String ADDRESS = "192.0.2.7";
  static final Viewer ANYONE = Viewer.anonymous("r-1");
  static final EmailAddress EMAIL = new EmailAddress("ada@example.org");

  final ManualClock clock = new ManualClock(Keys.NOW);
  final CountingHash hash = new CountingHash();
  final List<Duration> pauses = new ArrayList<>();
  final Database database;
  final Changes changes;
  final Passwords passwords;
  final AccessTokens tokens;
  final RefreshTokens refreshTokens;
  final Registration registration;
  final LoginThrottle throttle;
  final SignIn signIn;
  final PasswordChanges passwordChanges;
  final PasswordResets passwordResets;
  private final SigningKeys keys;

  SignInFixture(Path folder) {
    TestDatabase.reset();
    Keys.add(folder, Duration.ofDays(1));
    PlatformTime time = new PlatformTime(clock, TestDatabase.ZONE);
    database = TestDatabase.open();
    changes = new Changes(database, time);
    keys = SigningKeys.open(folder);
    tokens = new AccessTokens(keys, new TokenConfig(folder, "us", "api"), clock);
    passwords = new Passwords(hash, Duration.ofSeconds(5));
    refreshTokens = new RefreshTokens(changes, tokens);
    throttle = new LoginThrottle(database, changes, time, pauses::add);
    registration = new Registration(changes, passwords);
    signIn = new SignIn(database, changes, throttle, refreshTokens, passwords);
    passwordChanges = new PasswordChanges(database, changes, throttle, tokens, passwords);
    passwordResets = new PasswordResets(database, changes, time, passwords);
  }

  /** Registers somebody with {@link #EMAIL} and {@link #PASSWORD}; returns the key. */
  int register() {
    return registration.register(
        new Registration.Request(
            new PersonName("Ada"),
            new PersonName("Byron"),
            LocalDate.of(1990, 1, 1),
            EMAIL,
            PASSWORD),
        ANYONE);
  }

  SignedIn signIn() {
    return signIn.signIn(EMAIL, PASSWORD, ADDRESS, ANYONE);
  }

  @Override
  public void close() {
    keys.close();
    database.close();
  }
}
