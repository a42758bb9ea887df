package edu.platform.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.core.catalog.RunState.RunDates;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of a run, requirements section 3. CatalogIT compares SQL's conditions with them. */
class RunStateTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

  @ParameterizedTest(name = "sales end {0}, start {1}, end {2} days from today: {5}")
  @CsvSource({
    // sales end, start, end; places, on sale; state
    "5, 10, 20, 1, true, ON_SALE",
    "0, 10, 20, 1, true, ON_SALE",
    "0, 0, 0, 1, true, ON_SALE",
    "0, 10, 20, 0, true, SOLD_OUT",
    "0, 0, 20, 0, true, SOLD_OUT",
    "-1, 10, 20, 1, true, SALES_CLOSED",
    "-1, 1, 20, 0, true, SALES_CLOSED",
    "5, 10, 20, 1, false, SALES_CLOSED",
    "5, 10, 20, 0, false, SALES_CLOSED",
    "-1, 0, 20, 1, true, RUNNING",
    "-9, -5, 0, 0, true, RUNNING",
    "0, 0, 20, 1, false, RUNNING",
    "-9, -5, -1, 1, true, FINISHED",
    "-9, -5, -1, 0, false, FINISHED",
  })
  void theStateFollowsFromDatesPlacesAndCourse(
      int salesEnd, int start, int end, int places, boolean courseOnSale, RunState state) {
    assertThat(RunState.of(run(salesEnd, start, end, places, false), courseOnSale, TODAY))
        .isEqualTo(state);
  }

  @Test
  void aCancelledRunStaysCancelled() {
    assertThat(RunState.of(run(5, 10, 20, 1, true), true, TODAY)).isEqualTo(RunState.CANCELLED);
    assertThat(RunState.of(run(-9, -5, -1, 1, true), true, TODAY)).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void everyStateIsFoundByItsCode() {
    for (RunState state : RunState.values()) {
      assertThat(RunState.byCode(state.code())).contains(state);
    }
    assertThat(RunState.byCode("ON_SALE")).isEmpty();
  }

  private static RunDates run(int salesEnd, int start, int end, int places, boolean cancelled) {
    return new RunDates(
        TODAY.plusDays(start), TODAY.plusDays(salesEnd), TODAY.plusDays(end), places, cancelled);
  }
}
