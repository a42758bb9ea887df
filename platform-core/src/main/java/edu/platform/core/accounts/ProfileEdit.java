package edu.platform.core.accounts;

import edu.platform.core.Patch;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an owner changes of an account (requirement R5.3).
 *
 * @param name first name
 * @param surname family name
 * @param birthDate of somebody who may register
 * @param email that no other account has
 * @param phoneNumber if there is to be one
 * @param snilsNumber that no other account has, if there is to be one
 * @param profilePictureUrl https address, if there is to be one
 */
public record ProfileEdit(
    Patch<PersonName> name,
    Patch<PersonName> surname,
    Patch<LocalDate> birthDate,
    Patch<EmailAddress> email,
    Patch<Optional<PhoneNumber>> phoneNumber,
    Patch<Optional<Snils>> snilsNumber,
    Patch<Optional<String>> profilePictureUrl) {

  /** Whether others see something of it, should the account be a teacher's. */
  boolean isPublic() {
    return name.given() || surname.given() || profilePictureUrl.given();
  }
}
