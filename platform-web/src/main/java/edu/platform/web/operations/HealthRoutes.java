package edu.platform.web.operations;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.Endpoint;
import edu.platform.web.http.Reply;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Health (design section 11). Live: the process answers. Ready: it can serve its reads, and is not
 * about to stop. Neither depends on Redis.
 */
public final class HealthRoutes {

  private static final byte[] UP = body("{\"status\":\"UP\"}");
  private static final byte[] STOPPING = body("{\"status\":\"DOWN\",\"reason\":\"stopping\"}");
  private static final byte[] NO_DATABASE =
      body("{\"status\":\"DOWN\",\"reason\":\"the database does not answer\"}");

  /** An answer of the database counts this long, so that probes cost it little. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable pingDatabase;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Answer last = new Answer(false, System.nanoTime() - FRESH_NANOS);
  private volatile boolean stopping;

  /**
   * Make the routes.
   *
   * @param pingDatabase throws {@link PlatformException} when the database does not answer
   */
  public HealthRoutes(Runnable pingDatabase) {
    this.pingDatabase = pingDatabase;
  }

  /**
   * Return the operations.
   *
   * @return one a path
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/healthz", _ -> Reply.json(UP)),
        Endpoint.get("/health/live", _ -> Reply.json(UP)),
        Endpoint.get("/health/ready", this::ready));
  }

  /** Makes {@code ready} answer 503 from now on, so that balancers send nothing new. */
  public void stop() {
    stopping = true;
  }

  private Reply ready(ApiRequest request) {
    if (stopping) {
      return Reply.json(STOPPING).with(Status.SERVICE_UNAVAILABLE_503);
    }
    return databaseAnswers()
        ? Reply.json(UP)
        : Reply.json(NO_DATABASE).with(Status.SERVICE_UNAVAILABLE_503);
  }

  private boolean databaseAnswers() {
    asking.lock();
    try {
      if (System.nanoTime() - last.at() >= FRESH_NANOS) {
        last = new Answer(ask(), System.nanoTime());
      }
      return last.good();
    } finally {
      asking.unlock();
    }
  }

  private boolean ask() {
    try {
      pingDatabase.run();
      return true;
    } catch (PlatformException failure) {
      // A full pool says nothing of the database: an instance that is busy must not be taken out,
      // which would make the others busier still.
      return failure.code() == ErrorCode.POOL_EXHAUSTED && last.good();
    }
  }

  private static byte[] body(String json) {
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  private record Answer(boolean good, long at) {}
}
