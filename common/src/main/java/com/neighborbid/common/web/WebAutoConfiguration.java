package com.neighborbid.common.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.neighborbid.common.auth.AuthAutoConfiguration;
import com.neighborbid.common.auth.BearerTokens;
import com.neighborbid.common.auth.CallerArgumentResolver;
import com.neighborbid.common.auth.TokenVerifier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.util.EnumSet;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// The HTTP edge of a servlet service; nothing of it appears in other applications.
@AutoConfiguration(
    before = {
      WebMvcAutoConfiguration.class,
      ErrorMvcAutoConfiguration.class,
      JacksonAutoConfiguration.class
    },
    after = AuthAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, DispatcherServlet.class})
@EnableConfigurationProperties(WebProperties.class)
public class WebAutoConfiguration {
  private static final int BODY_LIMIT_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

  @Bean
  JsonInput jsonInput() {
    return new JsonInput();
  }

  @Bean
  ProblemWriter problemWriter(ObjectMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  ProblemAdvice problemAdvice(ProblemWriter problems) {
    return new ProblemAdvice(problems);
  }

  @Bean
  ProblemErrorController problemErrorController(ProblemWriter problems) {
    return new ProblemErrorController(problems);
  }

  @Bean
  @ConditionalOnMissingBean
  BearerTokens bearerTokens(TokenVerifier verifier) {
    return new BearerTokens(verifier);
  }

  @Bean
  FilterRegistrationBean<Filter> requestIdFilter() {
    FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new RequestIdFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    filter.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
    return filter;
  }

  @Bean
  FilterRegistrationBean<Filter> bodyLimitFilter(WebProperties properties, ProblemWriter problems) {
    FilterRegistrationBean<Filter> filter =
        new FilterRegistrationBean<>(new BodyLimitFilter(properties.maxBody().toBytes(), problems));
    filter.setOrder(BODY_LIMIT_ORDER);
    return filter;
  }

  @Bean
  WebMvcConfigurer commonArgumentResolvers(BearerTokens tokens) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver(tokens));
        resolvers.add(new PageQueryResolver());
      }
    };
  }
}
