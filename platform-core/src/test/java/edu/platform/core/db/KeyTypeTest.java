package edu.platform.core.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cursors come from outside: whatever is accepted is cast by SQL, which must not fail. */
class KeyTypeTest {

  @ParameterizedTest
  @CsvSource({
    "INTEGER, 2147483647, true",
    "INTEGER, -2147483648, true",
    "INTEGER, 2147483648, false",
    "INTEGER, 1.0, false",
    "INTEGER, '', false",
    "INTEGER, ٣, false",
    "NAME, '', true",
    "NAME, Ёлка, true",
    "DAY, 0001-01-01, true",
    "DAY, 9999-12-31, true",
    "DAY, 0000-01-01, false",
    "DAY, -0001-01-01, false",
    "DAY, +10000-01-01, false",
    "DAY, +999999999-12-31, false",
    "DAY, 2026-02-30, false",
    "DAY, infinity, false",
    "MOMENT, 0, true",
    "MOMENT, -1, true",
    "MOMENT, 1768089600000000, true",
    "MOMENT, 9223372036854775807, false",
    "MOMENT, -9223372036854775808, false",
    "MOMENT, now, false",
    "MOMENT, ٣, false",
  })
  void onlyValuesThatSqlCanReadAreAccepted(KeyType type, String value, boolean accepted) {
    assertThat(type.accepts(value)).isEqualTo(accepted);
  }

  @Test
  void aNameWithZeroIsNotAccepted() {
    assertThat(KeyType.NAME.accepts("a\0b")).isFalse();
  }
}
