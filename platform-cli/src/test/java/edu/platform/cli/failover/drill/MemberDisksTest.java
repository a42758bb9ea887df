package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.cli.failover.Surroundings.Disk;
import org.junit.jupiter.api.Test;

/** What {@code df} says. */
class MemberDisksTest {

  @Test
  void freeAndWholeSizeAreRead() {
    assertThat(MemberDisks.parse("a", "      Avail    1B-blocks\n64249393152 270553174016\n"))
        .contains(new Disk("a", 64_249_393_152L, 270_553_174_016L));
  }

  @Test
  void anythingElseIsUnknown() {
    assertThat(MemberDisks.parse("a", "")).isEmpty();
    assertThat(MemberDisks.parse("a", "df: /var/lib/postgresql: No such file")).isEmpty();
  }
}
