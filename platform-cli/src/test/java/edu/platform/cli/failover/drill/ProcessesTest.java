package edu.platform.cli.failover.drill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The patterns find the processes by what the stack's containers really run. */
@Timeout(60)
class ProcessesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patroni | /usr/bin/python3 /usr/bin/patroni /etc/patroni/patroni.yml",
        "postmaster | /usr/lib/postgresql/17/bin/postgres -D /var/lib/postgresql/17/main",
        "postgres | /usr/lib/postgresql/17/bin/postgres -D /var/lib/postgresql/17/main",
        "postgres | postgres: platform: checkpointer ",
        "walsenders | postgres: platform: walsender replicator 172.19.0.7(51690) streaming",
        "redis | redis-server *:6379"
      })
  void theyAreFound(String processes, String commandLine) throws IOException, InterruptedException {
    assertThat(matches(processes, commandLine)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "patroni | sh -c case x in */python3\\ */patroni\\ *) ;; esac",
        "patroni | /usr/lib/postgresql/17/bin/postgres -D /var/lib/postgresql/17/main",
        "postmaster | postgres: platform: checkpointer ",
        "walsenders | postgres: platform: walwriter ",
        "redis | sh -c redis-server"
      })
  void othersAreLeftAlone(String processes, String commandLine)
      throws IOException, InterruptedException {
    assertThat(matches(processes, commandLine)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"patroni", "postgres", "postmaster", "walsenders", "redis"})
  void theScriptIsOneThatAShellUnderstands(String processes)
      throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-n", "-c", Processes.script("STOP", processes)).start();

    assertThat(new String(shell.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void onlyASmallVolumeOfItsOwnIsFilled() {
    assertThat(SmallDisk.isSmall("tmpfs", "1073741824")).isTrue();
    assertThat(SmallDisk.isSmall("ext4", "1073741824")).isFalse();
    assertThat(SmallDisk.isSmall("tmpfs", "270553174016")).isFalse();
    assertThat(SmallDisk.isSmall("")).isFalse();
  }

  /** Has a shell decide, as it does in the container. */
  private static boolean matches(String processes, String commandLine)
      throws IOException, InterruptedException {
    String pattern =
        Processes.script("STOP", processes)
            .lines()
            .filter(line -> line.contains(") kill"))
            .map(line -> line.substring(0, line.indexOf(") kill")).strip())
            .findFirst()
            .orElseThrow();
    return new ProcessBuilder(
                "sh", "-c", "case $1 in " + pattern + ") exit 0 ;; esac; exit 1", "sh", commandLine)
            .start()
            .waitFor()
        == 0;
  }
}
