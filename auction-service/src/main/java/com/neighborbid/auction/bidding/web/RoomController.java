package com.neighborbid.auction.bidding.web;

import com.neighborbid.auction.bidding.Bids;
import com.neighborbid.auction.bidding.Rooms;
import com.neighborbid.auction.bidding.Rooms.Room;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What the realtime service asks: the state of a room that Redis does not have, and outcomes that
/// did not arrive. Not reachable through the gateway.
@RestController
class RoomController {
  private final Rooms rooms;
  private final Bids bids;

  RoomController(Rooms rooms, Bids bids) {
    this.rooms = rooms;
    this.bids = bids;
  }

  record Asked(@NotNull @Size(max = 1000) List<@NotNull UUID> bidIds) {}

  record Outcomes(List<BidOutcome> outcomes) {}

  @GetMapping("/internal/auctions/{id}/room")
  Room room(@PathVariable long id) {
    return rooms.find(id).orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
  }

  @PostMapping("/internal/bids/outcomes")
  Outcomes outcomes(@Valid @RequestBody Asked asked) {
    return new Outcomes(bids.outcomes(asked.bidIds()));
  }
}
