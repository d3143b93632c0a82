package com.neighborbid.realtime.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.TextRules;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a client sends, strictly and without ever failing: the whole text must be one flat
/// JSON object without repeated names, amounts must be JSON integers. Unknown fields are skipped.
public final class FromClientParser {
  /// Longest message in bytes.
  public static final int MAX_BYTES = 8 * 1024;

  /// Bounds of an amount in won.
  public static final long MIN_AMOUNT = 1;

  public static final long MAX_AMOUNT = 1_000_000_000_000L;

  private static final int MAX_DEPTH = 16;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final int LONGEST_CHAT = 500;
  private static final int MOST_LINES = 20;

  /// Letters of Hangul and Braille that show nothing.
  private static final String FILLERS = "\u115F\u1160\u3164\uFFA0\u2800";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_BYTES)
                  // A number as long as the message is still an amount out of range, not bad JSON.
                  .maxNumberLength(MAX_BYTES)
                  .build())
          .build();

  private FromClientParser() {}

  /// What the bytes of a text frame mean.
  public static FromClient parse(byte[] utf8) {
    Fields fields = new Fields();
    try (JsonParser parser = JSON.createParser(utf8)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return malformed(null);
      }
      fields.read(parser);
      if (parser.nextToken() != null) {
        return malformed(null);
      }
    } catch (IOException _) {
      return malformed(fields.validId());
    }
    return fields.judge();
  }

  private static FromClient malformed(@Nullable String id) {
    return new FromClient.Invalid(ErrorCode.MALFORMED_REQUEST, null, id);
  }

  /// An amount as it was found, judged later so that the id is known by then.
  private record Amount(long value, @Nullable ErrorCode wrong) {
    static final Amount NOT_AN_INTEGER = new Amount(0, ErrorCode.VALIDATION_FAILED);
    static final Amount OUT_OF_RANGE = new Amount(0, ErrorCode.AMOUNT_OUT_OF_RANGE);

    static Amount read(JsonParser parser, JsonToken token) throws IOException {
      if (token != JsonToken.VALUE_NUMBER_INT) {
        parser.skipChildren();
        return NOT_AN_INTEGER;
      }
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        return OUT_OF_RANGE;
      }
      long value = parser.getLongValue();
      return value < MIN_AMOUNT || value > MAX_AMOUNT ? OUT_OF_RANGE : new Amount(value, null);
    }
  }

  private static final class Fields {
    private @Nullable String action;
    private @Nullable String id;
    private @Nullable String token;
    private @Nullable String text;
    private @Nullable String messageId;
    private @Nullable Amount amount;
    private @Nullable Amount maxAmount;
    private boolean idGiven;

    void read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "action" -> action = text(parser, value);
          case "token" -> token = text(parser, value);
          case "text" -> text = text(parser, value);
          case "messageId" -> messageId = text(parser, value);
          case "id" -> {
            id = text(parser, value);
            idGiven = value != JsonToken.VALUE_NULL;
          }
          case "amount" -> amount = Amount.read(parser, value);
          case "maxAmount" ->
              maxAmount = value == JsonToken.VALUE_NULL ? null : Amount.read(parser, value);
          default -> parser.skipChildren();
        }
      }
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      parser.skipChildren();
      return null;
    }

    @Nullable String validId() {
      String given = id;
      return given != null && ID.matcher(given).matches() ? given : null;
    }

    FromClient judge() {
      if (action == null) {
        return malformed(validId());
      }
      return switch (action) {
        case "bid" -> bid();
        case "auth" -> token == null ? invalid("token") : new FromClient.Auth(token);
        case "chat" -> chat();
        case "remove_chat" -> removeChat();
        case "ping" -> new FromClient.Ping();
        default -> malformed(validId());
      };
    }

    private FromClient bid() {
      if (idGiven && validId() == null) {
        return invalid("id");
      }
      if (amount == null) {
        return invalid("amount");
      }
      if (amount.wrong() != null) {
        return new FromClient.Invalid(amount.wrong(), "amount", validId());
      }
      if (maxAmount == null) {
        return new FromClient.Bid(amount.value(), null, validId());
      }
      if (maxAmount.wrong() != null) {
        return new FromClient.Invalid(maxAmount.wrong(), "maxAmount", validId());
      }
      return maxAmount.value() < amount.value()
          ? invalid("maxAmount")
          : new FromClient.Bid(amount.value(), maxAmount.value(), validId());
    }

    private FromClient chat() {
      if (idGiven && validId() == null) {
        return invalid("id");
      }
      String said = text == null ? "" : TextRules.normalize(text).replace("\r\n", "\n");
      boolean fits =
          TextRules.length(said) <= LONGEST_CHAT
              && said.lines().limit(MOST_LINES + 1).count() <= MOST_LINES;
      return fits && TextRules.isCleanText(said) && said.codePoints().anyMatch(Fields::isVisible)
          ? new FromClient.Chat(said, validId())
          : invalid("text");
    }

    /// Whether there is something to see: no space, no joiner, no filler.
    private static boolean isVisible(int codePoint) {
      return switch (Character.getType(codePoint)) {
        case Character.SPACE_SEPARATOR,
            Character.CONTROL,
            Character.FORMAT,
            Character.NON_SPACING_MARK,
            Character.ENCLOSING_MARK ->
            false;
        default -> FILLERS.indexOf(codePoint) < 0;
      };
    }

    private FromClient removeChat() {
      if (idGiven && validId() == null) {
        return invalid("id");
      }
      return messageId != null && UUID_TEXT.matcher(messageId).matches()
          ? new FromClient.RemoveChat(UUID.fromString(messageId), validId())
          : invalid("messageId");
    }

    private FromClient invalid(String field) {
      return new FromClient.Invalid(ErrorCode.VALIDATION_FAILED, field, validId());
    }
  }
}
