package com.neighborbid.auction.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.neighborbid.auction.AuctionServiceBase;
import com.neighborbid.servers.docs.DocumentedApi;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Everything that is answered is described.
class ApiDocsIT extends AuctionServiceBase {
  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyEndpointIsDescribedWithItsRefusals() throws Exception {
    List<String> endpoints =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(
                info ->
                    info.getMethodsCondition().getMethods().stream()
                        .flatMap(
                            method -> info.getPatternValues().stream().map(p -> method + " " + p)))
            .toList();
    assertThat(DocumentedApi.gaps(endpoints, getAnonymously("/v3/api-docs").body())).isEmpty();
  }

  @Test
  void theRefusalsOfABidAreNamed() throws Exception {
    JsonNode responses =
        expect(200, getAnonymously("/v3/api-docs"))
            .at("/paths/~1api~1auctions~1{id}~1bids/post/responses");
    assertThat(responses.at("/403/description").asText())
        .contains("ACCOUNT_SUSPENDED", "BLOCKED_BY_SELLER", "NEW_ACCOUNT_LIMIT");
    assertThat(responses.at("/422/description").asText()).contains("BELOW_MINIMUM");
  }
}
