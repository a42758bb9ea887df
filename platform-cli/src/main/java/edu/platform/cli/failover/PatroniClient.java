package edu.platform.cli.failover;

import edu.platform.cli.json.JsonLines;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.FutureTask;

/**
 * Patroni's REST API, versions 3.0 to 4.x. All members are asked at the same time, so one that is
 * dead or frozen costs one time limit and not one each.
 */
public final class PatroniClient {

  private final List<URI> members;
  private final Duration limit;
  private final HttpClient http;

  /**
   * Make a client.
   *
   * @param members addresses of the members' REST APIs, such as {@code http://127.0.0.1:8011}
   * @param limit for answers, from the first one on
   */
  public PatroniClient(List<URI> members, Duration limit) {
    this.members = List.copyOf(members);
    this.limit = limit;
    this.http = Http.client(Patience.most(limit), members);
  }

  /** One member's answers; {@code fault} is empty if it answered. */
  private record Answers(
      URI uri,
      String fault,
      Document self,
      Document cluster,
      Document config,
      List<Cluster.Failover> failovers,
      Optional<Duration> skew) {

    static Answers failed(URI uri, String fault) {
      return new Answers(
          uri, fault, Document.EMPTY, Document.EMPTY, Document.EMPTY, List.of(), Optional.empty());
    }

    boolean ok() {
      return fault.isEmpty();
    }
  }

  /**
   * Ask all members.
   *
   * @return the cluster
   * @throws UnavailableException if none answers, or if what answers is not Patroni
   * @throws InterruptedException if the thread is interrupted
   */
  public Cluster look() throws InterruptedException {
    return look(new Patience(limit));
  }

  Cluster look(Patience patience) throws InterruptedException {
    List<Answers> answers = new ArrayList<>();
    List<FutureTask<Answers>> tasks =
        members.stream().map(uri -> Parallel.start(() -> ask(uri, patience))).toList();
    for (int i = 0; i < members.size(); i++) {
      answers.add(
          patience.await(tasks.get(i), Answers.failed(members.get(i), "does not answer in time")));
    }
    if (answers.stream().noneMatch(Answers::ok)) {
      throw new UnavailableException(
          "no Patroni answers: "
              + String.join(
                  ", ", answers.stream().map(each -> each.uri + " " + each.fault).toList()),
          "Start the cluster ('docker compose up -d --wait'), or say where it is:"
              + " --patroni http://HOST:8008,…");
    }
    Document cluster = newest(answers);
    Document config =
        answers.stream()
            .map(Answers::config)
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElse(Document.EMPTY);
    List<Cluster.Failover> failovers =
        answers.stream()
            .map(Answers::failovers)
            .max(Comparator.comparingInt(List::size))
            .orElse(List.of());
    return new Cluster(
        name(cluster, answers),
        members(cluster, answers),
        ClusterSettings.of(config),
        !config.isEmpty(),
        cluster.isTrue("pause"),
        failovers);
  }

  /**
   * Ask the leader to hand over: {@code POST /switchover}, which, other than {@code /failover},
   * loses nothing. To the leader itself, because elsewhere it waits for the next loop.
   *
   * @param leader its REST address
   * @param leaderName its name
   * @param user of the REST API
   * @param password of the REST API
   * @throws UnavailableException if it is refused
   */
  public void switchover(URI leader, String leaderName, String user, String password)
      throws InterruptedException {
    String body = JsonLines.line(Map.of("leader", leaderName));
    change(leader, "/switchover", "POST", body, user, password, Duration.ofSeconds(60));
  }

  /**
   * Change settings of the cluster: {@code PATCH /config}.
   *
   * @param member any member's REST address
   * @param patch a JSON object
   * @param user of the REST API
   * @param password of the REST API
   * @throws UnavailableException if it is refused
   */
  public void configure(URI member, String patch, String user, String password)
      throws InterruptedException {
    change(member, "/config", "PATCH", patch, user, password, Duration.ofSeconds(10));
  }

