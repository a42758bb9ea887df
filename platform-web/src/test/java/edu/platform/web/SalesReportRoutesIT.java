package edu.platform.web;

import static edu.platform.web.SalesPlatform.code;
import static edu.platform.web.SalesPlatform.json;
import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The reports of sales as analysts and admins get them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SalesReportRoutesIT {

  private static final String OURS = "/v1/reports/purchases?course_id=500";

  private SalesPlatform sales;

  @BeforeAll
  void start() {
    sales = SalesPlatform.start();
  }

  @AfterAll
  void stop() {
    sales.close();
  }

  @BeforeEach
  void reset() {
    SalesPlatform.reset();
  }

  @Test
  void analystsGetRowsWithoutNames() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();

    HttpResponse<String> report = sales.analyst().get(OURS);

    assertThat(report.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(report.headers().firstValue("Cache-Control")).contains("private, no-store");
    JsonNode row = json(report).at("/items/0");
    assertThat(row.get("purchase_id").asInt()).isEqualTo(id);
    assertThat(row.get("user_name").isNull()).isTrue();
    assertThat(row.get("course_type").asString()).isEqualTo("basic");
    assertThat(row.get("purchase_status").asString()).isEqualTo("unpaid");
    assertThat(row.get("teachers_work_places").toString()).isEqualTo("[\"Acme\",\"Cobalt\"]");
    assertThat(sales.analyst().get(OURS + "&status=paid").body()).isEqualTo("{\"items\":[]}");
  }

  @Test
  void adminsGetCsvWithNamesThatAreNoFormulas() {
    JsonNode purchase = sales.order(sales.buyer(1001));

    HttpResponse<String> report = sales.admin().get(OURS, "Accept", "text/csv");

    assertThat(report.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(report.body())
        .isEqualTo(
            "purchase_id,user_id,user_name,user_surname,course_id,course_name,specialization_name,"
                + "course_type,total_price,refunded_amount,currency,purchase_status,purchase_date,"
                + "paid_at,teachers_work_places\r\n"
                + purchase.get("id").asInt()
                + ",1001,Buyer,'=Number1001,500,\"Buying, \"\"quoted\"\"\",Backend,Standard,5000050,0,"
                + "RUB,unpaid,"
                + purchase.get("purchase_date").asString()
                + ",,\"Acme, Cobalt\"\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv                                | text/csv; charset=utf-8
          text/csv, application/json;q=0.5        | text/csv; charset=utf-8
          text/*                                  | text/csv; charset=utf-8
          text/csv;q=0.4, */*;q=0.1               | text/csv; charset=utf-8
          */*                                     | application/json
          application/json                        | application/json
          text/csv, application/json              | application/json
          text/csv;q=0.5, application/json;q=0.6  | application/json
          text/csv;q=0, */*                       | application/json
          """)
  void theClientChooses(String accept, String type) {
    assertThat(sales.analyst().get(OURS, "Accept", accept).headers().firstValue("Content-Type"))
        .contains(type);
  }

  @Test
  void otherFormatsAreRefused() {
    assertThat(code(sales.analyst().get(OURS, "Accept", "text/html")))
        .isEqualTo("406 not_acceptable");
    assertThat(code(sales.analyst().get("/v1/reports/revenue", "Accept", "text/csv")))
        .isEqualTo("406 not_acceptable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/reports/purchases", "/v1/reports/revenue"})
  void reportsAreForAnalysts(String path) {
    assertThat(code(sales.client().get(path))).isEqualTo("401 unauthenticated");
    assertThat(code(sales.buyer(1001).get(path))).isEqualTo("403 forbidden");
    assertThat(code(sales.support().get(path))).isEqualTo("403 forbidden");
    assertThat(sales.admin().get(path).statusCode()).isEqualTo(200);
    assertThat(sales.admin().request("HEAD", path, new byte[0]).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/reports/purchases?from=2026-01-02&to=2026-01-01",
        "/v1/reports/purchases?from=2025-01-01&to=2026-01-02",
        "/v1/reports/purchases?from=yesterday",
        "/v1/reports/purchases?status=lost",
        "/v1/reports/purchases?buyer_role=student",
        "/v1/reports/purchases?limit=1",
        "/v1/reports/revenue?from_month=2026-02&to_month=2026-01",
        "/v1/reports/revenue?from_month=2020-01&to_month=2025-01",
        "/v1/reports/revenue?from_month=2026-13",
        "/v1/reports/revenue?from_month=1999-12",
        "/v1/reports/revenue?to_month=2026-1",
        "/v1/reports/revenue?course_id=0"
      })
  void rangesAreBounded(String path) {
    assertThat(code(sales.analyst().get(path))).isEqualTo("400 invalid_parameter");
  }

  @Test
  void theLongestRangesAreTaken() {
    assertThat(
            sales.analyst().get("/v1/reports/purchases?from=2025-01-01&to=2026-01-01").statusCode())
        .isEqualTo(200);
    assertThat(
            json(sales
                    .analyst()
                    .get("/v1/reports/revenue?from_month=2020-02&to_month=2025-01&course_id=500"))
                .get("items")
                .size())
        .isEqualTo(60);
    assertThat(json(sales.analyst().get("/v1/reports/revenue?course_id=500")).get("items").size())
        .isEqualTo(12);
  }

  @Test
  void revenueFollowsThePayments() {
    int id = sales.order(sales.buyer(1001)).get("id").asInt();
    sales.event("e-1", "payment.succeeded", id, SalesPlatform.PRICE);

    JsonNode month =
        json(sales.analyst().get("/v1/reports/revenue?course_id=500")).get("items").get(11);

    assertThat(month.get("paid_count").asInt()).isEqualTo(1);
    assertThat(month.at("/gross/amount").asInt()).isEqualTo(SalesPlatform.PRICE);
    assertThat(month.at("/net/amount").asInt()).isEqualTo(SalesPlatform.PRICE);
  }

  @Test
  void aLargeReportIsSentWhole() {
    manyPurchases(5_000);

    JsonNode rows = json(sales.analyst().get(OURS)).get("items");

    assertThat(rows.size()).isEqualTo(5_000);
    // Each was ordered a second before the one that was inserted before it.
    assertThat(rows.valueStream().map(row -> row.get("purchase_id").asInt()).toList()).isSorted();
  }

  @Test
  void aReportThatFailsAmongItsRowsHasNoEnd() throws IOException, SQLException {
    // More than fits into the buffers between server and client.
    manyPurchases(40_000);
    StringBuilder answer = new StringBuilder();
    SalesPlatform own = SalesPlatform.start();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), own.platform().api().port()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + OURS
                      + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + own.platform().token(902, Role.ANALYST)
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      answer.append(new String(in.readNBytes(1_000), StandardCharsets.UTF_8));

      endBackends();

      answer.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 200 OK");
    assertThat(answer.substring(0, 1_000)).containsIgnoringCase("Transfer-Encoding: chunked");
    assertThat(answer.substring(answer.length() - 100))
        .doesNotEndWith("0\r\n\r\n")
        .doesNotContain("]}\r\n");
    assertThat(own.closeAndReadLog())
        .filteredOn(line -> line.contains("/v1/reports/purchases"))
        .last()
        .asString()
        .contains("\"status\":200", "\"reason\":\"aborted\"");
  }

  @Test
  void aReportThatFailsAtOnceIsAProblem() {
    TestPlatform.execute("ALTER TABLE course_teacher RENAME TO course_teacher_gone");
    try {
      manyPurchases(1);
      HttpResponse<String> answer = sales.analyst().get(OURS);

      assertThat(code(answer)).isEqualTo("500 internal");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    } finally {
      TestPlatform.execute("ALTER TABLE course_teacher_gone RENAME TO course_teacher");
    }
  }

  @Test
  void reportsAreReadFromAReplicaWhereThereIsOne() {
    try (Relay nobody = new Relay(TestPlatform.databasePort())) {
      nobody.shut();
      try (SalesPlatform own =
          SalesPlatform.start(
              Map.of(
                  "pg.replica.host", "127.0.0.1",
                  "pg.replica.port", Integer.toString(nobody.port()),
                  "pg.timeout.connect", "300ms"))) {
        // There is none behind the port: only what reads the leader answers.
        assertThat(code(own.analyst().get(OURS))).isEqualTo("503 unavailable");
        assertThat(code(own.analyst().get("/v1/reports/revenue"))).isEqualTo("503 unavailable");
        assertThat(own.buyer(1001).get("/v1/purchases").statusCode()).isEqualTo(200);

        nobody.open();

        assertThat(own.analyst().get(OURS).statusCode()).isEqualTo(200);
      }
    }
  }

  /** A role may end what it has begun itself. */
  private static void endBackends() throws SQLException {
    try (Connection connection = TestPlatform.connectAsApplication();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
              + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }
  }

  private static void manyPurchases(int count) {
    TestPlatform.execute(
        """
        INSERT INTO purchase (user_id, course_id, calendar_id, purchase_date, course_type_id, total_price, currency,
                              purchase_status, expires_at, closed_at)
        SELECT 1001 + n %% 20, 500, 606, now() - n * interval '1 second', 1, 100, 'RUB', 'expired', now(), now()
          FROM generate_series(1, %d) AS g (n)
        """
            .formatted(count));
  }
}
