package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.catalog.Categories.Content;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Levels and specialisations are made, changed and removed. */
class CategoriesIT {

  private static final Content EXPERT = new Content("Expert", Optional.of("Years."));

  private static Database database;
  private static Catalog catalog;
  private static Categories levels;
  private static Categories specializations;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    Changes changes = new Changes(database, TestDatabase.TIME);
    catalog = new Catalog(database, TestDatabase.TIME);
    levels = Categories.levels(changes);
    specializations = Categories.specializations(changes);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    CatalogStaff.reset();
  }

  @Test
  void aLevelIsMade() {
    Category made = levels.create(ADMIN, EXPERT);

    assertThat(made)
        .isEqualTo(
            new Category(
                50,
                "Expert",
                Optional.of("Years."),
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(catalog.level(50)).contains(made);
    assertThat(CatalogStaff.audit(database))
        .containsExactly(
            "difficulty_level.created 50 by 900: {\"name\": null, \"description\": null}"
                + " -> {\"name\": \"Expert\", \"description\": \"Years.\"}");
  }

  @Test
  void aLevelIsChanged() {
    Category changed =
        levels.change(
            ADMIN,
            1,
            ExpectedVersion.oneOf(Set.of(1)),
            now -> new Content(now.name(), Optional.empty()));

    assertThat(changed.name()).isEqualTo("From scratch");
    assertThat(changed.description()).isEmpty();
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.updatedAt()).isEqualTo(TestDatabase.TIME.now());
    assertThat(catalog.level(1)).contains(changed);
    assertThat(CatalogStaff.audit(database))
        .containsExactly(
            "difficulty_level.changed 1 by 900: {\"description\": \"Nothing has to be known.\"}"
                + " -> {\"description\": null}");
  }

  @Test
  void anEditThatChangesNothingLeavesTheVersionAsItIs() {
    Category same = levels.change(ADMIN, 1, ExpectedVersion.ANY, now -> now);

    assertThat(same.version()).isEqualTo(1);
    assertThat(CatalogStaff.audit(database)).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    assertRefused(
        "already_exists", () -> levels.create(ADMIN, new Content("Advanced", Optional.empty())));
    assertRefused(
        "already_exists",
        () ->
            levels.change(
                ADMIN, 1, ExpectedVersion.ANY, _ -> new Content("Advanced", Optional.empty())));
    assertThat(CatalogStaff.audit(database)).isEmpty();
  }

  @Test
  void whatHasCoursesStays() {
    assertRefused("in_use", () -> levels.delete(ADMIN, 1, ExpectedVersion.ANY));
    assertRefused("in_use", () -> specializations.delete(ADMIN, 1, ExpectedVersion.ANY));

    assertThat(catalog.level(1)).isPresent();
    assertThat(CatalogStaff.audit(database)).isEmpty();
  }

  @Test
  void whatHasNoCoursesIsRemoved() {
    Category made = specializations.create(ADMIN, EXPERT);

    specializations.delete(ADMIN, made.id(), ExpectedVersion.oneOf(Set.of(1)));

    assertThat(catalog.specialization(made.id())).isEmpty();
    assertThat(CatalogStaff.audit(database))
        .last()
        .asString()
        .startsWith("course_specialization.deleted " + made.id());
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() {
    ExpectedVersion second = ExpectedVersion.oneOf(Set.of(2));

    assertRefused("stale_etag", () -> levels.change(ADMIN, 1, second, _ -> EXPERT));
    assertRefused("stale_etag", () -> levels.delete(ADMIN, 1, second));
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertRefused("not_found", () -> levels.change(ADMIN, 99, ExpectedVersion.ANY, _ -> EXPERT));
    assertRefused("not_found", () -> levels.delete(ADMIN, 99, ExpectedVersion.ANY));
  }

  @Test
  void onlyAnAdminMay() {
    assertRefused("forbidden", () -> levels.create(ANNA, EXPERT));
    assertRefused("forbidden", () -> levels.change(ANNA, 1, ExpectedVersion.ANY, _ -> EXPERT));
    assertRefused("forbidden", () -> levels.delete(ANNA, 1, ExpectedVersion.ANY));
  }
}
