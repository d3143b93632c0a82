package com.neighborbid.common.lane;

import com.neighborbid.common.lane.Outgoing.ToChannel;
import com.neighborbid.common.lane.Outgoing.ToKafka;
import com.neighborbid.common.lane.Outgoing.ToRoom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes of an outbox row: a version, then each message with its kind. Compact, because every
/// accepted bid passes through it once.
final class OutboxCodec {
  private static final byte VERSION = 2;

  /// Did not say which record a message follows from.
  private static final byte WITHOUT_OFFSETS = 1;

  private static final byte KAFKA = 'k';
  private static final byte ROOM = 'r';
  private static final byte CHANNEL = 'c';

  /// Below the broker's default of 1 MiB per record, with room for headers.
  static final int PAYLOAD_BYTES_MAX = 900_000;

  /// Three bytes per character at most fit into the two bytes of a length.
  private static final int TEXT_CHARACTERS_MAX = 10_000;

  private OutboxCodec() {}

  /// Refuses what Kafka would refuse, or what could not be written, while it is still known who
  /// said it.
  ///
  /// @throws IllegalArgumentException if the message is too long
  static void checkSize(Outgoing message) {
    switch (message) {
      case ToKafka kafka -> {
        checkText("topic", kafka.topic());
        checkText("key", kafka.key());
        checkText("type", kafka.type());
        checkText("request id", kafka.requestId() == null ? "" : kafka.requestId());
        checkPayload(kafka.value());
      }
      case ToRoom room -> checkPayload(room.payload());
      case ToChannel channel -> {
        checkText("channel", channel.channel());
        checkPayload(channel.payload());
      }
    }
  }

  private static void checkText(String what, String text) {
    if (text.length() > TEXT_CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "a " + what + " of " + text.length() + " characters does not fit into a message");
    }
  }

  private static void checkPayload(byte[] payload) {
    if (payload.length > PAYLOAD_BYTES_MAX) {
      throw new IllegalArgumentException(
          "a message of " + payload.length + " bytes is longer than " + PAYLOAD_BYTES_MAX);
    }
  }

  static byte[] encode(List<Outgoing> messages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(messages.size() * 256 + 8);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeInt(messages.size());
      for (Outgoing message : messages) {
        write(out, message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a byte array does not fail
    }
    return bytes.toByteArray();
  }

  static List<Outgoing> decode(byte[] encoded) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      byte version = in.readByte();
      if (version != VERSION && version != WITHOUT_OFFSETS) {
        throw new IllegalStateException("outbox row of unknown version " + version);
      }
      int count = in.readInt();
      List<Outgoing> messages = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        messages.add(read(in, version == VERSION));
      }
      return messages;
    } catch (IOException e) {
      throw new UncheckedIOException("outbox row is cut short", e);
    }
  }

  private static void write(DataOutputStream out, Outgoing message) throws IOException {
    switch (message) {
      case ToKafka kafka -> {
        out.writeByte(KAFKA);
        out.writeLong(kafka.offset());
        out.writeInt(kafka.index());
        out.writeUTF(kafka.topic());
        out.writeUTF(kafka.key());
        out.writeUTF(kafka.type());
        out.writeLong(kafka.timeMs());
        writeOptional(out, kafka.requestId());
        writeBytes(out, kafka.value());
      }
      case ToRoom room -> {
        out.writeByte(ROOM);
        out.writeLong(room.auctionId());
        out.writeLong(room.seq());
        writeBytes(out, room.payload());
      }
      case ToChannel channel -> {
        out.writeByte(CHANNEL);
        out.writeUTF(channel.channel());
        writeBytes(out, channel.payload());
      }
    }
  }

  private static Outgoing read(DataInputStream in, boolean offsets) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case KAFKA -> {
        long offset = offsets ? in.readLong() : ToKafka.UNPLACED;
        int index = offsets ? in.readInt() : 0;
        String topic = in.readUTF();
        String key = in.readUTF();
        String type = in.readUTF();
        long timeMs = in.readLong();
        String requestId = readOptional(in);
        yield new ToKafka(topic, key, type, readBytes(in), timeMs, requestId, offset, index);
      }
      case ROOM -> {
        long auctionId = in.readLong();
        long seq = in.readLong();
        yield new ToRoom(auctionId, seq, readBytes(in));
      }
      case CHANNEL -> {
        String channel = in.readUTF();
        yield new ToChannel(channel, readBytes(in));
      }
      default -> throw new IllegalStateException("outbox message of unknown kind " + kind);
    };
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static void writeOptional(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }
}
