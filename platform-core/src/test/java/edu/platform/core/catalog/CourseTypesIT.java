package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.catalog.CourseTypes.Content;
import edu.platform.core.catalog.CourseTypes.Kind;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways to buy a course are made and changed; 1 to 5 come with the migrations. */
class CourseTypesIT {

  private static final Content EARLY = new Content("Early birds", 15, 0, true);

  private static Database database;
  private static Catalog catalog;
  private static CourseTypes types;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    catalog = new Catalog(database, TestDatabase.TIME);
    types = new CourseTypes(new Changes(database, TestDatabase.TIME));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void reset() {
    CatalogStaff.reset();
  }

  /** The other tests of the module rely on these rows. */
  @AfterEach
  void putBack() {
    TestDatabase.execute(
        """
        DELETE FROM course_type WHERE id >= 50;
        UPDATE course_type SET discount = 10, active = true, version = 1 WHERE id = 2;
        """);
  }

  @Test
  void aWayToBuyIsMadeAndOffered() {
    CourseType made = types.create(ADMIN, Kind.REDUCED, EARLY);

    assertThat(made.id()).isEqualTo(50);
    assertThat(made.kind()).isEqualTo("reduced");
    assertThat(catalog.courseType(50)).contains(made);
    assertThat(catalog.offers(new CourseId(12)).orElseThrow())
        .filteredOn(offer -> offer.courseTypeId() == 50)
        .extracting(offer -> offer.total().amount())
        .containsExactly(85L);
    assertThat(CatalogStaff.audit(database))
        .singleElement()
        .asString()
        .startsWith("course_type.created 50 by 900: ")
        .contains("\"kind\": \"reduced\"");
  }

  @Test
  void aWayToBuyIsChangedAndOfferedNoMore() {
    CourseType changed =
        types.change(
            ADMIN,
            2,
            ExpectedVersion.oneOf(Set.of(1)),
            now -> new Content(now.name(), 20, now.surcharge(), false));

    assertThat(changed.discount()).isEqualTo(20);
    assertThat(changed.kind()).isEqualTo("reduced");
    assertThat(changed.version()).isEqualTo(2);
    assertThat(catalog.offers(new CourseId(3)).orElseThrow())
        .extracting(Offer::courseTypeId)
        .containsExactly(1, 3, 4, 5);
  }

  @Test
  void aDiscountAndASurchargeExcludeEachOther() {
    assertRefused(
        "validation_failed",
        () -> types.create(ADMIN, Kind.BASIC, new Content("Both", 1, 1, true)));
    assertRefused(
        "validation_failed",
        () ->
            types.change(
                ADMIN,
                2,
                ExpectedVersion.ANY,
                now -> new Content(now.name(), now.discount(), 5, true)));
  }

  @Test
  void aNameIsTakenOnce() {
    String taken = catalog.courseType(1).orElseThrow().name();
    Content same = new Content(taken, 0, 0, true);

    assertRefused("already_exists", () -> types.create(ADMIN, Kind.BASIC, same));
    assertRefused("already_exists", () -> types.change(ADMIN, 2, ExpectedVersion.ANY, _ -> same));
  }

  @Test
  void theRestIsRefusedAsEverywhere() {
    ExpectedVersion ninth = ExpectedVersion.oneOf(Set.of(9));

    assertRefused("stale_etag", () -> types.change(ADMIN, 2, ninth, _ -> EARLY));
    assertRefused("not_found", () -> types.change(ADMIN, 99, ninth, _ -> EARLY));
    assertRefused("forbidden", () -> types.create(ANNA, Kind.BASIC, EARLY));
    assertRefused("forbidden", () -> types.change(ANNA, 2, ninth, _ -> EARLY));
  }
}
