package edu.platform.cli;

import edu.platform.core.PlatformException;
import edu.platform.core.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options of type {@link Duration}: {@code 30s}, {@code 50ms} or {@code PT30S}. */
final class DurationConverter implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse(text);
    } catch (PlatformException malformed) {
      throw new TypeConversionException(malformed.getMessage());
    }
  }
}
