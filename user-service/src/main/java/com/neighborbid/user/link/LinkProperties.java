package com.neighborbid.user.link;

import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param base where people reach the web page; links begin with it
/// @param verifyLife how long an address can be confirmed
/// @param resetLife how long a forgotten password can be replaced
/// @param perHour links of a purpose per account; more are not sent, and nobody is told
/// @param perEmailPerDay mails to an address that nobody has confirmed, whatever accounts name it;
///   more are not sent
/// @param perClientPerDay mails that one network address can order, without those for forgotten
///   passwords
/// @param resetsPerClientPerDay mails for forgotten passwords that one network address can order:
///   many people may share it, and what others order must not lock them out
/// @param perAddress requests per client address within the window of the sign-in limit
/// @param zone in which mails tell times
@Validated
@ConfigurationProperties("neighborbid.user.links")
public record LinkProperties(
    @DefaultValue("http://127.0.0.1:8080") URI base,
    @DefaultValue("3d") Duration verifyLife,
    @DefaultValue("1h") Duration resetLife,
    @Min(1) @DefaultValue("5") int perHour,
    @Min(1) @DefaultValue("10") int perEmailPerDay,
    @Min(1) @DefaultValue("50") int perClientPerDay,
    @Min(1) @DefaultValue("200") int resetsPerClientPerDay,
    @Min(1) @DefaultValue("20") int perAddress,
    @DefaultValue("Asia/Seoul") ZoneId zone) {}
