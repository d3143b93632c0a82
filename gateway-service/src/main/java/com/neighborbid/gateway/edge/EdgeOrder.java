package com.neighborbid.gateway.edge;

/// The order in which a request passes the filters: cheap and certain refusals first.
final class EdgeOrder {

  static final int ENTRY = -1000;
  static final int ANSWER_HEADERS = -990;
  static final int CROSS_ORIGIN = -980;
  static final int PATH = -970;
  static final int RATE = -960;
  static final int BODY = -950;

  private EdgeOrder() {}
}
