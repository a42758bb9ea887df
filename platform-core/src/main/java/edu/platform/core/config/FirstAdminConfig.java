package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.util.Optional;

/**
 * The admin that a database without one gets; the node {@code bootstrap.admin}.
 *
 * @param email of the account ({@code BOOTSTRAP_ADMIN_EMAIL})
 * @param password to sign in with and to change ({@code BOOTSTRAP_ADMIN_PASSWORD})
 */
public record FirstAdminConfig(String email, String password) {

  /**
   * Read the settings.
   *
   * @param node {@code bootstrap.admin}
   * @return the settings, or empty if neither is set
   * @throws PlatformException {@code INVALID_CONFIGURATION} if one of the two is missing
   */
  public static Optional<FirstAdminConfig> from(Config node) {
    String email = node.get("email").asString().orElse("");
    String password = node.get("password").asString().orElse("");
    if (email.isBlank() != password.isEmpty()) {
      throw new PlatformException(
          ErrorCode.INVALID_CONFIGURATION,
          "expected both BOOTSTRAP_ADMIN_EMAIL and BOOTSTRAP_ADMIN_PASSWORD, or none of them");
    }
    return email.isBlank()
        ? Optional.empty()
        : Optional.of(new FirstAdminConfig(email.strip(), password));
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return "FirstAdminConfig[...]";
  }
}
