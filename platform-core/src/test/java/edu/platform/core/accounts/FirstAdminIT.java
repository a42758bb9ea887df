package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.FirstAdminConfig;
import edu.platform.core.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstAdminIT {

  private static final FirstAdminConfig CONFIG =
      new FirstAdminConfig("Head@Example.org", SignInFixture.PASSWORD);

  @TempDir Path folder;

  private SignInFixture fixture;
  private FirstAdmin firstAdmin;

  @BeforeEach
  void open() {
    fixture = new SignInFixture(folder);
    firstAdmin = new FirstAdmin(fixture.database, fixture.changes, fixture.passwords);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aDatabaseWithoutAdminGetsOneWhoCanSignIn() {
    Optional<Integer> made = firstAdmin.ensure(CONFIG);

    SignedIn signedIn =
        fixture.signIn.signIn(
            new EmailAddress("head@example.org"),
            SignInFixture.PASSWORD,
            SignInFixture.ADDRESS,
            SignInFixture.ANYONE);
    assertThat(made).contains(signedIn.userId());
    assertThat(signedIn.roles()).containsExactly("admin");
    assertThat(firstAdmin.ensure(CONFIG)).as("once").isEmpty();
  }

  @Test
  void whereThereIsAnAdminNothingIsDone() {
    TestDatabase.execute(
        "INSERT INTO employee (user_id, role_id, position, hired_on) VALUES (8, 1, 'Head',"
            + " '2020-01-01')");

    assertThat(firstAdmin.ensure(CONFIG)).isEmpty();
  }

  @Test
  void anAdminWhoWasDismissedOrBlockedIsNone() {
    TestDatabase.execute(
        """
        INSERT INTO employee (user_id, role_id, position, hired_on, dismissed_on)
        VALUES (8, 1, 'Head', '2020-01-01', '2021-01-01'), (9, 1, 'Head', '2020-01-01', NULL);
        UPDATE users SET blocked_at = now() WHERE account_id = 9
        """);

    assertThat(firstAdmin.ensure(CONFIG)).isPresent();
  }

  @Test
  void whoeverRegisteredTheAddressIsNotMadeAdmin() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(
            () ->
                firstAdmin.ensure(new FirstAdminConfig("ivan@example.org", SignInFixture.PASSWORD)))
        .withMessageContaining("belongs to an account that is no admin")
        .matches(fault -> fault.code() == ErrorCode.INVALID_CONFIGURATION);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, seven lilac umbrellas, BOOTSTRAP_ADMIN_EMAIL must be an e-mail address",
    "head@example.org, short, 'BOOTSTRAP_ADMIN_PASSWORD must have 12..128 characters, not 5'",
    "head@example.org, password1234, BOOTSTRAP_ADMIN_PASSWORD is among the passwords",
  })
  void whatIsNotAcceptableIsNamed(String email, String password, String message) {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> firstAdmin.ensure(new FirstAdminConfig(email, password)))
        .withMessageContaining(message);
  }

  @Test
  void instancesThatStartAtOnceMakeOne() throws Exception {
    List<Future<Optional<Integer>>> starts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 3; i++) {
        String email = "head" + i + "@example.org";
        starts.add(
            threads.submit(
                () -> firstAdmin.ensure(new FirstAdminConfig(email, SignInFixture.PASSWORD))));
      }
    }
    int made = 0;
    for (Future<Optional<Integer>> start : starts) {
      made += start.get().isPresent() ? 1 : 0;
    }

    assertThat(made).isEqualTo(1);
  }
}
