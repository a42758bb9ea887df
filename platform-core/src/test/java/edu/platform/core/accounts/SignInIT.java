package edu.platform.core.accounts;

import static edu.platform.core.accounts.SignInFixture.ADDRESS;
import static edu.platform.core.accounts.SignInFixture.ANYONE;
import static edu.platform.core.accounts.SignInFixture.EMAIL;
import static edu.platform.core.accounts.SignInFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.accounts.internal.PasswordHash;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, who is not, and who has to wait. */
class SignInIT {

  private static final String WRONG = "seven lilac umbrella";
  private static final EmailAddress UNKNOWN = new EmailAddress("nobody@example.org");
  private static final Sql AUDIT =
      Sql.named(
          "test.locks",
          """
          SELECT entity, COALESCE(CAST(entity_id AS text), '-') AS entity_id, CAST(after AS text) AS after,
                 request_id
            FROM audit_log
           WHERE action = 'sign_in.locked'
           ORDER BY id
          """);

  @TempDir Path folder;

  private SignInFixture fixture;
  private int account;

  @BeforeEach
  void open() {
    fixture = new SignInFixture(folder);
    account = fixture.register();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whoKnowsThePasswordGetsTokens() {
    TestDatabase.execute(
        """
        INSERT INTO employee (id, user_id, role_id, position, hired_on, dismissed_on)
        VALUES (900, %1$d, 6, 'Support', '2020-01-01', NULL),
               (901, %1$d, 1, 'Head', '2020-01-01', '2021-01-01')
        """
            .formatted(account));

    SignedIn signedIn = fixture.signIn();

    assertThat(signedIn.userId()).isEqualTo(account);
    assertThat(signedIn.roles()).containsExactly("support");
    assertThat(signedIn.expiresIn()).isEqualTo(600);
    assertThat(signedIn.refreshExpiresIn()).isEqualTo(30 * 24 * 3_600);
    assertThat(fixture.tokens.verify(signedIn.accessToken(), "r"))
        .isEqualTo(Viewer.of(account, Set.of(Role.SUPPORT), "r"));
    assertThat(signedIn.toString()).doesNotContain(signedIn.refreshToken());
  }

  @Test
  void anUnknownAddressIsAnsweredLikeAWrongPasswordAndTakesAsLong() {
    fixture.hash.comparisons();

    RefusedException wrong = refusal(EMAIL, WRONG, ADDRESS);
    int ofWrong = fixture.hash.comparisons();
    RefusedException unknown = refusal(UNKNOWN, WRONG, ADDRESS);
    int ofUnknown = fixture.hash.comparisons();

    assertThat(wrong.code()).isEqualTo("bad_credentials");
    assertThat(unknown)
        .hasMessage(wrong.getMessage())
        .matches(refusal -> refusal.code().equals(wrong.code()))
        .matches(refusal -> refusal.kind() == wrong.kind());
    assertThat(ofWrong).isEqualTo(1);
    assertThat(ofUnknown).isEqualTo(1);
  }

  @Test
  void nobodyHasThePasswordThatUnknownAddressesAreComparedWith() {
    assertThat(refusal(UNKNOWN, "hash of ", ADDRESS).code()).isEqualTo("bad_credentials");
    TestDatabase.execute(
        "UPDATE users SET erased_at = now(), name = NULL, surname = NULL,"
            + " birthdate = NULL, email = NULL, hashed_password = NULL WHERE account_id = "
            + account);
    assertThat(refusal(EMAIL, PASSWORD, ADDRESS).code()).isEqualTo("bad_credentials");
  }

  @Test
  void aBlockedAccountIsToldToWhoeverKnowsItsPasswordAlone() {
    TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = " + account);

    assertThat(refusal(EMAIL, WRONG, ADDRESS).code()).isEqualTo("bad_credentials");
    assertThat(refusal(EMAIL, PASSWORD, ADDRESS).code()).isEqualTo("account_blocked");
  }

  @Test
  void fiveFailuresFromAnAddressLockTheAccountThereAndNowhereElse() {
    fail(5, EMAIL, ADDRESS);
    fixture.hash.comparisons();

    RefusedException locked = refusal(EMAIL, PASSWORD, ADDRESS);

    assertThat(locked.code()).isEqualTo("too_many_attempts");
    assertThat(locked.kind()).isEqualTo(RefusedException.Kind.THROTTLED);
    assertThat(locked.retryAfterSeconds()).isEqualTo(15 * 60);
    assertThat(fixture.hash.comparisons()).as("nothing is compared").isZero();
    assertThat(fixture.signIn.signIn(EMAIL, PASSWORD, "192.0.2.8", ANYONE).userId())
        .isEqualTo(account);
  }

  @Test
  void anUnknownAddressIsLockedJustTheSame() {
    fail(5, UNKNOWN, ADDRESS);

    assertThat(refusal(UNKNOWN, WRONG, ADDRESS).code()).isEqualTo("too_many_attempts");
  }

  @Test
  void aLockEndsAfterFifteenMinutes() {
    fail(5, EMAIL, ADDRESS);

    fixture.clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(refusal(EMAIL, PASSWORD, ADDRESS).retryAfterSeconds()).isEqualTo(1);
    fixture.clock.advance(Duration.ofSeconds(1));

    fail(4, EMAIL, ADDRESS);
    assertThat(fixture.signIn().userId()).isEqualTo(account);
  }

  @Test
  void failuresOfLongAgoDoNotCount() {
    fail(4, EMAIL, ADDRESS);
    fixture.clock.advance(Duration.ofMinutes(15));
    fail(4, EMAIL, ADDRESS);

    assertThat(fixture.signIn().userId()).isEqualTo(account);
  }

  @Test
  void theOwnerWhoComesClearsTheFailuresOfTheirAddress() {
    fail(4, EMAIL, ADDRESS);
    fixture.signIn();
    fail(4, EMAIL, ADDRESS);

    assertThat(fixture.signIn().userId()).isEqualTo(account);
  }

  @Test
  void twentyFailuresLockAnAddressWhateverItTries() {
    for (int i = 0; i < 20; i++) {
      fail(1, new EmailAddress("nobody" + i + "@example.org"), ADDRESS);
    }

    assertThat(refusal(EMAIL, PASSWORD, ADDRESS).code()).isEqualTo("too_many_attempts");
    assertThat(fixture.signIn.signIn(EMAIL, PASSWORD, "192.0.2.8", ANYONE).userId())
        .isEqualTo(account);
  }

  @Test
  void anAccountThatIsAttackedFromManyAddressesIsSlowedAndNotLocked() {
    for (int i = 0; i < 20; i++) {
      fail(1, EMAIL, "198.51.100." + i);
    }
    assertThat(fixture.pauses).isEmpty();

    SignedIn signedIn = fixture.signIn();

    assertThat(signedIn.userId()).isEqualTo(account);
    assertThat(fixture.pauses).containsExactly(Duration.ofSeconds(2));
    fixture.clock.advance(Duration.ofMinutes(15));
    fixture.signIn();
    assertThat(fixture.pauses).hasSize(1);
  }

  @Test
  void locksAreAuditedOnceWithTheAccountAndNothingPersonal() {
    fail(5, EMAIL, ADDRESS);
    refusal(EMAIL, WRONG, ADDRESS);
    fail(5, UNKNOWN, "192.0.2.9");

    List<List<String>> locks =
        fixture.database.query(
            AUDIT,
            Map.of(),
            row ->
                List.of(
                    row.text("entity"),
                    row.text("entity_id"),
                    row.text("request_id"),
                    row.text("after")));

    assertThat(locks).hasSize(2);
    assertThat(locks.get(0)).startsWith("users", Integer.toString(account), "r-1");
    assertThat(locks.get(1)).startsWith("login_throttle", "-", "r-1");
    assertThat(locks)
        .extracting(List::getLast)
        .allMatch(after -> after.contains("\"locked_until\": \"2026-06-15T09:15:00Z\""))
        .noneMatch(after -> after.contains("example.org") || after.contains("192.0.2"));
  }

  @Test
  void guessesAtOnceAreCountedLikeGuessesInARow() throws Exception {
    fixture.hash.comparisons();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> guesses =
          IntStream.range(0, 12)
              .mapToObj(i -> threads.submit(() -> refusal(EMAIL, WRONG + i, ADDRESS).code()))
              .toList();
      for (Future<String> guess : guesses) {
        assertThat(guess.get()).isIn("bad_credentials", "too_many_attempts");
      }
    }

    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    assertThat(fixture.hash.comparisons()).isBetween(5, 5 + atOnce - 1);
  }

  @Test
  void aPasswordThatIsChangedMeanwhileIsNoLongerRight() {
    // The account changes between the comparison and the transaction.
    SignIn signIn =
        new SignIn(
            fixture.database,
            fixture.changes,
            fixture.throttle,
            fixture.refreshTokens,
            new Passwords(new ChangingHash(account), Duration.ofSeconds(5)));

    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> signIn.signIn(EMAIL, PASSWORD, ADDRESS, ANYONE));

    assertThat(refused.code()).isEqualTo("bad_credentials");
  }

  private record ChangingHash(int account) implements PasswordHash {
    @Override
    public String of(String password) {
      return "hash of " + password;
    }

    @Override
    public boolean matches(String password, String stored) {
      TestDatabase.execute(
          "UPDATE users SET hashed_password = 'another' WHERE account_id = " + account);
      return true;
    }
  }

  private void fail(int times, EmailAddress email, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(refusal(email, WRONG, address).code()).isEqualTo("bad_credentials");
    }
  }

  private RefusedException refusal(EmailAddress email, String password, String address) {
    return catchThrowableOfType(
        RefusedException.class, () -> fixture.signIn.signIn(email, password, address, ANYONE));
  }
}
