package com.neighborbid.common.contract.room.v1;

import com.neighborbid.common.contract.ContractJson;
import com.neighborbid.common.contract.MalformedContractException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of [PersonalNews] on Redis: a letter for the kind, then the record as JSON; a
/// [PersonalMessage] is its JSON alone, as it was before there were other kinds.
public final class PersonalNewsCodec {
  private PersonalNewsCodec() {}

  public static byte[] encode(PersonalNews news) {
    return switch (news) {
      case PersonalMessage message -> ContractJson.write(message);
      case TaskChanged task -> withLetter('t', task);
      case NotificationAdded notification -> withLetter('n', notification);
    };
  }

  /// Reads a message.
  ///
  /// @throws MalformedContractException if the kind is not known or the JSON is not of that kind
  public static PersonalNews decode(byte[] encoded) {
    if (encoded.length == 0) {
      throw new MalformedContractException("empty personal message", null);
    }
    return switch (encoded[0]) {
      case '{' -> ContractJson.read(encoded, PersonalMessage.class);
      case 't' -> ContractJson.read(json(encoded), TaskChanged.class);
      case 'n' -> ContractJson.read(json(encoded), NotificationAdded.class);
      default ->
          throw new MalformedContractException(
              "unknown personal message " + new String(encoded, 0, 1, StandardCharsets.ISO_8859_1),
              null);
    };
  }

  private static byte[] withLetter(char kind, PersonalNews news) {
    byte[] json = ContractJson.write(news);
    byte[] encoded = new byte[json.length + 1];
    encoded[0] = (byte) kind;
    System.arraycopy(json, 0, encoded, 1, json.length);
    return encoded;
  }

  private static byte[] json(byte[] encoded) {
    return Arrays.copyOfRange(encoded, 1, encoded.length);
  }
}
