package io.clozeline.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.bert.Precision;
import io.clozeline.bert.encoder.TokenBudget;
import io.clozeline.bert.engine.Engine;
import io.clozeline.deploy.launch.Readiness;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * How the running encoder batches, as it says itself: the bare encoder does the same.
 *
 * @param pollRecords what is sorted by length at once
 */
record EncoderInfo(
    Engine engine, Precision precision, int threads, TokenBudget budget, int pollRecords) {
  static EncoderInfo of(int port, Optional<String> token) throws IOException {
    JsonNode info = new ObjectMapper().readTree(Readiness.get(port, "/info", token).body());
    return new EncoderInfo(
        Engine.valueOf(info.required("engine").asText().toUpperCase(Locale.ROOT)),
        Precision.valueOf(info.required("precision").asText().toUpperCase(Locale.ROOT)),
        info.required("threads").asInt(),
        new TokenBudget(
            info.required("batchTokens").asInt(), info.required("batchSequences").asInt()),
        info.required("pollRecords").asInt());
  }
}
