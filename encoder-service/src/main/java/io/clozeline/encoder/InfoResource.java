package io.clozeline.encoder;

import io.clozeline.bert.ModelInfo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;

/** What this encoder runs: the base model, how it batches, and the live adapter of each task. */
@Path("/info")
public class InfoResource {
  /** The answer of {@code GET /info}. */
  public record Info(
      ModelInfo model,
      String engine,
      String precision,
      int threads,
      int batchTokens,
      int batchSequences,
      int pollRecords,
      Map<String, String> adapters) {}

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
        service.engine().text(),
        service.precision().text(),
        service.threads(),
        config.encoder().batchTokens(),
        config.encoder().batchSequences(),
        config.encoder().pollRecords(),
        service.adapters().digests());
  }
}
