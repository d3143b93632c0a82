package com.neighborbid.auction.image.web;

import com.neighborbid.auction.image.ImageView;
import com.neighborbid.auction.image.Images;
import com.neighborbid.auction.image.Images.Shown;
import com.neighborbid.auction.image.Uploads;
import com.neighborbid.auction.image.store.ImageStore.Stored;
import com.neighborbid.common.auth.Caller;
import com.neighborbid.common.error.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

@RestController
class ImageController {
  private static final Logger log = LoggerFactory.getLogger(ImageController.class);
  private static final String FOR_EVER = "max-age=31536000, public, immutable";

  private final Uploads uploads;
  private final Images images;

  ImageController(Uploads uploads, Images images) {
    this.uploads = uploads;
    this.images = images;
  }

  /// @param keys all of the auction's pictures, in the wanted order
  record OrderRequest(@NotNull List<@NotNull String> keys) {}

  record ImageList(List<ImageView> items) {}

  /// Adds a picture (JPEG, PNG or WebP, up to 10 MB) behind the others; its sizes are made a moment
  /// later. One file in a request, whatever the part is called.
  @PostMapping(path = "/api/auctions/{id}/images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @Operation(
      summary = "Add a picture to the own auction, up to ten",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                      schema = @Schema(implementation = Upload.class))))
  @ApiResponse(responseCode = "201")
  ResponseEntity<ImageView> add(Caller caller, @PathVariable long id, HttpServletRequest request)
      throws IOException, InterruptedException {
    uploads.requireMayAdd(caller.userId(), id);
    MultipartFile file = onlyFile(request);
    Path copy = Files.createTempFile("nb-upload", null);
    try {
      file.transferTo(copy);
      ImageView added = uploads.add(id, copy);
      return ResponseEntity.created(URI.create(added.url())).body(added);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// What [#add] takes.
  record Upload(@Schema(type = "string", format = "binary") String file) {}

  /// The pictures in the order of their seller, who also sees those that failed.
  @GetMapping("/api/auctions/{id}/images")
  @Operation(summary = "The pictures of an auction in the order of their seller")
  ImageList list(@Parameter(hidden = true) Optional<Caller> caller, @PathVariable long id) {
    return new ImageList(images.of(id, caller.map(Caller::userId)));
  }

  /// Puts the pictures in another order; the first is shown in lists.
  @PutMapping("/api/auctions/{id}/images")
  @Operation(summary = "Put the pictures in another order; the first is shown in lists")
  ImageList order(
      Caller caller,
      @PathVariable long id,
      @Valid @org.springframework.web.bind.annotation.RequestBody OrderRequest request) {
    return new ImageList(images.order(caller.userId(), id, request.keys()));
  }

  @DeleteMapping("/api/images/{key}")
  @Operation(summary = "Take a picture away")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable String key) {
    images.delete(caller.userId(), caller.isAdmin(), ImageKey.of(key).key());
  }

  /// A picture: `key` for the original, `key-large`, `key-medium` or `key-small`. What is under an
  /// address never changes.
  @GetMapping("/api/images/{key}")
  @Operation(
      summary = "A picture: `key` for the original, `key-large`, `key-medium` or `key-small`")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.IMAGE_JPEG_VALUE,
            schema = @Schema(type = "string", format = "binary")),
        @Content(
            mediaType = MediaType.IMAGE_PNG_VALUE,
            schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "304", content = @Content)
  void get(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException, InterruptedException {
    ImageKey address = ImageKey.of(key);
    Shown image = images.require(address.key(), address.size());
    if (new ServletWebRequest(request, response).checkNotModified("\"" + key + "\"")) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
      return;
    }
    try (Stored stored = open(image, response)) {
      response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER);
      response.setContentType(image.contentType());
      response.setContentLengthLong(stored.bytes());
      send(stored, response);
    }
  }

  /// A refusal is not the picture: nobody may keep it in its place.
  private Stored open(Shown image, HttpServletResponse response) {
    try {
      return images.open(image);
    } catch (ApiException e) {
      response.setHeader(HttpHeaders.ETAG, null);
      throw e;
    }
  }

  private static void send(Stored stored, HttpServletResponse response) {
    try {
      var _ = stored.content().transferTo(response.getOutputStream());
      response.flushBuffer();
    } catch (IOException e) {
      // Too late for another answer; mostly somebody has just closed the page.
      log.debug("A picture was not sent to its end", e);
    }
  }

  private static MultipartFile onlyFile(HttpServletRequest request) {
    MultipartHttpServletRequest form =
        WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
    List<MultipartFile> files =
        form == null
            ? List.of()
            : form.getMultiFileMap().values().stream().flatMap(List::stream).toList();
    if (files.isEmpty()) {
      throw ApiException.invalid("file", "required");
    }
    if (files.size() > 1) {
      throw ApiException.invalid("file", "duplicate");
    }
    return files.getFirst();
  }
}
