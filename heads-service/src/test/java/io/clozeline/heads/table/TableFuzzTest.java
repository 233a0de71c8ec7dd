package io.clozeline.heads.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.adapter.AdapterConfig;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.bert.graph.Target;
import io.clozeline.bert.head.MaskedLmHead;
import io.clozeline.bert.method.lora.Lora;
import io.clozeline.bert.method.lora.LoraKey;
import io.clozeline.events.Release;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.task.Calibration;
import io.clozeline.events.topic.Topics;
import io.clozeline.heads.answer.Given;
import io.clozeline.heads.answer.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile records through the readers of the followed topics: each is read or refused. */
class TableFuzzTest {
  private static final int RECORDS = 4_000;

  @Test
  void adapters() {
    FuzzRun.of(
        "heads adapters",
        RECORDS,
        HostileRecords.safetensors(List.of(adapter())),
        (record, random) ->
            refusal(() -> AdapterTable.read(AdapterFile.digest(record), record, TinyModel.INFO)));
  }

  @Test
  void releases() {
    var release = new Release("t", "digest", null, Map.of("loss", 1.0), "r", 1, 1, Instant.EPOCH);
    FuzzRun.of(
        "heads releases",
        RECORDS,
        HostileRecords.json(List.of(Topics.RELEASES.codec().encode(release))),
        (record, random) ->
            refusal(() -> assertEquals("t", ReleaseTable.read("t", record).task())));
  }

  @Test
  void tasks(@TempDir Path folder) throws IOException {
    MaskedLmHead lm = TinyModel.lm(folder);
    var definition = Given.prompted(Calibration.ONLINE, "{text} [MASK]").definition();
    FuzzRun.of(
        "heads tasks",
        RECORDS,
        HostileRecords.json(List.of(Topics.TASKS.codec().encode(definition))),
        (record, random) ->
            refusal(
                () -> {
                  var known = TaskTable.read("prompted", record, Given.VOCABULARY, lm);
                  assertEquals("prompted", known.task().name());
                }));
  }

  private static Optional<ErrorCode> refusal(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (EventException refused) {
      return Optional.of(refused.code());
    }
  }

  private static byte[] adapter() {
    int hidden = TinyModel.HIDDEN;
    var config =
        new AdapterConfig(
            "tiny", Given.BASE, "t", new Lora(1, 1, List.of(Target.QUERY)), Given.LABELS, true);
    var query = new LoraKey(0, Target.QUERY);
    return AdapterFile.write(
        config,
        TinyModel.INFO,
        Map.of(Lora.a(query), new float[hidden], Lora.b(query), new float[hidden]),
        null);
  }
}
