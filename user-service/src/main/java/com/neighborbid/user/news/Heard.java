package com.neighborbid.user.news;

import com.neighborbid.common.contract.auction.v1.AuctionEvent;
import com.neighborbid.common.contract.wallet.v1.WalletEvent;
import com.neighborbid.user.notice.Notice;

/// An event as it was read.
///
/// @param id its `ce_id`: the same for every repeat
record Heard(String id, Event event) {
  /// What can be heard.
  sealed interface Event {}

  record OfAuction(AuctionEvent event) implements Event {}

  record OfWallet(WalletEvent event) implements Event {}

  /// What is to be told to one person, as it is.
  record OfPerson(Notice notice) implements Event {}
}
