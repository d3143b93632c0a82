package com.neighborbid.auction.seller;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What user-service tells about a person to everybody.
@FeignClient("user-service")
interface UserServiceClient {
  @GetMapping("/api/users/{id}")
  Profile profile(@PathVariable("id") long id);

  /// @param reputation 0-100; 0 where nobody has reviewed yet
  record Profile(long id, String nickname, int reputation) {}
}
