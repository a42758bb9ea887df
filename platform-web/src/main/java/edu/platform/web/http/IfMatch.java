package edu.platform.web.http;

import edu.platform.core.ExpectedVersion;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code If-Match} (RFC 9110, section 13.1.1). Of our tags, {@code "<version>-<hash>"}, only
 * the version counts; weak tags and those of others match nothing.
 */
final class IfMatch {

  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})-[^\"]*\"");

  private IfMatch() {}

  static void require(ServerRequestHeaders headers) {
    if (!headers.contains(HeaderNames.IF_MATCH)) {
      throw ProblemException.of(
          Status.PRECONDITION_REQUIRED_428,
          "if_match_required",
          "expected the header If-Match with the ETag that the resource was read with");
    }
  }

  static ExpectedVersion of(ServerRequestHeaders headers) {
    require(headers);
    Set<Integer> versions = new HashSet<>();
    for (String sent : headers.get(HeaderNames.IF_MATCH).allValues()) {
      for (String tag : sent.split(",", -1)) {
        if (tag.strip().equals("*")) {
          return ExpectedVersion.ANY;
        }
        Matcher matcher = TAG.matcher(tag.strip());
        if (matcher.matches()) {
          versions.add(Integer.valueOf(matcher.group(1)));
        }
      }
    }
    return ExpectedVersion.oneOf(versions);
  }
}
