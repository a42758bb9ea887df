package edu.platform.web.http;

import edu.platform.core.Keyset;
import edu.platform.core.PageRequest;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query parameters of a request: each known to its operation, given at most once, and checked
 * when read.
 */
public final class Parameters {

  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);

  private final String path;
  private final Map<String, String> values;

  private Parameters(String path, Map<String, String> values) {
    this.path = path;
    this.values = values;
  }

  static Parameters of(String path, UriQuery query, Set<String> known) {
    Map<String, String> values = new TreeMap<>();
    try {
      for (String name : query.names()) {
        if (!known.contains(name)) {
          throw ProblemException.invalidParameter(
              name, "is not known here; expected " + listed(known));
        }
        List<String> all = query.all(name);
        if (all.size() != 1) {
          throw ProblemException.invalidParameter(name, "must be given once");
        }
        values.put(name, all.getFirst());
      }
    } catch (IllegalArgumentException malformed) {
      throw ProblemException.of(
          Status.BAD_REQUEST_400, "invalid_parameter", "the query is not percent-encoded UTF-8");
    }
    return new Parameters(path, values);
  }

  /**
   * Return the parameters in one spelling, so that equal requests share a cache entry.
   *
   * @return a query, sorted by name; percent-encoded, so that no value looks like another parameter
   */
  public String canonical() {
    return query(values);
  }

  /**
   * Read a text.
   *
   * @param name of the parameter
   * @param maxLength in code points, at least 1
   * @return the text in NFC, trimmed; empty if not given
   */
  public Optional<String> text(String name, int maxLength) {
    return read(
        name,
        raw -> {
          String text = Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
          int length = text.codePointCount(0, text.length());
          if (length < 1 || length > maxLength) {
            throw ProblemException.invalidParameter(
                name, "must have 1.." + maxLength + " characters, not " + length);
          }
          // U+FFFD stands where bytes were not UTF-8.
          if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0xFFFD)) {
            throw ProblemException.invalidParameter(
                name, "must be UTF-8 without control characters");
          }
          return text;
        });
  }

  /**
   * Read a whole number.
   *
   * @param name of the parameter
   * @param min least value
   * @param max highest value
   * @return the number; empty if not given
   */
  public Optional<Integer> integer(String name, int min, int max) {
    return read(name, raw -> integer(name, raw, min, max));
  }

  /**
   * Read an id.
   *
   * @param name of the parameter
   * @return 1 to 2147483647; empty if not given
   */
  public Optional<Integer> id(String name) {
    return integer(name, 1, Integer.MAX_VALUE);
  }

  /**
   * Read a truth value.
   *
   * @param name of the parameter
   * @return {@code true} or {@code false}; empty if not given
   */
  public Optional<Boolean> bool(String name) {
    return oneOf(name, Map.of("true", true, "false", false));
  }

  /**
   * Read a day.
   *
   * @param name of the parameter
   * @return 2000-01-01 to 2100-12-31; empty if not given
   */
  public Optional<LocalDate> day(String name) {
    return read(
        name,
        raw -> {
          try {
            LocalDate day = LocalDate.parse(raw);
            if (!day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY)) {
              return day;
            }
          } catch (DateTimeException _) {
            // Answered below, as for a day out of range.
          }
          throw ProblemException.invalidParameter(
              name, "must be a day from " + FIRST_DAY + " to " + LAST_DAY);
        });
  }

  /**
   * Read a month.
   *
   * @param name of the parameter
   * @return 2000-01 to 2100-12; empty if not given
   */
  public Optional<YearMonth> month(String name) {
    return read(
        name,
        raw -> {
          try {
            YearMonth month = YearMonth.parse(raw);
            if (month.getYear() >= FIRST_DAY.getYear() && month.getYear() <= LAST_DAY.getYear()) {
              return month;
            }
          } catch (DateTimeException _) {
            // Answered below, as for a month out of range.
          }
          throw ProblemException.invalidParameter(
              name,
              "must be a month from "
                  + YearMonth.from(FIRST_DAY)
                  + " to "
                  + YearMonth.from(LAST_DAY));
        });
  }

  /**
   * Read one of a few words.
   *
   * @param name of the parameter
   * @param byWord what each word stands for
   * @param <T> what words stand for
   * @return what the word stands for; empty if not given
   */
  public <T> Optional<T> oneOf(String name, Map<String, T> byWord) {
    return read(
        name,
        raw -> {
          T found = byWord.get(raw);
          if (found == null) {
            throw ProblemException.invalidParameter(
                name, "must be one of " + listed(byWord.keySet()));
          }
          return found;
        });
  }

  /**
   * Read which part of a list is wanted, from {@code limit} and {@code cursor}.
   *
   * @return the page, the first one without a cursor
   */
  public PageRequest page() {
    int limit = integer(LIMIT, 1, PageRequest.MAX_LIMIT).orElse(PageRequest.DEFAULT_LIMIT);
    return new PageRequest(limit, read(CURSOR, raw -> Cursor.decode(raw, listIdentity())));
  }

  /**
   * Write the cursor of the next page of this list.
   *
   * @param next where it goes on
   * @return opaque text, valid for a list with the same filters and order
   */
  public String cursor(Keyset next) {
    return Cursor.encode(next, listIdentity());
  }

  /**
   * Write the query of another page of this list.
   *
   * @param cursor of that page
   * @return percent-encoded, without the question mark
   */
  String queryOfPage(String cursor) {
    Map<String, String> other = new TreeMap<>(values);
    other.put(CURSOR, cursor);
    return query(other);
  }

  /** All that decides what is in a list and in which order. */
  private int listIdentity() {
    Map<String, String> filters = new TreeMap<>(values);
    filters.keySet().removeAll(List.of(LIMIT, CURSOR));
    return (path + '?' + query(filters)).hashCode();
  }

  private static String query(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static int integer(String name, String raw, int min, int max) {
    // Ten digits at most fit into a long; parseLong alone would take signs and digits of any
    // script.
    if (DIGITS.matcher(raw).matches()) {
      long number = Long.parseLong(raw);
      if (number >= min && number <= max) {
        return (int) number;
      }
    }
    throw ProblemException.invalidParameter(
        name, "must be a whole number from " + min + " to " + max);
  }

  private <T> Optional<T> read(String name, Function<String, T> reader) {
    return Optional.ofNullable(values.get(name)).map(reader);
  }

  private static String listed(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }
}
