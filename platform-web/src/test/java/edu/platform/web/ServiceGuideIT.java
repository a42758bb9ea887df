package edu.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service guide's table of routes and roles is what the server says of itself. */
class ServiceGuideIT {

  private static final Path GUIDE = Path.of("../docs/service.md");

  /** {@code | R1.1 | `GET /v1/courses` | public |}. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| ((?:R\\d+\\.\\d+(?:, )?)+) \\| `([A-Z]+ /[^`]+)` \\| ([a-z_, ]+) \\|$",
          Pattern.MULTILINE);

  @Test
  void theTableHasEachRouteWithItsRoles() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row :
        (Iterable<MatchResult>) ROW.matcher(Files.readString(GUIDE)).results()::iterator) {
      assertThat(documented.put(row.group(2), row.group(3))).as("twice: %s", row.group(2)).isNull();
    }

    assertThat(documented).hasSizeGreaterThanOrEqualTo(23).isEqualTo(served());
  }

  private static Map<String, String> served() {
    Map<String, String> served = new TreeMap<>();
    try (TestPlatform platform = TestPlatform.start(Map.of())) {
      JsonNode root = new JsonMapper().readTree(platform.client().get("/openapi").body());
      for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
        if (path.getKey().startsWith("/v1/")) {
          for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
            served.put(
                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                operation.getValue().get("x-access").asString());
          }
        }
      }
    }
    return served;
  }
}
