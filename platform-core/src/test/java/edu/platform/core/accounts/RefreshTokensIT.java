package edu.platform.core.accounts;

import static edu.platform.core.accounts.SignInFixture.ANYONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long somebody stays signed in, and what ends it. */
class RefreshTokensIT {

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
  void aTokenIsReplacedByTheNextWithTheRolesOfThisMoment() {
    SignedIn first = fixture.signIn();
    TestDatabase.execute(
        "INSERT INTO employee (user_id, role_id, position, hired_on) VALUES ("
            + account
            + ", 9, 'Analyst', '2020-01-01')");

    SignedIn second = refresh(first);

    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(fixture.tokens.verify(second.accessToken(), "r"))
        .isEqualTo(Viewer.of(account, Set.of(Role.ANALYST), "r"));
    assertThat(fixture.tokens.session(second.accessToken()))
        .isEqualTo(fixture.tokens.session(first.accessToken()));
    assertThat(refresh(second).userId()).isEqualTo(account);
  }

  @Test
  void aTokenIsOfUseForThirtyDays() {
    SignedIn first = fixture.signIn();

    fixture.clock.advance(Duration.ofDays(30).minusMillis(1));
    SignedIn second = refresh(first);
    fixture.clock.advance(Duration.ofDays(30));

    assertThat(refusal(second)).isEqualTo("invalid_token");
  }

  @Test
  void aTokenThatComesBackEndsTheSignIn() {
    SignedIn stolen = fixture.signIn();
    SignedIn second = refresh(stolen);
    SignedIn third = refresh(second);
    SignedIn elsewhere = fixture.signIn();

    assertThat(refusal(stolen)).isEqualTo("token_reused");
    assertThat(refusal(third)).as("who holds the last one").isEqualTo("invalid_token");
    assertThat(refusal(stolen)).as("once more").isEqualTo("invalid_token");
    assertThat(refresh(elsewhere).userId()).as("another sign-in").isEqualTo(account);
  }

  @Test
  void theAnswerThatWasLostCanBeAskedForAgainWithinThirtySeconds() {
    SignedIn first = fixture.signIn();
    refresh(first);

    fixture.clock.advance(Duration.ofSeconds(30));
    SignedIn again = refresh(first);

    fixture.clock.advance(Duration.ofMinutes(10));
    assertThat(refresh(again).userId()).isEqualTo(account);
  }

  @Test
  void afterThirtySecondsItIsTaken() {
    SignedIn first = fixture.signIn();
    SignedIn second = refresh(first);

    fixture.clock.advance(Duration.ofSeconds(30).plusMillis(1));

    assertThat(refusal(first)).isEqualTo("token_reused");
    assertThat(refusal(second)).isEqualTo("invalid_token");
  }

  @Test
  void onceTheSuccessorWasUsedItIsTaken() {
    SignedIn first = fixture.signIn();
    SignedIn third = refresh(refresh(first));

    fixture.clock.advance(Duration.ofSeconds(1));

    assertThat(refusal(first)).isEqualTo("token_reused");
    assertThat(refusal(third)).isEqualTo("invalid_token");
  }

  @Test
  void ofTwoSuccessorsTheOneThatIsUsedFirstLives() {
    SignedIn first = fixture.signIn();
    SignedIn lost = refresh(first);
    fixture.clock.advance(Duration.ofSeconds(5));
    SignedIn answered = refresh(first);
    fixture.clock.advance(Duration.ofMinutes(10));

    SignedIn next = refresh(answered);

    assertThat(refusal(lost)).as("somebody else had the answer").isEqualTo("token_reused");
    assertThat(refusal(next)).isEqualTo("invalid_token");
  }

  @Test
  void whatNobodyIssuedIsInvalid() {
    assertThat(refusal("x")).isEqualTo("invalid_token");
    assertThat(refusal(fixture.signIn().accessToken())).isEqualTo("invalid_token");
  }

  @Test
  void aBlockedAccountDoesNotStaySignedIn() {
    SignedIn first = fixture.signIn();
    TestDatabase.execute("UPDATE users SET blocked_at = now() WHERE account_id = " + account);

    assertThat(refusal(first)).isEqualTo("invalid_token");
  }

  @Test
  void signingOutEndsTheSignInOfTheAccessTokenAlone() {
    SignedIn here = refresh(fixture.signIn());
    SignedIn there = fixture.signIn();

    fixture.refreshTokens.signOut(owner(), here.accessToken());

    assertThat(refusal(here)).isEqualTo("invalid_token");
    assertThat(refresh(there).userId()).isEqualTo(account);
  }

  @Test
  void signingOutEverywhereEndsAllOfThemAndNobodyElses() {
    SignedIn here = fixture.signIn();
    SignedIn there = fixture.signIn();
    TestDatabase.execute(
        "INSERT INTO refresh_token (family_id, user_id, token_hash, issued_at, expires_at)"
            + " VALUES (gen_random_uuid(), 8, sha256('theirs'), '2026-06-15', '2026-07-15')");

    fixture.refreshTokens.signOutEverywhere(owner());

    assertThat(refusal(here)).isEqualTo("invalid_token");
    assertThat(refusal(there)).isEqualTo("invalid_token");
    assertThat(fixture.refreshTokens.refresh("theirs", ANYONE).userId()).isEqualTo(8);
  }

  @Test
  void aTokenThatComesManyTimesAtOnceLeavesOneThatWorks() throws Exception {
    SignedIn first = fixture.signIn();

    List<SignedIn> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SignedIn>> futures =
          IntStream.range(0, 4).mapToObj(_ -> threads.submit(() -> refresh(first))).toList();
      answers = new ArrayList<>();
      for (Future<SignedIn> future : futures) {
        answers.add(future.get());
      }
    }

    assertThat(answers).extracting(SignedIn::refreshToken).doesNotHaveDuplicates();
    assertThat(refresh(answers.getLast()).userId()).isEqualTo(account);
    assertThat(refusal(answers.getFirst())).isEqualTo("token_reused");
  }

  private Viewer owner() {
    return Viewer.of(account, Set.of(), "r");
  }

  private SignedIn refresh(SignedIn before) {
    return fixture.refreshTokens.refresh(before.refreshToken(), ANYONE);
  }

  private String refusal(SignedIn before) {
    return refusal(before.refreshToken());
  }

  private String refusal(String token) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> fixture.refreshTokens.refresh(token, ANYONE));
    assertThat(refused.kind()).isEqualTo(RefusedException.Kind.UNAUTHENTICATED);
    return refused.code();
  }
}
