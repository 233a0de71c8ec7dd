package io.clozeline.heads.service;

import io.clozeline.events.codec.JsonCodec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says what this service runs. */
@Path("/info")
@Singleton
public final class InfoResource {
  private static final JsonCodec<Info> JSON = JsonCodec.of(Info.class);

  private final BaseModel model;
  private final HeadsTables tables;

  @Inject
  InfoResource(BaseModel model, HeadsTables tables) {
    this.model = model;
    this.tables = tables;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public byte[] info() {
    return JSON.encode(
        new Info(
            model.info(),
            tables.tasks().current(),
            tables.releases().live(),
            tables.adapters().size()));
  }
}
