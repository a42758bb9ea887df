package edu.platform.core.reports;

import static java.util.Objects.requireNonNull;

import edu.platform.core.Money;
import edu.platform.core.PlatformException;
import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.db.Database;
import edu.platform.core.db.Row;
import edu.platform.core.db.Sql;
import edu.platform.core.db.Values;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;

/**
 * Reports of sales, read from a replica where there is one, so that they never hold sales up.
 * Throws {@link PlatformException} of kind {@code UNAVAILABLE} if it does not answer.
 */
public final class SalesReports {

  private static final String PURCHASES =
      """
      SELECT p.purchase_id, p.user_id, CASE WHEN :in_full THEN u.name END AS user_name,
             CASE WHEN :in_full THEN u.surname END AS user_surname, p.course_id, c.name AS course_name,
             s.name AS specialization_name,
             CASE WHEN :in_full THEN t.type_name ELSE t.kind END AS course_type, p.total_price,
             p.refunded_amount, p.currency, p.purchase_status, p.purchase_date, p.paid_at,
             ARRAY(SELECT DISTINCT w.work_place COLLATE "und-x-icu" AS work_place
                     FROM course_teacher ct
                     JOIN teacher w ON w.employee_id = ct.teacher_id
                    WHERE ct.course_id = p.course_id
                    ORDER BY work_place) AS work_places
        FROM purchase p
        JOIN users u ON u.account_id = p.user_id
        JOIN course c ON c.course_id = p.course_id
        JOIN course_specialization s ON s.id = c.specialization_id
        JOIN course_type t ON t.id = p.course_type_id
       WHERE p.purchase_date >= :from
         AND p.purchase_date < :until
      """;

  private static final String OF_EMPLOYEES =
      """
      EXISTS (SELECT
                FROM employee e
               WHERE e.user_id = p.user_id
                 AND e.role_id = :role_id
                 AND e.dismissed_on IS NULL)\
      """;

  /** Payments by the month of their arrival, refunds by the month in which they were given. */
  private static final String REVENUE =
      """
      SELECT m.month, m.currency, CAST(sum(m.paid_count) AS bigint) AS paid_count,
             CAST(sum(m.gross) AS bigint) AS gross, CAST(sum(m.refunds) AS bigint) AS refunds
        FROM (SELECT to_char(p.paid_at AT TIME ZONE :zone, 'YYYY-MM') AS month, p.currency,
                     count(*) AS paid_count, sum(p.total_price) AS gross, 0 AS refunds
                FROM purchase p
                JOIN course c ON c.course_id = p.course_id
               WHERE p.paid_at >= :from
                 AND p.paid_at < :until
                 {conditions}
               GROUP BY 1, 2
              UNION ALL
              SELECT to_char(p.closed_at AT TIME ZONE :zone, 'YYYY-MM'), p.currency, 0, 0,
                     sum(p.refunded_amount)
                FROM purchase p
                JOIN course c ON c.course_id = p.course_id
               WHERE p.closed_at >= :from
                 AND p.closed_at < :until
                 AND p.purchase_status = 'refunded'
                 {conditions}
               GROUP BY 1, 2) m
       GROUP BY 1, 2
       ORDER BY 1, 2
      """;

  private final Database database;
  private final PlatformTime time;
  private final String currency;

  /**
   * Make the reports of a database.
   *
   * @param database where it is
   * @param time tells when days and months begin
   * @param currency of months in which nothing was sold
   */
  @SuppressWarnings("exports") // only Platform calls it
  public SalesReports(Database database, PlatformTime time, String currency) {
    this.database = requireNonNull(database, "database");
    this.time = requireNonNull(time, "time");
    this.currency = requireNonNull(currency, "currency");
  }

