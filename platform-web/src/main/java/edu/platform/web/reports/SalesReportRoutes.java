package edu.platform.web.reports;

import edu.platform.core.PlatformTime;
import edu.platform.core.access.Role;
import edu.platform.core.access.Viewer;
import edu.platform.core.purchases.PurchaseStatus;
import edu.platform.core.reports.PurchaseReportFilter;
import edu.platform.core.reports.PurchaseRow;
import edu.platform.core.reports.RevenueFilter;
import edu.platform.core.reports.RevenueMonth;
import edu.platform.core.reports.SalesReports;
import edu.platform.web.http.Access;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Documents;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Endpoint.Trait;
import edu.platform.web.http.Parameters;
import edu.platform.web.http.ProblemException;
import edu.platform.web.http.Reply;
import edu.platform.web.json.Json;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reports of sales for analysts (requirements R6.3, R9.2). */
public final class SalesReportRoutes {

  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
  private static final Header CSV =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/csv; charset=utf-8");

  private static final List<String> COLUMNS =
      List.of(
          "purchase_id",
          "user_id",
          "user_name",
          "user_surname",
          "course_id",
          "course_name",
          "specialization_name",
          "course_type",
          "total_price",
          "refunded_amount",
          "currency",
          "purchase_status",
          "purchase_date",
          "paid_at",
          "teachers_work_places");

  private final SalesReports reports;
  private final Documents documents;
  private final Json json;
  private final PlatformTime time;

  /**
   * Make the routes.
   *
   * @param reports what is read
   * @param documents writes the small one
   * @param json writes the rows of the large one
   * @param time tells what day it is
   */
  public SalesReportRoutes(
      SalesReports reports, Documents documents, Json json, PlatformTime time) {
    this.reports = reports;
    this.documents = documents;
    this.json = json;
    this.time = time;
  }

  /**
   * Return the operations.
   *
   * @return both
   */
  public List<Endpoint> endpoints() {
    Access analysts = Access.staff(Role.ANALYST);
    return List.of(
        Endpoint.get(
                "/v1/reports/purchases",
                this::purchases,
                "from",
                "to",
                "course_id",
                "specialization_id",
                "status",
                "buyer_role")
            .by(analysts)
            .with(Trait.CSV),
        Endpoint.get(
                "/v1/reports/revenue",
                this::revenue,
                "from_month",
                "to_month",
                "course_id",
                "specialization_id")
            .by(analysts));
  }

  private Reply purchases(ApiRequest request) {
    Parameters parameters = request.parameters();
    LocalDate to = parameters.day("to").orElseGet(time::today);
    LocalDate from =
        parameters.day("from").orElse(to.minusDays(PurchaseReportFilter.DEFAULT_DAYS - 1));
    if (to.isBefore(from) || !to.isBefore(from.plusDays(PurchaseReportFilter.MAX_DAYS))) {
      throw ProblemException.invalidParameter(
          "to",
          "must be 1.." + PurchaseReportFilter.MAX_DAYS + " days with from, which is " + from);
    }
    PurchaseReportFilter filter =
        new PurchaseReportFilter(
            from,
            to,
            parameters.id("course_id"),
            parameters.id("specialization_id"),
            parameters.oneOf("status", PurchaseStatus.byCode()).map(PurchaseStatus::code),
            parameters.oneOf("buyer_role", Role.byCode()));
    Viewer viewer = request.viewer();
    return request.prefersCsv()
        ? Reply.streamed(CSV, out -> writeCsv(viewer, filter, out))
        : Reply.streamed(JSON, out -> writeJson(viewer, filter, out));
  }

  private void writeCsv(Viewer viewer, PurchaseReportFilter filter, OutputStream out)
      throws IOException {
    out.write(Csv.row(COLUMNS));
    reports.purchases(viewer, filter, writing(out, row -> Csv.row(cells(row)), ""));
  }

  private void writeJson(Viewer viewer, PurchaseReportFilter filter, OutputStream out)
      throws IOException {
    out.write(bytes("{\"items\":["));
    reports.purchases(viewer, filter, writing(out, json::object, ","));
    out.write(bytes("]}"));
  }

  private static Consumer<PurchaseRow> writing(
      OutputStream out, Function<PurchaseRow, byte[]> format, String between) {
    byte[] separator = bytes(between);
    boolean[] first = {true};
    return row -> {
      try {
        if (!first[0]) {
          out.write(separator);
        }
        first[0] = false;
        out.write(format.apply(row));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    };
  }

  private static List<String> cells(PurchaseRow row) {
    return List.of(
        Integer.toString(row.purchaseId()),
        Integer.toString(row.userId()),
        row.userName().orElse(""),
        row.userSurname().orElse(""),
        Integer.toString(row.courseId()),
        row.courseName(),
        row.specializationName(),
        row.courseType(),
        Long.toString(row.totalPrice()),
        Long.toString(row.refundedAmount()),
        row.currency(),
        row.purchaseStatus(),
        row.purchaseDate().toString(),
        row.paidAt().map(Instant::toString).orElse(""),
        String.join(", ", row.teachersWorkPlaces()));
  }

  private Reply revenue(ApiRequest request) {
    Parameters parameters = request.parameters();
    YearMonth to = parameters.month("to_month").orElseGet(() -> YearMonth.from(time.today()));
    YearMonth from =
        parameters.month("from_month").orElse(to.minusMonths(RevenueFilter.DEFAULT_MONTHS - 1));
    if (to.isBefore(from) || !to.isBefore(from.plusMonths(RevenueFilter.MAX_MONTHS))) {
      throw ProblemException.invalidParameter(
          "to_month",
          "must be 1.." + RevenueFilter.MAX_MONTHS + " months with from_month, which is " + from);
    }
    RevenueFilter filter =
        new RevenueFilter(from, to, parameters.id("course_id"), parameters.id("specialization_id"));
    return Reply.document(
        documents
            .list(RevenueMonth.class, () -> Optional.of(reports.revenue(filter)))
            .orElseThrow());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
