package edu.platform.web;

import edu.platform.core.access.Role;
import edu.platform.web.Description.Operation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A platform on a database of its own, whose rows a test may change: those of {@code
 * catalogue.sql}, and an account for each role.
 */
final class WritablePlatform implements AutoCloseable {

  /** Account of a role: this and the role's id. */
  private static final int STAFF = 700;

  /** Two accounts without a role, to whom nothing belongs. */
  static final int STRANGER = 790;

  static final int NEWCOMER = 791;

  private static final String WEBHOOK_SECRET = "webhook-secret-of-the-tests-0123456789";

  private final TestPlatform platform;
  private final Map<String, String> before;

  private WritablePlatform(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("payment.webhook.secrets", WEBHOOK_SECRET);
    this.platform = TestPlatform.startOnItsOwnServer(all);
    for (Role role : Role.values()) {
      addAccount(STAFF + role.id(), role.code());
      platform.executeHere(
          "INSERT INTO employee (id, user_id, role_id, position, hired_on) VALUES ("
              + (STAFF + role.id())
              + ", "
              + (STAFF + role.id())
              + ", "
              + role.id()
              + ", 'Of the tests', '2020-01-01')");
    }
    addAccount(STRANGER, "stranger");
    addAccount(NEWCOMER, "newcomer");
    platform.executeHere(
        """
        INSERT INTO blog_post (post_id, author_id, title, publication_date, topic,
                               reading_time_minutes, content, status)
        VALUES (1, 704, 'News', '2026-01-01T00:00:00Z', 'School', 1, 'All is well.', 'published');
        INSERT INTO tag (tag_id, name) VALUES (1, 'java');
        -- Else the sweeper of orders would expire it while a test looks for changed rows.
        UPDATE purchase SET expires_at = now() + interval '1 day' WHERE purchase_status = 'unpaid';
        INSERT INTO post_tag (post_id, tag_id) VALUES (1, 1);
        """);
    this.before = checksums();
  }

  static WritablePlatform start(Map<String, String> settings) {
    return new WritablePlatform(settings);
  }

  private void addAccount(int id, String name) {
    platform.executeHere(
        "INSERT INTO users (account_id, name, surname, birthdate, email, hashed_password) VALUES ("
            + id
            + ", 'Test', 'Person', '1990-01-01', '"
            + name
            + "@example.com', '-')");
  }

  Client client() {
    return platform.client();
  }

  List<String> operations() {
    return platform.api().operations();
  }

  /** The account that has a role. */
  static int account(Role role) {
    return STAFF + role.id();
  }

  String token(int account, Role... roles) {
    return platform.token(account, roles);
  }

  /** Headers of somebody who may call an operation: an admin, or who signs its body. */
  List<String> credentials(Operation operation, byte[] body) {
    if (operation.path().equals("/v1/payment-events") && operation.method().equals("POST")) {
      return List.of("X-Signature", signature(body));
    }
    return List.of("Authorization", "Bearer " + token(account(Role.ADMIN), Role.ADMIN));
  }

  static String signature(byte[] body) {
    long seconds = Instant.now().getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Tables whose rows are not what they were at the start. */
  List<String> changedTables() {
    Map<String, String> now = checksums();
    return now.keySet().stream().filter(t -> !now.get(t).equals(before.get(t))).toList();
  }

  private Map<String, String> checksums() {
    Map<String, String> checksums = new TreeMap<>();
    try (Connection connection = platform.connectHere();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT relname FROM pg_class WHERE relkind = 'r'"
                  + " AND relnamespace = CAST('public' AS regnamespace)")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || ' ' || coalesce(sum(hashtext(CAST(t AS text))), 0) FROM "
                    + table
                    + " t")) {
          row.next();
          checksums.put(table, row.getString(1));
        }
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return checksums;
  }

  @Override
  public void close() {
    platform.close();
  }
}
