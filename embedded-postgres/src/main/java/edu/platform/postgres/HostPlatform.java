package edu.platform.postgres;

import edu.platform.postgres.EmbeddedPostgresException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The platforms for which PostgreSQL binaries exist, by the names their archives carry. */
enum HostPlatform {
  LINUX_AMD64("linux-amd64"),
  LINUX_ARM64("linux-arm64v8"),
  MACOS_AMD64("darwin-amd64"),
  MACOS_ARM64("darwin-arm64v8");

  private final String archive;

  HostPlatform(String archive) {
    this.archive = archive;
  }

  /** Return the classifier in the archive's name, such as {@code linux-amd64}. */
  String archive() {
    return archive;
  }

  boolean isMac() {
    return this == MACOS_AMD64 || this == MACOS_ARM64;
  }

  /** Return the platform of this JVM. */
  static HostPlatform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), hasGlibc());
  }

  /**
   * Return the platform of these system properties.
   *
   * @param glibc whether the GNU C library is there, which the Linux binaries are linked to
   * @throws EmbeddedPostgresException {@code UNSUPPORTED_PLATFORM} if there are no binaries for it
   */
  static HostPlatform of(String osName, String osArch, boolean glibc) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.equals("linux") && glibc) {
      switch (osArch) {
        case "amd64", "x86_64" -> {
          return LINUX_AMD64;
        }
        case "aarch64" -> {
          return LINUX_ARM64;
        }
        default -> {}
      }
    } else if (os.startsWith("mac")) {
      switch (osArch) {
        case "x86_64", "amd64" -> {
          return MACOS_AMD64;
        }
        case "aarch64" -> {
          return MACOS_ARM64;
        }
        default -> {}
      }
    }
    String libc = os.equals("linux") && !glibc ? " without glibc" : "";
    throw new EmbeddedPostgresException(
        Kind.UNSUPPORTED_PLATFORM,
        "There is no embedded PostgreSQL for %s %s%s, only for Linux x64 and arm64 (glibc) and macOS arm64 and x64.%n"
                .formatted(osName, osArch, libc)
            + "On Windows use WSL 2, on Alpine the Compose stack, or give 'serve' a PostgreSQL of your own.");
  }

  /**
   * Return how initdb is told to order text by code point and to know all letters, on every
   * platform the same. macOS has no locale C.UTF-8, but its parts.
   */
  List<String> initdbLocale() {
    return isMac() ? List.of("--locale=C", "--lc-ctype=UTF-8") : List.of("--locale=C.UTF-8");
  }

  private static boolean hasGlibc() {
    // The loader's path is fixed by the ABI. Alpine may have one of that name for compatibility.
    return !Files.exists(Path.of("/etc/alpine-release"))
        && (Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
            || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1")));
  }
}
