package edu.platform.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One JSON line a request, written by a thread of its own in batches. No line is dropped: when the
 * disk is slower than the requests, requests wait. Carries no query string, no header and no
 * address, which may be personal.
 */
public final class AccessLog implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());
  private static final int QUEUE = 16_384;

  /** Lines are collected this long before they are written, so that the writer wakes up rarely. */
  private static final long BATCH_MILLIS = 10;

  private static final byte[] END = {};

  private final BlockingQueue<byte[]> lines = new ArrayBlockingQueue<>(QUEUE);
  private final OutputStream out;
  private final Thread writer;

  private AccessLog(OutputStream out) {
    this.out = out;
    this.writer = Thread.ofPlatform().name("access-log").daemon().start(this::write);
  }

  /**
   * Begin a log.
   *
   * @param out where lines go; closed with the log
   * @return the log
   */
  public static AccessLog to(OutputStream out) {
    return new AccessLog(out);
  }

  void add(Entry entry) {
    try {
      lines.put(entry.line().getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is left and closes the output. */
  @Override
  public void close() {
    try {
      lines.put(END);
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<byte[]> batch = new ArrayList<>(QUEUE);
    try (out) {
      boolean open = true;
      while (open) {
        batch.add(lines.take());
        lines.drainTo(batch);
        for (byte[] line : batch) {
          if (line.length == 0) {
            open = false;
          } else {
            out.write(line);
          }
        }
        out.flush();
        batch.clear();
        if (open) {
          TimeUnit.MILLISECONDS.sleep(BATCH_MILLIS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      LOG.log(
          System.Logger.Level.ERROR,
          "the access log cannot be written; requests go on without it",
          failure);
      discard();
    }
  }

  /** Keeps requests from waiting for a log that nobody writes. */
  private void discard() {
    try {
      while (lines.take().length > 0) {
        // Nothing to do with it.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What is written of a request.
   *
   * @param requestId as in the answer
   * @param method as sent
   * @param path as sent, without query
   * @param route template of the operation, or {@code other}
   * @param status HTTP status
   * @param nanos from the request's line to the answer's last byte
   * @param bytes of the body
   * @param reason code of a refusal, or empty text
   */
  record Entry(
      String requestId,
      String method,
      String path,
      String route,
      int status,
      long nanos,
      long bytes,
      String reason) {

    String line() {
      StringBuilder line = new StringBuilder(256);
      line.append("{\"time\":\"")
          .append(Instant.now())
          .append("\",\"request_id\":\"")
          .append(requestId);
      line.append("\",\"method\":\"");
      escape(line, method);
      line.append("\",\"path\":\"");
      escape(line, path);
      line.append("\",\"route\":\"").append(route).append("\",\"status\":").append(status);
      line.append(",\"duration_us\":").append(nanos / 1_000).append(",\"bytes\":").append(bytes);
      if (!reason.isEmpty()) {
        line.append(",\"reason\":\"").append(reason).append('"');
      }
      return line.append("}\n").toString();
    }

    /** Escapes a text as JSON does (RFC 8259, section 7). */
    private static void escape(StringBuilder line, String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\') {
          line.append('\\').append(c);
        } else if (c < ' ') {
          line.append(String.format("\\u%04x", (int) c));
        } else {
          line.append(c);
        }
      }
    }
  }
}
