package com.neighborbid.user.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param outbidPause between two deliveries that say the same person is outbid in the same auction
/// @param staleAfter what happened longer ago is kept in the inbox and not delivered: a new
///   consumer that reads old events must not write to anybody about them
/// @param keep how long notices stay in the inbox
@ConfigurationProperties("neighborbid.user.notices")
record NoticeProperties(
    @DefaultValue("1m") Duration outbidPause,
    @DefaultValue("1d") Duration staleAfter,
    @DefaultValue("90d") Duration keep) {}