  /**
   * Give the purchases of a range of days one by one, the newest first.
   *
   * @param viewer decides what is shown of buyers: names and the way to buy are for support and
   *     admin, not for analysts (requirements, section 8)
   * @param filter what they must be
   * @param consumer takes each row; may take its time
   * @throws PlatformException of kind {@code UNAVAILABLE}, also after some rows were given
   */
  public void purchases(
      Viewer viewer, PurchaseReportFilter filter, Consumer<PurchaseRow> consumer) {
    StringBuilder text = new StringBuilder(PURCHASES);
    Values values =
        Values.of("in_full", viewer.has(Role.SUPPORT))
            .with("from", time.startOf(filter.from()))
            .with("until", time.startOf(filter.to().plusDays(1)));
    narrow(text, values, "p.course_id = :course_id", "course_id", filter.courseId());
    narrow(
        text,
        values,
        "c.specialization_id = :specialization_id",
        "specialization_id",
        filter.specializationId());
    narrow(text, values, "p.purchase_status = :status", "status", filter.status());
    narrow(text, values, OF_EMPLOYEES, "role_id", filter.buyerRole().map(Role::id));
    text.append(" ORDER BY p.purchase_date DESC, p.purchase_id DESC");
    database.forEach(
        Sql.named("reports.purchases", text.toString()),
        values.map(),
        row -> consumer.accept(purchase(row)));
  }

  /**
   * Return the revenue of each month of a range, by month and currency.
   *
   * @param filter which purchases
   * @return a row for each month and each currency that occurs in the range; the platform's where
   *     none does
   */
  public List<RevenueMonth> revenue(RevenueFilter filter) {
    StringBuilder conditions = new StringBuilder();
    Values values =
        Values.of("zone", time.zone().getId())
            .with("from", time.startOf(filter.from().atDay(1)))
            .with("until", time.startOf(filter.to().plusMonths(1).atDay(1)));
    narrow(conditions, values, "p.course_id = :course_id", "course_id", filter.courseId());
    narrow(
        conditions,
        values,
        "c.specialization_id = :specialization_id",
        "specialization_id",
        filter.specializationId());
    List<RevenueMonth> found =
        database.query(
            Sql.named("reports.revenue", REVENUE.replace("{conditions}", conditions)),
            values.map(),
            SalesReports::month);
    return withEmptyMonths(filter, found);
  }

  private List<RevenueMonth> withEmptyMonths(RevenueFilter filter, List<RevenueMonth> found) {
    Map<String, RevenueMonth> byKey = new LinkedHashMap<>();
    SequencedSet<String> currencies = new LinkedHashSet<>();
    for (RevenueMonth month : found) {
      byKey.put(month.month() + month.gross().currency(), month);
      currencies.add(month.gross().currency());
    }
    if (currencies.isEmpty()) {
      currencies.add(currency);
    }
    List<RevenueMonth> all = new ArrayList<>();
    for (YearMonth at = filter.from(); !at.isAfter(filter.to()); at = at.plusMonths(1)) {
      for (String one : currencies) {
        Money nothing = new Money(0, one);
        all.add(
            byKey.getOrDefault(
                at + one, new RevenueMonth(at.toString(), 0, nothing, nothing, nothing)));
      }
    }
    return all;
  }

  private static void narrow(
      StringBuilder text, Values values, String condition, String parameter, Optional<?> value) {
    value.ifPresent(
        present -> {
          text.append(" AND ").append(condition);
          values.with(parameter, present);
        });
  }

  private static RevenueMonth month(Row row) {
    String currency = row.text("currency");
    long gross = row.bigint("gross");
    long refunds = row.bigint("refunds");
    return new RevenueMonth(
        row.text("month"),
        row.bigint("paid_count"),
        new Money(gross, currency),
        new Money(refunds, currency),
        new Money(gross - refunds, currency));
  }

  private static PurchaseRow purchase(Row row) {
    return new PurchaseRow(
        row.integer("purchase_id"),
        row.integer("user_id"),
        row.optionalText("user_name"),
        row.optionalText("user_surname"),
        row.integer("course_id"),
        row.text("course_name"),
        row.text("specialization_name"),
        row.text("course_type"),
        row.bigint("total_price"),
        row.bigint("refunded_amount"),
        row.text("currency"),
        row.text("purchase_status"),
        row.instant("purchase_date"),
        row.optionalInstant("paid_at"),
        row.texts("work_places"));
  }
}
