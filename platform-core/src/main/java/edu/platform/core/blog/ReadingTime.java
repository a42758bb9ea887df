package edu.platform.core.blog;

/**
 * How long a blog post takes to read (requirement R8.1). The one function that writes {@code
 * blog_post.reading_time_minutes}, for posts that people write and for seeded ones.
 */
public final class ReadingTime {

  private static final int WORDS_PER_MINUTE = 200;

  private ReadingTime() {}

  /**
   * Return the reading time of a text.
   *
   * @param content CommonMark source; words are what white space separates, so that marks such as
   *     {@code ##} count
   * @return whole minutes, at least 1
   */
  public static int minutes(String content) {
    return minutes(words(content));
  }

  /**
   * Return the reading time of a number of words.
   *
   * @param words as {@link #words} counts them, 0 or more
   * @return whole minutes, at least 1
   */
  public static int minutes(int words) {
    return Math.max(1, Math.ceilDiv(words, WORDS_PER_MINUTE));
  }

  /**
   * Count the words of a text.
   *
   * @param content any text
   * @return pieces between white space, 0 or more
   */
  public static int words(String content) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < content.length(); i++) {
      boolean space = Character.isWhitespace(content.charAt(i));
      if (!space && !inside) {
        words++;
      }
      inside = !space;
    }
    return words;
  }
}
