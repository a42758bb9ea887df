package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every statement about seeded rows, at several counts and in both languages. */
class SeededRowsIT {

  private record Seeding(int count, SeedLocale locale, int workers) {}

  @TestFactory
  Stream<DynamicNode> everyStatementHolds() {
    return Stream.of(
            new Seeding(1000, SeedLocale.RU, 2),
            new Seeding(1000, SeedLocale.EN, 4),
            new Seeding(50, SeedLocale.RU, 1),
            new Seeding(37, SeedLocale.EN, 2),
            new Seeding(3, SeedLocale.RU, 2),
            new Seeding(2, SeedLocale.EN, 2),
            new Seeding(1, SeedLocale.RU, 1))
        .map(SeededRowsIT::statements);
  }

  private static DynamicNode statements(Seeding seeding) {
    List<DynamicNode> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("all tables are loaded", () -> seed(seeding)));
    Map<String, String> queries = new LinkedHashMap<>(SeedQueries.always());
    if (seeding.count() >= 1000) {
      queries.putAll(SeedQueries.fromThousand());
    }
    queries.forEach(
        (sentence, query) ->
            tests.add(
                DynamicTest.dynamicTest(
                    sentence,
                    () ->
                        assertThat(SeedDatabase.rows(filledIn(query, seeding)))
                            .as("counterexamples of: %s", sentence)
                            .isEmpty())));
    tests.add(
        DynamicTest.dynamicTest(
            "identities go on after the seeded rows", SeededRowsIT::identitiesGoOn));
    return DynamicContainer.dynamicContainer(seeding.toString(), tests);
  }

  private static String filledIn(String query, Seeding seeding) {
    return query
        .replace("{n}", Integer.toString(seeding.count()))
        .replace("{as_of}", SeedDatabase.TODAY.toString());
  }

  private static void seed(Seeding seeding) throws Exception {
    SeedDatabase.reset(9);

    SeedResult result =
        Seeder.seed(
            SeedDatabase.config(),
            TestOptions.of(seeding.count())
                .locale(seeding.locale())
                .workers(seeding.workers())
                .get(),
            SeedProgress.NONE);

    assertThat(result.salesOpen()).isTrue();
    assertThat(Seeder.status(SeedDatabase.config()).tables()).hasSize(24);
    assertThat(
            Seeder.status(SeedDatabase.config()).tables().stream()
                .map(table -> table.rows() + " rows " + table.checksum()))
        .as("recorded checksums, and those of the rows")
        .containsExactlyInAnyOrderElementsOf(SeedDatabase.checksums(result.settings(), 9).values());
  }

  private static void identitiesGoOn() throws Exception {
    SeedSettings any = new SeedSettings(1, 1, SeedLocale.RU, SeedDatabase.TODAY, "RUB");
    for (SeedTable table : SeedPlan.of(any).tables()) {
      if (table.identity().isPresent()) {
        String column = table.identity().get();
        String next =
            "SELECT nextval(pg_get_serial_sequence('%s', '%s')) - max(%s) AS step FROM %s"
                .formatted(table.name(), column, column, table.name());
        assertThat(SeedDatabase.rows(next)).as(table.name()).containsExactly("step=1");
      }
    }
  }
}
