package edu.platform.core.reports;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Database;
import edu.platform.core.testing.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reports of sales, requirements section 7; days and months are those of Moscow. */
class SalesReportsIT {

  private static final LocalDate DAY = LocalDate.of(2026, 5, 31);
  private static final Viewer ANALYST = Viewer.of(902, Set.of(Role.ANALYST), "r");
  private static final Viewer ADMIN = Viewer.of(900, Set.of(Role.ADMIN), "r");

  private Database database;
  private SalesReports reports;

  @BeforeEach
  void open() {
    TestDatabase.reset();
    // The last second of May in Moscow is 20:59:59 UTC.
    TestDatabase.execute(
        """
        UPDATE course_calendar SET remaining_places = capacity WHERE id IN (6, 7, 8);
        INSERT INTO employee (user_id, role_id, position, hired_on, dismissed_on)
        VALUES (9, 5, 'Mentor', '2020-01-01', '2021-01-01');
        INSERT INTO purchase (purchase_id, user_id, course_id, calendar_id, purchase_date, course_type_id, total_price,
                              currency, purchase_status, expires_at, paid_at, closed_at, refunded_amount)
        VALUES (101, 8, 3, 6, '2026-05-31T20:59:59Z', 2, 900, 'RUB', 'paid', '2026-06-01T00:00:00Z',
                '2026-05-31T21:00:00Z', NULL, 0),
               (102, 9, 9, 13, '2026-05-31T21:00:00Z', 1, 1000, 'RUB', 'refunded', '2026-06-01T00:00:00Z',
                '2026-05-31T20:59:59Z', '2026-06-30T20:59:59Z', 400),
               (103, 6, 3, 7, '2026-05-30T21:00:00Z', 1, 300, 'RUB', 'cancelled', '2026-06-01T00:00:00Z', NULL,
                '2026-06-01T00:00:00Z', 0),
               (104, 13, 3, 8, '2026-05-31T20:59:59Z', 1, 100, 'USD', 'paid', '2026-06-01T00:00:00Z',
                '2026-06-10T00:00:00Z', NULL, 0)
        """);
    database = TestDatabase.open();
    reports = new SalesReports(database, TestDatabase.TIME, "RUB");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void purchasesOfADayComeNewestFirst() {
    assertThat(ids(on(DAY, DAY))).containsExactly(104, 101, 103);
    assertThat(ids(on(DAY, DAY.plusDays(1)))).containsExactly(102, 104, 101, 103);
    assertThat(ids(on(DAY.plusDays(1), DAY.plusDays(366)))).containsExactly(102);
  }

  @Test
  void purchasesAreNarrowed() {
    assertThat(
            ids(
                new PurchaseReportFilter(
                    DAY,
                    DAY.plusDays(1),
                    Optional.of(9),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(102);
    assertThat(
            ids(
                new PurchaseReportFilter(
                    DAY,
                    DAY.plusDays(1),
                    Optional.empty(),
                    Optional.of(2),
                    Optional.empty(),
                    Optional.empty())))
        .containsExactly(102);
    assertThat(
            ids(
                new PurchaseReportFilter(
                    DAY,
                    DAY.plusDays(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("paid"),
                    Optional.empty())))
        .containsExactly(104, 101);
    // 6 is a mentor; 9 was one.
    assertThat(
            ids(
                new PurchaseReportFilter(
                    DAY,
                    DAY.plusDays(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Role.MENTOR))))
        .containsExactly(103);
  }

  @Test
  void adminsSeeNamesAndTheWayToBuy() {
    assertThat(rows(ADMIN, on(DAY, DAY)).get(1))
        .isEqualTo(
            new PurchaseRow(
                101,
                8,
                Optional.of("Ivan"),
                Optional.of("Green"),
                3,
                "Java с нуля",
                "Backend",
                "Students",
                900,
                0,
                "RUB",
                "paid",
                Instant.parse("2026-05-31T20:59:59Z"),
                Optional.of(Instant.parse("2026-05-31T21:00:00Z")),
                List.of("Acme", "Cobalt")));
    // Who was erased has no name.
    assertThat(rows(ADMIN, on(DAY, DAY)).getFirst().userName()).isEmpty();
  }

  @Test
  void analystsSeeNeitherNamesNorBenefits() {
    for (PurchaseRow row : rows(ANALYST, on(DAY, DAY.plusDays(1)))) {
      assertThat(row.userName()).isEmpty();
      assertThat(row.userSurname()).isEmpty();
      assertThat(row.courseType()).isIn("basic", "reduced");
    }
  }

  @Test
  void revenueCountsPaymentsAndRefundsInTheirOwnMonths() {
    List<String> months =
        reports.revenue(months("2026-04", "2026-07", Optional.empty())).stream()
            .map(SalesReportsIT::shown)
            .toList();

    assertThat(months)
        .containsExactly(
            "2026-04 RUB 0: 0 - 0 = 0",
            "2026-04 USD 0: 0 - 0 = 0",
            "2026-05 RUB 1: 1000 - 0 = 1000",
            "2026-05 USD 0: 0 - 0 = 0",
            "2026-06 RUB 1: 900 - 400 = 500",
            "2026-06 USD 1: 100 - 0 = 100",
            "2026-07 RUB 0: 0 - 0 = 0",
            "2026-07 USD 0: 0 - 0 = 0");
  }

  @Test
  void revenueIsThatOfACourse() {
    assertThat(reports.revenue(months("2026-06", "2026-06", Optional.of(9))))
        .extracting(SalesReportsIT::shown)
        .containsExactly("2026-06 RUB 0: 0 - 400 = -400");
    assertThat(reports.revenue(months("2026-06", "2026-06", Optional.of(14))))
        .extracting(SalesReportsIT::shown)
        .containsExactly("2026-06 RUB 0: 0 - 0 = 0");
  }

  private static String shown(RevenueMonth month) {
    return "%s %s %d: %d - %d = %d"
        .formatted(
            month.month(),
            month.gross().currency(),
            month.paidCount(),
            month.gross().amount(),
            month.refunds().amount(),
            month.net().amount());
  }

  private static RevenueFilter months(String from, String to, Optional<Integer> course) {
    return new RevenueFilter(YearMonth.parse(from), YearMonth.parse(to), course, Optional.empty());
  }

  private static PurchaseReportFilter on(LocalDate from, LocalDate to) {
    return new PurchaseReportFilter(
        from, to, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private List<Integer> ids(PurchaseReportFilter filter) {
    return rows(ANALYST, filter).stream().map(PurchaseRow::purchaseId).toList();
  }

  private List<PurchaseRow> rows(Viewer viewer, PurchaseReportFilter filter) {
    List<PurchaseRow> rows = new ArrayList<>();
    reports.purchases(viewer, filter, rows::add);
    return rows;
  }
}
