package com.neighborbid.chaos.load;

import com.neighborbid.chaos.load.Market.Listing;
import com.neighborbid.systemtests.audit.RecordedAnswers;
import com.neighborbid.systemtests.client.RestClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Mixed load through the gateway, over REST and sockets, from people who do not give up.
public final class Load implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(12);
  private static final Duration LONG = Duration.ofHours(12);
  private static final long DEPOSIT = 10_000_000;
  private static final int DEPOSITS = 3;
  private static final int OLD_AUCTIONS = 2;
  private static final int ATTEMPTS = 40;
  private static final int SELLERS = 2;
  private static final int REST_BIDDERS = 4;
  private static final int ROOM_BIDDERS = 4;
  private static final int VIEWERS = 4;

  private final List<RestClient> clients;
  private final RecordedAnswers answers;
  private final Journal journal;
  private final Market market;
  private final List<Account> accounts = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private final List<Listing> old = new ArrayList<>();
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);

  private Load(List<URI> gateways, RecordedAnswers answers, Journal journal) {
    this.clients = gateways.stream().map(url -> new RestClient(url, ANSWER_LIMIT)).toList();
    this.answers = answers;
    this.journal = journal;
    this.market = new Market(journal);
  }

  /// Signs everybody up, fills the wallets and begins.
  ///
  /// @param gateways people are spread over them
  /// @throws InterruptedException if interrupted
  public static Load start(List<URI> gateways, long seed, RecordedAnswers answers, Journal journal)
      throws InterruptedException {
    Load load = new Load(gateways, answers, journal);
    load.gather(seed);
    load.actors.forEach(Actor::start);
    return load;
  }

  private void gather(long seed) throws InterruptedException {
    List<Account> bidders = new ArrayList<>();
    for (int i = 0; i < REST_BIDDERS; i++) {
      Account bidder = rich("rest" + i);
      bidders.add(bidder);
      actors.add(new RestBidder(bidder.name(), seed + i, ms(450), bidder, market, journal));
    }
    for (int i = 0; i < ROOM_BIDDERS + VIEWERS; i++) {
      boolean bids = i < ROOM_BIDDERS;
      Account visitor = bids ? rich("room" + i) : signUp("viewer" + i);
      if (bids) {
        bidders.add(visitor);
      }
      actors.add(
          new RoomVisitor(
              visitor.name(),
              seed + 100 + i,
              ms(bids ? 350 : 500),
              visitor,
              market,
              journal,
              bids));
    }
    actors.add(new Banker("banker", seed + 200, ms(300), bidders, journal));
    for (int i = 0; i < SELLERS; i++) {
      Account seller = signUp("seller" + i);
      actors.add(new Seller(seller.name(), seed + 300 + i, ms(1_500), seller, market));
    }
    Account seller = signUp("shop");
    for (int i = 0; i < OLD_AUCTIONS; i++) {
      old.add(market.list(seller, LONG, 0).orElseThrow());
    }
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  /// Somebody new; the people take turns at the gateways.
  public Account signUp(String name) {
    RestClient rest = clients.get(accounts.size() % clients.size());
    Account account = Account.signUp(rest, answers, "chaos." + name + "." + run);
    accounts.add(account);
    return account;
  }

  /// Somebody new with money.
  ///
  /// @throws InterruptedException if interrupted
  public Account rich(String name) throws InterruptedException {
    Account account = signUp(name);
    for (int i = 0; i < DEPOSITS; i++) {
      Certainty known = Banker.ask(account, "DEPOSIT", DEPOSIT, journal, ATTEMPTS);
      if (known != Certainty.DONE) {
        throw new IllegalStateException("no money for " + account.name() + ": " + known);
      }
    }
    return account;
  }

  /// Everybody finishes what he is at and rests.
  ///
  /// @throws InterruptedException if interrupted
  public void pause() throws InterruptedException {
    actors.forEach(Actor::askToPause);
    for (Actor actor : actors) {
      actor.awaitRest();
    }
  }

  public void resume() {
    actors.forEach(Actor::goOn);
  }

  /// Everybody goes home; the sellers end what still runs.
  ///
  /// @throws InterruptedException if interrupted
  public void stop() throws InterruptedException {
    actors.forEach(Actor::askToPause);
    for (Actor actor : actors) {
      actor.leave();
    }
    for (Listing listing : old) {
      market.endForSure(listing);
    }
  }

  @Override
  public void close() {
    clients.forEach(RestClient::close);
  }
}
