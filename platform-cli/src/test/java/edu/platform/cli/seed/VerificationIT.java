package edu.platform.cli.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reading seeded rows back finds what has been changed since, and what was changed secretly. */
class VerificationIT {

  @BeforeEach
  void seed() throws SQLException {
    SeedDatabase.reset(9);
    Seeder.seed(SeedDatabase.config(), TestOptions.of(600).get(), SeedProgress.NONE);
  }

  @Test
  void untouchedRowsSumUpToWhatWasRecorded() {
    List<String> told = new ArrayList<>();

    SeedCheck check = Seeder.verify(SeedDatabase.config(), told::add);

    assertThat(check.holds()).isTrue();
    assertThat(check.tables()).hasSize(24);
    assertThat(told).containsExactlyElementsOf(check.tables().stream().map(t -> t.name()).toList());
    for (SeedStatus.Table recorded : check.status().tables()) {
      assertThat(table(check, recorded.name()))
          .isEqualTo(
              new SeedCheck.Table(
                  recorded.name(), recorded.rows(), recorded.checksum(), 0, 0, 0, 0, true));
    }
  }

  @Test
  void whatUsersHaveChangedIsLeftOutAndCounted() throws Exception {
    SeedDatabase.execute(
        "UPDATE course SET price = price + 1, version = 2, updated_at = now() WHERE course_id < 4");
    SeedDatabase.execute("INSERT INTO tag (name) VALUES ('new'), ('newer')");
    SeedDatabase.execute("DELETE FROM project WHERE project_id = 5");
    SeedDatabase.execute("UPDATE course_rating SET reviews_count = reviews_count + 1");

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(check.holds()).isTrue();
    assertThat(counts(check, "course")).isEqualTo("597 rows, 3 changed, 0 removed, 0 added, 0");
    assertThat(counts(check, "tag")).isEqualTo("200 rows, 0 changed, 0 removed, 2 added, 0");
    assertThat(counts(check, "project")).isEqualTo("599 rows, 0 changed, 1 removed, 0 added, 0");
    long rated = SeedDatabase.count("course_rating");
    assertThat(counts(check, "course_rating"))
        .isEqualTo("0 rows, " + rated + " changed, 0 removed, 0 added, 0");
    assertThat(counts(check, "users")).endsWith(" rows, 0 changed, 0 removed, 0 added, 0");
  }

  @Test
  void theChecksumOfWhatIsLeftIsThatOfTheSameRowsAtLoading() throws Exception {
    SeedDatabase.execute("DELETE FROM post_tag WHERE post_id > 100");
    SeedTable postTags = tableOf("post_tag");
    RowSum expected = new RowSum();
    try (var database = edu.platform.core.db.BulkLoader.connect(SeedDatabase.config(), "test")) {
      database.copyOut(postTags.copyOut(), row -> expected.add(row, 0, row.length));
    }

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(table(check, "post_tag").checksum()).isEqualTo(expected.hex());
    assertThat(table(check, "post_tag").rows()).isEqualTo(SeedDatabase.count("post_tag"));
  }

  @Test
  void aChangeWithoutATraceDoesNotHold() throws Exception {
    SeedDatabase.execute("UPDATE course_topic SET name = name || '!' WHERE id IN (7, 8)");

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(check.holds()).isFalse();
    assertThat(counts(check, "course_topic"))
        .isEqualTo("598 rows, 2 changed, 0 removed, 0 added, 2");
  }

  @Test
  void countsThatOtherRowsMoveNeedNoTrace() throws Exception {
    SeedDatabase.execute(
        "UPDATE course_calendar SET remaining_places = remaining_places - 1"
            + " WHERE remaining_places > 0");

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(check.holds()).isTrue();
    assertThat(table(check, "course_calendar").changed()).isPositive();
    assertThat(table(check, "course_calendar").untraced()).isZero();
  }

  @Test
  void rowsOfAnotherBuildAreNotTakenApart() throws Exception {
    SeedDatabase.execute(
        "UPDATE seeding_status SET checksum = repeat('0', 64) WHERE table_name = 'tag'");

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(check.holds()).isFalse();
    assertThat(table(check, "tag").sameRows()).isFalse();
    assertThat(table(check, "course").holds()).isTrue();
  }

  @Test
  void nothingSeededIsNothingToVerify() throws Exception {
    SeedDatabase.reset(9);

    SeedCheck check = Seeder.verify(SeedDatabase.config(), _ -> {});

    assertThat(check.tables()).isEmpty();
    assertThat(check.holds()).isTrue();
  }

  private static SeedTable tableOf(String name) {
    SeedSettings settings = new SeedSettings(1, 600, SeedLocale.RU, SeedDatabase.TODAY, "RUB");
    return SeedPlan.of(settings).tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static SeedCheck.Table table(SeedCheck check, String name) {
    return check.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String counts(SeedCheck check, String name) {
    SeedCheck.Table table = table(check, name);
    return table.rows()
        + " rows, "
        + table.changed()
        + " changed, "
        + table.removed()
        + " removed, "
        + table.added()
        + " added, "
        + table.untraced();
  }
}
