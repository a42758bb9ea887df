package edu.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: could not write to file \"pg_wal/x\": No space left on device | NO_DISK_SPACE | Make room",
        "unshare: unshare failed: Operation not permitted | DID_NOT_START | ordinary user",
        "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use | DATA_DIRECTORY_IN_USE | another server",
        "FATAL:  could not create shared memory segment: Cannot allocate memory | DID_NOT_START | shared memory",
      })
  void causesOutsideTheDataAreNamed(String output, Kind kind, String inMessage) {
    EmbeddedPostgresException failure = StartFailure.of("PostgreSQL ended", output);

    assertThat(StartFailure.isEnvironment(output)).isTrue();
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(inMessage);
  }
}
