package com.neighborbid.user.news;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param group of consumers: every event is heard by one instance of it
/// @param gather how long events may wait for others to travel with; of what outbids somebody in
///   one auction meanwhile, one notice is written (open sockets hear of each at once, from the
///   engine)
/// @param pause before the next attempt while a server is away
@Validated
@ConfigurationProperties("neighborbid.user.news")
record NewsProperties(
    @NotBlank @DefaultValue("user-service") String group,
    @DefaultValue("200ms") Duration gather,
    @DefaultValue("1s") Duration pause) {}
