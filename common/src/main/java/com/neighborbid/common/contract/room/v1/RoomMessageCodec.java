package com.neighborbid.common.contract.room.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import com.neighborbid.common.contract.room.v1.RoomMessage.Cancelled;
import com.neighborbid.common.contract.room.v1.RoomMessage.Changed;
import com.neighborbid.common.contract.room.v1.RoomMessage.Ended;
import com.neighborbid.common.contract.room.v1.RoomMessage.Updated;
import java.nio.charset.StandardCharsets;

/// Bytes of [RoomMessage] on Redis: one letter for the kind, then the record as JSON.
public final class RoomMessageCodec {
  private RoomMessageCodec() {}

  public static byte[] encode(RoomMessage message) {
    char kind =
        switch (message) {
          case Updated _ -> 'u';
          case Ended _ -> 'e';
          case Cancelled _ -> 'x';
          case Changed _ -> 'c';
        };
    byte[] json = ContractJson.write(message);
    byte[] encoded = new byte[json.length + 1];
    encoded[0] = (byte) kind;
    System.arraycopy(json, 0, encoded, 1, json.length);
    return encoded;
  }

  /// Reads a message.
  ///
  /// @throws MalformedContractException if the kind is not known or the JSON is not of that kind
  public static RoomMessage decode(byte[] encoded) {
    if (encoded.length == 0) {
      throw new MalformedContractException("empty room message", null);
    }
    byte[] json = java.util.Arrays.copyOfRange(encoded, 1, encoded.length);
    return switch (encoded[0]) {
      case 'u' -> ContractJson.read(json, Updated.class);
      case 'e' -> ContractJson.read(json, Ended.class);
      case 'x' -> ContractJson.read(json, Cancelled.class);
      case 'c' -> ContractJson.read(json, Changed.class);
      default ->
          throw new MalformedContractException(
              "unknown room message " + new String(encoded, 0, 1, StandardCharsets.ISO_8859_1),
              null);
    };
  }
}
