package edu.platform.cli.failover.drill;

import edu.platform.cli.failover.ClusterProbe;
import edu.platform.cli.failover.Parallel;
import edu.platform.cli.failover.Surroundings.Disk;
import edu.platform.cli.failover.UnavailableException;
import java.util.List;
import java.util.Optional;

/** Free space of the members' volumes, where the engine of this machine runs them. */
public final class MemberDisks implements ClusterProbe.DiskSource {

  private static final String MEMBERS = "patroni";

  private final Docker docker;

  /**
   * Make it; nothing is asked yet.
   *
   * @param docker runs the members
   */
  public MemberDisks(Docker docker) {
    this.docker = docker;
  }

  private record Container(String service, String name) {}

  @Override
  public List<Disk> look() throws InterruptedException {
    try {
      List<Container> containers =
          docker
              .run(
                  "ps",
                  "--filter",
                  "label=com.docker.compose.project=" + docker.project(),
                  "--format",
                  "{{.Label \"com.docker.compose.service\"}} {{.Names}}")
              .lines()
              .map(line -> line.split(" ", 2))
              .filter(words -> words.length == 2 && words[0].startsWith(MEMBERS))
              .map(words -> new Container(words[0], words[1]))
              .toList();
      return Parallel.map(containers, this::disk).stream().flatMap(Optional::stream).toList();
    } catch (UnavailableException _) {
      return List.of(); // the stack is elsewhere: nobody knows
    }
  }

  private Optional<Disk> disk(Container container) throws InterruptedException {
    try {
      return parse(
          container.service(),
          docker.run(
              "exec", container.name(), "df", "-B1", "--output=avail,size", "/var/lib/postgresql"));
    } catch (UnavailableException _) {
      return Optional.empty(); // frozen, or just stopped
    }
  }

  /** Reads the second line of {@code df}. */
  static Optional<Disk> parse(String member, String df) {
    String[] numbers = df.lines().reduce("", (_, last) -> last).strip().split("\\s+", -1);
    return numbers.length == 2 && numbers[0].matches("\\d{1,18}") && numbers[1].matches("\\d{1,18}")
        ? Optional.of(new Disk(member, Long.parseLong(numbers[0]), Long.parseLong(numbers[1])))
        : Optional.empty();
  }
}
