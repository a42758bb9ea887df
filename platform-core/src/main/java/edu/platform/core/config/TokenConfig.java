package edu.platform.core.config;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import java.nio.file.Path;

/**
 * How tokens are signed and whom they are for; the node {@code jwt}.
 *
 * @param keysDir folder with the keys ({@code JWT_KEYS_DIR})
 * @param issuer who issues tokens ({@code JWT_ISSUER}); another one's are refused
 * @param audience whom they are for ({@code JWT_AUDIENCE}); others' are refused
 */
public record TokenConfig(Path keysDir, String issuer, String audience) {

  /** Checks that names are there. */
  public TokenConfig {
    check(!issuer.isBlank(), "JWT_ISSUER must not be empty");
    check(!audience.isBlank(), "JWT_AUDIENCE must not be empty");
  }

  /**
   * Read the settings.
   *
   * @param node {@code jwt}
   * @return the checked settings
   * @throws PlatformException {@code INVALID_CONFIGURATION} if there is no folder of keys, or a
   *     setting is wrong
   */
  public static TokenConfig from(Config node) {
    String keysDir = node.get("keys.dir").asString().orElse("");
    check(
        !keysDir.isBlank(),
        "JWT_KEYS_DIR is not set: expected the folder with the keys that sign tokens\n"
            + "Make one with 'edu-cli keys create --keys-dir DIR', and set JWT_KEYS_DIR=DIR.");
    return new TokenConfig(
        Path.of(keysDir),
        node.get("issuer").asString().orElse("edu-platform"),
        node.get("audience").asString().orElse("edu-platform-api"));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new PlatformException(ErrorCode.INVALID_CONFIGURATION, message);
    }
  }
}
