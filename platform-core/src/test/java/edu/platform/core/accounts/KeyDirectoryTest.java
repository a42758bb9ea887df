package edu.platform.core.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import edu.platform.core.ErrorCode;
import edu.platform.core.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key signs, which may go, and what is refused. */
class KeyDirectoryTest {

  @TempDir Path folder;

  private KeyDirectory keys;

  @BeforeEach
  void look() {
    keys = new KeyDirectory(folder);
  }

  @Test
  void aKeyIsForItsOwnerAlone() throws IOException {
    Path fresh = folder.resolve("made/by/create");

    String kid = new KeyDirectory(fresh).create(Keys.NOW);

    assertThat(kid).startsWith("20260615-");
    assertThat(Files.getPosixFilePermissions(fresh.resolve(kid + ".pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(fresh))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(fresh).isDirectoryContaining(file -> true).isDirectoryNotContaining("glob:.*");
  }

  @Test
  void theOnlyKeySignsAtOnce() {
    String kid = Keys.add(folder, Duration.ZERO);

    assertThat(keys.list(Keys.NOW))
        .containsExactly(new KeyDirectory.Key(kid, Keys.NOW, true, false));
  }

  @Test
  void aNewKeySignsWhenItIsFiveMinutesOld() {
    String old = Keys.add(folder, Duration.ofDays(30));
    String fresh = Keys.add(folder, Duration.ZERO);

    assertThat(signer(Keys.NOW.plus(Duration.ofMinutes(5)).minusMillis(1))).isEqualTo(old);
    assertThat(signer(Keys.NOW.plus(Duration.ofMinutes(5)))).isEqualTo(fresh);
  }

  @Test
  void ofSeveralNewKeysTheOldestSigns() {
    String older = Keys.add(folder, Duration.ofMinutes(2));
    Keys.add(folder, Duration.ofMinutes(1));

    assertThat(signer(Keys.NOW)).isEqualTo(older);
  }

  @Test
  void aKeyIsRetiredOnceItsLastTokenHasExpired() {
    String old = Keys.add(folder, Duration.ofDays(30));
    String fresh = Keys.add(folder, Duration.ZERO);
    Instant lastRefusal = Keys.NOW.plus(Duration.ofMinutes(15)).minusMillis(1);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> keys.retire(old, lastRefusal))
        .withMessageContaining("at least 15 min old")
        .withMessageContaining("Its successor is 14 min old");
    keys.retire(old, Keys.NOW.plus(Duration.ofMinutes(15)));

    assertThat(keys.list(Keys.NOW)).extracting(KeyDirectory.Key::kid).containsExactly(fresh);
  }

  @Test
  void theNewestKeyIsNeverRetired() {
    Keys.add(folder, Duration.ofDays(60));
    String newest = Keys.add(folder, Duration.ofDays(30));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> keys.retire(newest, Keys.NOW))
        .withMessageContaining("It is the newest")
        .matches(refusal -> refusal.code() == ErrorCode.INVALID_REQUEST);
  }

  @Test
  void aKeyThatOthersKnowGoesAtOnceUnlessItIsTheOnlyOne() {
    String stolen = Keys.add(folder, Duration.ofDays(30));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> keys.revoke(stolen, Keys.NOW))
        .withMessageContaining("the only one");
    String fresh = Keys.add(folder, Duration.ZERO);
    keys.revoke(stolen, Keys.NOW);

    assertThat(signer(Keys.NOW)).isEqualTo(fresh);
  }

  @Test
  void anUnknownKeyIsNamed() {
    Keys.add(folder, Duration.ZERO);

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> keys.retire("../elsewhere", Keys.NOW))
        .withMessageContaining("there is no key ../elsewhere");
  }

  @Test
  void whatOpensslWritesIsRead() throws IOException {
    // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 and openssl pkey -pubout
    Files.writeString(
        folder.resolve("openssl.pem"),
        """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgnfsC6outHyApX0va
        2OQTE8A3ZIvR67k+sA9Ymv3jEK+hRANCAASn+ucCpJHY/Ts3l8mDYS5ITRFNoVPV
        0+ZNibG0fNQyS8lHbWgU+xKosugkfjz4++liNHkU92HOhPBWpN83f8yT
        -----END PRIVATE KEY-----
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEp/rnAqSR2P07N5fJg2EuSE0RTaFT
        1dPmTYmxtHzUMkvJR21oFPsSqLLoJH48+PvpYjR5FPdhzoTwVqTfN3/Mkw==
        -----END PUBLIC KEY-----
        """);

    assertThat(signer(Instant.now())).isEqualTo("openssl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "P-384", "half", "mixed", "text", "empty"})
  void whatIsNoPairForEs256IsRefused(String what) throws Exception {
    Files.writeString(folder.resolve("bad.pem"), BadKeys.pem(what));

    assertThatExceptionOfType(PlatformException.class)
        .isThrownBy(() -> keys.list(Keys.NOW))
        .withMessageContaining("bad.pem cannot be used")
        .matches(refusal -> refusal.code() == ErrorCode.INVALID_CONFIGURATION);
  }

  @Test
  void aFolderThatIsNotThereHoldsNoKey() {
    assertThat(new KeyDirectory(folder.resolve("later")).list(Keys.NOW)).isEmpty();
  }

  @Test
  void otherFilesAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("README"), "keys");
    Files.writeString(folder.resolve(".20260615-1.tmp"), "half a key");

    assertThat(keys.list(Keys.NOW)).isEqualTo(List.of());
  }

  private String signer(Instant now) {
    return keys.list(now).stream()
        .filter(KeyDirectory.Key::signs)
        .map(KeyDirectory.Key::kid)
        .reduce("", String::concat);
  }
}
