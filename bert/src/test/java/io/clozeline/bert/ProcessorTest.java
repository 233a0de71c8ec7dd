package io.clozeline.bert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTest {

  @ParameterizedTest
  @CsvSource({
    // AVX2 alone; AVX-512 without bf16; with it; by AMX; half of AVX-512
    "fpu sse4_2 fma avx2, false, false",
    "fma avx2 avx512f avx512bw avx512dq avx512vl, true, false",
    "fma avx2 avx512f avx512bw avx512dq avx512vl avx512_bf16, true, true",
    "fma avx2 avx512f avx512bw avx512dq avx512vl amx_tile amx_bf16, true, true",
    "fma avx2 avx512f avx512cd, false, false"
  })
  void tellsWhetherBf16RunsAndWhetherItPays(String flags, boolean runs, boolean pays) {
    Processor processor =
        Processor.described("processor\t: 0\nflags\t\t: " + flags + "\nbugs\t\t:\n");

    assertEquals(runs, processor.multipliesBf16());
    assertEquals(pays, processor.fasterInBf16());
  }

  @Test
  void countsOnNothingWhereTheSystemDoesNotTell() {
    assertEquals(Set.of(), Processor.described("Features\t: fp asimd\n").features());
    assertFalse(Processor.described("").multipliesBf16());
  }
}
