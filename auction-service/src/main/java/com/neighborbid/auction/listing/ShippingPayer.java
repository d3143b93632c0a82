package com.neighborbid.auction.listing;

/// Who pays for shipping.
public enum ShippingPayer {
  SELLER,
  BUYER
}
