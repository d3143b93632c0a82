package com.neighborbid.auction.reference;

import com.neighborbid.common.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Regions and categories to choose from; small, rarely changed, the same for everybody.
@RestController
class ReferenceController {
  private static final CacheControl AN_HOUR =
      CacheControl.maxAge(Duration.ofHours(1)).cachePublic();

  private final JdbcClient database;

  ReferenceController(JdbcClient database) {
    this.database = database;
  }

  /// @param code a path: a parent is a prefix of its children
  record Region(String code, String name) {}

  record Category(String slug, String name) {}

  @GetMapping("/api/regions")
  @Operation(summary = "Regions, three levels deep; a parent's code is a prefix")
  ResponseEntity<Page<Region>> regions(Locale locale) {
    List<Region> regions =
        database
            .sql("select code, %s as name from region order by code".formatted(column(locale)))
            .query(Region.class)
            .list();
    return ResponseEntity.ok()
        .cacheControl(AN_HOUR)
        .varyBy("Accept-Language")
        .body(new Page<>(regions, null));
  }

  @GetMapping("/api/categories")
  @Operation(summary = "Categories")
  ResponseEntity<Page<Category>> categories(Locale locale) {
    List<Category> categories =
        database
            .sql(
                "select slug, %s as name from category order by position".formatted(column(locale)))
            .query(Category.class)
            .list();
    return ResponseEntity.ok()
        .cacheControl(AN_HOUR)
        .varyBy("Accept-Language")
        .body(new Page<>(categories, null));
  }

  private static String column(Locale locale) {
    return locale.getLanguage().equals("ko") ? "name_ko" : "name_en";
  }
}
