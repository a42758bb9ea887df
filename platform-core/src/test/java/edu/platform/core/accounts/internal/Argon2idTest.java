package edu.platform.core.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Argon2idTest {

  private final Argon2id hash = new Argon2id();

  @Test
  void aPasswordMatchesItsHashAlone() {
    String stored = hash.of("seven lilac umbrellas");

    assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(255);
    assertThat(hash.matches("seven lilac umbrellas", stored)).isTrue();
    assertThat(hash.matches("seven lilac umbrella", stored)).isFalse();
    assertThat(hash.of("seven lilac umbrellas")).as("another salt").isNotEqualTo(stored);
  }

  /** Made by another implementation, with other parameters: those of the hash count. */
  @Test
  void aHashWithOtherParametersIsRead() {
    String stored =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertThat(hash.matches("password", stored)).isTrue();
    assertThat(hash.matches("passwords", stored)).isFalse();
  }

  @Test
  void nothingMatchesWhatIsNoHash() {
    for (String stored :
        List.of("-", "", "seven lilac umbrellas", "$2a$10$abcdefghijklmnopqrstuv", "$argon2id$")) {
      assertThat(hash.matches("seven lilac umbrellas", stored)).as(stored).isFalse();
    }
  }
}
