package edu.platform.web.legacy;

import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.ProblemException;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the one number that an old route asks for: from the query, or from a JSON body whatever its
 * Content-Type. An expression says exactly which bodies are taken, where a parser would also take
 * repeated members or what follows the object.
 */
final class OldBody {

  private static final String SPACE = "[ \\t\\r\\n]*";

  private final String name;
  private final long max;
  private final Pattern body;

  /**
   * Make a reader.
   *
   * @param name of the query parameter, or of the only member of the body
   * @param max highest value
   */
  OldBody(String name, long max) {
    this.name = name;
    this.max = max;
    this.body =
        Pattern.compile(
            SPACE
                + "\\{"
                + SPACE
                + '"'
                + name
                + '"'
                + SPACE
                + ":"
                + SPACE
                + "(0|[1-9]\\d{0,17})"
                + SPACE
                + "}"
                + SPACE);
  }

  /**
   * Read the number.
   *
   * @param request GET with a query or a body
   * @return 1 to the highest value
   * @throws ProblemException 400 for anything else
   */
  long number(ApiRequest request) {
    Optional<String> inQuery = request.parameters().text(name, 20);
    long number = inQuery.map(this::inQuery).orElseGet(() -> inBody(request.body()));
    if (number < 1 || number > max) {
      throw outOfRange();
    }
    return number;
  }

  private long inQuery(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw outOfRange();
    }
    return Long.parseLong(text);
  }

  private long inBody(byte[] bytes) {
    Matcher matcher = body.matcher(new String(bytes, StandardCharsets.UTF_8));
    if (!matcher.matches()) {
      throw ProblemException.of(
          Status.BAD_REQUEST_400,
          "malformed_request",
          "expected a body such as {\"" + name + "\": 7}, or the query parameter " + name);
    }
    return Long.parseLong(matcher.group(1));
  }

  private ProblemException outOfRange() {
    return ProblemException.invalidParameter(name, "must be a whole number from 1 to " + max);
  }
}
