package edu.platform.cli.seed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The bytes that COPY expects; that PostgreSQL writes the same ones is seen by SeededRowsIT. */
class CopyBufferTest {

  @Test
  void columnsAreSeparatedByTabsAndRowsByLineEnds() {
    CopyBuffer out = new CopyBuffer();

    out.number(-7).none().flag(true).code("x").endRow();
    out.number(8).endRow();

    assertThat(text(out)).isEqualTo("-7\t\\N\tt\tx\n8\n");
    assertThat(out.rows()).isEqualTo(2);
  }

  @Test
  void specialCharactersOfTextsAreEscaped() {
    CopyBuffer out = new CopyBuffer();

    out.text(new Phrase("a\tb\nc\\d\re\"ё")).endRow();

    assertThat(text(out)).isEqualTo("a\\tb\\nc\\\\d\\re\"ё\n");
  }

  @Test
  void arrayItemsAreQuotedWhereTheyMustBe() {
    assertThat(arrayItem("C++")).isEqualTo("C++");
    assertThat(arrayItem("Spring Boot")).isEqualTo("\"Spring Boot\"");
    assertThat(arrayItem("null")).isEqualTo("\"null\"");
    assertThat(arrayItem("a,b")).isEqualTo("\"a,b\"");
    assertThat(arrayItem("a\"b")).isEqualTo("\"a\\\\\"b\"");
  }

  @Test
  void datesAreThoseOfTheCalendar() {
    for (LocalDate day = LocalDate.of(1899, 12, 30);
        day.isBefore(LocalDate.of(2101, 1, 3));
        day = day.plusDays(1)) {
      CopyBuffer out = new CopyBuffer();
      out.day(day.toEpochDay()).endRow();
      assertThat(text(out)).isEqualTo(day + "\n");
    }
  }

  @Test
  void momentsAreInUtcWithTheirOffset() {
    CopyBuffer out = new CopyBuffer();

    out.moment(LocalDateTime.of(2026, 2, 28, 23, 5, 9).toEpochSecond(ZoneOffset.UTC))
        .moment(-1)
        .endRow();

    assertThat(text(out)).isEqualTo("2026-02-28 23:05:09+00\t1969-12-31 23:59:59+00\n");
  }

  @Test
  void theSumDependsOnTheRowsAndNotOnTheirOrder() {
    CopyBuffer oneTwo = new CopyBuffer();
    oneTwo.number(1).endRow();
    oneTwo.number(2).endRow();
    CopyBuffer two = new CopyBuffer();
    two.number(2).endRow();
    CopyBuffer one = new CopyBuffer();
    one.number(1).endRow();
    RowSum added = new RowSum();
    added.add(two.sum());
    added.add(one.sum());

    assertThat(added.hex()).isEqualTo(oneTwo.sum().hex()).isNotEqualTo(one.sum().hex()).hasSize(64);
  }

  @Test
  void aRowTwiceIsNotARowOnce() {
    CopyBuffer twice = new CopyBuffer();
    twice.number(1).endRow();
    twice.number(1).endRow();
    CopyBuffer none = new CopyBuffer();

    assertThat(twice.sum().hex()).isNotEqualTo(none.sum().hex());
  }

  private static String arrayItem(String text) {
    CopyBuffer out = new CopyBuffer();
    new Phrase(text).appendArrayItemTo(out);
    return text(out);
  }

  private static String text(CopyBuffer out) {
    return UTF_8.decode(out.content()).toString();
  }
}
