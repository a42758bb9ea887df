package edu.platform.core.db;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with named parameters ({@code :id}) and the name that metrics and logs show for it.
 *
 * @param name such as {@code catalog.course-by-id}
 * @param text the statement; casts are written {@code CAST(x AS integer)}, since a second colon is
 *     no cast here
 * @param parameters the names that {@code text} has
 */
public record Sql(String name, String text, Set<String> parameters) {

  /** A quoted text, or a comment to the end of the line, or a parameter. */
  private static final Pattern TOKEN =
      Pattern.compile("'[^']*'|\"[^\"]*\"|--[^\\n]*|:([a-z][a-z0-9_]*)");

  /** Copies the set. */
  public Sql {
    parameters = Set.copyOf(parameters);
  }

  /**
   * Name a statement and find its parameters.
   *
   * @param name {@code feature.what}, in lower case with dashes
   * @param text the statement
   * @return the named statement
   */
  public static Sql named(String name, String text) {
    Set<String> parameters = new TreeSet<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        parameters.add(matcher.group(1));
      }
    }
    return new Sql(name, text, parameters);
  }
}
