package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.migrations.MigrationException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource({"latest, 9", "' latest ', 9", "1, 1", "9, 9", "03, 3"})
  void targetsAreReadAsUsersWriteThem(String text, int version) {
    assertThat(Target.parse(text)).isEqualTo(Target.version(version));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "10", "-1", "1.5", "Latest", "one", "99999999999999999999", "1;drop"})
  void otherTargetsAreRefusedWithTheRange(String text) {
    MigrationException refusal =
        catchThrowableOfType(MigrationException.class, () -> Target.parse(text));

    assertThat(refusal.kind()).isEqualTo(Kind.BAD_TARGET);
    assertThat(refusal).hasMessageContaining("'" + text + "'").hasMessageContaining("1 to 9");
  }

  @Test
  void latestIsTheNewestVersionOfThisBuild() {
    assertThat(Target.latest().version()).isEqualTo(Migrations.LATEST);
  }
}
