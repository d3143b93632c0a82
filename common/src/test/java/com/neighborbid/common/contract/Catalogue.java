package com.neighborbid.common.contract;

import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.auction.v1.AuctionEventCodec;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInputCodec;
import com.neighborbid.common.contract.bidder.v1.BidderEvent;
import com.neighborbid.common.contract.bidder.v1.BidderEventCodec;
import com.neighborbid.common.contract.ledger.v1.LedgerEvent;
import com.neighborbid.common.contract.ledger.v1.LedgerEventCodec;
import com.neighborbid.common.contract.notice.v1.AuctionNotice;
import com.neighborbid.common.contract.notice.v1.AuctionNoticeCodec;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.NotificationAdded;
import com.neighborbid.common.contract.room.v1.PersonalMessage;
import com.neighborbid.common.contract.room.v1.PersonalNews;
import com.neighborbid.common.contract.room.v1.PersonalNewsCodec;
import com.neighborbid.common.contract.room.v1.RoomMessage;
import com.neighborbid.common.contract.room.v1.RoomMessageCodec;
import com.neighborbid.common.contract.room.v1.TaskChanged;
import com.neighborbid.common.contract.user.v1.UserEvent;
import com.neighborbid.common.contract.user.v1.UserEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEventCodec;
import com.neighborbid.common.contract.wallet.v1.WalletInput;
import com.neighborbid.common.contract.wallet.v1.WalletInputCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Everything that the services say to each other, with how it is written and read.
final class Catalogue {
  /// A place where messages travel.
  ///
  /// @param name topic or channel
  /// @param folder of the golden files
  /// @param permitted what the code can say there, without the kind for unknown messages
  /// @param types names in the order of the contract
  record Place(
      String name,
      String key,
      String folder,
      List<Class<?>> permitted,
      Map<String, ? extends Class<?>> types,
      Function<Object, String> typeOf,
      Function<Object, byte[]> encode,
      Decoder decode) {
    String typeOf(Class<?> kind) {
      return types.entrySet().stream()
          .filter(entry -> entry.getValue() == kind)
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow(() -> new AssertionError(kind + " has no type in the codec's map"));
    }
  }

  interface Decoder {
    Object decode(String type, byte[] value);
  }

  private static final String AUCTION_FOLDER = "auction/v1/";
  private static final String WALLET_FOLDER = "wallet/v1/";
  private static final String ROOM_FOLDER = "room/v1/";
  private static final List<Class<?>> PERSONAL =
      List.of(PersonalMessage.class, TaskChanged.class, NotificationAdded.class);

  private Catalogue() {}

  static List<Place> places() {
    List<Place> places = new ArrayList<>(topics());
    places.addAll(channels());
    return places;
  }

  private static List<Place> topics() {
    return List.of(
        new Place(
            Topics.AUCTION_LOG,
            "auction id",
            AUCTION_FOLDER,
            permitted(AuctionInput.class),
            AuctionInputCodec.TYPES,
            input -> AuctionInputCodec.typeOf((AuctionInput) input),
            ContractJson::write,
            (type, value) -> AuctionInputCodec.decode(type, 9, value)),
        new Place(
            Topics.WALLET_LOG,
            "user id",
            WALLET_FOLDER,
            permitted(WalletInput.class),
            WalletInputCodec.TYPES,
            input -> WalletInputCodec.typeOf((WalletInput) input),
            ContractJson::write,
            (type, value) -> WalletInputCodec.decode(type, 9, value)),
        new Place(
            Topics.AUCTION_EVENTS,
            "auction id",
            AUCTION_FOLDER,
            permitted(AuctionEvent.class),
            AuctionEventCodec.TYPES,
            event -> AuctionEventCodec.typeOf((AuctionEvent) event),
            ContractJson::write,
            (type, value) -> AuctionEventCodec.decode(type, 9, value)),
        new Place(
            Topics.WALLET_EVENTS,
            "user id",
            WALLET_FOLDER,
            permitted(WalletEvent.class),
            WalletEventCodec.TYPES,
            event -> WalletEventCodec.typeOf((WalletEvent) event),
            ContractJson::write,
            (type, value) -> WalletEventCodec.decode(type, 9, value)),
        new Place(
            Topics.USER_EVENTS,
            "user id",
            "user/v1/",
            permitted(UserEvent.class),
            UserEventCodec.TYPES,
            event -> UserEventCodec.typeOf((UserEvent) event),
            event -> UserEventCodec.encode((UserEvent) event),
            (type, value) -> UserEventCodec.decode(type, 9, value)),
        new Place(
            Topics.AUCTION_ROOTS,
            "the day",
            "ledger/v1/",
            permitted(LedgerEvent.class),
            LedgerEventCodec.TYPES,
            event -> LedgerEventCodec.typeOf((LedgerEvent) event),
            ContractJson::write,
            LedgerEventCodec::decode),
        new Place(
            Topics.AUCTION_NOTICES,
            "user id",
            "notice/v1/",
            permitted(AuctionNotice.class),
            AuctionNoticeCodec.TYPES,
            notice -> AuctionNoticeCodec.typeOf((AuctionNotice) notice),
            ContractJson::write,
            (type, value) -> AuctionNoticeCodec.decode(type, 9, value)),
        new Place(
            Topics.AUCTION_BIDDERS,
            "bidder id, or `bidder/seller`",
            "bidder/v1/",
            permitted(BidderEvent.class),
            BidderEventCodec.TYPES,
            event -> BidderEventCodec.typeOf((BidderEvent) event),
            ContractJson::write,
            BidderEventCodec::decode));
  }

