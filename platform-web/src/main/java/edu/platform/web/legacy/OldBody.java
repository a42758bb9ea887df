package edu.platform.web.legacy;

import edu.platform.web.http.ApiRequest;
import edu.platform.web.http.ProblemException;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the one number that an old route asks for: from the query, or from a JSON body whatever its
 * Content-Type.
 */
final class OldBody {

  private final Jsonb jsonb;

  OldBody(Jsonb jsonb) {
    this.jsonb = jsonb;
  }

  /**
   * Read the number.
   *
   * @param request GET with a query or a body
   * @param name of the parameter, or of the only member of the body
   * @param max highest value
   * @return 1 to {@code max}
   * @throws ProblemException 400 for anything else
   */
  long number(ApiRequest request, String name, long max) {
    Optional<String> inQuery = request.parameters().text(name, 20);
    if (inQuery.isPresent()) {
      return checked(name, inQuery.map(OldBody::parsed).orElseThrow(), max);
    }
    if (!(json(request.body()) instanceof Map<?, ?> body)) {
      throw malformed("expected a JSON object with the member " + name);
    }
    for (Object member : body.keySet()) {
      if (!member.equals(name)) {
        throw malformed("the member " + member + " is not known here; expected " + name);
      }
    }
    return checked(name, body.get(name), max);
  }

  private Object json(byte[] body) {
    if (body.length == 0) {
      throw malformed("expected a JSON body or a query parameter");
    }
    try {
      // Strict: the parser itself would take other bytes for some text.
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return jsonb.type(Object.class).fromJson(text);
    } catch (CharacterCodingException _) {
      throw malformed("the body is not UTF-8");
    } catch (JsonException | IllegalStateException _) {
      throw malformed("the body is not JSON");
    }
  }

  private static Object parsed(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static long checked(String name, Object value, long max) {
    if (value instanceof Long number && number >= 1 && number <= max) {
      return number;
    }
    throw ProblemException.ofField(
        Status.BAD_REQUEST_400,
        "invalid_parameter",
        name,
        "must be a whole number from 1 to " + max);
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.of(Status.BAD_REQUEST_400, "malformed_request", detail);
  }
}
