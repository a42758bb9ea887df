package edu.platform.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.migrations.MigrationException.Kind;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlywayFailuresTest {

  private final FlywayFailures failures =
      new FlywayFailures("jdbc:postgresql://db:5432/platform?password=secret");

  @ParameterizedTest
  @CsvSource({
    "08001, UNREACHABLE",
    "08006, UNREACHABLE",
    "57P01, UNREACHABLE",
    "57P03, UNREACHABLE",
    "53300, UNREACHABLE",
    "28P01, ACCESS_REFUSED",
    "28000, ACCESS_REFUSED",
    "3D000, ACCESS_REFUSED",
    "42501, ACCESS_REFUSED",
    "XX000, INTERNAL",
  })
  void sqlStateDecidesTheKind(String sqlState, Kind kind) {
    SQLException cause = new SQLException("it failed", sqlState);

    assertThat(failures.translate(cause).kind()).isEqualTo(kind);
    assertThat(failures.translate(new FlywayException("wrapped", cause)).kind()).isEqualTo(kind);
  }

  @Test
  void messagesNameTheDatabaseAndNoSecret() {
    assertThat(failures.translate(new SQLException("it failed", "08001")))
        .hasMessageContaining("//db:5432/platform failed: it failed")
        .hasMessageNotContaining("secret");
  }

  @Test
  void waitingTooLongForAnotherMigrateIsWorthAnotherTry() {
    FlywayException failure =
        new FlywayException(
            "Number of retries exceeded while attempting to acquire PostgreSQL advisory lock.");

    assertThat(failures.translate(failure).kind()).isEqualTo(Kind.BUSY);
  }

  @Test
  void whatNobodyForesawIsADefect() {
    assertThat(failures.translate(new FlywayException("surprise")))
        .hasMessageContaining("surprise")
        .extracting(MigrationException::kind)
        .isEqualTo(Kind.INTERNAL);
  }
}
