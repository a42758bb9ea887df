package edu.platform.core.catalog;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import edu.platform.core.RefusedException;
import java.time.LocalDate;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days of a run; all are counted from today. */
class RunPlanTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # start, sales end, end, field at fault
            1, 1, 1,
            1, -9, 1,
            30, 20, 90,
            0, 0, 10, start_date
            -1, -2, 10, start_date
            30, 31, 90, end_sales_date
            30, 20, 29, end_date
          """)
  void aNewRunStartsAfterTodayAndHasItsDaysInOrder(int start, int salesEnd, int end, String fault) {
    RunPlan plan = plan(start, salesEnd, end);

    expect(fault == null ? null : "validation_failed", fault, () -> plan.checkNew(TODAY));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # before: start, sales end, end; after: start, sales end, end; code, field at fault
            10, 5, 70, 11, 6, 71,,
            10, 5, 70, 1, 1, 1,,
            10, 5, 70, 10, -30, 70,,
            10, 5, 70, 0, 0, 70, validation_failed, start_date
            10, 5, 70, 10, 11, 70, validation_failed, end_sales_date
            10, 5, 70, 10, 5, 9, validation_failed, end_date
            0, -5, 70, 0, -5, 0,,
            0, -5, 70, 0, -5, 100,,
            0, -5, 70, 1, -5, 70, run_started,
            0, -5, 70, 0, -4, 70, run_started,
            0, 0, 70, 0, -1, 70, run_started,
            -10, -20, 70, -10, -20, -1, validation_failed, end_date
            -10, -20, 0, -10, -20, 5,,
            -10, -20, -1, -10, -20, -1,,
            -10, -20, -1, -10, -20, 5, run_started,
            -10, -20, -1, -10, -20, -2, run_started,
            -10, -20, -1, -9, -20, -1, run_started,
          """)
  void daysThatHaveComeStay(
      int start,
      int salesEnd,
      int end,
      int newStart,
      int newSalesEnd,
      int newEnd,
      String code,
      String fault) {
    RunPlan before = plan(start, salesEnd, end);
    RunPlan after = plan(newStart, newSalesEnd, newEnd);

    expect(code, fault, () -> before.checkChange(after, TODAY));
  }

  private static void expect(String code, String field, ThrowingCallable check) {
    if (code == null) {
      assertThatNoException().isThrownBy(check);
    } else {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(check)
          .matches(refusal -> refusal.code().equals(code), code)
          .matches(refusal -> refusal.field().equals(Optional.ofNullable(field)), "field " + field);
    }
  }

  private static RunPlan plan(int start, int salesEnd, int end) {
    return new RunPlan(TODAY.plusDays(start), TODAY.plusDays(salesEnd), TODAY.plusDays(end), 10);
  }
}
