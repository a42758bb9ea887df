import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * What the API is measured against: a Helidon server that does nothing but send the same bytes.
 * Usage: {@code BareServer <port> <url of the API> <courses>}; fetches the bodies of all courses
 * first and prints {@code ready}.
 */
final class BareServer {

  private static final String PATH = "/v1/courses/";
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  private BareServer() {}

  static void main(String[] args) throws Exception {
    int courses = Integer.parseInt(args[2]);
    byte[][] bodies = new byte[courses + 1][];
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int id = 1; id <= courses; id++) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[1] + PATH + id)).build();
        HttpResponse<byte[]> response =
            client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          throw new IllegalStateException(request.uri() + " answered " + response.statusCode());
        }
        bodies[id] = response.body();
      }
    }
    WebServer.builder()
        .host("127.0.0.1")
        .port(Integer.parseInt(args[0]))
        .routing(
            routing ->
                routing.get(
                    PATH + "{id}",
                    (request, response) -> {
                      String path = request.path().rawPath();
                      int id = Integer.parseInt(path, PATH.length(), path.length(), 10);
                      response.header(JSON).send(bodies[id]);
                    }))
        .build()
        .start();
    System.out.println("ready");
  }
}
