import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * Compares what the API says of every course with the database, row by row. Usage: {@code
 * CompareBodies <JDBC URL> <user> <url of the API>}, the password in {@code PGPASSWORD}; prints how
 * many it compared.
 */
final class CompareBodies {

  private CompareBodies() {}

  static void main(String[] args) throws Exception {
    int compared = 0;
    try (Connection connection =
            DriverManager.getConnection(args[0], args[1], System.getenv("PGPASSWORD"));
        Statement statement = connection.createStatement();
        // PostgreSQL writes the members itself, so that nothing of ours is on both sides.
        ResultSet courses =
            statement.executeQuery(
                """
                SELECT course_id, '{"id":' || course_id || ',"name":' || to_json(name) AS head,
                       '"price":{"amount":' || price || ',"currency":"' || currency || '"}' AS price,
                       '"version":' || version || '}' AS tail,
                       (SELECT count(*) FROM course_topic_association a WHERE a.course_id = c.course_id) AS topics
                  FROM course c ORDER BY course_id
                """);
        HttpClient client = HttpClient.newHttpClient()) {
      while (courses.next()) {
        URI uri = URI.create(args[2] + "/v1/courses/" + courses.getInt("course_id"));
        HttpResponse<String> answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        String body = answer.body();
        boolean same =
            answer.statusCode() == 200
                && body.startsWith(courses.getString("head"))
                && body.contains(courses.getString("price"))
                && body.endsWith(courses.getString("tail"))
                && body.split("\"ordinal\":", -1).length - 1 == courses.getInt("topics");
        if (!same) {
          System.err.println(uri + " differs from the database: " + body);
          System.exit(1);
        }
        compared++;
      }
    }
    System.out.println(compared);
  }
}
