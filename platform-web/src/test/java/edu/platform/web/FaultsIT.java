package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What clients see when the database is gone, slow or cut, and that no restart is needed after. */
class FaultsIT {

  private static final Duration WITHIN = Duration.ofSeconds(15);

  /** A resource that no cache holds. */
  private static final String UNCACHED = "/v1/projects/1";

  @Test
  void aStoppedDatabaseIsToldAndFoundAgain() {
    try (Relay relay = new Relay(TestPlatform.databasePort());
        TestPlatform platform =
            TestPlatform.start(
                Map.of(
                    "pg.port", Integer.toString(relay.port()),
                    "pg.timeout.connect", "300ms",
                    "pg.pool.wait", "100ms"))) {
      Client client = platform.client();
      assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(client.get(UNCACHED).statusCode()).isEqualTo(200);
      assertThat(client.get("/v1/courses/3").statusCode()).isEqualTo(200);

      relay.shut();

      await()
          .atMost(WITHIN)
          .untilAsserted(() -> assertThat(client.get("/health/ready").statusCode()).isEqualTo(503));
      assertThat(client.get("/health/ready").body())
          .isEqualTo("{\"status\":\"DOWN\",\"reason\":\"the database does not answer\"}");
      assertUnavailable(client.get(UNCACHED), "the database does not answer in time");
      assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
      // What is in the cache needs no database.
      assertThat(client.get("/v1/courses/3").statusCode()).isEqualTo(200);

      relay.open();

      await()
          .atMost(WITHIN)
          .untilAsserted(() -> assertThat(client.get("/health/ready").statusCode()).isEqualTo(200));
      assertThat(client.get(UNCACHED).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void cutConnectionsDoNotFailTheNextRead() throws SQLException {
    try (TestPlatform platform = TestPlatform.start(Map.of())) {
      for (int i = 0; i < 5; i++) {
        assertThat(platform.client().get(UNCACHED).statusCode()).isEqualTo(200);
        terminateBackends();

        HttpResponse<String> next = platform.client().get(UNCACHED);

        assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
      }
    }
  }

  @Test
  void whoeverWaitsTooLongForAConnectionIsToldToComeBack() throws Exception {
    try (TestPlatform platform =
            TestPlatform.start(
                Map.of(
                    "pg.pool.max",
                    "2",
                    "pg.pool.wait",
                    "200ms",
                    "pg.timeout.statement",
                    "20s",
                    "pg.timeout.socket",
                    "30s"));
        Blocked blocked = new Blocked(platform.client(), 2)) {
      assertThat(platform.client().get("/health/ready").statusCode()).isEqualTo(200);
      blocked.begin();
      await()
          .atMost(WITHIN)
          .untilAsserted(
              () ->
                  assertUnavailable(
                      platform.client().get("/v1/runs/1"),
                      "too many requests are waiting for the database"));
      // Busy is not broken, also after the last answer of the database has grown old.
      Thread.sleep(1_100);
      assertThat(platform.client().get("/health/ready").statusCode()).isEqualTo(200);

      assertThat(blocked.end()).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(platform.client().get("/v1/runs/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aReadThatTakesTooLongIsGivenUp() throws Exception {
    try (TestPlatform platform = TestPlatform.start(Map.of("pg.timeout.statement", "300ms"));
        Blocked blocked = new Blocked(platform.client(), 1)) {
      blocked.begin();

      assertUnavailable(blocked.answers().getFirst(), "the database does not answer in time");
      assertThat(platform.client().get("/v1/runs/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void moreRequestsThanAreAllowedAtOnceAreToldToComeBack() throws Exception {
    try (TestPlatform platform = TestPlatform.start(Map.of("http.max.requests", "2"));
        Blocked blocked = new Blocked(platform.client(), 2)) {
      blocked.begin();

      await()
          .atMost(WITHIN)
          .untilAsserted(
              () ->
                  assertUnavailable(
                      platform.client().get("/healthz"), "too many requests are under way"));
      assertThat(blocked.end()).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(platform.client().get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestsUnderWayEndBeforeTheServerDoes() throws Exception {
    TestPlatform platform = TestPlatform.start(Map.of());
    try (Blocked blocked = new Blocked(platform.client(), 2)) {
      blocked.begin();
      blocked.awaitWaiting();
      Thread stopping = Thread.startVirtualThread(platform::close);
      Thread.sleep(300);

      assertThat(blocked.end()).extracting(HttpResponse::statusCode).containsOnly(200);
      assertThat(stopping.join(WITHIN)).as("the server has stopped").isTrue();
    }
  }

  @Test
  void aServerThatIsAboutToStopIsNotReady() {
    try (TestPlatform platform = TestPlatform.start(Map.of())) {
      platform.api().stopBeingReady();

      assertThat(platform.client().get("/health/ready").body())
          .isEqualTo("{\"status\":\"DOWN\",\"reason\":\"stopping\"}");
      assertThat(platform.client().get("/health/ready").statusCode()).isEqualTo(503);
      assertThat(platform.client().get("/health/live").statusCode()).isEqualTo(200);
      assertThat(platform.client().get(UNCACHED).statusCode()).isEqualTo(200);
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body())
        .contains("\"code\":\"unavailable\"")
        .contains("\"detail\":\"" + detail + "\"");
  }

  private static void terminateBackends() throws SQLException {
    try (Connection application = TestPlatform.connectAsApplication();
        Statement statement = application.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
              + " WHERE usename = current_user AND pid <> pg_backend_pid()");
    }
  }

  /** Reads that wait for a table which somebody else has locked. */
  private static final class Blocked implements AutoCloseable {
    private final Client client;
    private final int requests;
    private final Connection lock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<HttpResponse<String>>> answers = new ArrayList<>();

    Blocked(Client client, int requests) throws SQLException {
      this.client = client;
      this.requests = requests;
      this.lock = TestPlatform.connect();
    }

    void begin() throws SQLException {
      lock.setAutoCommit(false);
      try (Statement statement = lock.createStatement()) {
        statement.execute("LOCK TABLE project IN ACCESS EXCLUSIVE MODE");
      }
      for (int i = 0; i < requests; i++) {
        answers.add(threads.submit(() -> client.get(UNCACHED)));
      }
    }

    void awaitWaiting() throws SQLException {
      try (Statement statement = lock.createStatement()) {
        await()
            .atMost(WITHIN)
            .until(
                () -> {
                  var waiting =
                      statement.executeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted");
                  waiting.next();
                  return waiting.getInt(1) == requests;
                });
      }
    }

    /** Lets them go on. */
    List<HttpResponse<String>> end() throws SQLException, InterruptedException, ExecutionException {
      lock.rollback();
      return answers();
    }

    List<HttpResponse<String>> answers() throws InterruptedException, ExecutionException {
      List<HttpResponse<String>> all = new ArrayList<>();
      for (Future<HttpResponse<String>> answer : answers) {
        all.add(answer.get());
      }
      return all;
    }

    @Override
    public void close() throws SQLException {
      lock.close();
      threads.close();
    }
  }
}
