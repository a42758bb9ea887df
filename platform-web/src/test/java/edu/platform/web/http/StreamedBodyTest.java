package edu.platform.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StreamedBodyTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void nothingIsSentBeforeTheBufferIsFull() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    StreamedBody body = new StreamedBody(() -> sent, LONG);

    body.write(new byte[65_536]);
    assertThat(body.isBegun()).isFalse();
    body.write(7);

    assertThat(body.isBegun()).isTrue();
    assertThat(sent.size()).isEqualTo(65_536);
    body.end();
    assertThat(sent.size()).isEqualTo(65_537);
    assertThat(sent.toByteArray()[65_536]).isEqualTo((byte) 7);
    assertThat(body.sent()).isEqualTo(65_537);
  }

  @Test
  void largePiecesAreSentWhole() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    StreamedBody body = new StreamedBody(() -> sent, LONG);
    byte[] piece = new byte[200_000];
    piece[199_999] = 9;

    body.write(new byte[] {1, 2, 3}, 1, 1);
    body.write(piece);
    body.end();

    assertThat(sent.size()).isEqualTo(200_001);
    assertThat(sent.toByteArray()[0]).isEqualTo((byte) 2);
    assertThat(sent.toByteArray()[200_000]).isEqualTo((byte) 9);
  }

  @Test
  void anEmptyBodyIsABody() throws IOException {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    StreamedBody body = new StreamedBody(() -> sent, LONG);

    body.end();

    assertThat(body.isBegun()).isTrue();
    assertThat(sent.size()).isZero();
  }

  @Test
  void aClientThatIsGoneIsNoticed() throws IOException {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    StreamedBody body = new StreamedBody(() -> broken, LONG);

    body.write(1);
    assertThatExceptionOfType(IOException.class).isThrownBy(body::end);
    body.abandon();

    assertThat(body.clientIsGone()).isTrue();
  }

  @Test
  void aClientThatReadsNothingIsGivenUp() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket deaf = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket server = listener.accept();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> stuck =
          threads.submit(
              () -> {
                StreamedBody body =
                    new StreamedBody(() -> streamOf(server), Duration.ofMillis(200));
                try {
                  while (true) {
                    body.write(new byte[65_536]);
                  }
                } catch (IOException given) {
                  return body.clientIsGone();
                }
              });

      assertThat(stuck.get()).isTrue();
      InputStream rest = deaf.getInputStream();
      assertThat(rest.readNBytes(1)).hasSize(1);
    } catch (ExecutionException failure) {
      throw new AssertionError(failure);
    }
  }

  private static OutputStream streamOf(Socket socket) {
    try {
      return socket.getOutputStream();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
