package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ivan@example.org, ivan@example.org",
    "Ivan.Petrov+News@Example.ORG, ivan.petrov+news@example.org",
    "anna@пример.рф, anna@xn--e1afmkfd.xn--p1ai",
    "ANNA@ПРИМЕР.РФ, anna@xn--e1afmkfd.xn--p1ai",
    "anna@xn--e1afmkfd.xn--p1ai, anna@xn--e1afmkfd.xn--p1ai",
    "Иван@example.org, иван@example.org",
    "a@b.c, a@b.c",
    "o'neil@mail.example.co.uk, o'neil@mail.example.co.uk",
    "a@bücher.example, a@xn--bcher-kva.example",
    "a@fuß.example, a@fuss.example"
  })
  void anAddressHasOneForm(String text, String normal) {
    assertThat(EmailAddress.parse(text)).contains(new EmailAddress(normal));
    assertThat(EmailAddress.parse(normal)).as("again").contains(new EmailAddress(normal));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "a@",
        "@example.org",
        "ivan",
        "ivan@localhost",
        "ivan@@example.org",
        "ivan@example@org.com",
        "ivan petrov@example.org",
        "ivan\u00a0petrov@example.org",
        "ivan\u200b@example.org",
        "ivan@exam ple.org",
        "ivan@.org",
        "ivan@example..org",
        "ivan@example.org.",
        "ivan@-example.org",
        "ivan@example-.org",
        "ivan@exa_mple.org",
        "ivan@[127.0.0.1]",
        "ivan\ud800@example.org"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThat(EmailAddress.parse(text)).isEmpty();
  }

  @Test
  void anAddressHas254CharactersAtMost() {
    String domain = "@" + "a".repeat(60) + "." + "b".repeat(60) + "." + "c".repeat(60) + ".example";
    String longest = "i".repeat(EmailAddress.MAX_LENGTH - domain.length());

    assertThat(EmailAddress.parse(longest + domain)).isPresent();
    assertThat(EmailAddress.parse(longest + "i" + domain)).isEmpty();
    assertThat(EmailAddress.parse("i@" + "a".repeat(64) + ".example")).as("label").isEmpty();
  }

  @Test
  void anAddressIsNotShown() {
    assertThat(new EmailAddress("ivan@example.org")).hasToString("i***@example.org");
  }
}
