package edu.platform.cli;

import edu.platform.cli.bench.TestServer;
import java.io.IOException;

/** Answers the old routes with just enough to pass for the platform. */
final class FakePlatform implements TestServer.Responder {
  private static final String ROW = "{\"average_rating\":4.5}";

  @Override
  public void respond(TestServer.Exchange exchange) throws IOException {
    String path = exchange.head().split(" ", 3)[1];
    String number = exchange.body().replaceAll("\\D", "");
    switch (path) {
      case "/healthz" -> exchange.ok("{}");
      case "/v1/course/getcourse" -> exchange.ok("{\"id\":" + number + "}");
      case "/v1/user/getuser" -> exchange.ok("{\"account_id\":" + number + "}");
      case "/v1/report/get-top-courses-report" -> exchange.ok("[" + ROW + "]");
      default -> exchange.send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    }
  }
}
