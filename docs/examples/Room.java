import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/// Enters an auction's room: prints what arrives, sends every line you type. Needs nothing but a JDK:
///
/// `java docs/examples/Room.java ADDRESS AUCTION_ID [TOKEN]`
class Room {
  static void main(String[] args) throws Exception {
    var closed = new CountDownLatch(1);
    var builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (args.length > 2) {
      builder.header("Authorization", "Bearer " + args[2]);
    }
    var address = URI.create(args[0].replaceFirst("^http", "ws") + "/ws/auction/" + args[1] + "/");
    WebSocket socket = builder.buildAsync(address, new Printer(closed)).join();
    for (String line = IO.readln(); line != null; line = IO.readln()) {
      socket.sendText(line, true).join();
    }
    closed.await();
  }

  /// Prints whole messages; one may arrive in several parts.
  static class Printer implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();
    private final CountDownLatch closed;

    Printer(CountDownLatch closed) {
      this.closed = closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        IO.println(parts);
        parts.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      IO.println("closed " + code + " " + reason);
      closed.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      IO.println("failed: " + error);
      closed.countDown();
    }
  }
}
