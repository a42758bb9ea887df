package edu.platform.cli.json;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The result of {@code keys list}.
 *
 * @param keys newest first
 */
@Json(naming = Json.Naming.LowerUnderscore)
public record KeyList(List<Key> keys) {

  /** Copies the list. */
  public KeyList {
    keys = List.copyOf(keys);
  }

  /**
   * A key.
   *
   * @param kid its id
   * @param createdAt when its file was written, ISO 8601
   * @param signs whether tokens are signed by it
   * @param retirable whether no valid token can be signed by it
   */
  @Json(naming = Json.Naming.LowerUnderscore)
  public record Key(String kid, String createdAt, boolean signs, boolean retirable) {}
}
