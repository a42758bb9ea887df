package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.UnavailableException;

/** Makes sure that a disk which a drill fills is one that was made for it. */
final class SmallDisk {

  static final String FILLER = "/var/lib/postgresql/drill-filler";

  private static final long MOST_BYTES = 4L << 30;

  private SmallDisk() {}

  /**
   * Look at a member's volume.
   *
   * @throws UnavailableException if it has no file system of its own, or a large one
   */
  static void require(Docker docker, String container) throws InterruptedException {
    String[] volume =
        docker
            .run("exec", container, "df", "-B1", "--output=fstype,size", "/var/lib/postgresql")
            .lines()
            .reduce("", (_, last) -> last)
            .strip()
            .split("\\s+");
    if (!isSmall(volume)) {
      throw new UnavailableException(
          "disk-full fills a disk only if it is a small one of its own; that of "
              + container
              + " is "
              + String.join(" of ", volume)
              + " bytes",
          "docker compose -f docker-compose.yml -f provisioning/small-disk.yml up -d --wait");
    }
  }

  /** Whether a file system was made by {@code provisioning/small-disk.yml}. */
  static boolean isSmall(String... typeAndSize) {
    return typeAndSize.length == 2
        && typeAndSize[0].equals("tmpfs")
        && typeAndSize[1].matches("[0-9]{1,18}")
        && Long.parseLong(typeAndSize[1]) <= MOST_BYTES;
  }
}
