package edu.platform.cli.config;

import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An environment variable that the platform reads.
 *
 * @param name such as {@code PG_POOL_MAX}
 * @param kind what values it may have
 * @param byDefault the value used when it is not set, empty for none; the components that read it
 *     hold the same
 * @param meaning one phrase with the unit
 */
public record Variable(String name, Kind kind, String byDefault, String meaning) {

  /**
   * Return the key under which components find the setting.
   *
   * @return such as {@code pg.pool.max}
   */
  public String key() {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** What values a variable may have. */
  public sealed interface Kind {
    /**
     * Judge a value.
     *
     * @param value not empty
     * @return what was expected, if it is not acceptable
     */
    Optional<String> refuse(String value);
  }

  /** Any text. */
  record Text() implements Kind {
    @Override
    public Optional<String> refuse(String value) {
      return Optional.empty();
    }
  }

  /**
   * Any text that no message may show.
   *
   * @param published the value in {@code .env.example}, which is no secret
   */
  record Secret(String published) implements Kind {
    @Override
    public Optional<String> refuse(String value) {
      return Optional.empty();
    }
  }

  /** A whole number within inclusive limits. */
  record Whole(int min, int max) implements Kind {
    @Override
    public Optional<String> refuse(String value) {
      try {
        int number = Integer.parseInt(value);
        if (min <= number && number <= max) {
          return Optional.empty();
        }
      } catch (NumberFormatException _) {
        // Answered below, as for one out of range.
      }
      return Optional.of("a whole number from " + min + " to " + max);
    }
  }

  /** A span of time. */
  record Span() implements Kind {
    @Override
    public Optional<String> refuse(String value) {
      try {
        Durations.parse(value);
        return Optional.empty();
      } catch (PlatformException _) {
        return Optional.of("a duration such as 50ms, 30s, 5m or PT30S");
      }
    }
  }

  /** One of a few words, whatever their case. */
  record OneOf(Set<String> words) implements Kind {
    @Override
    public Optional<String> refuse(String value) {
      return words.contains(value.toLowerCase(Locale.ROOT))
          ? Optional.empty()
          : Optional.of("one of " + String.join(", ", words.stream().sorted().toList()));
    }
  }
}
