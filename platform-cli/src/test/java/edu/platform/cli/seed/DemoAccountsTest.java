package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.junit.jupiter.api.Test;

class DemoAccountsTest {

  @Test
  void theHashIsThatOfTheDocumentedPassword() {
    // Not from the hash: the library reads its variant in the default language, and fails in
    // Turkish.
    Argon2Function function = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    assertThat(DemoAccounts.PASSWORD_HASH).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Password.check(DemoAccounts.PASSWORD, DemoAccounts.PASSWORD_HASH).with(function))
        .isTrue();
    assertThat(Password.check("another password", DemoAccounts.PASSWORD_HASH).with(function))
        .isFalse();
  }

  @Test
  void thePasswordObeysTheFieldRule() {
    assertThat(DemoAccounts.PASSWORD).hasSizeBetween(12, 128);
  }

  @Test
  void thereIsAnAccountForEachRole() {
    assertThat(DemoAccounts.emails())
        .containsExactlyInAnyOrder(
            "student@demo.example.org",
            "admin@demo.example.org",
            "teacher@demo.example.org",
            "smm_manager@demo.example.org",
            "mentor@demo.example.org",
            "support@demo.example.org",
            "reviewer@demo.example.org",
            "career_manager@demo.example.org",
            "analyst@demo.example.org");
  }
}
