package edu.platform.core;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * What time and what day it is (requirement R10.9): moments are the clock's, days are those of the
 * platform's zone.
 *
 * @param clock tells the time
 * @param zone decides what day it is ({@code PLATFORM_TIME_ZONE})
 */
public record PlatformTime(Clock clock, ZoneId zone) {

  /** Checks that both are there. */
  public PlatformTime {
    requireNonNull(clock, "clock");
    requireNonNull(zone, "zone");
  }

  /**
   * Return the moment.
   *
   * @return now, to microseconds, as the database keeps it
   */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Return the day.
   *
   * @return today in the platform's zone
   */
  public LocalDate today() {
    return day(clock.instant());
  }

  /**
   * Return the day of a moment.
   *
   * @param moment any
   * @return its day in the platform's zone
   */
  public LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, zone);
  }

  /**
   * Return when a day begins.
   *
   * @param day any
   * @return its first moment in the platform's zone
   */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
