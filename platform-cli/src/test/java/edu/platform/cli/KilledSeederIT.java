package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import edu.platform.cli.seed.SeedCheck;
import edu.platform.cli.seed.SeedDatabase;
import edu.platform.cli.seed.SeedLocale;
import edu.platform.cli.seed.SeedSettings;
import edu.platform.cli.seed.Seeder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A seeder that is killed is finished by the next one, and leaves the schema as it was. */
class KilledSeederIT {

  private static final int COUNT = 2100;
  private static final int KILLS = 20;

  /** About as long as a table takes. */
  private static final int LATEST_KILL_MILLIS = 200;

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final SeedSettings SETTINGS =
      new SeedSettings(1, COUNT, SeedLocale.RU, SeedDatabase.TODAY, "RUB");

  @Test
  void aSeedingKilledTwentyTimesEndsWithTheSameRowsAndTheSameSchema() throws Exception {
    SeedDatabase.reset(9);
    List<String> schema = SeedDatabase.schema();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> moments = new ArrayList<>();
    while (moments.size() < KILLS) {
      // Within the very first table, or after a few more than last time.
      long tables = SeedDatabase.count("seeding_status") + random.nextInt(4);
      Process seeder = start(1 + random.nextInt(4));
      try {
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> !seeder.isAlive() || isAtWorkAfter(tables));
        if (seeder.waitFor(random.nextInt(LATEST_KILL_MILLIS), TimeUnit.MILLISECONDS)) {
          assertThat(seeder.exitValue()).as("after kills by seed %d", seed).isZero();
          assertWhole();
          SeedDatabase.reset(9);
          continue;
        }
      } finally {
        seeder.destroyForcibly();
        seeder.waitFor();
      }
      moments.add(SeedDatabase.count("seeding_status") + " rows recorded");
      assertThat(SeedDatabase.schema()).as("after a kill with %s", moments).isEqualTo(schema);
    }

    assertThat(start(2).waitFor()).as("the last run, after kills by seed %d", seed).isZero();

    assertWhole();
    assertThat(SeedDatabase.schema()).isEqualTo(schema);
    assertThat(new HashSet<>(moments)).as("kills at different moments").hasSizeGreaterThan(5);
  }

  private static void assertWhole() {
    assertThat(SeedDatabase.checksums(SETTINGS, 9)).isEqualTo(SeedDatabase.expected(SETTINGS, 9));
    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});
    assertThat(check.tables()).hasSize(24);
    assertThat(check.holds()).isTrue();
  }

  private static boolean isAtWorkAfter(long tables) throws SQLException {
    return SeedDatabase.count("seeding_status") >= tables
        && SeedDatabase.count(
                "pg_stat_activity WHERE application_name = 'edu-cli seed worker' AND state <> 'idle'")
            > 0;
  }

  private static Process start(int workers) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            CliProcess.command(
                List.of("-XX:TieredStopAtLevel=1"),
                "seed",
                "--count",
                Integer.toString(COUNT),
                "--as-of",
                SeedDatabase.TODAY.toString(),
                "--progress",
                "none",
                "--workers",
                Integer.toString(workers)));
    builder.environment().putAll(SeedDatabase.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
