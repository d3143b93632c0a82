package com.neighborbid.servers.wire;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One case played against a service: everything that came back, until the connection ended.
final class Conversation {
  private static final Frame GOODBYE = Frame.close(1000, new byte[0]);
  static final String END = "END";
  private static final int OCTETS_UP_TO = 400;
  private static final int LARGE_PIECE = 997;

  private final Dialect dialect;
  private final RawWebSocket socket;
  private final List<String> transcript = new ArrayList<>();

  /// After how many answers he says goodbye; -1 where that is among what he says.
  private int goodbyeAfter = -1;

  private Conversation(Dialect dialect, RawWebSocket socket) {
    this.dialect = dialect;
    this.socket = socket;
  }

  /// How the bytes of a case are handed over.
  enum Delivery {
    /// Everything in one write.
    IN_ONE_GO(""),
    /// In single bytes, larger cases in larger pieces.
    CHOPPED(", chopped"),
    /// Together with the handshake, before the consent.
    EARLY(", with the handshake"),
    /// In one write, and then the client ends its half of the connection.
    HALF_CLOSED(", then half closed");

    private final String suffix;

    Delivery(String suffix) {
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  /// Plays a case.
  ///
  /// @return what came, the code of a close frame without its reason, `END` where the service ended
  ///   the connection in order
  static List<String> play(
      int port, String path, Dialect dialect, ConformanceCase wanted, Delivery delivery) {
    boolean early = delivery == Delivery.EARLY;
    byte[] bytes = early ? wanted.bytes() : bytes(wanted);
    try (RawWebSocket socket = new RawWebSocket(port)) {
      Conversation conversation = new Conversation(dialect, socket);
      socket.open(path, early ? bytes : new byte[0]);
      if (early && endsWell(wanted)) {
        // A service may let one in after the consent: it answers then, and not who has left.
        conversation.goodbyeAfter = wanted.answers().size();
      }
      if (!early) {
        conversation.awaitReady();
        conversation.send(bytes, delivery);
      }
      conversation.listen(wanted.closedWith() == 0);
      return conversation.transcript;
    }
  }

  /// What [#play] has to bring.
  static List<String> expected(ConformanceCase wanted) {
    List<String> all = new ArrayList<>(wanted.answers());
    int code =
        wanted.closedWith() != 0
            ? wanted.closedWith()
            : goodbye(wanted).map(Frame::closeCode).orElse(1000);
    all.add("CLOSE " + code);
    all.add(END);
    return all;
  }

  /// The close frame that the client says goodbye with.
  private static Optional<Frame> goodbye(ConformanceCase wanted) {
    return wanted.sent().stream().filter(frame -> frame.opcode() == Frame.CLOSE).findFirst();
  }

  private void awaitReady() {
    StringBuilder said = new StringBuilder();
    while (!dialect.isReady(said.toString())) {
      Frame frame =
          socket.next().orElseThrow(() -> new IllegalStateException("ended after " + said));
      said.append(frame.text());
    }
  }

  /// All frames, and a goodbye where the service has no reason to say it first.
  private static byte[] bytes(ConformanceCase wanted) {
    return endsWell(wanted) ? Bytes.join(wanted.bytes(), GOODBYE.bytes()) : wanted.bytes();
  }

  private static boolean endsWell(ConformanceCase wanted) {
    return wanted.closedWith() == 0 && goodbye(wanted).isEmpty();
  }

  private void send(byte[] bytes, Delivery delivery) {
    try {
      switch (delivery) {
        case IN_ONE_GO -> socket.send(bytes);
        case CHOPPED -> socket.send(bytes, bytes.length <= OCTETS_UP_TO ? 1 : LARGE_PIECE);
        case HALF_CLOSED -> socket.send(bytes).endSending();
        case EARLY -> throw new IllegalStateException("was sent with the handshake");
      }
    } catch (UncheckedIOException _) {
      // Ended by the service before all was said; what it said first is there to be read.
    }
  }

  private void listen(boolean answersGoodbye) {
    boolean closed = false;
    try {
      sayGoodbyeInTime();
      for (Optional<Frame> next = socket.next(); next.isPresent(); next = socket.next()) {
        Frame frame = next.get();
        if (frame.opcode() == Frame.TEXT && dialect.isAside(frame.text())) {
          continue;
        }
        boolean isClose = frame.opcode() == Frame.CLOSE;
        transcript.add(isClose ? "CLOSE " + frame.closeCode() : frame.toString());
        sayGoodbyeInTime();
        if (isClose && !closed && !answersGoodbye) {
          answer(frame);
        }
        closed |= isClose;
      }
      transcript.add(END);
    } catch (UncheckedIOException e) {
      // The end of what was closed already may come as a reset where more was sent than read.
      transcript.add(
          closed && !(e.getCause() instanceof SocketTimeoutException) ? END : e.toString());
    } catch (IllegalStateException e) {
      transcript.add(String.valueOf(e.getMessage()));
    }
  }

  private void sayGoodbyeInTime() {
    if (transcript.size() == goodbyeAfter) {
      socket.send(GOODBYE.bytes());
    }
  }

  private void answer(Frame close) {
    try {
      socket.send(Frame.of(Frame.CLOSE, close.payload()).bytes());
    } catch (UncheckedIOException _) {
      // The service need not wait for it.
    }
  }
}
