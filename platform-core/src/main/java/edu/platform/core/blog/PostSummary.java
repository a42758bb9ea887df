package edu.platform.core.blog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post as a list shows it: without its content.
 *
 * @param id its key
 * @param title of the post
 * @param topic what it is about
 * @param author who wrote it
 * @param status {@code published}; others for its author alone
 * @param publicationDate from when on it is seen; empty for a draft
 * @param readingTimeMinutes at least 1
 * @param coverImageUrl if there is one
 * @param tags by name
 */
public record PostSummary(
    int id,
    String title,
    String topic,
    PostAuthor author,
    String status,
    Optional<Instant> publicationDate,
    int readingTimeMinutes,
    Optional<String> coverImageUrl,
    List<String> tags) {

  /** Copies the list. */
  public PostSummary {
    tags = List.copyOf(tags);
  }
}
