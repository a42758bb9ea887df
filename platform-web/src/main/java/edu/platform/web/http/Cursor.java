package edu.platform.web.http;

import edu.platform.core.Keyset;
import io.helidon.http.Status;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Keysets as clients carry them: a format number, the identity of the list, the id, the sort value;
 * in base64url. It hides nothing, and is checked for being of the same list, since SQL compares its
 * value with that list's column.
 */
final class Cursor {

  private static final byte FORMAT = 1;
  private static final int HEAD = Byte.BYTES + Integer.BYTES + Long.BYTES;
  private static final int MAX_LENGTH = 2_000;

  private Cursor() {}

  static String encode(Keyset keyset, int listIdentity) {
    byte[] value = keyset.value().getBytes(StandardCharsets.UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(HEAD + value.length)
            .put(FORMAT)
            .putInt(listIdentity)
            .putLong(keyset.id())
            .put(value)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Keyset decode(String cursor, int listIdentity) {
    if (cursor.length() > MAX_LENGTH) {
      throw invalid();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() < HEAD || bytes.get() != FORMAT || bytes.getInt() != listIdentity) {
        throw invalid();
      }
      long id = bytes.getLong();
      return new Keyset(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString(), id);
    } catch (IllegalArgumentException | CharacterCodingException _) {
      throw invalid();
    }
  }

  static ProblemException invalid() {
    return ProblemException.ofField(
        Status.BAD_REQUEST_400,
        "invalid_cursor",
        "cursor",
        "must be the next_cursor of this list, with the same filters and order");
  }
}
