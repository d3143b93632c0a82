package com.neighborbid.auction.watch.web;

import com.neighborbid.auction.watch.Watchlist;
import com.neighborbid.common.auth.Caller;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WatchController {
  private final Watchlist watchlist;

  WatchController(Watchlist watchlist) {
    this.watchlist = watchlist;
  }

  /// Puts an auction on the caller's watchlist; nothing changes where it is there.
  @PutMapping("/api/auctions/{id}/watch")
  @Operation(summary = "Put an auction on the caller's watchlist")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void watch(Caller caller, @PathVariable long id) {
    watchlist.add(caller.userId(), id);
  }

  /// Takes an auction off the caller's watchlist; nothing changes where it is not there.
  @DeleteMapping("/api/auctions/{id}/watch")
  @Operation(summary = "Take an auction off the caller's watchlist")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unwatch(Caller caller, @PathVariable long id) {
    watchlist.remove(caller.userId(), id);
  }
}
