package edu.platform.core.accounts;

import static edu.platform.core.accounts.SignInFixture.ADDRESS;
import static edu.platform.core.accounts.SignInFixture.ANYONE;
import static edu.platform.core.accounts.SignInFixture.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.core.RefusedException;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Sql;
import edu.platform.core.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordResetsIT {

  private static final String NEW = "nine amber lanterns";
  private static final int TEACHER = 1;
  private static final Viewer SUPPORT = Viewer.of(9, Set.of(Role.SUPPORT), "r");
  private static final Viewer ADMIN = Viewer.of(10, Set.of(Role.ADMIN), "r");
  private static final Sql AUDIT =
      Sql.named(
          "test.resets",
          """
          SELECT action || ' ' || entity_id || ' by ' || COALESCE(CAST(actor_user_id AS text), '-') AS line
            FROM audit_log
           ORDER BY id
          """);

  @TempDir Path folder;

  private SignInFixture fixture;
  private int account;

  @BeforeEach
  void open() {
    fixture = new SignInFixture(folder);
    account = fixture.register();
    TestDatabase.execute(
        """
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 9, 6, 'Support', '2020-01-01'), (901, 10, 1, 'Head', '2020-01-01')
        """);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aCodeSetsAPasswordOnceAndEndsAllSignIns() {
    SignedIn before = fixture.signIn();

    PasswordResets.Reset reset = fixture.passwordResets.create(SUPPORT, account);
    fixture.passwordResets.use(reset.code(), NEW, ANYONE);

    assertThat(reset.expiresAt()).isEqualTo(Keys.NOW.plus(Duration.ofHours(1)));
    assertThat(fixture.signIn.signIn(EMAIL, NEW, ADDRESS, ANYONE).userId()).isEqualTo(account);
    assertThat(refusal(() -> fixture.signIn())).isEqualTo("bad_credentials");
    assertThat(refusal(() -> fixture.refreshTokens.refresh(before.refreshToken(), ANYONE)))
        .isEqualTo("invalid_token");
    assertThat(refusal(() -> fixture.passwordResets.use(reset.code(), NEW, ANYONE)))
        .as("once")
        .isEqualTo("invalid_code");
    assertThat(fixture.database.query(AUDIT, Map.of(), row -> row.text("line")))
        .containsExactly(
            "password_reset.created " + account + " by 9",
            "password_reset.used " + account + " by -");
  }

  @Test
  void aCodeIsReadAsPeopleTypeIt() {
    String code = fixture.passwordResets.create(SUPPORT, account).code();

    assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}");
    fixture.passwordResets.use(
        " " + code.toLowerCase(Locale.ROOT).replace('-', ' ').replace('0', 'o'), NEW, ANYONE);
    assertThat(fixture.signIn.signIn(EMAIL, NEW, ADDRESS, ANYONE).userId()).isEqualTo(account);
  }

  @Test
  void aCodeIsOfUseForAnHour() {
    String code = fixture.passwordResets.create(SUPPORT, account).code();

    fixture.clock.advance(Duration.ofHours(1));

    assertThat(refusal(() -> fixture.passwordResets.use(code, NEW, ANYONE)))
        .isEqualTo("invalid_code");
  }

  @Test
  void aNewCodeMakesThoseBeforeVoid() {
    String first = fixture.passwordResets.create(SUPPORT, account).code();
    String second = fixture.passwordResets.create(SUPPORT, account).code();

    assertThat(refusal(() -> fixture.passwordResets.use(first, NEW, ANYONE)))
        .isEqualTo("invalid_code");
    fixture.passwordResets.use(second, NEW, ANYONE);
  }

  @Test
  void aPasswordThatSaysWhoseItIsLeavesTheCodeOfUse() {
    String code = fixture.passwordResets.create(SUPPORT, account).code();

    assertThat(refusal(() -> fixture.passwordResets.use(code, "ada@example.org", ANYONE)))
        .isEqualTo("validation_failed");
    fixture.passwordResets.use(code, NEW, ANYONE);
  }

  @Test
  void accountsOfStaffTakeAnAdmin() {
    assertThat(refusal(() -> fixture.passwordResets.create(SUPPORT, TEACHER)))
        .isEqualTo("staff_account");
    assertThat(fixture.passwordResets.create(ADMIN, TEACHER).code()).isNotEmpty();
  }

  @Test
  void othersMayNot() {
    // The token says support, the database does not.
    Viewer dismissed = Viewer.of(8, Set.of(Role.SUPPORT), "r");

    assertThat(refusal(() -> fixture.passwordResets.create(dismissed, account)))
        .isEqualTo("forbidden");
    assertThat(refusal(() -> fixture.passwordResets.create(SUPPORT, 13)))
        .as("erased")
        .isEqualTo("not_found");
  }

  private static String refusal(ThrowingCallable work) {
    return catchThrowableOfType(RefusedException.class, work).code();
  }
}