  private void change(
      URI member,
      String path,
      String method,
      String body,
      String user,
      String password,
      Duration patience)
      throws InterruptedException {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(member.resolve(path))
            .timeout(patience)
            .header("Authorization", "Basic " + credentials)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new UnavailableException(
            method
                + " "
                + request.uri()
                + " was refused: "
                + answer.statusCode()
                + " "
                + answer.body().strip(),
            answer.statusCode() == 401
                ? "PATRONI_REST_USER and PATRONI_REST_PASSWORD are not those of the cluster."
                : "Look at the health of the cluster: edu-cli failover-check --explain.");
      }
    } catch (IOException failed) {
      throw new UnavailableException(
          method + " " + request.uri() + " failed: " + fault(failed),
          "Look at the health of the cluster: edu-cli failover-check.",
          failed);
    }
  }

  private Answers ask(URI uri, Patience patience) throws InterruptedException {
    List<Object> answers =
        Parallel.map(
            List.of("/patroni", "/cluster", "/config", "/history"),
            path -> {
              try {
                return get(uri.resolve(path));
              } catch (IOException | IllegalArgumentException failed) {
                return fault(failed);
              }
            });
    if (!(answers.getFirst() instanceof Answer first)) {
      return Answers.failed(uri, answers.getFirst().toString());
    }
    patience.answered();
    Document self = first.object();
    String fault =
        self.object("patroni").text("version").isEmpty() ? "answers, but is not a Patroni" : "";
    return new Answers(
        uri,
        fault,
        self,
        object(answers.get(1)),
        object(answers.get(2)),
        answers.get(3) instanceof Answer history ? failovers(history) : List.of(),
        first.skew());
  }

  private static Document object(Object answer) {
    return answer instanceof Answer good && good.ok() ? good.object() : Document.EMPTY;
  }

  private record Answer(int status, Object json, Optional<Duration> skew) {
    boolean ok() {
      return status == 200;
    }

    Document object() {
      return json instanceof Map<?, ?> map ? new Document(map) : Document.EMPTY;
    }
  }

  private Answer get(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Patience.most(limit)).GET().build();
    Instant before = Instant.now();
    var response = http.send(request, BodyHandlers.ofString());
    Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
    return new Answer(
        response.statusCode(),
        JsonLines.read(response.body()),
        response.headers().firstValue("Date").flatMap(date -> skew(date, middle)));
  }

  /** The header has whole seconds: half of one is the best guess for the rest. */
  private static Optional<Duration> skew(String date, Instant here) {
    try {
      Instant there =
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant()
              .plusMillis(500);
      return Optional.of(Duration.between(here, there));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static List<Cluster.Failover> failovers(Answer history) {
    List<Cluster.Failover> failovers = new ArrayList<>();
    if (history.ok() && history.json() instanceof List<?> lines) {
      for (Object line : lines) {
        if (line instanceof List<?> cells
            && cells.size() >= 3
            && cells.getFirst() instanceof Number timeline) {
          failovers.add(
              new Cluster.Failover(
                  timeline.intValue(), cell(cells, 3), cell(cells, 4), cell(cells, 2)));
        }
      }
    }
    return failovers;
  }

  private static String cell(List<?> cells, int index) {
    return index < cells.size() && cells.get(index) instanceof String text ? text : "";
  }

  /**
   * A cut-off member goes on serving what it saw last: the answer of a leader goes first, then that
   * of the member which heard from etcd most recently.
   */
  private static Document newest(List<Answers> answers) {
    return answers.stream()
        .filter(each -> !each.cluster.isEmpty())
        .max(
            Comparator.comparingLong((Answers each) -> each.self.number("dcs_last_seen").orElse(0))
                .thenComparing(each -> isPrimary(each.self)))
        .map(Answers::cluster)
        .orElse(Document.EMPTY);
  }

  private static boolean isPrimary(Document self) {
    return self.text("role").map(Member.Role::of).filter(Member.Role.LEADER::equals).isPresent();
  }

  private static String name(Document cluster, List<Answers> answers) {
    return cluster
        .text("scope") // since 4.0
        .or(
            () ->
                answers.stream()
                    .flatMap(each -> each.self.object("patroni").text("scope").stream())
                    .findFirst())
        .orElse("");
  }

  private static List<Member> members(Document cluster, List<Answers> answers) {
    List<Answers> unmatched = new ArrayList<>(answers);
    List<Member> members = new ArrayList<>();
    List<Document> listed =
        cluster.objects("members").stream()
            .sorted(Comparator.comparing(each -> each.text("name").orElse("")))
            .toList();
    for (Document member : listed) {
      Optional<Answers> own = unmatched.stream().filter(each -> isOf(each, member)).findFirst();
      own.ifPresent(unmatched::remove);
      members.add(member(member, own));
    }
    // Who does not answer says no name: where one member and one address are left, they belong
    // together.
    List<Integer> alone = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).asked().isEmpty()) {
        alone.add(i);
      }
    }
    if (alone.size() == unmatched.size()) {
      for (int index : alone) {
        members.set(index, member(listed.get(index), Optional.of(unmatched.removeFirst())));
      }
    }
    unmatched.forEach(each -> members.add(member(Document.EMPTY, Optional.of(each))));
    return members;
  }

  private static boolean isOf(Answers answers, Document member) {
    Optional<String> name = answers.self.object("patroni").text("name"); // not in 3.0
    if (name.isPresent()) {
      return name.equals(member.text("name"));
    }
    if (member
        .text("api_url")
        .map(url -> URI.create(url).getAuthority().equals(answers.uri.getAuthority()))
        .orElse(false)) {
      return true; // asked from within the cluster's network
    }
    return isPrimary(answers.self) && isPrimary(member);
  }

  private static Member member(Document listed, Optional<Answers> asked) {
    Document self = asked.map(Answers::self).orElse(Document.EMPTY);
    Optional<Document> tags = Optional.of(listed.object("tags")).filter(each -> !each.isEmpty());
    Member.Role role =
        listed
            .text("role")
            .or(() -> self.text("role"))
            .map(Member.Role::of)
            .orElse(Member.Role.UNKNOWN);
    return new Member(
        listed
            .text("name")
            .or(() -> self.object("patroni").text("name"))
            .or(() -> asked.map(each -> each.uri.getAuthority()))
            .orElse("?"),
        asked.map(Answers::uri),
        asked.map(Answers::ok).orElse(false),
        asked.map(Answers::fault).orElse(""),
        role,
        listed.text("state").or(() -> self.text("state")).orElse("unknown"),
        isPrimary(self) && self.text("state").filter("running"::equals).isPresent(),
        listed.integer("timeline").isPresent()
            ? listed.integer("timeline")
            : self.integer("timeline"),
        role == Member.Role.LEADER ? OptionalLong.empty() : listed.number("lag"),
        self.object("patroni").text("version"),
        version(self.integer("server_version")),
        self.text("database_system_identifier"),
        listed.isTrue("pending_restart") || self.isTrue("pending_restart"),
        barred(tags.orElseGet(() -> self.object("tags"))),
        asked.flatMap(Answers::skew));
  }

  private static String barred(Document tags) {
    if (tags.isTrue("nofailover")) {
      return "its tag nofailover is set";
    }
    OptionalInt priority = tags.integer("failover_priority"); // since 3.2
    return priority.isPresent() && priority.getAsInt() <= 0 ? "its failover_priority is 0" : "";
  }

  private static Optional<String> version(OptionalInt number) {
    return number.isPresent()
        ? Optional.of(number.getAsInt() / 10_000 + "." + number.getAsInt() % 10_000)
        : Optional.empty();
  }

  private static String fault(Exception failure) {
    return switch (failure) {
      case HttpTimeoutException _ -> "does not answer in time";
      case ConnectException _ -> "refuses the connection";
      case IllegalArgumentException _ -> "answers, but is not a Patroni";
      default -> "fails: " + failure.getMessage();
    };
  }
}
