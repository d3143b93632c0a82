package com.neighborbid.auction.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tree against the definitions of RFC 6962, written down as they stand there.
class MerkleTreeTest {
  /// The leaves of the test vectors of Certificate Transparency; all of them are ASCII.
  private static final List<String> KNOWN =
      Stream.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
          .map(hex -> new String(HexFormat.of().parseHex(hex), StandardCharsets.US_ASCII))
          .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  })
  void rootIsTheKnownOne(int size, String root) {
    assertThat(MerkleTree.of(KNOWN.subList(0, size)).root()).isEqualTo(root);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 33, 100})
  void rootIsTheDefinition(int size) {
    assertThat(MerkleTree.of(leaves(size)).root()).isEqualTo(hex(definition(leaves(size))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 33})
  void pathIsTheDefinitionAndLeadsToTheRoot(int size) {
    MerkleTree tree = MerkleTree.of(leaves(size));
    for (int index = 0; index < size; index++) {
      assertThat(tree.path(index)).isEqualTo(pathByDefinition(index, leaves(size)));
      assertThat(Walk.up("leaf-" + index, index, size, tree.path(index))).isEqualTo(tree.root());
    }
  }

  @Test
  void thereIsNoPathForALeafThatIsNotThere() {
    MerkleTree tree = MerkleTree.of(leaves(3));
    assertThatThrownBy(() -> tree.path(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tree.path(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static List<String> leaves(int size) {
    return IntStream.range(0, size).mapToObj(i -> "leaf-" + i).toList();
  }

  /// MTH of RFC 6962, section 2.1.
  private static byte[] definition(List<String> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return LedgerRows.sha256();
    }
    if (n == 1) {
      return Walk.leaf(leaves.getFirst());
    }
    int k = Integer.highestOneBit(n - 1);
    return Walk.node(definition(leaves.subList(0, k)), definition(leaves.subList(k, n)));
  }

  /// PATH of RFC 6962, section 2.1.1.
  private static List<String> pathByDefinition(int m, List<String> leaves) {
    int n = leaves.size();
    if (n == 1) {
      return List.of();
    }
    int k = Integer.highestOneBit(n - 1);
    List<String> left = leaves.subList(0, k);
    List<String> right = leaves.subList(k, n);
    List<String> path =
        new ArrayList<>(m < k ? pathByDefinition(m, left) : pathByDefinition(m - k, right));
    path.add(hex(definition(m < k ? right : left)));
    return path;
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  /// How somebody outside follows a path, by RFC 9162, section 2.1.3.2.
  static final class Walk {
    private Walk() {}

    static byte[] leaf(String text) {
      return LedgerRows.sha256(new byte[] {0}, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] node(byte[] left, byte[] right) {
      return LedgerRows.sha256(new byte[] {1}, left, right);
    }

    static String up(String leaf, long index, long size, List<String> path) {
      byte[] hash = leaf(leaf);
      long fn = index;
      long sn = size - 1;
      for (String step : path) {
        byte[] other = HexFormat.of().parseHex(step);
        assertThat(sn).isPositive();
        if ((fn & 1) == 1 || fn == sn) {
          hash = node(other, hash);
          while ((fn & 1) == 0 && fn != 0) {
            fn >>= 1;
            sn >>= 1;
          }
        } else {
          hash = node(hash, other);
        }
        fn >>= 1;
        sn >>= 1;
      }
      assertThat(sn).isZero();
      return hex(hash);
    }
  }
}
