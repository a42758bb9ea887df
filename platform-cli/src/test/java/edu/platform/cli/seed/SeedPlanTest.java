package edu.platform.cli.seed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.core.PlatformException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedPlanTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 14);

  @Test
  void purchasesAreTheSameEverywhereAndForEver() {
    SeedTable purchases = table(settings(1, 1000), "purchase");

    // Changes only when the plan does; whoever seeded before keeps the old rows.
    assertThat(TableSum.ofGenerated(purchases))
        .isEqualTo(
            new TableSum(2000, "7313e1411efff1d13d38023ea00d28847f31c6c7074674da89bc16525a5f32e9"));
  }

  @Test
  void anotherRandomSeedGivesOtherRows() {
    for (String name : List.of("course", "users", "purchase", "blog_post", "course_calendar")) {
      assertThat(TableSum.ofGenerated(table(settings(1, 50), name)))
          .as(name)
          .isNotEqualTo(TableSum.ofGenerated(table(settings(2, 50), name)));
    }
  }

  @Test
  void versionsOneAndTwoDoNotDependOnTheDay() {
    SeedSettings later = new SeedSettings(1, 50, SeedLocale.RU, DAY.plusYears(1), "RUB");

    for (SeedTable table : SeedPlan.of(settings(1, 50)).tables()) {
      boolean same =
          TableSum.ofGenerated(table).equals(TableSum.ofGenerated(table(later, table.name())));
      boolean fixedList =
          Set.of("course_type", "tag", "post_tag", "course_rating").contains(table.name());
      assertThat(same).as(table.name()).isEqualTo(table.version() < 3 || fixedList);
    }
  }

  @Test
  void chunksTogetherAreTheTable() {
    SeedTable table = table(settings(1, 5000), "project");
    StringBuilder rows = new StringBuilder();
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      rows.append(UTF_8.decode(table.chunk(chunk).content()));
    }

    assertThat(table.chunks()).isGreaterThan(2);
    assertThat(rows.toString().lines().map(row -> row.substring(0, row.indexOf('\t'))))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 5000).mapToObj(Integer::toString).toList());
  }

  @Test
  void aCountThatTheHeapDoesNotHoldIsRefused() {
    SeedPlan.requireMemory(1_000_000, 512L << 20);

    assertThatThrownBy(() -> SeedPlan.requireMemory(SeedSettings.MAX_COUNT, 512L << 20))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("takes a heap of 5823 MiB, and there are 512")
        .hasMessageContaining("EDU_JAVA_OPTS=-Xmx5823m");
  }

  @Test
  void tablesComeAfterThoseTheyReferTo() {
    Set<String> seen = new HashSet<>();
    for (SeedTable table : SeedPlan.of(settings(1, 1)).tables()) {
      assertThat(seen).as(table.name()).containsAll(table.after());
      seen.add(table.name());
    }
    assertThat(seen).hasSize(24);
  }

  /** Small counts are where a plan can fail to work out: nobody left to buy, nothing to sell. */
  @ParameterizedTest
  @EnumSource
  void everySmallCountWorksOut(SeedLocale locale) {
    for (int count = 1; count <= 120; count++) {
      for (long seed = 1; seed <= 3; seed++) {
        SeedSettings settings = new SeedSettings(seed, count, locale, DAY, "RUB");
        Courses courses = new Courses(settings);
        People people = new People(settings);
        RunPlan runs = new RunPlan(settings, courses);
        BuyerPlan buyers = new BuyerPlan(settings, runs, people);

        for (int course = 1; course <= count; course++) {
          int first = runs.purchasesBefore(course);
          int end = runs.purchasesBefore(course + 1);
          assertThat(IntStream.range(first, end).map(buyers::user).distinct().count())
              .as("count %d, seed %d: buyers of course %d", count, seed, course)
              .isEqualTo(end - first);
        }
        assertThat(runs.finished()).isEqualTo(Math.ceilDiv(14 * count, 10));
        assertThat(runs.firstPurchase(runs.runs())).isEqualTo(2 * count);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50, 1000})
  void everyDemoAccountHasItsRole(int count) {
    People people = new People(settings(1, count));
    Set<String> found = new HashSet<>();
    people.demoEmail(1).ifPresent(found::add);
    for (int employee = 1; employee <= people.employees(); employee++) {
      String email = people.demoEmail(people.userOfEmployee(employee)).orElse("");
      if (email.equals(DemoAccounts.email(people.roleOfEmployee(employee)))) {
        found.add(email);
      }
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(DemoAccounts.emails());
  }

  private static SeedSettings settings(long seed, int count) {
    return new SeedSettings(seed, count, SeedLocale.RU, DAY, "RUB");
  }

  private static SeedTable table(SeedSettings settings, String name) {
    return SeedPlan.of(settings).tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
