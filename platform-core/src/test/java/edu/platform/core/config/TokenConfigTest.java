package edu.platform.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenConfigTest {

  @Test
  void namesHaveDefaults() {
    assertThat(tokens(Map.of("jwt.keys.dir", "/keys")))
        .isEqualTo(new TokenConfig(Path.of("/keys"), "edu-platform", "edu-platform-api"));
  }

  @Test
  void everyPropertyCanBeSet() {
    assertThat(tokens(Map.of("jwt.keys.dir", "k", "jwt.issuer", "us", "jwt.audience", "api")))
        .isEqualTo(new TokenConfig(Path.of("k"), "us", "api"));
  }

  @Test
  void withoutAFolderTheMessageSaysWhatToDo() {
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> tokens(Map.of()))
        .withMessageContaining("JWT_KEYS_DIR")
        .withMessageContaining("edu-cli keys create")
        .matches(fault -> fault.code() == ErrorCode.INVALID_CONFIGURATION);
  }

  @Test
  void theFirstAdminHasAddressAndPasswordOrIsNone() {
    assertThat(admin(Map.of())).isEmpty();
    assertThat(admin(Map.of("bootstrap.admin.email", "a@b.c", "bootstrap.admin.password", "p")))
        .contains(new FirstAdminConfig("a@b.c", "p"));
    assertThat(new FirstAdminConfig("a@b.c", "p").toString()).isEqualTo("FirstAdminConfig[...]");
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> admin(Map.of("bootstrap.admin.email", "a@b.c")))
        .withMessageContaining("expected both");
    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> admin(Map.of("bootstrap.admin.password", "p")))
        .withMessageContaining("expected both");
  }

  private static TokenConfig tokens(Map<String, String> properties) {
    return TokenConfig.from(config(properties).get("jwt"));
  }

  private static Optional<FirstAdminConfig> admin(Map<String, String> properties) {
    return FirstAdminConfig.from(config(properties).get("bootstrap.admin"));
  }

  private static Config config(Map<String, String> properties) {
    return Config.just(ConfigSources.create(properties));
  }
}
