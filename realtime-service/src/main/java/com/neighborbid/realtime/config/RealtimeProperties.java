package com.neighborbid.realtime.config;

import com.neighborbid.realtime.bids.BidSettings;
import com.neighborbid.realtime.netty.SocketSettings;
import com.neighborbid.realtime.redis.ChatSettings;
import com.neighborbid.realtime.room.RoomSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The settings of this service.
///
/// @param port where sockets and operators connect; 0 for any free one
/// @param instance unique name of this process: the channel of its answers and its share of the
///   viewers
/// @param kafka address of Kafka
/// @param redis address of Redis
/// @param auctionUrl where auction-service is
/// @param limits whether clients are limited
/// @param threads event loops; 0 = one per processor
/// @param allowedOrigins web pages that may open sockets, beside those of the same host
@Validated
@ConfigurationProperties("neighborbid.realtime")
public record RealtimeProperties(
    @Min(0) @Max(65_535) int port,
    @NotBlank String instance,
    @NotBlank String kafka,
    @NotBlank String redis,
    @NotBlank String auctionUrl,
    @DefaultValue("true") boolean limits,
    @Min(0) @DefaultValue("0") int threads,
    @NotNull @DefaultValue({"http://localhost:8080", "http://127.0.0.1:8080"})
        List<String> allowedOrigins,
    @Valid @DefaultValue Rooms rooms,
    @Valid @DefaultValue Sockets sockets,
    @Valid @DefaultValue Bids bids,
    @Valid @DefaultValue Chat chat,
    @Valid @DefaultValue Presence presence,
    @Valid @DefaultValue Drain drain) {

  public RealtimeProperties {
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /// @param history most messages kept for viewers who come back
  /// @param linger how long a room stays after its last viewer has left
  /// @param retry pause before asking again where nobody could be reached
  /// @param grace how long a message that is stored already may still be on its way
  /// @param coldEvery least time between two looks at a room that Redis knows nothing about
  public record Rooms(
      @Min(1) @DefaultValue("128") int history,
      @DefaultValue("5s") Duration linger,
      @DefaultValue("1s") Duration retry,
      @DefaultValue("200ms") Duration grace,
      @DefaultValue("10s") Duration coldEvery) {
    RoomSettings settings() {
      return new RoomSettings(history, linger, retry, grace, coldEvery);
    }
  }

  /// @param beat how often sockets are looked after
  /// @param pingWhenIdle a peer that says nothing for so long is pinged
  /// @param deadWhenSilent a peer that says nothing for so long is gone
  /// @param stuckLimit a peer that takes nothing for so long is closed with 4408
  /// @param tokenGrace so long an expired token keeps its socket, without the right to bid
  /// @param announcedLimit so long somebody who has announced a token may take to send it
  /// @param mostMessages within `messagePeriod`; above it the socket is closed with 4429
  /// @param mostBidsInFlight unanswered bids of one socket
  /// @param highWaterBytes written and not taken by the peer: above it he skips messages
  /// @param sendBufferBytes of the kernel for each socket; 0 leaves it to the system
  public record Sockets(
      @DefaultValue("1s") Duration beat,
      @DefaultValue("25s") Duration pingWhenIdle,
      @DefaultValue("60s") Duration deadWhenSilent,
      @DefaultValue("15s") Duration stuckLimit,
      @DefaultValue("30s") Duration tokenGrace,
      @DefaultValue("10s") Duration announcedLimit,
      @Min(1) @DefaultValue("100") int mostMessages,
      @DefaultValue("10s") Duration messagePeriod,
      @Min(1) @DefaultValue("1000") int mostBidsInFlight,
      @Min(1024) @DefaultValue("262144") int highWaterBytes,
      @Min(0) @DefaultValue("131072") int sendBufferBytes) {
    SocketSettings settings(boolean limits) {
      return new SocketSettings(
          beat,
          pingWhenIdle,
          deadWhenSilent,
          stuckLimit,
          tokenGrace,
          announcedLimit,
          limits ? mostMessages : 0,
          messagePeriod,
          limits ? mostBidsInFlight : 0,
          highWaterBytes,
          sendBufferBytes);
    }
  }

  /// @param askAfter how long an answer may take before auction-service is asked, and how often it
  ///   is
  /// @param askAtMostEvery what the pause between two questions for one bid grows to while Redis
  ///   delivers
  /// @param unknownLimit how long a bid may be neither acknowledged nor heard of: longer than the
  ///   appender keeps what a silent log was given, since it still counts when it arrives
  /// @param queue most bids waiting to be handed to the log
  public record Bids(
      @DefaultValue("250ms") Duration askAfter,
      @DefaultValue("2s") Duration askAtMostEvery,
      @DefaultValue("70s") Duration unknownLimit,
      @Min(1) @DefaultValue("20000") int queue) {
    BidSettings settings() {
      return new BidSettings(askAfter, askAtMostEvery, unknownLimit, queue);
    }
  }

  /// @param keep how long a message is kept
  /// @param mostKept messages kept of one room
  /// @param mostSaid messages of one person in one room within `period`
  /// @param mostInRoom messages of all in one room within `period`
  public record Chat(
      @DefaultValue("24h") Duration keep,
      @Min(1) @DefaultValue("200") int mostKept,
      @Min(1) @DefaultValue("5") int mostSaid,
      @Min(1) @DefaultValue("50") int mostInRoom,
      @DefaultValue("10s") Duration period) {
    ChatSettings settings(boolean limits) {
      return new ChatSettings(
          keep, mostKept, limits ? mostSaid : 0, limits ? mostInRoom : 0, period);
    }
  }

  /// @param beat how often the number of viewers is told, and rooms compared every second time
  /// @param expiry after which an instance that is not heard of has no viewers
  public record Presence(@DefaultValue("1s") Duration beat, @DefaultValue("15s") Duration expiry) {}

  /// @param answers how long a socket of a stopping instance waits for the answers to its bids
  /// @param waves over which it sends its sockets away
  public record Drain(@DefaultValue("2s") Duration answers, @DefaultValue("3s") Duration waves) {}
}
