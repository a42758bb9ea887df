package edu.platform.core.blog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a post is in its life (requirements, section 3). */
public enum PostStatus {
  /** Being written; seen by its author alone. */
  DRAFT,
  /** Seen by all from its publication date on. */
  PUBLISHED,
  /** Taken back; seen by its author alone. */
  ARCHIVED;

  private static final Map<String, PostStatus> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(PostStatus::code, Function.identity()));

  /**
   * Return the status as the database and the API write it.
   *
   * @return lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Return the statuses by their codes.
   *
   * @return all of them
   */
  public static Map<String, PostStatus> byCode() {
    return BY_CODE;
  }

  /**
   * Tell whether the author may move a post on.
   *
   * @param next status that it shall have
   * @param seen whether its publication date has come
   * @return whether the move is one of requirements section 3: what was seen is no draft again
   */
  boolean mayBecome(PostStatus next, boolean seen) {
    return switch (next) {
      case PUBLISHED -> this != PUBLISHED;
      case ARCHIVED -> this == PUBLISHED;
      case DRAFT -> this == PUBLISHED && !seen;
    };
  }
}
