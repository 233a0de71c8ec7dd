package io.clozeline.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.bert.adapter.Adapter;
import io.clozeline.bert.adapter.AdapterFile;
import io.clozeline.events.error.EventException;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hostile adapter files through the reader of the table: each is an adapter or is refused. */
class AdapterFuzzTest {
  private static final List<byte[]> GOOD =
      List.of(TinyAdapters.linear("t", 1), TinyAdapters.prompt("t", 1));

  @Test
  void adapters() {
    FuzzRun.of(
        "adapters",
        15_000,
        HostileRecords.safetensors(GOOD),
        (record, random) -> {
          String digest = random.nextInt(20) == 0 ? "other" : AdapterFile.digest(record);
          try {
            Adapter adapter = EncoderTables.read(digest, record, TinyAdapters.MODEL);
            assertEquals(4, adapter.tensors().size());
            assertEquals(digest, adapter.digest());
            return Optional.empty();
          } catch (EventException refused) {
            return Optional.of(refused.code());
          }
        });
  }
}
