package com.neighborbid.common.error;

import java.util.Locale;

/// A stable code of the public contract. It never changes with the language of the answer.
///
/// `retryable` says whether the same request, sent again unchanged a little later, may succeed.
public enum ErrorCode {
  MALFORMED_REQUEST(400, false),
  VALIDATION_FAILED(400, false),
  UNAUTHORIZED(401, false),
  FORBIDDEN(403, false),
  NOT_FOUND(404, false),
  METHOD_NOT_ALLOWED(405, false),
  NOT_ACCEPTABLE(406, false),
  CONFLICT(409, false),
  USERNAME_TAKEN(409, false),
  PAYLOAD_TOO_LARGE(413, false),
  UNSUPPORTED_MEDIA_TYPE(415, false),
  TOO_MANY_REQUESTS(429, true),
  INTERNAL(500, true),
  SERVICE_UNAVAILABLE(503, true),

  AUCTION_NOT_FOUND(404, false),
  /// Not open yet, cancelled or suspended; it may open later.
  AUCTION_NOT_ACTIVE(409, true),
  AUCTION_ENDED(409, false),
  /// High enough when it arrived, no longer when it was its turn.
  OUTBID_MEANWHILE(409, false),
  BELOW_MINIMUM(422, false),
  NOT_A_MULTIPLE_OF_BID_UNIT(422, false),
  AMOUNT_OUT_OF_RANGE(422, false),
  NO_INSTANT_PRICE(422, false),
  INSUFFICIENT_FUNDS(422, false),
  SELLER_CANNOT_BID(403, false),
  ACCOUNT_SUSPENDED(403, false),
  BLOCKED_BY_SELLER(403, false),
  NEW_ACCOUNT_LIMIT(403, false),
  /// No such second chance for this bidder, or not any more.
  NO_OFFER(422, false),
  /// Only possible while there is no bid.
  AUCTION_HAS_BIDS(409, false),
  ALREADY_PAUSED(409, false),
  NOT_PAUSED(409, false),
  /// A second chance is only for an auction that ended without a winner.
  NOT_UNSOLD(409, false),
  /// An earlier second chance is still open.
  OFFER_OPEN(409, true),
  /// Has not bid in this auction, or is suspended.
  NO_SUCH_BIDDER(422, false),
  /// Something must be taken off it first.
  WATCHLIST_FULL(409, false),
  /// Who won is not known before the end.
  AUCTION_NOT_ENDED(409, true),
  /// A winner reviews an auction once.
  ALREADY_REVIEWED(409, false),
  /// A person reports an auction once.
  ALREADY_REPORTED(409, false),
  /// The account has no e-mail address.
  NO_EMAIL_ADDRESS(409, false),
  /// A link of an e-mail that never was, has expired or was used.
  LINK_INVALID(422, false),
  /// Money or open auctions still need the account.
  ACCOUNT_IN_USE(409, true),
  /// The payment has gone to the other side.
  PAYMENT_DECIDED(409, false),
  PAYOUT_IN_FLIGHT(409, false),
  /// The same key was used before with another content.
  IDEMPOTENCY_KEY_REUSED(422, false);

  private final int status;
  private final boolean retryable;

  ErrorCode(int status, boolean retryable) {
    this.status = status;
    this.retryable = retryable;
  }

  /// The HTTP status this code is answered with.
  public int status() {
    return status;
  }

  public boolean retryable() {
    return retryable;
  }

  /// The `type` of the problem detail, a URI that identifies the kind of problem.
  public String type() {
    return "https://neighborbid.example/problems/"
        + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The general code for an HTTP status that some framework or proxy has chosen.
  public static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 409 -> CONFLICT;
      case 413 -> PAYLOAD_TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 429 -> TOO_MANY_REQUESTS;
      case 502, 503, 504 -> SERVICE_UNAVAILABLE;
      default -> status >= 500 ? INTERNAL : MALFORMED_REQUEST;
    };
  }
}
