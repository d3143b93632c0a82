package com.neighborbid.user.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What is ours to say about mails; how to reach the server is in `spring.mail`.
///
/// @param from the sender, `Name <address>`
@Validated
@ConfigurationProperties("neighborbid.user.mail")
record MailProperties(
    @NotBlank @DefaultValue("NeighborBid <no-reply@neighborbid.example>") String from) {}
