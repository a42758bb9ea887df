package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.Http;
import edu.platform.cli.failover.history.Operation;
import edu.platform.cli.failover.history.Operation.Kind;
import edu.platform.cli.failover.history.Operation.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Clients of the API, through HAProxy. */
public final class Shop {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final double READS = 20;
  private static final int AT_A_TIME = 12;

  private final URI api;
  private final HttpClient http;

  /**
   * Make it; nothing is asked yet.
   *
   * @param api its address through HAProxy
   */
  public Shop(URI api) {
    this.api = api;
    this.http = Http.client(LIMIT, List.of(api));
  }

  /** Begins to read courses without a user, each time other ones. */
  Lane reads(Recorder recorder) {
    AtomicLong next = new AtomicLong();
    return new Lane(
        "read-api",
        READS,
        AT_A_TIME,
        () -> {
          long id = next.incrementAndGet();
          long began = recorder.now();
          String fault = fault("/v1/courses?limit=" + (1 + id % 100));
          recorder.add(
              new Operation(
                  Kind.READ_API,
                  id,
                  began,
                  recorder.now(),
                  fault.isEmpty() ? Outcome.OK : Outcome.REFUSED,
                  Optional.empty(),
                  fault));
        });
  }

  private String fault(String path) {
    HttpRequest request = HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT).build();
    try {
      HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
      return answer.statusCode() == 200 ? "" : Integer.toString(answer.statusCode());
    } catch (IOException failed) {
      return failed.toString();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
