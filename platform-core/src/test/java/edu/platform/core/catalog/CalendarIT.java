package edu.platform.core.catalog;

import static edu.platform.core.catalog.CatalogStaff.ADMIN;
import static edu.platform.core.catalog.CatalogStaff.ANNA;
import static edu.platform.core.catalog.CatalogStaff.ELENA;
import static edu.platform.core.catalog.CatalogStaff.FEDOR;
import static edu.platform.core.catalog.CatalogStaff.IVAN;
import static edu.platform.core.catalog.CatalogStaff.assertRefused;
import static edu.platform.core.testing.TestDatabase.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edu.platform.core.ExpectedVersion;
import edu.platform.core.PageRequest;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.cache.DocumentCache;
import edu.platform.core.change.Changes;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs are planned, changed and removed; ids are those of {@code catalogue.sql}. */
class CalendarIT {

  private static final CourseId JAVA = new CourseId(3);
  private static final ExpectedVersion ANY = ExpectedVersion.ANY;
  private static final Viewer SUPPORT = Viewer.of(12, Set.of(Role.SUPPORT), "request-6");
  private static final PageRequest FIRST = new PageRequest(3, Optional.empty());
  private static final RunPlan PLAN =
      new RunPlan(TODAY.plusDays(5), TODAY.plusDays(5), TODAY.plusDays(9), 7);

  private static Database database;
  private static DocumentCache documents;
  private static Catalog catalog;
  private static Calendar calendar;

  @BeforeAll
  static void open() {
    database = TestDatabase.open();
    documents = CatalogStaff.documents();
    catalog = new Catalog(database, TestDatabase.TIME);
    calendar =
        new Calendar(
            database, new Changes(database, TestDatabase.TIME), TestDatabase.TIME, documents);
  }

  @AfterAll
  static void close() {
    documents.close();
    database.close();
  }

  @BeforeEach
  void reset() {
    CatalogStaff.reset();
  }

  @Test
  void aRunIsPlannedWithAllItsPlacesFree() {
    Run made = calendar.create(ADMIN, JAVA, PLAN);

    assertThat(made)
        .isEqualTo(
            new Run(
                50,
                3,
                PLAN.startDate(),
                PLAN.endSalesDate(),
                PLAN.endDate(),
                7,
                7,
                "on_sale",
                TestDatabase.TIME.now(),
                TestDatabase.TIME.now(),
                1));
    assertThat(catalog.run(50)).contains(made);
    assertThat(CatalogStaff.audit(database))
        .singleElement()
        .asString()
        .startsWith("run.created 50 by 900: ")
        .contains("\"capacity\": \"7\"", "\"course_id\": \"3\"");
  }

  @Test
  void aDraftHasRunsThatStaffSees() {
    Run made = calendar.create(ADMIN, new CourseId(20), PLAN);

    assertThat(made.state()).isEqualTo("sales_closed");
    assertThat(catalog.run(50)).isEmpty();
    assertThat(catalog.seenBy(FEDOR).run(50)).contains(made);
    assertThat(catalog.seenBy(FEDOR).runs(new CourseId(20), FIRST).orElseThrow().items())
        .contains(made);
  }

  @Test
  void aRunThatCannotBeIsNotPlanned() {
    RunPlan today = new RunPlan(TODAY, TODAY, TODAY, 1);

    assertRefused("validation_failed", () -> calendar.create(ADMIN, JAVA, today));
    assertRefused("not_found", () -> calendar.create(ADMIN, new CourseId(999), PLAN));
    assertRefused("forbidden", () -> calendar.create(ANNA, JAVA, PLAN));
  }

  @Test
  void aRunIsChangedAndItsTakenPlacesStayTaken() {
    Run changed =
        calendar.change(ADMIN, 7, ExpectedVersion.oneOf(Set.of(1)), now -> places(4).apply(now));

    assertThat(changed.capacity()).isEqualTo(4);
    assertThat(changed.remainingPlaces()).isZero();
    assertThat(changed.state()).isEqualTo("sold_out");
    assertThat(changed.version()).isEqualTo(2);

    Run larger = calendar.change(ADMIN, 7, ANY, places(10_000));
    assertThat(larger.remainingPlaces()).isEqualTo(9_996);
    assertThat(CatalogStaff.audit(database))
        .containsExactly(
            "run.changed 7 by 900: {\"capacity\": \"10\"} -> {\"capacity\": \"4\"}",
            "run.changed 7 by 900: {\"capacity\": \"4\"} -> {\"capacity\": \"10000\"}");
  }

  @Test
  void thePlacesThatAreTakenAreNotTakenAway() {
    assertRefused("below_sold", () -> calendar.change(ADMIN, 7, ANY, places(3)));
  }

