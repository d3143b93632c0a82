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
  private static final byte VERSION = 1;
  private static final byte KAFKA = 'k';
  private static final byte ROOM = 'r';
  private static final byte CHANNEL = 'c';

  private OutboxCodec() {}

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
      if (version != VERSION) {
        throw new IllegalStateException("outbox row of unknown version " + version);
      }
      int count = in.readInt();
      List<Outgoing> messages = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        messages.add(read(in));
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

  private static Outgoing read(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case KAFKA -> {
        String topic = in.readUTF();
        String key = in.readUTF();
        String type = in.readUTF();
        long timeMs = in.readLong();
        String requestId = readOptional(in);
        yield new ToKafka(topic, key, type, readBytes(in), timeMs, requestId);
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
