package com.neighborbid.auction.listing.web;

import com.neighborbid.auction.listing.PublicAuctions;
import com.neighborbid.auction.listing.PublicAuctions.Ready;
import com.neighborbid.common.bundle.Bundle;
import com.neighborbid.common.bundle.Bundle.Part;
import com.neighborbid.common.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// For the gateway, where many read at once: several auctions as everybody sees them, each as `GET
/// /api/auctions/{id}` answers it to who is not signed in. Not reachable through the gateway.
@RestController
class AuctionBundleController {
  private final PublicAuctions auctions;

  AuctionBundleController(PublicAuctions auctions) {
    this.auctions = auctions;
  }

  /// @param ids at most [Bundle#MOST_PARTS]; of what is no auction there is no part
  @GetMapping("/internal/auctions")
  ResponseEntity<byte[]> auctions(@RequestParam List<Long> ids) {
    if (ids.size() > Bundle.MOST_PARTS) {
      throw ApiException.invalid("ids", "are at most " + Bundle.MOST_PARTS);
    }
    List<Part> parts = new ArrayList<>();
    auctions.find(ids).forEach((id, ready) -> parts.add(part(id, ready)));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_TYPE, Bundle.MEDIA_TYPE)
        .body(Bundle.write(parts));
  }

  private static Part part(long id, Ready ready) {
    ResponseEntity<byte[]> alone = AuctionController.answer(ready, Optional.empty());
    Map<String, String> headers = alone.getHeaders().toSingleValueMap();
    return new Part(Long.toString(id), headers, ready.body());
  }
}
