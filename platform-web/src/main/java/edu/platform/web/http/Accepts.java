package edu.platform.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what a client takes (RFC 9110, section 12.5.1). */
final class Accepts {

  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";

  /** A weight: 0 to 1 with up to three digits behind the point. */
  private static final Pattern WEIGHT = Pattern.compile("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)");

  private Accepts() {}

  /**
   * Refuse a client that does not take what the operations below {@code /v1} answer with.
   *
   * @param headers of the request
   * @param endpoint what would answer
   * @throws ProblemException 406 {@code not_acceptable}
   */
  static void requireTaken(ServerRequestHeaders headers, Endpoint endpoint) {
    if (!headers.contains(HeaderNames.ACCEPT) || !endpoint.template().startsWith("/v1/")) {
      return;
    }
    if (weight(headers, JSON) > 0) {
      return;
    }
    boolean csv = endpoint.has(Endpoint.Trait.CSV);
    if (csv && weight(headers, CSV) > 0) {
      return;
    }
    throw ProblemException.of(
        Status.NOT_ACCEPTABLE_406,
        "not_acceptable",
        "only " + JSON + (csv ? " and " + CSV : "") + " can be answered here");
  }

  /**
   * Tell whether a client would rather have CSV; without a preference it gets JSON.
   *
   * @param headers of the request
   * @return whether it gives CSV the greater weight
   */
  static boolean prefersCsv(ServerRequestHeaders headers) {
    return headers.contains(HeaderNames.ACCEPT) && weight(headers, CSV) > weight(headers, JSON);
  }

  /** The weight of the most specific range that a type is in; 0 if it is in none. */
  private static double weight(ServerRequestHeaders headers, String type) {
    String anySubtype = type.substring(0, type.indexOf('/')) + "/*";
    double weight = 0;
    int specific = 0;
    for (String accept : headers.get(HeaderNames.ACCEPT).allValues()) {
      for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = range.split(";", -1);
        String name = parts[0].strip();
        int precision =
            name.equals(type) ? 3 : name.equals(anySubtype) ? 2 : name.equals("*/*") ? 1 : 0;
        if (precision > specific) {
          specific = precision;
          weight = weightOf(parts);
        }
      }
    }
    return weight;
  }

  private static double weightOf(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (WEIGHT.matcher(parameter).matches()) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
