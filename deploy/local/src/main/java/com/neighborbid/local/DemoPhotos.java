package com.neighborbid.local;

import com.neighborbid.local.DemoCatalog.Item;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives the demo auctions their pictures, beside everything else: nobody has to wait for them.
/// What a stop cuts short, the next start goes on with.
final class DemoPhotos {
  private static final int CONFLICT = 409;

  private final DemoClient client;
  private final DemoCatalog catalog;
  private final DemoJournal journal;
  private final Map<String, String> tokens = new HashMap<>();

  private DemoPhotos(DemoClient client, DemoCatalog catalog, DemoJournal journal) {
    this.client = client;
    this.catalog = catalog;
    this.journal = journal;
  }

  /// Starts it; the thread ends by itself, or with the process.
  static Thread start(URI gateway, Path data, Progress progress) {
    return Thread.ofPlatform()
        .daemon()
        .name("demo-photos")
        .start(() -> load(gateway, data, progress));
  }

  static void load(URI gateway, Path data, Progress progress) {
    DemoJournal journal = DemoJournal.open(data);
    if (journal.isPictured()) {
      return;
    }
    try (DemoClient client = new DemoClient(gateway)) {
      new DemoPhotos(client, DemoCatalog.read(), journal).loadAll();
    } catch (DemoClient.Refused | StackException e) {
      progress.say("  Some demo pictures are missing, the next start goes on: " + e.getMessage());
    }
  }

  private void loadAll() {
    List<List<String>> pictures = DemoPictures.read();
    for (int number = 0; number < catalog.auctions().size(); number++) {
      Item item = catalog.auctions().get(number);
      if (!journal.isPictured(number) && journal.auction(number).isPresent()) {
        upload(journal.auction(number).get(), item.seller(), pictures.get(number));
        journal.pictured(number);
      }
    }
    if (journal.isComplete()) {
      journal.pictured();
    }
  }

  private void upload(long auctionId, String seller, List<String> shapes) {
    try {
      client.upload(
          "/api/auctions/" + auctionId + "/images",
          tokens.computeIfAbsent(seller, this::signIn),
          DemoPictures.jpeg(shapes));
    } catch (DemoClient.Refused e) {
      // It has ended meanwhile: then it stays without.
      if (e.status() != CONFLICT) {
        throw e;
      }
    }
  }

  private String signIn(String username) {
    return client
        .post(
            "/api/auth/login", "", "", Map.of("username", username, "password", catalog.password()))
        .path("accessToken")
        .asText();
  }
}
