package com.neighborbid.chaos.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.neighborbid.chaos.stack.TcpProxy.Mode;
import com.neighborbid.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private static final int SOON_MS = 5_000;
  private static final int LONG = 100_000;

  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var _ = Thread.ofVirtual().start(this::serve);
    proxy = new TcpProxy(Ports.free(), echo.getLocalPort());
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        var _ = Thread.ofVirtual().start(() -> copy(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void copy(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    socket.setSoTimeout(SOON_MS);
    return socket;
  }

  private static int echoed(Socket socket, int letter) throws IOException {
    socket.getOutputStream().write(letter);
    return socket.getInputStream().read();
  }

  @Test
  void passesOnToTheFirstThatTakesIt() throws IOException {
    try (Socket socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
    }
  }

  @Test
  void passesTheEndOfAHalfOn() throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write('a');
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).containsExactly('a');
    }
  }

  @Test
  void cutsWhatIsThereAndWhatComes() throws IOException {
    try (Socket before = connect()) {
      assertThat(echoed(before, 'a')).isEqualTo('a');
      proxy.set(Mode.CUT);
      assertThatThrownBy(() -> assertThat(echoed(before, 'b')).isNotEqualTo(-1))
          .isInstanceOfAny(IOException.class, AssertionError.class);
    }
    assertThatThrownBy(
            () -> {
              try (Socket after = connect()) {
                assertThat(echoed(after, 'c')).isNotEqualTo(-1);
              }
            })
        .isInstanceOfAny(IOException.class, AssertionError.class);
    proxy.set(Mode.OPEN);
    try (Socket healed = connect()) {
      assertThat(echoed(healed, 'd')).isEqualTo('d');
    }
  }

  @Test
  void keepsSilentUntilItIsOpenAgain() throws IOException {
    try (Socket socket = connect()) {
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      proxy.set(Mode.SILENT);
      socket.setSoTimeout(300);
      assertThatThrownBy(() -> echoed(socket, 'b')).isInstanceOf(SocketTimeoutException.class);
      proxy.set(Mode.OPEN);
      socket.setSoTimeout(SOON_MS);
      assertThat(socket.getInputStream().read()).isEqualTo('b');
    }
  }

  @Test
  void isSlow() throws IOException {
    proxy.delay(200);
    proxy.set(Mode.SLOW);
    try (Socket socket = connect()) {
      long start = System.nanoTime();
      assertThat(echoed(socket, 'a')).isEqualTo('a');
      assertThat(System.nanoTime() - start).isGreaterThan(399_000_000L);
    }
  }

  @Test
  void tearsAConnectionInTheMiddle() throws IOException {
    proxy.set(Mode.TORN);
    try (Socket socket = connect()) {
      var _ =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket.getOutputStream().write(new byte[LONG]);
                    } catch (IOException _) {
                      // That is what is expected.
                    }
                  });
      assertThat(readToTheEnd(socket.getInputStream())).isLessThan(LONG);
    }
  }

  private static int readToTheEnd(InputStream in) {
    int count = 0;
    try {
      while (in.read() >= 0) {
        count++;
      }
    } catch (IOException _) {
      // A reset is an end too.
    }
    return count;
  }

  @Test
  void resetsWhatIsThereOnly() throws IOException {
    try (Socket before = connect()) {
      assertThat(echoed(before, 'a')).isEqualTo('a');
      proxy.reset();
      assertThat(readToTheEnd(before.getInputStream())).isZero();
    }
    try (Socket after = connect()) {
      assertThat(echoed(after, 'b')).isEqualTo('b');
    }
  }
}
