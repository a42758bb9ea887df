package edu.platform.core.blog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole post: a row of {@code blog_post} (V3, requirement R8.1) with its tags.
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
 * @param content CommonMark
 * @param createdAt when the post was made
 * @param updatedAt when it was last changed
 * @param version edits by people
 */
public record Post(
    int id,
    String title,
    String topic,
    PostAuthor author,
    String status,
    Optional<Instant> publicationDate,
    int readingTimeMinutes,
    Optional<String> coverImageUrl,
    List<String> tags,
    String content,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /** Copies the list. */
  public Post {
    tags = List.copyOf(tags);
  }
}