  private static List<Place> channels() {
    return List.of(
        new Place(
            "Redis `auction:{id}` (a letter for the kind before the JSON)",
            "-",
            ROOM_FOLDER,
            permitted(RoomMessage.class),
            Map.of(
                "u", RoomMessage.Updated.class,
                "e", RoomMessage.Ended.class,
                "x", RoomMessage.Cancelled.class,
                "c", RoomMessage.Changed.class),
            message ->
                new String(
                    RoomMessageCodec.encode((RoomMessage) message),
                    0,
                    1,
                    java.nio.charset.StandardCharsets.US_ASCII),
            Catalogue::roomJson,
            Catalogue::readRoom),
        new Place(
            "Redis `user:{id}` (`t` before the JSON of a TaskChanged, `n` of a NotificationAdded)",
            "-",
            ROOM_FOLDER,
            PERSONAL,
            PERSONAL.stream().collect(Collectors.toMap(Class::getSimpleName, kind -> kind)),
            news -> news.getClass().getSimpleName(),
            Catalogue::personalJson,
            Catalogue::readPersonal),
        plain("Redis `answers:{instance}`", BidOutcome.class));
  }

  private static Place plain(String name, Class<?> only) {
    return new Place(
        name,
        "-",
        ROOM_FOLDER,
        List.of(only),
        Map.of(only.getSimpleName(), only),
        _ -> only.getSimpleName(),
        ContractJson::write,
        (_, value) -> ContractJson.read(value, only));
  }

  private static byte[] personalJson(Object news) {
    byte[] encoded = PersonalNewsCodec.encode((PersonalNews) news);
    return encoded[0] == '{' ? encoded : Arrays.copyOfRange(encoded, 1, encoded.length);
  }

  private static Object readPersonal(String type, byte[] json) {
    return PersonalNewsCodec.decode(
        switch (type) {
          case "TaskChanged" -> prefixed("t", json);
          case "NotificationAdded" -> prefixed("n", json);
          default -> json;
        });
  }

  private static byte[] prefixed(String kind, byte[] json) {
    byte[] encoded = new byte[json.length + 1];
    encoded[0] = (byte) kind.charAt(0);
    System.arraycopy(json, 0, encoded, 1, json.length);
    return encoded;
  }

  private static byte[] roomJson(Object message) {
    byte[] encoded = RoomMessageCodec.encode((RoomMessage) message);
    return Arrays.copyOfRange(encoded, 1, encoded.length);
  }

  private static Object readRoom(String kind, byte[] json) {
    return RoomMessageCodec.decode(prefixed(kind, json));
  }

  private static List<Class<?>> permitted(Class<?> sealed) {
    return Arrays.<Class<?>>stream(sealed.getPermittedSubclasses())
        .filter(kind -> !kind.getSimpleName().equals("Unknown"))
        .toList();
  }
}
