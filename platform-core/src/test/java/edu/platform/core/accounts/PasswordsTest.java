package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import edu.platform.core.accounts.internal.PasswordHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private final CountingHash hash = new CountingHash();

  @Test
  void nobodysPasswordIsComparedToo() {
    Passwords passwords = new Passwords(hash, Duration.ofSeconds(1));

    boolean right = passwords.inTurn(() -> passwords.matches("anything", Optional.empty()));

    assertThat(right).isFalse();
    assertThat(hash.comparisons()).isEqualTo(1);
  }

  @Test
  void aLetterIsTheSameHoweverItIsComposed() {
    Passwords passwords = new Passwords(hash, Duration.ofSeconds(1));
    String stored = passwords.hash("зелёный чай в июне");

    assertThat(passwords.matches("зеле\u0308ныи\u0306 чаи\u0306 в июне", Optional.of(stored)))
        .isTrue();
    assertThat(passwords.matches("зеленый чай в июне", Optional.of(stored))).isFalse();
  }

  @Test
  void noMoreThanHalfOfTheCoresHashAtOnceAndTheOthersDoNotWaitForEver() throws Exception {
    int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(atOnce);
    AtomicInteger running = new AtomicInteger();
    Passwords passwords =
        new Passwords(new Waiting(begun, release, running), Duration.ofMillis(50));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> first = new ArrayList<>();
      for (int i = 0; i < atOnce; i++) {
        first.add(threads.submit(() -> passwords.hash("a")));
      }
      begun.await();

      assertThatExceptionOfType(PlatformException.class)
          .isThrownBy(() -> passwords.hash("b"))
          .matches(fault -> fault.code() == ErrorCode.BUSY);
      release.countDown();
      for (Future<String> hashed : first) {
        assertThat(hashed.get()).isEqualTo("hash of a");
      }
    }
    assertThat(running).hasValue(atOnce);
    assertThat(passwords.hash("c")).isEqualTo("hash of c");
  }

  /** Takes as long as the test wants for the password a. */
  private record Waiting(CountDownLatch begun, CountDownLatch release, AtomicInteger running)
      implements PasswordHash {
    @Override
    public String of(String password) {
      if (password.equals("a")) {
        running.incrementAndGet();
        begun.countDown();
        try {
          release.await();
        } catch (InterruptedException interrupted) {
          throw new IllegalStateException(interrupted);
        }
      }
      return "hash of " + password;
    }

    @Override
    public boolean matches(String password, String stored) {
      return stored.equals(of(password));
    }
  }
}
