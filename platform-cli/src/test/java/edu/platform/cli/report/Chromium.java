package edu.platform.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A page in Chromium without a window, driven by the DevTools protocol through pipes. */
public final class Chromium implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 60;
  private static final String DATA = "\"result\":{\"data\":\"";
  private static final Jsonb JSON = Jsonb.builder().build();

  private final Process process;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<Map<String, Object>>> pending =
      new ConcurrentHashMap<>();
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final String session;

  /** What the browser told unasked. */
  public record Event(String method, Map<String, Object> params) {}

  /** Return the program, if this machine has it. */
  public static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> Stream.of("chromium", "chromium-browser").map(n -> Path.of(folder, n)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Start the browser with an empty page.
   *
   * @param profile a folder for its files
   */
  public Chromium(Path program, Path profile) throws IOException {
    // The protocol is spoken on the descriptors 3 and 4.
    process =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null",
                "sh",
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-pipe",
                "--user-data-dir=" + profile)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread.ofPlatform().daemon().name("chromium-reader").start(this::read);
    Object page = browser("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session =
        (String)
            browser("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .get("sessionId");
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Choose the window's size and the reader's colours. */
  public void looksAt(int width, int height, String colourScheme) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colourScheme))));
  }

  /** Load a page and wait for it. */
  public void open(String url) throws InterruptedException {
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", url));
    await(loaded);
  }

  /** Return the value of an expression in the page. */
  public Object evaluate(String expression) {
    Map<String, Object> answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.containsKey("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return object(answer.get("result")).get("value");
  }

  /** Write a picture of the whole page. */
  public void screenshot(Path file) throws IOException {
    write(file, call("Page.captureScreenshot", Map.of("captureBeyondViewport", true)));
  }

  /** Write the page as it is printed. */
  public void print(Path file) throws IOException {
    write(file, call("Page.printToPDF", Map.of("printBackground", false)));
  }

  private static void write(Path file, Map<String, Object> answer) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode((String) answer.get("data")));
  }

  /** Return what was told so far. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  private Map<String, Object> browser(String method, Map<String, Object> params) {
    return send(method, params, Optional.empty());
  }

  private Map<String, Object> call(String method, Map<String, Object> params) {
    return send(method, params, Optional.of(session));
  }

  private Map<String, Object> send(
      String method, Map<String, Object> params, Optional<String> toSession) {
    int id = ids.incrementAndGet();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", params);
    toSession.ifPresent(known -> message.put("sessionId", known));
    CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      process.getOutputStream().write((JSON.toJson(message) + '\0').getBytes(UTF_8));
      process.getOutputStream().flush();
      return await(answer);
    } catch (IOException failure) {
      throw new UncheckedIOException(method, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method, interrupted);
    }
  }

  private static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("Chromium did not answer", failure);
    }
  }

  private void read() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = process.getInputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
          if (buffer[i] == 0) {
            message.write(buffer, begin, i - begin);
            received(message.toString(UTF_8));
            message.reset();
            begin = i + 1;
          }
        }
        message.write(buffer, begin, length - begin);
      }
    } catch (IOException _) {
      // It was closed.
    }
    IOException ended = new IOException("Chromium has ended");
    pending.values().forEach(answer -> answer.completeExceptionally(ended));
  }

  /**
   * The reader of JSON takes no string as long as that of a picture, which is therefore cut out.
   */
  private void received(String json) {
    int from = json.indexOf(DATA) + DATA.length();
    boolean picture = from >= DATA.length();
    int to = picture ? json.indexOf('"', from) : 0;
    String rest = picture ? json.substring(0, from) + json.substring(to) : json;
    Map<String, Object> message = object(JSON.type(Object.class).fromJson(rest));
    if (picture) {
      object(message.get("result")).put("data", json.substring(from, to));
    }
    if (message.get("id") instanceof Number id) {
      CompletableFuture<Map<String, Object>> answer = pending.remove(id.intValue());
      if (message.containsKey("error")) {
        answer.completeExceptionally(new IllegalStateException(json));
      } else {
        answer.complete(object(message.get("result")));
      }
      return;
    }
    String method = (String) message.get("method");
    events.add(new Event(method, object(message.get("params"))));
    if (method.equals("Page.loadEventFired")) {
      loaded.complete(null);
    }
  }

  @SuppressWarnings("unchecked") // objects of JSON are maps
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  /** End the browser and wait for all its processes, which write to the profile until they end. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    process.destroy();
    try {
      for (ProcessHandle one : all) {
        one.onExit().get(10, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException _) {
      all.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException _) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
