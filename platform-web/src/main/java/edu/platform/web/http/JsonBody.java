package edu.platform.web.http;

import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads an object in JSON (RFC 8259), strictly: UTF-8, no member twice, nothing behind it. */
final class JsonBody {

  private static final int MAX_DEPTH = 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private JsonBody() {}

  static Map<String, Object> parse(byte[] body) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), decoded(body))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw malformed("expected an object in JSON");
      }
      Map<String, Object> members = object(parser);
      if (parser.nextToken() != null) {
        throw malformed("expected nothing after the object");
      }
      return members;
    } catch (JacksonException broken) {
      throw malformed("expected an object in JSON: " + broken.getOriginalMessage());
    }
  }

  private static String decoded(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw malformed("the body is not UTF-8");
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getDecimalValue();
          };
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      default -> throw malformed("expected a value");
    };
  }

  private static ProblemException malformed(String detail) {
    return ProblemException.of(Status.BAD_REQUEST_400, "malformed_request", detail);
  }
}
