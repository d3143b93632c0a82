package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.audit.AdminActs;
import com.neighborbid.auction.bidding.Commands;
import com.neighborbid.auction.listing.AuctionView;
import com.neighborbid.auction.listing.Auctions;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.contract.auction.v1.AuctionInput;
import com.neighborbid.common.contract.auction.v1.AuctionInput.CancelAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.PauseCause;
import com.neighborbid.common.contract.auction.v1.AuctionInput.ResumeAuction;
import com.neighborbid.common.contract.auction.v1.AuctionInput.SuspendBidder;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an admin does with auctions. Everything goes through the log, so that it has its place
/// among the bids.
@RestController
@RequestMapping("/api/admin")
class AdminController {
  private final Commands commands;
  private final Auctions auctions;
  private final AdminActs acts;

  AdminController(Commands commands, Auctions auctions, AdminActs acts) {
    this.commands = commands;
    this.auctions = auctions;
    this.acts = acts;
  }

  record BidderRequest(@NotNull @Min(1) Long userId) {}

  /// @param paused whether open auctions stand still
  record MaintenanceRequest(@NotNull Boolean paused) {}

  /// @param auctions how many were asked
  record Maintenance(boolean paused, int auctions) {}

  /// No bid counts and the end waits, until it is resumed.
  @PostMapping("/auctions/{id}/suspend")
  @Operation(summary = "Suspend an auction: no bid counts and the end waits, until it is resumed")
  AuctionView suspend(Caller caller, @PathVariable long id) throws InterruptedException {
    return ask(
        caller,
        id,
        "auction.suspend",
        request -> new PauseAuction(id, request, PauseCause.SUSPENDED, caller.userId()));
  }

  /// The end moves by the time that the auction stood still.
  @PostMapping("/auctions/{id}/resume")
  @Operation(summary = "Resume a suspended auction; its end moves by the time that it stood still")
  AuctionView resume(Caller caller, @PathVariable long id) throws InterruptedException {
    return ask(
        caller,
        id,
        "auction.resume",
        request -> new ResumeAuction(id, request, PauseCause.SUSPENDED, caller.userId()));
  }

  /// Nobody wins and nothing is held.
  @PostMapping("/auctions/{id}/cancel")
  @Operation(summary = "Cancel an auction: nobody wins and nothing is held")
  AuctionView cancel(Caller caller, @PathVariable long id) throws InterruptedException {
    return ask(
        caller,
        id,
        "auction.cancel",
        request -> new CancelAuction(id, request, caller.userId(), true));
  }

  /// None of the bidder's bids counts here any more; where he leads, nobody does.
  @PostMapping("/auctions/{id}/suspend-bidder")
  @Operation(
      summary =
          "Let none of a bidder's bids count in an auction any more; where he leads, nobody does")
  AuctionView suspendBidder(
      Caller caller, @PathVariable long id, @Valid @RequestBody BidderRequest bidder)
      throws InterruptedException {
    return ask(
        caller,
        id,
        "auction.suspend-bidder",
        request -> new SuspendBidder(id, request, bidder.userId(), caller.userId()));
  }

  /// All open auctions stand still, or go on with their ends moved by the time that they did.
  @PostMapping("/maintenance")
  @Operation(summary = "Let all open auctions stand still, or go on")
  ResponseEntity<Maintenance> maintenance(
      Caller caller, @Valid @RequestBody MaintenanceRequest request) {
    caller.requireAdmin();
    List<Long> open = auctions.open();
    boolean paused = request.paused();
    for (long id : open) {
      commands.askOnly(
          command ->
              paused
                  ? new PauseAuction(id, command, PauseCause.MAINTENANCE, caller.userId())
                  : new ResumeAuction(id, command, PauseCause.MAINTENANCE, caller.userId()));
    }
    String action = paused ? "maintenance.begin" : "maintenance.end";
    acts.note(caller.userId(), action, "platform", "all", null);
    return ResponseEntity.accepted().body(new Maintenance(paused, open.size()));
  }

  private AuctionView ask(Caller caller, long id, String action, Function<UUID, AuctionInput> input)
      throws InterruptedException {
    caller.requireAdmin();
    auctions.require(id);
    commands.ask(input);
    acts.note(caller.userId(), action, "auction", Long.toString(id), null);
    return auctions.require(id);
  }
}
