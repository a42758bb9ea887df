package edu.platform.web.http;

import edu.platform.core.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules that many members keep (requirements section 5). */
public final class Rules {

  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);
  private static final int MAX_URL_LENGTH = 2_048;

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** RFC 3339, section 5.6: seconds and an offset must be there. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

  private Rules() {}

  /**
   * A text of one line.
   *
   * @param maxLength in code points
   * @return the text in NFC, trimmed, of 1 to that many characters, none of them a control
   */
  public static Rule<String> text(int maxLength) {
    return value -> text(value, maxLength, false);
  }

  /**
   * A text that may have line breaks.
   *
   * @param maxLength in code points
   * @return the text in NFC, trimmed, of 1 to that many characters; line breaks and tabs are its
   *     only controls
   */
  public static Rule<String> longText(int maxLength) {
    return value -> text(value, maxLength, true);
  }

  /**
   * A text as it was sent.
   *
   * @param maxLength in code points
   * @return 1 to that many characters, neither trimmed nor normalised
   */
  public static Rule<String> verbatim(int maxLength) {
    return value -> {
      String text = string(value);
      checkLength(text, maxLength);
      return text;
    };
  }

  /**
   * A text that a function of the core understands.
   *
   * @param maxLength in code points
   * @param parser gives what the text stands for, or empty
   * @param detail what is expected, such as {@code must be an e-mail address}
   * @param <T> what it stands for
   * @return the rule
   */
  public static <T> Rule<T> parsed(
      int maxLength, Function<String, Optional<T>> parser, String detail) {
    return value -> {
      String text = text(value, maxLength, false);
      return parser.apply(text).orElseThrow(() -> new Rule.Invalid(detail));
    };
  }

  /**
   * A whole number.
   *
   * @param min least value
   * @param max highest value
   * @return the rule
   */
  public static Rule<Integer> integer(int min, int max) {
    return value -> {
      if (value instanceof Long number) {
        if (number >= min && number <= max) {
          return number.intValue();
        }
      } else if (!(value instanceof BigDecimal number && isWhole(number))) {
        throw new Rule.Malformed("must be a whole number");
      }
      throw new Rule.Invalid("must be " + min + ".." + max + ", not " + shown(value));
    };
  }

  /**
   * An id.
   *
   * @return 1 to 2147483647
   */
  public static Rule<Integer> id() {
    return integer(1, Integer.MAX_VALUE);
  }

  /**
   * A truth value.
   *
   * @return the rule
   */
  public static Rule<Boolean> bool() {
    return value -> {
      if (value instanceof Boolean truth) {
        return truth;
      }
      throw new Rule.Malformed("must be true or false");
    };
  }

  /**
   * A day.
   *
   * @return 2000-01-01 to 2100-12-31
   */
  public static Rule<LocalDate> day() {
    return day(FIRST_DAY, LAST_DAY);
  }

  /**
   * A day of a range.
   *
   * @param first of the range
   * @param last of the range
   * @return the rule
   */
  public static Rule<LocalDate> day(LocalDate first, LocalDate last) {
    return value -> {
      String text = string(value);
      try {
        LocalDate day = LocalDate.parse(text);
        if (!day.isBefore(first) && !day.isAfter(last)) {
          return day;
        }
      } catch (DateTimeException _) {
        // Answered below, as for a day out of range.
      }
      throw new Rule.Invalid("must be a day from " + first + " to " + last);
    };
  }

  /**
   * A moment.
   *
   * @return RFC 3339 with an offset, 2000 to 2100, cut to microseconds
   */
  public static Rule<Instant> moment() {
    return value -> {
      String text = string(value);
      try {
        if (RFC_3339.matcher(text).matches()) {
          OffsetDateTime moment = OffsetDateTime.parse(text);
          if (moment.getYear() >= FIRST_DAY.getYear() && moment.getYear() <= LAST_DAY.getYear()) {
            return moment.toInstant().truncatedTo(ChronoUnit.MICROS);
          }
        }
      } catch (DateTimeException _) {
        // Answered below.
      }
      throw new Rule.Invalid("must be a moment as RFC 3339 writes it, with an offset");
    };
  }

  /**
   * One of a few words.
   *
   * @param byWord what each word stands for
   * @param <T> what words stand for
   * @return the rule
   */
  public static <T> Rule<T> oneOf(Map<String, T> byWord) {
    return value -> {
      T found = byWord.get(string(value));
      if (found == null) {
        throw new Rule.Invalid(
            "must be one of " + String.join(", ", byWord.keySet().stream().sorted().toList()));
      }
      return found;
    };
  }

  /**
   * An address on the web.
   *
   * @return an https URL with a host and without user info, at most 2048 characters
   */
  public static Rule<String> url() {
    return value -> {
      String text = text(value, MAX_URL_LENGTH, false);
      try {
        URI uri = new URI(text).parseServerAuthority();
        if ("https".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && uri.getRawUserInfo() == null) {
          return text;
        }
      } catch (URISyntaxException _) {
        // Answered below.
      }
      throw new Rule.Invalid("must be an https URL with a host and without user info");
    };
  }

  /**
   * A list.
   *
   * @param min items at least
   * @param max items at most
   * @param item rule of each
   * @param <T> what an item is
   * @return the rule
   */
  public static <T> Rule<List<T>> list(int min, int max, Rule<T> item) {
    return value -> {
      if (!(value instanceof List<?> items)) {
        throw new Rule.Malformed("must be a list");
      }
      if (items.size() < min || items.size() > max) {
        throw new Rule.Invalid("must have " + min + ".." + max + " items, not " + items.size());
      }
      List<T> read = new ArrayList<>(items.size());
      for (Object one : items) {
        if (one == null) {
          throw new Rule.Malformed("must have no item that is null");
        }
        read.add(item.read(one));
      }
      return List.copyOf(read);
    };
  }

  /**
   * An amount of money.
   *
   * @param max minor units at most
   * @param currency the platform's (requirement R10.10)
   * @return minor units, from 0, of {@code {"amount": ..., "currency": ...}}
   */
  public static Rule<Integer> money(int max, String currency) {
    Rule<Money> any = anyMoney(max);
    return value -> {
      Money money = any.read(value);
      if (!money.currency().equals(currency)) {
        throw new Rule.Invalid("must be in " + currency);
      }
      return (int) money.amount();
    };
  }

  /**
   * An amount of money in whatever currency.
   *
   * @param max minor units at most
   * @return {@code {"amount": ..., "currency": ...}}, from 0
   */
  public static Rule<Money> anyMoney(int max) {
    Rule<Integer> minorUnits = integer(0, max);
    return value -> {
      if (!(value instanceof Map<?, ?> money)) {
        throw new Rule.Malformed("must be an object with amount and currency");
      }
      if (!money.keySet().equals(Set.of("amount", "currency"))
          || money.get("amount") == null
          || money.get("currency") == null) {
        throw new Rule.Malformed("must have the members amount and currency, and no others");
      }
      String currency = string(money.get("currency"));
      if (!CURRENCY.matcher(currency).matches()) {
        throw new Rule.Invalid("must have a currency of three capital letters");
      }
      return new Money(minorUnits.read(money.get("amount")), currency);
    };
  }

  private static String string(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new Rule.Malformed("must be a text");
  }

  private static String text(Object value, int maxLength, boolean lines) {
    String text = Normalizer.normalize(string(value), Normalizer.Form.NFC).strip();
    checkLength(text, maxLength);
    if (text.codePoints().anyMatch(c -> isRefused(c, lines))) {
      throw new Rule.Invalid("must have no control characters");
    }
    return text;
  }

  private static void checkLength(String text, int maxLength) {
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > maxLength) {
      throw new Rule.Invalid("must have 1.." + maxLength + " characters, not " + length);
    }
  }

  private static boolean isRefused(int codePoint, boolean lines) {
    boolean line = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    return Character.getType(codePoint) == Character.SURROGATE
        || (Character.isISOControl(codePoint) && !(lines && line));
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static String shown(Object number) {
    String text = number.toString();
    return text.length() <= 40 ? text : "a number of " + text.length() + " digits";
  }
}
