package com.neighborbid.auction.ledger;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.neighborbid.auction.ledger.RootRows.Leaf;
import com.neighborbid.common.web.Cursor;
import com.neighborbid.common.web.Page;
import com.neighborbid.common.web.PageQuery;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Reads the daily roots, and what proves that an auction's entry is in one.
@Component
public class LedgerRoots {
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final LocalDate AFTER_ALL = LocalDate.of(9999, 12, 31);

  /// About 20 MB of trees.
  private static final long CACHED_LEAVES = 200_000;

  private final RootRows rows;

  /// Trees never change once their root is there.
  private final LoadingCache<LocalDate, MerkleTree> trees;

  /// That an entry is in the tree of a day.
  ///
  /// @param leaf the text `auctionId|seq|hash` of the entry
  /// @param index its place among the leaves, from 0
  /// @param treeSize how many leaves there are
  /// @param path the hashes that lead from the leaf to the root, as in RFC 6962
  public record Proof(
      long auctionId,
      LocalDate day,
      String leaf,
      int index,
      int treeSize,
      List<String> path,
      String root) {
    public Proof {
      path = List.copyOf(path);
    }
  }

  LedgerRoots(RootRows rows) {
    this.rows = rows;
    this.trees =
        Caffeine.newBuilder()
            .maximumWeight(CACHED_LEAVES)
            .weigher((LocalDate _, MerkleTree tree) -> tree.size())
            .build(this::tree);
  }

  private MerkleTree tree(LocalDate day) {
    return MerkleTree.of(rows.leaves(day).stream().map(Leaf::text).toList());
  }

  /// A day as it is written in requests; nothing where it is none.
  public static Optional<LocalDate> day(String text) {
    try {
      return DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// Whether the engine knows the auction.
  public boolean auctionExists(long auctionId) {
    return rows.auctionExists(auctionId);
  }

  /// The roots, newest first.
  public Page<DailyRoot> list(PageQuery page) {
    LocalDate before =
        page.cursor()
            .map(cursor -> day(cursor.text(0)).orElseThrow(Cursor::broken))
            .orElse(AFTER_ALL);
    return Page.of(rows.before(before, page.rows()), page.limit(), root -> Cursor.of(root.day()));
  }

  /// The proof for an auction's entry in the root of a day; nothing where that root has none of it.
  public Optional<Proof> proof(long auctionId, LocalDate day) {
    return rows.leaf(day, auctionId).map(leaf -> proof(day, leaf));
  }

  private Proof proof(LocalDate day, Leaf leaf) {
    MerkleTree tree = trees.get(day);
    return new Proof(
        leaf.auctionId(),
        day,
        leaf.text(),
        leaf.index(),
        tree.size(),
        tree.path(leaf.index()),
        tree.root());
  }
}
