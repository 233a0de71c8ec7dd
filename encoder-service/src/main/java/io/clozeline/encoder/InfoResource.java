package io.clozeline.encoder;

import io.clozeline.bert.ModelInfo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** What this encoder runs: the base model, and the live adapter of each task. */
@Path("/info")
public class InfoResource {
  /** The answer of {@code GET /info}. */
  public record Info(ModelInfo model, String precision, Map<String, String> adapters) {}

  private final EncoderService service;
  private final EncoderConfig config;

  InfoResource(EncoderService service, EncoderConfig config) {
    this.service = service;
    this.config = config;
  }

  @GET
  public Info info() {
    return new Info(
        service.model(),
        config.encoder().precision().name().toLowerCase(java.util.Locale.ROOT),
        service.adapters().digests());
  }
}
