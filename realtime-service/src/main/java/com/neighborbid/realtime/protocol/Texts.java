package com.neighborbid.realtime.protocol;

import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.RoomState;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.error.ErrorTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The human sentences that travel with messages. Programs read the other fields.
final class Texts {
  private Texts() {}

  static String update(RoomState state, Language language) {
    String bidder = nickname(state.bidder(), language);
    String price = won(state.amount());
    return switch (language) {
      case EN -> bidder + " bid " + price + " won.";
      case KO -> bidder + "님이 " + price + "원에 입찰했습니다.";
    };
  }

  static String ended(ToClient.Ended ended, Language language) {
    if (ended.winnerId() == null) {
      return switch (language) {
        case EN -> "The auction is over without a sale.";
        case KO -> "경매가 유찰로 종료되었습니다.";
      };
    }
    String winner = nickname(ended.winnerNickname(), language);
    String price = won(ended.state().amount());
    return switch (language) {
      case EN ->
          ended.soldOut()
              ? winner + " bought it for " + price + " won."
              : "The auction is over: " + winner + " won with " + price + " won.";
      case KO ->
          ended.soldOut()
              ? winner + "님이 " + price + "원에 즉시 구매했습니다."
              : "경매가 종료되었습니다. " + winner + "님이 " + price + "원에 낙찰받았습니다.";
    };
  }

  static String cancelled(Language language) {
    return switch (language) {
      case EN -> "The seller withdrew the auction.";
      case KO -> "판매자가 경매를 취소했습니다.";
    };
  }

  static String personal(PersonalMessage message, Language language) {
    String amount = won(message.amount());
    return switch (language) {
      case EN ->
          switch (message.kind()) {
            case OUTBID -> "You were outbid: the price is now " + amount + " won.";
            case WON -> "You won the auction for " + amount + " won.";
            case SOLD -> "Your item was sold for " + amount + " won.";
            case OFFERED -> "The seller offers you the item for " + amount + " won.";
            case REFUNDED -> amount + " won are back in your wallet.";
            case ENDING_SOON -> "An auction you watch ends " + inMinutes(message, language) + ".";
          };
      case KO ->
          switch (message.kind()) {
            case OUTBID -> "다른 사람이 더 높게 입찰했습니다. 현재가는 " + amount + "원입니다.";
            case WON -> amount + "원에 낙찰받았습니다.";
            case SOLD -> "물품이 " + amount + "원에 판매되었습니다.";
            case OFFERED -> "판매자가 물품을 " + amount + "원에 제안했습니다.";
            case REFUNDED -> amount + "원이 지갑으로 돌아왔습니다.";
            case ENDING_SOON -> "관심 경매가 " + inMinutes(message, language) + " 종료됩니다.";
          };
    };
  }

  /// How long the auction lasts from when the message was made, in begun minutes.
  private static String inMinutes(PersonalMessage message, Language language) {
    Instant endsAt = message.endsAt();
    if (endsAt == null) {
      return switch (language) {
        case EN -> "soon";
        case KO -> "곧";
      };
    }
    long seconds = Math.max(0, Duration.between(message.at(), endsAt).toSeconds());
    long minutes = Math.max(1, Math.ceilDiv(seconds, 60));
    return switch (language) {
      case EN -> "in " + minutes + (minutes == 1 ? " minute" : " minutes");
      case KO -> minutes + "분 후";
    };
  }

  /// The text of a refusal; a code of a newer engine that has no text yet is shown as it is.
  static String error(ToClient.Refused error, Language language) {
    ErrorCode code;
    try {
      code = ErrorCode.valueOf(error.code());
    } catch (IllegalArgumentException _) {
      return error.code();
    }
    if (code == ErrorCode.MALFORMED_REQUEST || code == ErrorCode.VALIDATION_FAILED) {
      // Their details speak of HTTP; the wrong field travels beside the text.
      return ErrorTexts.title(code, language.locale());
    }
    Long minNextBid = error.minNextBid();
    Map<String, Object> members =
        minNextBid == null ? Map.of() : Map.of("minNextBid", won(minNextBid));
    return ErrorTexts.detail(code, members, language.locale());
  }

  private static String nickname(@Nullable String nickname, Language language) {
    if (nickname != null) {
      return nickname;
    }
    return switch (language) {
      case EN -> "Somebody";
      case KO -> "누군가";
    };
  }

  private static String won(long amount) {
    // By hand: making a NumberFormat costs more than all the rest of a message, and is no thread's
    // to share.
    String digits = Long.toString(amount);
    StringBuilder grouped = new StringBuilder(digits.length() + digits.length() / 3);
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(',');
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }
}
