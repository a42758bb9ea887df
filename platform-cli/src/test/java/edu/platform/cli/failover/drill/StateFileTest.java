package edu.platform.cli.failover.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.platform.cli.failover.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is broken is on disk before it is broken. */
class StateFileTest {

  private static final List<Heal> EVERY_KIND =
      List.of(
          new Heal.Start("c"),
          new Heal.Unpause("c"),
          new Heal.Connect("c", "net", List.of("c.net", "c")),
          new Heal.Thaw("c", Processes.PATRONI),
          new Heal.Delete("c", "/file"),
          new Heal.Configure("c", "synchronous_mode=quorum"));

  @TempDir Path folder;
  private StateFile file;

  @BeforeEach
  void makeFile() {
    file = new StateFile(folder.resolve("state").resolve("drill.json"));
  }

  @Test
  void nothingIsBrokenWhereThereIsNoFile() throws Exception {
    assertThat(file.read()).isEmpty();
    assertThat(file.heal()).isEmpty();
  }

  @Test
  void everyHealingSurvivesThePassageThroughTheFile() {
    file.write(new Docker("project"), Drill.PARTITION, EVERY_KIND);

    assertThat(file.read()).isPresent();
    assertThat(file.read().orElseThrow().drill()).isEqualTo("partition");
    assertThat(file.read().orElseThrow().heals().stream().map(Heal::of))
        .containsExactlyElementsOf(EVERY_KIND);
  }

  @Test
  void aDamagedFileIsNotPassedOver() throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), "{\"project\":");

    assertThatThrownBy(file::read)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void whatIsHealedIsForgotten() {
    file.write(new Docker("project"), Drill.PARTITION, EVERY_KIND);

    file.delete();

    assertThat(file.read()).isEmpty();
  }
}
