package com.neighborbid.common.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param maxBody how large a request body may be, uploads excepted
@ConfigurationProperties("neighborbid.web")
public record WebProperties(@DefaultValue("64KB") DataSize maxBody) {}
