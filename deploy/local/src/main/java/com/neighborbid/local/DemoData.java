package com.neighborbid.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.local.DemoCatalog.Item;
import com.neighborbid.local.DemoCatalog.Offer;
import com.neighborbid.local.DemoCatalog.Person;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Fills a fresh NeighborBid with people, auctions and first bids through the public API, as people
/// would do it themselves. Loading it again changes nothing.
final class DemoData {
  private static final String USERNAME_TAKEN = "USERNAME_TAKEN";
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final DemoClient client;
  private final DemoCatalog catalog;
  private final DemoJournal journal;
  private final Clock clock;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> regionsOfPeople = new HashMap<>();

  private DemoData(DemoClient client, DemoCatalog catalog, DemoJournal journal, Clock clock) {
    this.client = client;
    this.catalog = catalog;
    this.journal = journal;
    this.clock = clock;
  }

  /// Loads what is missing and says who can sign in. A failure is told and does not stop the stack:
  /// the next start goes on.
  static void load(URI gateway, Path data, Clock clock, Progress progress) {
    DemoCatalog catalog = DemoCatalog.read();
    DemoJournal journal = DemoJournal.open(data);
    if (!journal.isComplete()) {
      long began = System.nanoTime();
      try (DemoClient client = new DemoClient(gateway)) {
        new DemoData(client, catalog, journal, clock).loadAll();
        progress.done("demo data", began, catalog.auctions().size() + " auctions");
      } catch (DemoClient.Refused | StackException e) {
        progress.say("  The demo data are incomplete, the next start goes on: " + e.getMessage());
      }
    }
    progress.say(
        "  Sign in as %s with the password %s"
            .formatted(
                catalog.people().stream().map(Person::username).collect(Collectors.joining(", ")),
                catalog.password()));
  }

  private void loadAll() {
    List<String> regions = codes("/api/regions");
    List<String> categories = codes("/api/categories");
    for (Person person : catalog.people()) {
      matching(regions, person.region())
          .ifPresent(region -> regionsOfPeople.put(person.username(), region));
      tokens.put(person.username(), signIn(person));
    }
    for (Person person : catalog.people()) {
      deposit(person);
    }
    for (int number = 0; number < catalog.auctions().size(); number++) {
      Item item = catalog.auctions().get(number);
      int key = number;
      long auctionId = journal.auction(number).orElseGet(() -> open(key, item, categories));
      for (Offer offer : item.bids()) {
        bid(auctionId, number, offer);
      }
    }
    journal.complete();
  }

  private String signIn(Person person) {
    Map<String, Object> body = new HashMap<>();
    body.put("username", person.username());
    body.put("password", catalog.password());
    body.put("nickname", person.nickname());
    String region = regionsOfPeople.get(person.username());
    if (region != null) {
      body.put("region", region);
    }
    try {
      return token(client.post("/api/auth/signup", "", "", body));
    } catch (DemoClient.Refused e) {
      if (!e.code().equals(USERNAME_TAKEN)) {
        throw e;
      }
      return token(
          client.post(
              "/api/auth/login",
              "",
              "",
              Map.of("username", person.username(), "password", catalog.password())));
    }
  }

  private static String token(JsonNode answer) {
    return answer.path("accessToken").asText();
  }

  private void deposit(Person person) {
    // A wallet appears a moment after its person.
    client.postOnceThere(
        "/api/wallet/deposits",
        tokenOf(person.username()),
        "demo-deposit-" + person.username(),
        Map.of("amount", person.deposit()));
  }

  private long open(int number, Item item, List<String> categories) {
    Map<String, Object> body = new HashMap<>();
    body.put("title", item.title());
    body.put("description", item.description());
    body.put("reach", item.reach());
    body.put("startPrice", item.startPrice());
    body.put("bidUnit", item.bidUnit());
    body.put("endsAt", clock.instant().plus(Duration.ofHours(item.hours())).toString());
    body.put("condition", item.condition());
    body.put("shippingPayer", item.shippingPayer());
    // What fits nowhere goes to the last category, which is the one for the rest.
    matching(categories, item.category())
        .or(() -> categories.isEmpty() ? Optional.empty() : Optional.of(categories.getLast()))
        .ifPresent(category -> body.put("category", category));
    String region = regionsOfPeople.get(item.seller());
    if (region != null) {
      body.put("region", region);
    }
    long id = client.post("/api/auctions", tokenOf(item.seller()), "", body).path("id").asLong();
    journal.opened(number, id);
    return id;
  }

  private void bid(long auctionId, int number, Offer offer) {
    String key = "demo-bid-%d-%d".formatted(number, offer.amount());
    try {
      client.postOnceThere(
          "/api/auctions/" + auctionId + "/bids",
          tokenOf(offer.bidder()),
          key,
          Map.of("amount", offer.amount()));
    } catch (DemoClient.Refused e) {
      // After an interrupted start somebody else may have bid more by now: that is fine.
      if (e.status() < CLIENT_ERROR || e.status() >= SERVER_ERROR) {
        throw e;
      }
    }
  }

  private String tokenOf(String username) {
    String token = tokens.get(username);
    if (token == null) {
      throw new IllegalStateException("nobody is called " + username + " in the demo data");
    }
    return token;
  }

  private List<String> codes(String path) {
    return StreamSupport.stream(client.get(path).path("items").spliterator(), false)
        .map(item -> item.path(item.has("code") ? "code" : "slug").asText())
        .filter(code -> !code.isEmpty())
        .toList();
  }

  /// The longest code that has `hint` in it: the nearest region, the finest category.
  private static Optional<String> matching(List<String> codes, String hint) {
    return codes.stream()
        .filter(code -> code.contains(hint))
        .max(Comparator.comparingInt(String::length));
  }
}
