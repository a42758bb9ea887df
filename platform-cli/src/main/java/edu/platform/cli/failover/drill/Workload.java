package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Sql;
import edu.platform.cli.failover.history.Operation;
import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import edu.platform.cli.failover.history.Operation.Writer;
import edu.platform.cli.failover.history.Sample;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The clients of a drill: what they do, and how they judge the answers. */
final class Workload implements AutoCloseable {

  /** A client gives up a silent server after this: what it asked for is indeterminate then. */
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private static final Duration PROBE_SILENCE = Duration.ofSeconds(1);
  private static final int AT_A_TIME = 12;
  private static final double PROBES = 6;
  private static final double TOTALS = 10;

  /** Which server writes this: exact, because a primary's timeline changes with it. */
  private static final String WRITER =
      "CAST(CAST('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) AS bit(32)) AS"
          + " integer), CAST(extract(epoch FROM pg_postmaster_start_time()) * 1000000 AS bigint)";

  private static final String ADD =
      "INSERT INTO " + Schema.NAME + ".number (value) VALUES (?) RETURNING " + WRITER;
  private static final String READ_OWN =
      "SELECT count(*) FROM " + Schema.NAME + ".number WHERE value = ?";
  private static final String READ_TOTAL = "SELECT sum(balance) FROM " + Schema.NAME + ".account";
  private static final String MOVE =
      "UPDATE " + Schema.NAME + ".account SET balance = balance + ? WHERE id = ?";
  private static final String TRANSFER =
      "INSERT INTO " + Schema.NAME + ".transfer (id) VALUES (?) RETURNING " + WRITER;

  private final Recorder recorder;
  private final Connections writes;
  private final Connections transfers;
  private final Connections ownReads;
  private final Connections totals;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicLong nextNumber = new AtomicLong();
  private final AtomicLong nextTransfer = new AtomicLong();
  private final Deque<Long> acknowledged = new ArrayDeque<>(); // guarded by itself
  private final Map<String, Changes> states = new ConcurrentHashMap<>();

  /**
   * Make it; nothing is done yet.
   *
   * @param leader the port for writes
   * @param replicas the port for reads, if there is one
   */
  Workload(Recorder recorder, Sql.Server leader, Optional<Sql.Server> replicas) {
    this.recorder = recorder;
    this.writes = keep(new Connections(leader, SILENCE, false));
    this.transfers = keep(new Connections(leader, SILENCE, false));
    this.ownReads = keep(new Connections(leader, SILENCE, false));
    this.totals = keep(new Connections(replicas.orElse(leader), SILENCE, false));
  }

  /**
   * Begin.
   *
   * @param rate of each kind of write, a second
   * @param members names and addresses, which are probed directly
   */
  void start(double rate, Map<String, Sql.Server> members) {
    lane("add", rate, this::add);
    lane("transfer", rate, this::transfer);
    lane("read-own", rate, this::readOwn);
    lane("read-total", TOTALS, this::readTotal);
    members.forEach(
        (name, server) -> {
          Connections state = keep(new Connections(server, PROBE_SILENCE, true));
          Connections write = keep(new Connections(server, PROBE_SILENCE, true));
          keep(new Lane("probe-" + name, PROBES, AT_A_TIME, () -> probe(name, state)));
          keep(new Lane("write-" + name, PROBES, AT_A_TIME, () -> addDirectly(write)));
        });
  }

  private void lane(String name, double rate, Runnable operation) {
    keep(new Lane(name, rate, AT_A_TIME, operation));
  }

  private <T extends AutoCloseable> T keep(T resource) {
    open.add(resource);
    return resource;
  }

  private void add() {
    long number = nextNumber.incrementAndGet();
    if (write(Kind.ADD, number, writes, connection -> insert(connection, ADD, number))) {
      synchronized (acknowledged) {
        acknowledged.addLast(number);
      }
    }
  }

  private void addDirectly(Connections connections) {
    long number = nextNumber.incrementAndGet();
    var _ =
        write(
            Kind.ADD_DIRECTLY, number, connections, connection -> insert(connection, ADD, number));
  }

