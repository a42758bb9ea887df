package edu.platform.core.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.config.DatabaseConfig;
import edu.platform.postgres.EmbeddedPostgres;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkLoaderIT {

  private static final String COPY = "COPY word (id, text) FROM STDIN";

  private static EmbeddedPostgres server;

  private BulkLoader loader;

  @BeforeAll
  static void start() {
    server = EmbeddedPostgres.temporary(EmbeddedPostgres.homeFromSystemProperty());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    loader = BulkLoader.connect(config(server.port(), server.ownerPassword()), "test");
    loader.execute("DROP TABLE IF EXISTS word");
    loader.execute("CREATE TABLE word (id integer PRIMARY KEY, text text, day date)");
  }

  @AfterEach
  void close() {
    loader.close();
  }

  @Test
  void chunksMayEndWithinARow() {
    long rows = loader.copyIn(COPY, chunks("1\tAl", "pha\n2\tБе", "та\n"));

    assertThat(rows).isEqualTo(2);
    assertThat(loader.query("SELECT text FROM word ORDER BY id", row -> row.text(1).orElseThrow()))
        .containsExactly("Alpha", "Бета");
  }

  @Test
  void nothingIsLoadedWhenTheChunksFail() {
    Iterator<String> pieces = List.of("1\tAlpha\n").iterator();

    assertThatThrownBy(
            () ->
                loader.copyIn(
                    COPY, // throws at the second
                    () -> Optional.of(ByteBuffer.wrap(pieces.next().getBytes(UTF_8)))))
        .isInstanceOf(java.util.NoSuchElementException.class);

    assertThat(count()).isZero();
    assertThat(loader.copyIn(COPY, chunks("1\tAlpha\n"))).isEqualTo(1);
  }

  @Test
  void rowsAreReadBackAsTheyWereWritten() {
    loader.copyIn(COPY, chunks("2\ta\\tb\n", "1\t\\N\n"));
    List<String> rows = new ArrayList<>();

    loader.copyOut(
        "COPY (SELECT id, text FROM word ORDER BY id) TO STDOUT",
        row -> rows.add(new String(row, UTF_8)));

    assertThat(rows).containsExactly("1\t\\N\n", "2\ta\\tb\n");
  }

  @Test
  void aTransactionThatThrowsLeavesNothing() {
    assertThatThrownBy(
            () ->
                loader.inTransaction(
                    () -> {
                      loader.copyIn(COPY, chunks("1\tAlpha\n"));
                      throw new IllegalStateException("stop");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stop");

    assertThat(count()).isZero();
    assertThat(loader.<Long>inTransaction(() -> loader.copyIn(COPY, chunks("1\tAlpha\n"))))
        .isEqualTo(1);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void columnsThatAreNullAreEmpty() {
    loader.execute("INSERT INTO word VALUES (?, ?, ?)", 1, null, LocalDate.of(2026, 3, 14));
    loader.execute("INSERT INTO word VALUES (2, 'b', NULL)");

    List<String> rows =
        loader.query(
            "SELECT text, day, nullif(id, 2) FROM word WHERE id > ? ORDER BY id",
            row -> row.text(1) + " " + row.date(2) + " " + row.number(3),
            0);

    assertThat(rows)
        .containsExactly(
            "Optional.empty Optional[2026-03-14] OptionalLong[1]",
            "Optional[b] Optional.empty OptionalLong.empty");
  }

  @Test
  void aLockIsHeldUntilItsConnectionEnds() {
    try (BulkLoader first = BulkLoader.connect(config(), "first")) {
      assertThat(first.tryLock(42)).isTrue();
      assertThat(loader.tryLock(42)).isFalse();
      assertThat(loader.tryLock(43)).isTrue();
    }

    org.awaitility.Awaitility.await().until(() -> loader.tryLock(42));
  }

  @Test
  void momentsAreInUtcWhateverTheJvmsZone() {
    assertThat(loader.query("SHOW TimeZone", row -> row.text(1).orElseThrow()))
        .containsExactly("UTC");
  }

  @Test
  void faultsSayWhetherTheyMayPass() {
    assertThat(fault(() -> BulkLoader.connect(config(1, "x"), "test")).code())
        .isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    assertThat(fault(() -> BulkLoader.connect(config(server.port(), "wrong"), "test")).code())
        .isEqualTo(ErrorCode.INVALID_CONFIGURATION);
    loader.execute("SET default_transaction_read_only = on");
    assertThat(fault(() -> loader.copyIn(COPY, chunks("1\tAlpha\n"))).code())
        .isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    loader.execute("SET default_transaction_read_only = off");
    assertThat(fault(() -> loader.copyIn(COPY, chunks("x\tAlpha\n"))).code())
        .isEqualTo(ErrorCode.INTERNAL);
    loader.execute("INSERT INTO word VALUES (1, 'a', NULL)");
    assertThat(fault(() -> loader.copyIn(COPY, chunks("1\tAlpha\n"))).code())
        .isEqualTo(ErrorCode.ALREADY_EXISTS);
  }

  @Test
  void aConnectionThatTheServerEndsIsUnavailable() {
    try (BulkLoader victim = BulkLoader.connect(config(), "victim")) {
      loader.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ?",
          "victim");

      PlatformException fault =
          fault(() -> victim.inTransaction(() -> victim.copyIn(COPY, chunks("1\tAlpha\n"))));

      assertThat(fault.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
    }
  }

  @Test
  void messagesHoldNoPassword() {
    PlatformException fault = fault(() -> BulkLoader.connect(config(1, "s3cret"), "test"));

    assertThat(fault).hasMessageContaining("127.0.0.1:1").hasMessageNotContaining("s3cret");
  }

  private long count() {
    return loader.query("SELECT count(*) FROM word", row -> row.number(1).orElseThrow()).getFirst();
  }

  private static PlatformException fault(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(PlatformException.class, work);
  }

  private static Supplier<Optional<ByteBuffer>> chunks(String... pieces) {
    Iterator<String> left = List.of(pieces).iterator();
    return () ->
        left.hasNext()
            ? Optional.of(ByteBuffer.wrap((">" + left.next()).getBytes(UTF_8)).position(1))
            : Optional.empty();
  }

  private static DatabaseConfig config() {
    return config(server.port(), server.ownerPassword());
  }

  private static DatabaseConfig config(int port, String password) {
    return new DatabaseConfig(
        server.host(),
        port,
        server.database(),
        server.owner(),
        password,
        1,
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10));
  }
}
