package edu.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.seed.SeedDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedCommandIT {

  @Test
  void rowsPerTableAndASignInArePrinted() throws Exception {
    SeedDatabase.reset(9);

    CliRun run = seed("--count", "40");

    assertThat(run.err()).containsPattern("(?m)^purchase: 80 rows, \\d+\\.\\d s, \\d+ rows/s$");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^course +40 +\\d+ +\\d+\\.\\d\\d +\\d+$")
        .containsPattern("(?m)^purchase +80 ")
        .containsPattern("(?m)^all +\\d+ ")
        .contains(
            "Seeded up to version 9: --count 40 --random-seed 1 --locale ru --as-of 2026-03-14")
        .contains("student@demo.example.org");

    CliRun again = seed();

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).startsWith("Nothing to load: all tables up to version 9 are seeded.");
  }

  @Test
  void jsonIsOneDocumentAndStatusTellsTheSameChecksums() throws Exception {
    SeedDatabase.reset(9);

    CliRun run = seed("--json", "--locale", "EN", "--count", "40", "--workers", "1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out())
        .startsWith("{\"version\":9,\"count\":40,\"random_seed\":1,\"locale\":\"en\"")
        .contains("\"sales_open\":")
        .containsPattern(
            "\\{\"table\":\"course\",\"rows\":40,\"bytes\":\\d+,\"checksum\":\"[0-9a-f]{64}\"");
    String checksum = between(run.out(), "\"table\":\"purchase\"", "\"checksum\":\"", "\"");

    CliRun status = seed("status", "--json");

    assertThat(status.exitCode()).isZero();
    assertThat(status.out().lines()).hasSize(1);
    assertThat(status.out())
        .startsWith("{\"schema_version\":9,\"seeded_version\":9,\"count\":40")
        .contains("\"as_of\":\"2026-03-14\"")
        .contains("\"career_manager@demo.example.org\"");
    assertThat(between(status.out(), "\"table\":\"purchase\"", "\"checksum\":\"", "\""))
        .isEqualTo(checksum);
  }

  @Test
  void statusOfAnEmptySchemaSaysSo() throws Exception {
    SeedDatabase.reset(2);

    CliRun status = seed("status");

    assertThat(status.exitCode()).isZero();
    assertThat(status.out()).contains("Nothing is recorded as seeded; the schema is at version 2.");
  }

  @Test
  void optionsComeFromTheirEstablishedVariables() throws Exception {
    SeedDatabase.reset(9);
    Map<String, String> environment = environment();
    environment.put("SEED_COUNT", "30");
    environment.put("MIGRATION_VERSION", "1");

    CliRun run = CliRun.of(environment, "seed");

    assertThat(run.exitCode()).isZero();
    assertThat(SeedDatabase.count("course")).isEqualTo(30);
    assertThat(SeedDatabase.count("users")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--count, 0, count must be 1..100000000",
    "--count, -5, count must be 1..100000000",
    "--count, many, many",
    "--count, 100000001, count must be 1..100000000",
    "--count, 99999999999999999999, 99999999999999999999",
    "--locale, xx, 'ru, en'",
    "--workers, 0, workers must be 1..64",
    "--as-of, 2025-12-31, as-of must be 2026-01-01",
    "--as-of, tomorrow, tomorrow",
    "--migration-version, 10, 10",
    "--migration-version, newest, newest",
    "--random-seed, 1.5, 1.5"
  })
  void badOptionsAreUsageErrors(String option, String value, String message) throws Exception {
    SeedDatabase.reset(9);

    CliRun run = seed(option, value);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void freshWithoutATerminalIsRefusedUnlessYesIsGiven() throws Exception {
    SeedDatabase.reset(9);
    assertThat(seed("--count", "40", "--migration-version", "1").exitCode()).isZero();

    CliRun refused = seed("--fresh", "--count", "30", "--migration-version", "1");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("not confirmed");
    assertThat(SeedDatabase.count("course")).isEqualTo(40);

    assertThat(seed("--fresh", "--yes", "--count", "30", "--migration-version", "1").exitCode())
        .isZero();
    assertThat(SeedDatabase.count("course")).isEqualTo(30);
  }

  @Test
  void anUnreachableDatabaseIsUnavailable() {
    Map<String, String> environment = environment();
    environment.put("DB_PORT", "1");

    CliRun run = CliRun.of(environment, "seed");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("127.0.0.1:1").doesNotContain(environment.get("DB_PASSWORD"));
  }

  @Test
  void aReadOnlyDatabaseIsUnavailable() throws Exception {
    SeedDatabase.reset(9);
    SeedDatabase.setReadOnly(true);
    try {
      CliRun run = seed("--count", "40");

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("read-only");
    } finally {
      SeedDatabase.setReadOnly(false);
    }
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void anOlderSchemaIsAUsageErrorAndANewerOneIsUnavailable() throws Exception {
    SeedDatabase.reset(3);
    CliRun older = seed("--count", "40");
    assertThat(older.exitCode()).isEqualTo(2);
    assertThat(older.err()).contains("older than version 9 to be seeded");

    SeedDatabase.reset(9);
    SeedDatabase.execute("UPDATE flyway_schema_history SET version = '10' WHERE version = '9'");
    CliRun newer = seed("--count", "40");
    assertThat(newer.exitCode()).isEqualTo(3);
    assertThat(newer.err()).contains("newer than version 9 that this build knows");
    assertThat(SeedDatabase.count("course")).isZero();
  }

  @Test
  void verifyingSaysWhatWasChangedAndFailsForSecretChanges() throws Exception {
    SeedDatabase.reset(9);
    assertThat(seed("--count", "40").exitCode()).isZero();

    CliRun untouched = CliRun.of(environment(), "seed", "--verify");

    assertThat(untouched.exitCode()).isZero();
    assertThat(untouched.out()).containsPattern("(?m)^purchase +3 +80 .*Z +all as loaded$");

    SeedDatabase.execute("UPDATE course SET price = 1, updated_at = now() WHERE course_id = 1");
    CliRun changed = CliRun.of(environment(), "seed", "status", "--verify");

    assertThat(changed.exitCode()).isZero();
    assertThat(changed.out()).contains("39 as loaded; since then 1 changed");

    SeedDatabase.execute("UPDATE users SET surname = 'X' WHERE account_id = 1");
    CliRun secretly = CliRun.of(environment(), "seed", "--verify", "--json");

    assertThat(secretly.exitCode()).isEqualTo(1);
    assertThat(secretly.err()).contains("nobody is known to have changed them");
    assertThat(secretly.out().lines()).hasSize(1);
    assertThat(secretly.out())
        .containsPattern(
            "\"table\":\"users\".{1,200}\"verified\":\\{\"holds\":false,\"rows\":\\d+,\"checksum\":"
                + "\"[0-9a-f]{64}\",\"changed\":1,\"removed\":0,\"added\":0,\"untraced\":1,"
                + "\"same_rows\":true");
  }

  @Test
  void progressAsJsonIsLinesOfEachTable() throws Exception {
    SeedDatabase.reset(9);

    CliRun run = seed("--count", "40", "--migration-version", "1", "--progress", "json");

    assertThat(run.err().lines()).allMatch(line -> line.startsWith("{\"step\":\""));
    assertThat(run.err().lines().filter(line -> line.contains("\"finished\":true")))
        .hasSize(6)
        .anyMatch(
            line ->
                line.startsWith(
                    "{\"step\":\"course\",\"done\":40,\"total\":40,\"unit\":\"rows\","));
  }

  private static CliRun seed(String... args) {
    Stream<String> asOf =
        args.length > 0 && (args[0].equals("status") || args[0].equals("--as-of"))
            ? Stream.of()
            : Stream.of("--as-of", SeedDatabase.TODAY.toString());
    return CliRun.of(
        environment(),
        Stream.of(Stream.of("seed"), Stream.of(args), asOf)
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static Map<String, String> environment() {
    return new HashMap<>(SeedDatabase.environment());
  }

  private static String between(String text, String after, String first, String last) {
    int from = text.indexOf(first, text.indexOf(after)) + first.length();
    return text.substring(from, text.indexOf(last, from));
  }
}
