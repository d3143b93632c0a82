package com.neighborbid.auction.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.neighborbid.auction.bidding.domain.Effect;
import com.neighborbid.auction.bidding.domain.Effect.Capture;
import com.neighborbid.auction.bidding.domain.Effect.SetHold;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Everything that came of a log, one JSON object per thing: bids, commands of sellers and admins,
/// auctions, entries of the public record, commands to wallets in their order.
final class Outcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ObjectNode> toWallets = new ArrayList<>();
  final Derivation derivation = new Derivation(OptionalLong.empty(), this::heard);

  static List<ObjectNode> of(List<LogLine> log) {
    Outcomes outcomes = new Outcomes();
    log.forEach(outcomes.derivation::accept);
    return outcomes.list();
  }

  private void heard(DerivedAuction auction, Effect effect) {
    ObjectNode node = JSON.createObjectNode();
    node.put("wallet", toWallets.size());
    node.put("auction", auction.auction.terms().auctionId());
    if (effect instanceof SetHold hold) {
      node.put("setHold", hold.to()).put("bidder", hold.bidderId());
      toWallets.add(node.put("seq", hold.commandSeq()).put("asking", hold.asking()));
    } else if (effect instanceof Capture capture) {
      node.put("capture", capture.price()).put("bidder", capture.winnerId());
      toWallets.add(node.put("seq", capture.commandSeq()).put("fee", capture.fee()));
    }
  }

  List<ObjectNode> list() {
    List<ObjectNode> all = new ArrayList<>();
    derivation.bids().forEach((id, bid) -> all.add(node("bid", id, bid.fields())));
    derivation.commands().forEach((id, fields) -> all.add(node("command", id, fields)));
    derivation
        .auctions()
        .forEach(
            (id, auction) -> {
              all.add(node("id of auction", id, auction.fields()));
              auction.ledger.forEach(entry -> all.add(node("entry of auction", id, entry)));
            });
    derivation
        .poison()
        .keySet()
        .forEach(place -> all.add(JSON.createObjectNode().put("poison", place.toString())));
    all.addAll(toWallets);
    return all;
  }

  private static ObjectNode node(String name, Object id, Fields fields) {
    ObjectNode node = JSON.createObjectNode();
    node.put(name, id.toString());
    fields.names().forEach(field -> node.set(field, JSON.valueToTree(fields.value(field))));
    return node;
  }
}