  @Test
  void salesDoNotEndBeforeTheLastOne() {
    TestDatabase.execute(
        // The last moment of a day in the platform's zone, which is another one in UTC.
        "UPDATE purchase SET purchase_date = '2026-06-10T20:59:59Z' WHERE purchase_id = 6");
    LocalDate bought = LocalDate.of(2026, 6, 10);

    assertThat(calendar.change(ADMIN, 7, ANY, salesUntil(bought)).endSalesDate()).isEqualTo(bought);
    assertRefused(
        "below_sold", () -> calendar.change(ADMIN, 7, ANY, salesUntil(bought.minusDays(1))));
  }

  @Test
  void whatHasStartedStays() {
    assertRefused("run_started", () -> calendar.change(ADMIN, 2, ANY, salesUntil(TODAY)));
    assertRefused(
        "run_started",
        () ->
            calendar.change(
                ADMIN,
                1,
                ANY,
                now -> new RunPlan(now.startDate(), now.endSalesDate(), TODAY, now.capacity())));
    assertThat(calendar.change(ADMIN, 2, ANY, places(20)).capacity()).isEqualTo(20);
  }

  @Test
  void aCancelledRunStaysAsItIs() {
    assertRefused("invalid_state", () -> calendar.change(ADMIN, 4, ANY, places(20)));
  }

  @Test
  void anEditThatChangesNothingLeavesTheVersionAsItIs() {
    assertThat(calendar.change(ADMIN, 4, ANY, now -> now).version()).isEqualTo(1);
    assertThat(CatalogStaff.audit(database)).isEmpty();
  }

  @Test
  void onlyARunThatWasNeverSoldIsRemoved() {
    calendar.delete(ADMIN, 8, ExpectedVersion.oneOf(Set.of(1)));

    assertThat(catalog.run(8)).isEmpty();
    TestDatabase.execute(
        """
        UPDATE purchase
           SET purchase_status = 'expired', closed_at = now()
         WHERE purchase_id = 6
        """);
    assertRefused("in_use", () -> calendar.delete(ADMIN, 7, ANY));
    assertThat(catalog.run(7)).isPresent();
  }

  @Test
  void theRestIsRefusedAsEverywhere() {
    ExpectedVersion second = ExpectedVersion.oneOf(Set.of(2));

    assertRefused("stale_etag", () -> calendar.change(ADMIN, 8, second, places(20)));
    assertRefused("stale_etag", () -> calendar.delete(ADMIN, 8, second));
    assertRefused("not_found", () -> calendar.change(ADMIN, 999, ANY, places(20)));
    assertRefused("not_found", () -> calendar.delete(ADMIN, 999, ANY));
    assertRefused("forbidden", () -> calendar.change(ANNA, 8, ANY, places(20)));
    assertRefused("forbidden", () -> calendar.delete(ANNA, 8, ANY));
  }

  @Test
  void theTeamAndSupportSeeWhoTakesPart() {
    for (Viewer viewer : new Viewer[] {ANNA, FEDOR, SUPPORT, ADMIN}) {
      assertThat(calendar.participants(viewer, 1, FIRST).items())
          .extracting(Participant::purchaseId, Participant::userId, Participant::status)
          .containsExactly(tuple(1, 8, "paid"), tuple(2, 9, "paid"), tuple(3, 10, "paid"));
    }
    assertThat(
            calendar
                .participants(
                    ANNA, 1, new PageRequest(3, calendar.participants(ANNA, 1, FIRST).next()))
                .items())
        .extracting(Participant::purchaseId)
        .containsExactly(4);
    assertThat(calendar.participants(ANNA, 7, FIRST).items())
        .extracting(Participant::status, Participant::surname)
        .containsExactly(tuple("unpaid", Optional.of("King")));
  }

  @Test
  void othersDoNotSeeWhoTakesPart() {
    assertRefused("forbidden", () -> calendar.participants(ELENA, 1, FIRST));
    assertRefused("forbidden", () -> calendar.participants(IVAN, 1, FIRST));
    assertRefused("not_found", () -> calendar.participants(ADMIN, 999, FIRST));
    TestDatabase.execute("UPDATE employee SET dismissed_on = '2026-01-01' WHERE id = 106");
    assertRefused("forbidden", () -> calendar.participants(FEDOR, 1, FIRST));
  }

  private static UnaryOperator<RunPlan> places(int capacity) {
    return now -> new RunPlan(now.startDate(), now.endSalesDate(), now.endDate(), capacity);
  }

  private static UnaryOperator<RunPlan> salesUntil(LocalDate day) {
    return now -> new RunPlan(now.startDate(), day, now.endDate(), now.capacity());
  }
}