  private void transfer() {
    long id = nextTransfer.incrementAndGet();
    int from = 1 + ThreadLocalRandom.current().nextInt(Schema.ACCOUNTS);
    int to =
        1 + (from + ThreadLocalRandom.current().nextInt(Schema.ACCOUNTS - 1)) % Schema.ACCOUNTS;
    long amount = 1L + ThreadLocalRandom.current().nextInt(100);
    var _ =
        write(
            Kind.TRANSFER,
            id,
            transfers,
            connection -> {
              connection.setAutoCommit(false);
              // Always the lower account first, or two transfers could wait for each other.
              move(connection, Math.min(from, to), from < to ? -amount : amount);
              move(connection, Math.max(from, to), from < to ? amount : -amount);
              Written written = insert(connection, TRANSFER, id);
              try {
                connection.commit();
              } catch (SQLException failed) {
                throw new CommitFailed(failed);
              }
              Outcome outcome =
                  Outcomes.reserved(connection.getWarnings()) ? Outcome.INDETERMINATE : Outcome.OK;
              connection.setAutoCommit(true);
              return new Written(written.writer(), outcome);
            });
  }

  private record Written(Writer writer, Outcome outcome) {}

  /** Tells a failure of the commit, which may have been done, from one before it. */
  private static final class CommitFailed extends SQLException {
    private static final long serialVersionUID = 1L;

    CommitFailed(SQLException cause) {
      super(cause.getMessage(), cause.getSQLState(), cause);
    }
  }

  private boolean write(
      Kind kind, long id, Connections connections, Connections.Work<Written> work) {
    long began = recorder.now();
    Operation operation;
    try {
      Written written = connections.use(work);
      operation = operation(kind, id, began, written.outcome(), Optional.of(written.writer()), "");
    } catch (Connections.Failure failure) {
      boolean mayBeCommitted =
          failure.connected() && (kind != Kind.TRANSFER || failure.sql() instanceof CommitFailed);
      operation =
          operation(
              kind,
              id,
              began,
              Outcomes.of(failure.sql(), mayBeCommitted),
              Optional.empty(),
              Sql.fault(failure.sql()));
    }
    recorder.add(operation);
    return operation.ok();
  }

  private static Written insert(Connection connection, String sql, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Written(
            new Writer(row.getInt(1), row.getLong(2)), Outcomes.ofSuccess(statement, connection));
      }
    }
  }

  private static void move(Connection connection, int account, long amount) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
      statement.setLong(1, amount);
      statement.setInt(2, account);
      statement.executeUpdate();
    }
  }

  /** Reads what was acknowledged last, by any of our clients, before the read began. */
  private void readOwn() {
    Long number;
    synchronized (acknowledged) {
      number = acknowledged.pollLast();
      acknowledged.clear();
    }
    if (number == null) {
      return;
    }
    read(
        Kind.READ_OWN,
        number,
        ownReads,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(READ_OWN)) {
            statement.setLong(1, number);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getLong(1) == 0 ? "not there" : "";
            }
          }
        });
  }

  private void readTotal() {
    read(
        Kind.READ_TOTAL,
        0,
        totals,
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(READ_TOTAL)) {
            row.next();
            long total = row.getLong(1);
            return total == Schema.ACCOUNTS * Schema.BALANCE ? "" : "total " + total;
          }
        });
  }

  private void read(Kind kind, long id, Connections connections, Connections.Work<String> work) {
    long began = recorder.now();
    try {
      String wrong = connections.use(work);
      recorder.add(operation(kind, id, began, Outcome.OK, Optional.empty(), wrong));
    } catch (Connections.Failure failure) {
      recorder.add(
          operation(kind, id, began, Outcome.REFUSED, Optional.empty(), Sql.fault(failure.sql())));
    }
  }

  private void probe(String member, Connections connections) {
    Sample.State state;
    try {
      state =
          connections.use(
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
                  row.next();
                  return row.getBoolean(1) ? Sample.State.REPLICA : Sample.State.PRIMARY;
                }
              });
    } catch (Connections.Failure _) {
      state = Sample.State.SILENT;
    }
    recorder.add(new Sample(member, recorder.now(), state));
    states.computeIfAbsent(member, _ -> new Changes(recorder, member)).saw(state);
  }

  private Operation operation(
      Kind kind, long id, long began, Outcome outcome, Optional<Writer> writer, String detail) {
    return new Operation(kind, id, began, recorder.now(), outcome, writer, detail);
  }

  /** Ends the load, waits for what is under way, and closes the connections. */
  @Override
  public void close() {
    List<Lane> lanes = new ArrayList<>();
    for (AutoCloseable resource : open) {
      if (resource instanceof Lane lane) {
        lanes.add(lane);
      }
    }
    lanes.forEach(Lane::close);
    for (AutoCloseable resource : open) {
      if (resource instanceof Connections connections) {
        connections.close();
      }
    }
  }
}
