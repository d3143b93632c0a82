package com.neighborbid.auction.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A Merkle tree as in RFC 6962, section 2.1.
///
/// Kept level by level: pairing neighbours and carrying an odd last node up unchanged gives the
/// same tree as the RFC's split at the largest power of two, and every path is read off in one
/// pass.
final class MerkleTree {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /// Leaf hashes first, the root last.
  private final List<byte[][]> levels = new ArrayList<>();

  private MerkleTree(byte[][] leafHashes) {
    byte[][] level = leafHashes;
    levels.add(level);
    while (level.length > 1) {
      level = above(level);
      levels.add(level);
    }
  }

  /// The tree over the UTF-8 of these texts, in their order.
  static MerkleTree of(List<String> leaves) {
    byte[][] hashes = new byte[leaves.size()][];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = Sha256.of(LEAF, leaves.get(i).getBytes(StandardCharsets.UTF_8));
    }
    return new MerkleTree(hashes);
  }

  private static byte[][] above(byte[][] level) {
    byte[][] above = new byte[(level.length + 1) / 2][];
    for (int i = 0; i < above.length; i++) {
      int left = 2 * i;
      above[i] =
          left + 1 < level.length ? Sha256.of(NODE, level[left], level[left + 1]) : level[left];
    }
    return above;
  }

  int size() {
    return levels.getFirst().length;
  }

  /// The root; of no leaves the hash of nothing.
  String root() {
    return Sha256.hex(size() == 0 ? Sha256.of() : levels.getLast()[0]);
  }

  /// The hashes that lead from a leaf to the root, the leaf's neighbour first.
  ///
  /// @throws IndexOutOfBoundsException if there is no such leaf
  List<String> path(int index) {
    List<String> path = new ArrayList<>();
    int place = java.util.Objects.checkIndex(index, size());
    for (byte[][] level : levels) {
      int neighbour = place ^ 1;
      if (neighbour < level.length) {
        path.add(Sha256.hex(level[neighbour]));
      }
      place /= 2;
    }
    return path;
  }
}
