package com.neighborbid.auction.listing;

/// How worn an item is, from new to well used.
public enum Condition {
  NEW,
  USED_S,
  USED_A,
  USED_B,
  USED_C
}
