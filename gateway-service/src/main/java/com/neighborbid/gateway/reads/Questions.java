package com.neighborbid.gateway.reads;

import com.neighborbid.common.bundle.Bundle;
import com.neighborbid.common.bundle.Bundle.Part;
import com.neighborbid.gateway.routing.DirectReads;
import com.neighborbid.gateway.routing.DirectReads.Answer;
import com.neighborbid.gateway.routing.Service;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What can be asked of the service at once: one list, or any auctions.
@Component
final class Questions {

  private static final String SEVERAL = "/internal/auctions?ids=";

  private final DirectReads service;

  Questions(DirectReads service) {
    this.service = service;
  }

  /// Reads whose targets have the same name here can be asked together.
  static String together(String target) {
    return target.startsWith(PublicReads.ONE) ? PublicReads.ONE : target;
  }

  /// Asks the service.
  ///
  /// @param targets at least one and at most [Bundle#MOST_PARTS] different ones that can be asked
  ///   together
  /// @param headers of the request that asks
  /// @return answers by their targets, without those that the service has none for; an error where
  ///   it does not answer
  Mono<Map<String, Answer>> ask(List<String> targets, HttpHeaders headers) {
    if (targets.size() == 1) {
      String target = targets.getFirst();
      return service.get(Service.AUCTION, target, headers).map(answer -> Map.of(target, answer));
    }
    return service.get(Service.AUCTION, SEVERAL + ids(targets), headers).map(Questions::takeApart);
  }

  private static String ids(Collection<String> targets) {
    return targets.stream()
        .map(target -> target.substring(PublicReads.ONE.length()))
        .collect(Collectors.joining(","));
  }

  private static Map<String, Answer> takeApart(Answer whole) {
    if (!whole.status().equals(HttpResponseStatus.OK)
        || !Bundle.MEDIA_TYPE.equals(whole.headers().get(HttpHeaderNames.CONTENT_TYPE))) {
      return Map.of();
    }
    Map<String, Answer> answers = new HashMap<>();
    for (Part part : Bundle.read(whole.body())) {
      // What is said of the whole, such as when it was made, holds for its parts.
      HttpHeaders headers = new DefaultHttpHeaders().set(whole.headers());
      part.headers().forEach(headers::set);
      answers.put(
          PublicReads.ONE + part.name(), new Answer(HttpResponseStatus.OK, headers, part.body()));
    }
    return answers;
  }
}
