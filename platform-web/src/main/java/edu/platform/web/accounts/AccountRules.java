package edu.platform.web.accounts;

import edu.platform.core.accounts.EmailAddress;
import edu.platform.core.accounts.PasswordPolicy;
import edu.platform.core.accounts.PersonName;
import edu.platform.core.accounts.Registration;
import edu.platform.web.http.Rule;
import edu.platform.web.http.Rules;
import java.time.LocalDate;

/** Rules of the members that accounts have (requirements section 5). */
final class AccountRules {

  private AccountRules() {}

  /** A first or family name. */
  static Rule<PersonName> name() {
    return Rules.parsed(
        PersonName.MAX_LENGTH,
        PersonName::parse,
        "must be letters of any script, with spaces, - ' and . among them");
  }

  /** An e-mail address, in any case. */
  static Rule<EmailAddress> email() {
    return Rules.parsed(
        EmailAddress.MAX_LENGTH,
        EmailAddress::parse,
        "must be an e-mail address such as ivan@example.org");
  }

  /** The day of birth of somebody who may register. */
  static Rule<LocalDate> birthDate(LocalDate today) {
    return Rules.day(Registration.FIRST_BIRTH_DATE, Registration.lastBirthDate(today));
  }

  /** A password that somebody claims to be right: as it was sent. */
  static Rule<String> password() {
    return Rules.verbatim(PasswordPolicy.MAX_LENGTH);
  }

  /** A password to be: as it was sent. */
  static Rule<String> newPassword() {
    Rule<String> text = password();
    return value -> {
      String password = text.read(value);
      PasswordPolicy.fault(password)
          .ifPresent(
              fault -> {
                throw new Rule.Invalid(fault);
              });
      return password;
    };
  }
}
