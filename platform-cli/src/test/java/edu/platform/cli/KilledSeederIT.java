package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.seed.SeedDatabase;
import edu.platform.cli.seed.SeedLocale;
import edu.platform.cli.seed.SeedSettings;
import edu.platform.cli.seed.Seeder;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A seeder that is killed is finished by the next one. */
class KilledSeederIT {

  private static final int COUNT = 2100;
  private static final int KILLS = 20;

  @Test
  void aSeedingKilledTwentyTimesEndsWithTheSameRows() throws Exception {
    SeedDatabase.reset(9);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process seeder = start();
      // One more table than before, then at some moment within the next ones.
      while (seeder.isAlive() && SeedDatabase.count("seeding_status") < kill) {
        Thread.sleep(2);
      }
      Thread.sleep(random.nextInt(120));
      if (seeder.isAlive()) {
        seeder.destroyForcibly();
        kills++;
      }
      seeder.waitFor();
    }

    assertThat(start().waitFor()).as("the last run, after kills by seed %d", seed).isZero();

    assertThat(kills).as("seeders killed at work").isGreaterThan(KILLS / 2);
    SeedSettings settings = new SeedSettings(1, COUNT, SeedLocale.RU, SeedDatabase.TODAY, "RUB");
    assertThat(SeedDatabase.checksums(settings, 9)).isEqualTo(SeedDatabase.expected(settings, 9));
    assertThat(Seeder.status(SeedDatabase.config()).tables()).hasSize(24);
  }

  private static Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            CliProcess.command(
                List.of("-XX:TieredStopAtLevel=1"),
                "seed",
                "--count",
                Integer.toString(COUNT),
                "--as-of",
                SeedDatabase.TODAY.toString()));
    builder.environment().putAll(SeedDatabase.environment());
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
