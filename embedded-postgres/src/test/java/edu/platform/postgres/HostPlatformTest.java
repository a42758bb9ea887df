package edu.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-amd64",
    "Linux, x86_64, linux-amd64",
    "Linux, aarch64, linux-arm64v8",
    "Mac OS X, aarch64, darwin-arm64v8",
    "Mac OS X, x86_64, darwin-amd64",
  })
  void platformsWithBinariesAreKnownByTheirArchive(String os, String arch, String archive) {
    assertThat(HostPlatform.of(os, arch, true).archive()).isEqualTo(archive);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false", // Alpine
    "Linux, ppc64le, true",
    "Mac OS X, ppc, true",
    "Windows 11, amd64, true",
    "FreeBSD, amd64, true",
  })
  void otherPlatformsAreRefusedByName(String os, String arch, boolean glibc) {
    EmbeddedPostgresException refusal =
        catchThrowableOfType(
            EmbeddedPostgresException.class, () -> HostPlatform.of(os, arch, glibc));

    assertThat(refusal.kind()).isEqualTo(Kind.UNSUPPORTED_PLATFORM);
    assertThat(refusal).hasMessageContaining(os + " " + arch).hasMessageContaining("WSL 2");
  }

  @Test
  void buildHasOneProfileForEachPlatform() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));

    List<String> inProfiles =
        Pattern.compile("<postgres-binaries\\.platform>(.+?)</")
            .matcher(pom.substring(pom.indexOf("<profiles>")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(inProfiles)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(HostPlatform.values()).map(HostPlatform::archive).toList());
  }

  @Test
  void textIsOrderedByCodePointOnEveryPlatform() {
    assertThat(HostPlatform.LINUX_AMD64.initdbLocale()).containsExactly("--locale=C.UTF-8");
    assertThat(HostPlatform.MACOS_ARM64.initdbLocale())
        .containsExactly("--locale=C", "--lc-ctype=UTF-8");
  }
}
