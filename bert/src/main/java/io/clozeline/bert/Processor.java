package io.clozeline.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * What this machine's processor can compute with. Asked of the system beforehand: oneDNN ends the
 * process where it meets a number format for which it has no code.
 *
 * @param features the instruction sets, by Linux' names for them
 */
public record Processor(Set<String> features) {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
  private static final Set<String> WIDE = Set.of("avx512f", "avx512bw", "avx512dq", "avx512vl");

  public Processor {
    features = Set.copyOf(features);
  }

  /** This machine's; one without features where the system does not tell. */
  public static Processor here() {
    return Here.PROCESSOR;
  }

  private static final class Here {
    private static final Processor PROCESSOR = read();

    private static Processor read() {
      try {
        return described(Files.readString(DESCRIPTION));
      } catch (IOException elsewhere) {
        return new Processor(Set.of());
      }
    }
  }

  /** As {@code /proc/cpuinfo} describes the first processor. */
  static Processor described(String description) {
    return new Processor(
        description
            .lines()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> line.substring(line.indexOf(':') + 1).trim().split("\\s+"))
            .map(Arrays::asList)
            .map(Set::copyOf)
            .orElse(Set.of()));
  }

  /** Whether it has the parts of AVX-512 that oneDNN asks for. */
  public boolean hasAvx512() {
    return features.containsAll(WIDE);
  }

  /** Whether oneDNN has products of bf16 for it, be they fast or not. */
  public boolean multipliesBf16() {
    return hasAvx512();
  }

  /** Whether sums of products of bytes cannot overflow on the way: it has VNNI. */
  public boolean addsInt8Exactly() {
    return features.contains("avx512_vnni") || features.contains("avx_vnni");
  }

  /** Whether it has instructions for such products, so that they are faster than those of fp32. */
  public boolean fasterInBf16() {
    return multipliesBf16() && (features.contains("avx512_bf16") || features.contains("amx_bf16"));
  }
}
