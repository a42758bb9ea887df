package edu.platform.cli.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import edu.platform.cli.bench.TestServer;
import edu.platform.cli.failover.ClusterSettings.Synchronous;
import edu.platform.cli.failover.Member.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Patroni's REST API as its versions 3.0 and 4.0 really speak it. */
@Timeout(60)
class PatroniClientTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Test
  void version4IsUnderstood() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3)) {
      Cluster cluster = look(patroni.uris());

      assertThat(cluster.name()).isEqualTo("platform");
      assertThat(cluster.members())
          .extracting(Member::name, Member::role, Member::state, Member::outOfRecovery)
          .containsExactly(
              tuple("patroni1", Role.LEADER, "running", true),
              tuple("patroni2", Role.QUORUM_STANDBY, "streaming", false),
              tuple("patroni3", Role.QUORUM_STANDBY, "streaming", false));
      assertThat(cluster.members())
          .allSatisfy(
              member -> {
                assertThat(member.works()).isTrue();
                assertThat(member.patroniVersion()).contains("4.0.7");
                assertThat(member.postgresVersion()).contains("17.12");
                assertThat(member.timeline()).hasValue(1);
              });
      assertThat(cluster.members().get(1).lagBytes()).hasValue(0);
      assertThat(cluster.failovers()).isEmpty();
    }
  }

  @Test
  void version3HasOtherWordsForTheSame() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("3.0", 2)) {
      Cluster cluster = look(patroni.uris());

      assertThat(cluster.name()).as("/cluster does not say it").isEqualTo("old");
      assertThat(cluster.members())
          .extracting(Member::name, Member::role, Member::state, Member::outOfRecovery)
          .containsExactly(
              tuple("old1", Role.SYNC_STANDBY, "running", false),
              tuple("old2", Role.LEADER, "running", true));
      assertThat(cluster.failovers())
          .containsExactly(
              new Cluster.Failover(
                  1, "2026-11-25T02:23:57.179547+00:00", "old2", "no recovery target specified"));
    }
  }

  @Test
  void membersOfVersion3AreToldApartWhateverTheOrderOfTheirAddresses() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("3.0", 2)) {
      Cluster cluster = look(patroni.uris().reversed());

      assertThat(cluster.leader().orElseThrow().outOfRecovery()).isTrue();
      assertThat(cluster.leader().orElseThrow().asked()).contains(patroni.uris().get(1));
    }
  }

  @Test
  void settingsAreReadWithPatronisDefaults() throws Exception {
    try (RecordedPatroni four = RecordedPatroni.of("4.0", 3);
        RecordedPatroni three = RecordedPatroni.of("3.0", 2)) {
      assertThat(look(four.uris()).settings())
          .isEqualTo(
              new ClusterSettings(
                  Duration.ofSeconds(20),
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(5),
                  Duration.ZERO,
                  Duration.ofMillis(500),
                  Duration.ofSeconds(10),
                  true,
                  Synchronous.QUORUM,
                  true,
                  1_048_576));
      assertThat(look(three.uris()).settings())
          .isEqualTo(
              new ClusterSettings(
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(10),
                  Duration.ofMinutes(5),
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(1),
                  false,
                  Synchronous.NAMED,
                  false,
                  1_048_576));
    }
  }

  @Test
  void aDeadMemberIsNamedByTheOthers() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 3).stop(3)) {
      Member dead = look(patroni.uris()).members().get(2);

      assertThat(dead.name()).isEqualTo("patroni3");
      assertThat(dead.answers()).isFalse();
      assertThat(dead.works()).isFalse();
      assertThat(dead.fault()).isEqualTo("refuses the connection");
    }
  }

  @Test
  void frozenMembersCostOneLimitTogether() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 1);
        TestServer frozen = new TestServer(_ -> {})) {
      List<URI> uris = new ArrayList<>(patroni.uris());
      for (int i = 0; i < 20; i++) {
        uris.add(URI.create(frozen.url()));
      }
      long began = System.nanoTime();

      Cluster cluster = new PatroniClient(uris, Duration.ofSeconds(1)).look();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
      assertThat(cluster.members()).hasSize(21 + 2);
      assertThat(cluster.members())
          .filteredOn(member -> member.fault().equals("does not answer in time"))
          .hasSize(20);
    }
  }

  @Test
  void aCutOffLeaderThatStillNamesItselfIsNotBelieved() throws Exception {
    try (RecordedPatroni patroni =
        RecordedPatroni.of("4.0", 3)
            .with(2, "cluster", "\"role\": \"leader\"", "\"role\": \"replica\"")
            .with(2, "patroni", "\"dcs_last_seen\": 1", "\"dcs_last_seen\": 2")) {
      assertThat(look(patroni.uris()).leader()).isEmpty();
    }
  }

  @Test
  void nobodyAnswering() throws Exception {
    try (RecordedPatroni patroni = RecordedPatroni.of("4.0", 1).stop(1)) {
      assertThatThrownBy(() -> look(patroni.uris()))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("no Patroni answers")
          .hasMessageContaining("refuses the connection");
    }
  }

  @Test
  void somethingElseThatAnswers() throws Exception {
    for (String body : List.of("{}", "[]", "<html>", "null")) {
      try (TestServer other = new TestServer(exchange -> exchange.ok(body))) {
        assertThatThrownBy(() -> look(List.of(URI.create(other.url()))))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContaining("is not a Patroni");
      }
    }
  }

  @Test
  void aSwitchoverIsPostedToTheLeaderWithItsNameAndThePassword() throws Exception {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (TestServer leader =
        new TestServer(
            exchange -> {
              seen.add(exchange.head() + exchange.body());
              exchange.ok("Successfully switched over to \"b\"");
            })) {
      URI uri = URI.create(leader.url());

      new PatroniClient(List.of(uri), LIMIT).switchover(uri, "a", "patroni", "secret");

      assertThat(seen)
          .singleElement()
          .asString()
          .startsWith("POST /switchover ")
          .contains("Authorization: Basic cGF0cm9uaTpzZWNyZXQ=")
          .endsWith("{\"leader\":\"a\"}");
    }
  }

  @Test
  void aRefusedChangeSaysWhy() throws Exception {
    try (TestServer leader =
        new TestServer(
            exchange ->
                exchange.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 7\r\n\r\nno auth"))) {
      URI uri = URI.create(leader.url());

      assertThatThrownBy(
              () -> new PatroniClient(List.of(uri), LIMIT).configure(uri, "{}", "patroni", "wrong"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("401 no auth")
          .extracting(failure -> ((UnavailableException) failure).hint())
          .asString()
          .contains("PATRONI_REST_PASSWORD");
    }
  }

  private static Cluster look(List<URI> uris) throws IOException, InterruptedException {
    return new PatroniClient(uris, LIMIT).look();
  }
}
