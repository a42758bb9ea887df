package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoAccountsTest {

  private static final Locale LANGUAGE = Locale.getDefault();

  /**
   * As edu-cli does at its start: the library reads a hash in the default language, and fails in
   * Turkish.
   */
  @BeforeAll
  static void useNoLanguage() {
    Locale.setDefault(Locale.ROOT);
  }

  @AfterAll
  static void useTheLanguageBefore() {
    Locale.setDefault(LANGUAGE);
  }

  @Test
  void theHashIsThatOfTheDocumentedPassword() {
    Argon2Function function = Argon2Function.getInstanceFromHash(DemoAccounts.PASSWORD_HASH);

    assertThat(function.getVariant()).isEqualTo(Argon2.ID);
    assertThat(function.getMemory()).isEqualTo(19_456);
    assertThat(function.getIterations()).isEqualTo(2);
    assertThat(function.getParallelism()).isEqualTo(1);
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
