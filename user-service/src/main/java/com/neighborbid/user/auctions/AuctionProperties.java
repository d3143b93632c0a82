package com.neighborbid.user.auctions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How titles are asked for, without which every page can be shown.
///
/// @param titleLimit how long one may take
/// @param awayFor how long nothing is asked of a service that did not answer in time
@Validated
@ConfigurationProperties("neighborbid.user.auctions")
record AuctionProperties(
    @DefaultValue("500ms") Duration titleLimit, @DefaultValue("10s") Duration awayFor) {}
