package edu.platform.web;

import edu.platform.core.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform that sells, on rows that are gone when it is closed: buyers 1001 to 1020, an admin
 * 900, support 901 and an analyst 902. Course 500 costs 50 000.50; of its runs 606 and 607 have 5
 * places, 603 is closed for sale, 604 cancelled, and 605 sold out.
 */
final class SalesPlatform implements AutoCloseable {

  static final String SECRET = "webhook-secret";
  static final int PRICE = 5_000_050;

  private static final JsonMapper JSON = new JsonMapper();

  private final TestPlatform platform;
  private final AtomicInteger keys = new AtomicInteger();

  private SalesPlatform(Map<String, String> settings) {
    platform = TestPlatform.start(settings);
  }

  static SalesPlatform start() {
    return start(Map.of());
  }

  static SalesPlatform start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("payment.webhook.secrets", "an-older-one, " + SECRET);
    return new SalesPlatform(settings);
  }

  /** Puts exactly the rows into the tables that the class says. */
  static void reset() {
    removeRows();
    TestPlatform.execute(
        """
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        SELECT n, 'Buyer', '=Number' || n, '1990-01-01', 'buyer' || n || '@example.org', 'x'
          FROM generate_series(1001, 1020) AS g (n);
        INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password)
        SELECT n, 'Staff', 'Member', '1990-01-01', 'staff' || n || '@example.org', 'x'
          FROM generate_series(900, 902) AS g (n);
        INSERT INTO employee (id, user_id, role_id, position, hired_on)
        VALUES (900, 900, 1, 'Head', '2020-01-01'),
               (901, 901, 6, 'Support', '2020-01-01'),
               (902, 902, 9, 'Analyst', '2020-01-01');
        INSERT INTO course (course_id, name, description, specialization_id, duration, price, currency,
                            difficulty_level_id, status)
        VALUES (500, 'Buying, "quoted"', 'Sold here alone.', 1, 10, 5000050, 'RUB', 1, 'on_sale');
        INSERT INTO course_teacher (teacher_id, course_id) VALUES (101, 500), (102, 500);
        INSERT INTO course_calendar (id, course_id, start_date, end_sales_date, end_date, capacity,
                                     remaining_places, cancelled_at)
        SELECT id, 500, current_date + 30, current_date + sales, current_date + 60, 5, places, cancelled
          FROM (VALUES (603, -5, 5, NULL),
                       (604, 25, 5, now()),
                       (605, 25, 0, NULL),
                       (606, 25, 5, NULL),
                       (607, 25, 5, NULL)) AS run (id, sales, places, cancelled);
        -- The purchases of catalogue.sql have ids that were not drawn.
        SELECT setval(s, greatest(1000, nextval(s)))
          FROM CAST(pg_get_serial_sequence('purchase', 'purchase_id') AS regclass) AS s;
        """);
  }

  private static void removeRows() {
    TestPlatform.execute(
        """
        DELETE FROM payment_event;
        DELETE FROM purchase WHERE course_id = 500;
        DELETE FROM course_calendar WHERE course_id = 500;
        DELETE FROM course WHERE course_id = 500;
        DELETE FROM employee WHERE user_id BETWEEN 900 AND 902;
        DELETE FROM users WHERE account_id BETWEEN 900 AND 902 OR account_id BETWEEN 1001 AND 1020;
        """);
  }

  TestPlatform platform() {
    return platform;
  }

  Client client() {
    return platform.client();
  }

  Client buyer(int id) {
    return client().as(platform.token(id));
  }

  Client admin() {
    return client().as(platform.token(900, Role.ADMIN));
  }

  Client support() {
    return client().as(platform.token(901, Role.SUPPORT));
  }

  Client analyst() {
    return client().as(platform.token(902, Role.ANALYST));
  }

  String newKey() {
    return "key-" + keys.incrementAndGet();
  }

  HttpResponse<String> buy(Client client, String body) {
    return client.send("POST", "/v1/purchases", body, "Idempotency-Key", newKey());
  }

  /** Orders a place on run 606 and returns the purchase. */
  JsonNode order(Client client) {
    return json(buy(client, "{\"run_id\":606,\"course_type_id\":1}"));
  }

  HttpResponse<String> event(String id, String type, int purchase, int amount) {
    String body =
        "{\"provider_event_id\":\"%s\",\"type\":\"%s\",\"purchase_id\":%d,\"amount\":{\"amount\":%d,\"currency\":\"RUB\"},\"occurred_at\":\"2026-01-01T00:00:00Z\"}"
            .formatted(id, type, purchase, amount);
    return client()
        .send("POST", "/v1/payment-events", body, "X-Signature", signature(body, SECRET));
  }

  static String signature(String body, String secret) {
    long now = Instant.now().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hmac = mac.doFinal((now + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=" + now + ",v1=" + HexFormat.of().formatHex(hmac);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JSON.readTree(response.body());
  }

  static String code(HttpResponse<String> response) {
    return response.statusCode() + " " + json(response).path("code").asString("none");
  }

  static String value(String sql) {
    try (Connection connection = TestPlatform.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  /** Stops the API and returns what it logged, a line a request. */
  List<String> closeAndReadLog() {
    List<String> log = platform.closeAndReadLog();
    removeRows();
    return log;
  }

  @Override
  public void close() {
    platform.close();
    removeRows();
  }
}
