package com.neighborbid.user.review;

import com.neighborbid.common.contract.user.v1.UserEvent.ReviewPosted;
import com.neighborbid.common.error.ApiException;
import com.neighborbid.common.error.ErrorCode;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import com.neighborbid.user.account.Accounts;
import com.neighborbid.user.account.UserAccount;
import com.neighborbid.user.account.domain.AccountStatus;
import com.neighborbid.user.account.domain.Reputation;
import com.neighborbid.user.auctions.AuctionClient;
import com.neighborbid.user.auctions.AuctionClient.Auction;
import com.neighborbid.user.outbox.Outbox;
import com.neighborbid.user.remote.RemoteCalls;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes reviews. Who won is asked of auction-service each time: here a wrong answer would stay.
@Service
class Reviews {
  private static final String ENDED = "ENDED";

  private final Accounts accounts;
  private final ReviewTable table;
  private final AuctionClient auctions;
  private final RemoteCalls calls;
  private final Outbox outbox;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Reviews(
      Accounts accounts,
      ReviewTable table,
      AuctionClient auctions,
      RemoteCalls calls,
      Outbox outbox,
      TransactionTemplate transactions,
      Clock clock) {
    this.accounts = accounts;
    this.table = table;
    this.auctions = auctions;
    this.calls = calls;
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// A review of the seller by the winner, once per auction.
  ///
  /// @throws ApiException ALREADY_REVIEWED, AUCTION_NOT_FOUND, AUCTION_NOT_ENDED, FORBIDDEN,
  ///   ACCOUNT_SUSPENDED, SERVICE_UNAVAILABLE where nobody can say who won
  Review post(long callerId, long auctionId, NewReview review) {
    requireUsable(callerId);
    if (table.exists(auctionId, callerId)) {
      throw ApiException.of(ErrorCode.ALREADY_REVIEWED);
    }
    long sellerId = sellerIfWonBy(callerId, auctionId);
    Review posted = transactions.execute(_ -> write(callerId, auctionId, sellerId, review));
    return Objects.requireNonNull(posted);
  }

  /// The newest first.
  ///
  /// @throws ApiException NOT_FOUND
  Page<Review> of(long userId, PageQuery page) {
    if (accounts.find(userId).isEmpty()) {
      throw ApiException.of(ErrorCode.NOT_FOUND);
    }
    return Page.of(table.of(userId, page), page.limit(), review -> Cursor.of(review.id()));
  }

  private void requireUsable(long callerId) {
    UserAccount caller =
        accounts
            .find(callerId)
            .orElseThrow(
                () -> ApiException.of(ErrorCode.UNAUTHORIZED).withDetail("UNAUTHORIZED.token"));
    if (caller.status() == AccountStatus.SUSPENDED) {
      throw ApiException.of(ErrorCode.ACCOUNT_SUSPENDED);
    }
  }

  private long sellerIfWonBy(long callerId, long auctionId) {
    Auction auction =
        calls
            .ask(AuctionClient.SERVICE, () -> auctions.auction(auctionId))
            .orElseThrow(() -> ApiException.of(ErrorCode.AUCTION_NOT_FOUND));
    Long winner = auction.winnerId();
    if (winner != null && winner == callerId) {
      return auction.seller().id();
    }
    throw auction.status().equals(ENDED)
        ? ApiException.of(ErrorCode.FORBIDDEN).withDetail("FORBIDDEN.review")
        : ApiException.of(ErrorCode.AUCTION_NOT_ENDED);
  }

  /// The sums are added to under the lock of the seller's row, which is held until the commit: so
  /// events of one seller leave in the order of their figures.
  private Review write(long callerId, long auctionId, long sellerId, NewReview review) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    long id =
        table
            .insert(auctionId, callerId, sellerId, review, now)
            .orElseThrow(() -> ApiException.of(ErrorCode.ALREADY_REVIEWED));
    Reputation reputation =
        table
            .count(sellerId, review.rating())
            .orElseThrow(() -> ApiException.of(ErrorCode.NOT_FOUND));
    outbox.append(
        new ReviewPosted(
            sellerId,
            id,
            auctionId,
            callerId,
            review.rating(),
            reputation.points(),
            reputation.ratingCount(),
            now));
    return table.get(id);
  }
}
