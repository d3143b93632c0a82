package com.neighborbid.wallet.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How payments that wait for their buyer are looked after. How long they wait is said by the
/// auction service, with each of them.
///
/// @param releaseEvery how often we look for payments whose time is over
@ConfigurationProperties("neighborbid.wallet.payment")
public record PaymentProperties(@DefaultValue("30s") Duration releaseEvery) {}
