package com.neighborbid.realtime.auction;

import com.neighborbid.common.contract.auction.v1.AuctionInput.Reach;
import com.neighborbid.common.contract.room.v1.BidOutcome;
import com.neighborbid.common.contract.room.v1.RoomState;
import java.util.List;
import java.util.UUID;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/// auction-service as this service sees it.
@FeignClient(name = "auction-service", url = "${neighborbid.realtime.auction-url}")
interface AuctionClient {
  /// How an auction stands.
  ///
  /// @throws feign.FeignException.NotFound if there is none
  @GetMapping("/internal/auctions/{id}/room")
  RoomView room(@PathVariable("id") long auctionId);

  /// What is known of these bids, at most 500.
  @PostMapping("/internal/bids/outcomes")
  Outcomes outcomes(@RequestBody BidQuery query);

  /// @param state as a snapshot shows it
  /// @param sellerId whose auction it is
  record RoomView(RoomState state, Reach reach, long sellerId) {}

  record BidQuery(List<UUID> bidIds) {}

  record Outcomes(List<BidOutcome> outcomes) {}
}
