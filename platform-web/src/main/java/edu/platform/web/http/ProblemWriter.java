package edu.platform.web.http;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.Optional;
import java.util.Set;

/** Writes refusals as problem documents. */
public final class ProblemWriter {

  private final JsonType<Problem> json;
  private final Set<String> oldPaths;

  /**
   * Make the writer.
   *
   * @param oldPaths paths whose users look for a member {@code error} (requirement R9.1)
   */
  public ProblemWriter(Set<String> oldPaths) {
    // Elsewhere a member without a value is null; here it is left out (RFC 9457, section 3.1).
    this.json =
        Jsonb.builder().serializeNulls(false).serializeEmpty(true).build().type(Problem.class);
    this.oldPaths = Set.copyOf(oldPaths);
  }

  Reply write(ProblemException refusal, String path, String requestId) {
    Problem problem =
        new Problem(
            "about:blank",
            refusal.status().reasonPhrase(),
            refusal.status().code(),
            refusal.getMessage(),
            refusal.code(),
            refusal.fields(),
            requestId,
            oldPaths.contains(path) ? Optional.of(refusal.getMessage()) : Optional.empty());
    return Reply.problem(refusal.status(), json.toJsonBytes(problem), refusal.headers());
  }
}
