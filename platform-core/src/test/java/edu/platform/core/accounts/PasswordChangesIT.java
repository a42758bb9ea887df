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
import java.nio.file.Path;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordChangesIT {

  private static final String NEW = "nine amber lanterns";

  @TempDir Path folder;

  private SignInFixture fixture;
  private int account;
  private SignedIn here;

  @BeforeEach
  void open() {
    fixture = new SignInFixture(folder);
    account = fixture.register();
    here = fixture.signIn();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void theOwnerWhoKnowsThePasswordChangesIt() {
    SignedIn there = fixture.signIn();

    fixture.passwordChanges.change(owner(), PASSWORD, NEW);

    assertThat(refusal(() -> fixture.signIn())).isEqualTo("bad_credentials");
    assertThat(fixture.signIn.signIn(EMAIL, NEW, ADDRESS, ANYONE).userId()).isEqualTo(account);
    assertThat(refusal(() -> fixture.refreshTokens.refresh(there.refreshToken(), ANYONE)))
        .as("another sign-in")
        .isEqualTo("invalid_token");
    assertThat(fixture.refreshTokens.refresh(here.refreshToken(), ANYONE).userId())
        .as("the sign-in that asked")
        .isEqualTo(account);
  }

  @Test
  void whoDoesNotKnowThePasswordCannotChangeItNorGuessIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(() -> fixture.passwordChanges.change(owner(), "wrong", NEW)))
          .isEqualTo("wrong_password");
    }

    assertThat(refusal(() -> fixture.passwordChanges.change(owner(), PASSWORD, NEW)))
        .isEqualTo("too_many_attempts");
    assertThat(refusal(() -> fixture.signIn())).isEqualTo("too_many_attempts");
    assertThat(fixture.signIn.signIn(EMAIL, PASSWORD, "192.0.2.8", ANYONE).userId())
        .as("the password is the same")
        .isEqualTo(account);
  }

  @Test
  void theNewPasswordMayNotSayWhoseItIs() {
    assertThat(refusal(() -> fixture.passwordChanges.change(owner(), PASSWORD, "Ada@Example.org")))
        .isEqualTo("validation_failed");
  }

  @Test
  void othersAccountsDoNotExistForAnAdminEither() {
    Viewer admin = Viewer.of(1, Set.of(Role.ADMIN), "r");

    assertThat(
            refusal(
                () ->
                    fixture.passwordChanges.change(
                        new PasswordChanges.Owner(account, admin, ADDRESS, here.accessToken()),
                        PASSWORD,
                        NEW)))
        .isEqualTo("not_found");
  }

  private PasswordChanges.Owner owner() {
    return new PasswordChanges.Owner(
        account, Viewer.of(account, Set.of(), "r"), ADDRESS, here.accessToken());
  }

  private static String refusal(ThrowingCallable work) {
    return catchThrowableOfType(RefusedException.class, work).code();
  }
}
