package com.neighborbid.auction.bidding.web;

import jakarta.validation.constraints.NotNull;

/// A purchase as it is sent.
///
/// @param price as it was shown, in won; another one is refused
record PriceRequest(@NotNull Long price) {
  /// @throws com.neighborbid.common.error.ApiException AMOUNT_OUT_OF_RANGE naming the field
  void check() {
    BidRequest.inRange("price", price);
  }
}
